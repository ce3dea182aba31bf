"""The OpenAPI document says what the service does: every route, status and shape of it is tried."""

import json
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pydantic import ValidationError

from classifier import MAX_BYTES, Model
from service import create_app
from service.admission import REFUSAL
from service.answers import Problem, Results, Verdict
from service.limits import MAX_BATCH_BYTES, MAX_BATCH_POSTINGS
from service.openapi import openapi
from service.operations import OPERATIONS, Operation
from service.problems import Refusal
from service.settings import Settings

ROOT = Path(__file__).parent.parent
AD = (ROOT / "examples" / "coder.txt").read_text()
DOCUMENTED = [(operation, status) for operation in OPERATIONS for status in (200, *sorted(operation.faults))]


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app()


def refused(status: int) -> dict[str, Any]:
    return {"environ_overrides": {REFUSAL: Refusal(HTTPStatus(status), "turned_away", "Try again.", 1)}}


def good(operation: Operation) -> dict[str, Any]:
    return {"json": operation.example} if operation.body else {}


#: How to be answered with a status, given the operation. The gateway turns away with 401, 408, 429 and 503.
ASKED: dict[int, Callable[[Operation], dict[str, Any]]] = {
    200: good,
    400: lambda _: {"data": "{", "content_type": "application/json"},
    401: lambda _: refused(401),
    408: lambda _: refused(408),
    413: lambda operation: {
        "data": b" " * ((MAX_BYTES if operation.name == "classify" else MAX_BATCH_BYTES) + 1),
        "content_type": "application/json",
    },
    415: lambda _: {"data": "x", "content_type": "application/pdf"},
    422: lambda _: {"json": {}},
    429: lambda _: refused(429),
    503: lambda _: refused(503),
}


@pytest.mark.parametrize(
    ("operation", "status"),
    [pytest.param(operation, status, id=f"{operation.name}-{status}") for operation, status in DOCUMENTED],
)
def test_every_documented_answer_is_given_as_documented(
    app: Flask, monkeypatch: pytest.MonkeyPatch, operation: Operation, status: int
) -> None:
    asked = good(operation) if status == 500 else ASKED[status](operation)
    if status == 500:
        monkeypatch.setitem(app.view_functions, endpoint(app, operation), lambda: 1 / 0)
    answer = app.test_client().open(operation.path, method=operation.method.upper(), **asked)
    assert answer.status_code == status
    documented = openapi()["paths"][operation.path][operation.method]["responses"][str(status)]
    assert answer.content_type.split(";")[0] in documented["content"]
    assert set(documented["headers"]) - {"Retry-After"} <= set(answer.headers.keys())
    if status >= 400:
        assert Problem.model_validate(answer.get_json(force=True)).status == status
    elif operation.answer:
        operation.answer.model_validate(answer.get_json())


def endpoint(app: Flask, operation: Operation) -> str:
    return next(str(rule.endpoint) for rule in app.url_map.iter_rules() if rule.rule == operation.path)


def test_every_route_of_the_api_is_documented(app: Flask) -> None:
    routes = {
        (method.lower(), rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint.split(".")[0] in ("verdicts", "fit", "knowledge", "health", "metrics", "docs")
    }
    assert routes == {(operation.method, operation.path) for operation in OPERATIONS} | {("get", "/docs.css")}


@pytest.mark.parametrize(
    "example",
    sorted(
        path.name for path in (ROOT / "examples").glob("*.*") if path.suffix != ".md" and "candidate" not in path.name
    ),
)
def test_the_verdict_on_each_example_has_the_documented_shape(app: Flask, example: str) -> None:
    kind = {".txt": "text/plain", ".html": "text/html", ".json": "application/json"}[Path(example).suffix]
    body = (ROOT / "examples" / example).read_bytes()
    answer = app.test_client().post("/v1/classify?with_text=true", data=body, content_type=kind)
    verdict = Verdict.model_validate(answer.get_json())
    assert verdict.text
    assert set(answer.get_json()) == set(Verdict.model_fields)


def test_a_batch_has_the_documented_shape(app: Flask) -> None:
    answer = app.test_client().post("/v1/classify/batch", json={"postings": [{"text": AD}, {}]})
    assert len(Results.model_validate(answer.get_json()).results) == 2


def test_an_unknown_key_in_an_answer_would_be_noticed() -> None:
    with pytest.raises(ValidationError):
        Problem.model_validate({"type": "", "title": "", "status": 1, "detail": "", "code": "", "more": 1})


def test_the_stated_limits_are_the_limits() -> None:
    told = json.dumps(openapi())
    assert f"{MAX_BYTES:,} bytes for a posting" in told
    assert f"{MAX_BATCH_BYTES:,} for a batch" in told
    assert f"up to {MAX_BATCH_POSTINGS:,} postings" in told


def test_every_reference_leads_somewhere() -> None:
    schemas = set(openapi()["components"]["schemas"])
    named = {part.split('"')[0] for part in json.dumps(openapi()).split("#/components/schemas/")[1:]}
    assert named <= schemas
    assert schemas - named <= {"Batch"} | named


def test_the_page_shows_everything_and_needs_no_other_host(app: Flask) -> None:
    page = app.test_client().get("/docs").get_data(as_text=True)
    assert all(f'id="{operation.name}"' in page for operation in OPERATIONS)
    assert all(f'<section id="{name}"' in page for name in openapi()["components"]["schemas"])
    assert "<script" not in page
    assert "style=" not in page
    assert "://" not in page


def test_the_handbook_names_every_operation_status_and_setting() -> None:
    handbook = (ROOT / "docs" / "api.md").read_text()
    assert all(f"{operation.method.upper()} {operation.path}" in handbook for operation in OPERATIONS)
    assert all(f"| {status} |" in handbook for operation in OPERATIONS for status in operation.faults)
    variables = {f"ROLECALL_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert all(f"`{name}`" in handbook for name in variables)


def test_the_model_of_the_answers_is_the_bundled_one(app: Flask, model: Model) -> None:
    answer = app.test_client().post("/v1/classify", data=AD, content_type="text/plain")
    assert answer.get_json()["model"]["sha256"] == model.sha256
