"""The HTTP API: postings in, verdicts or problem documents out."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from classifier import Model
from classifier.source.posting import MAX_BYTES
from service import create_app

AD = "Medical Coder\nDuties:\n- Assigns ICD-10-CM and CPT codes to outpatient encounters\nRequirements:\n- CPC required"


@pytest.fixture
def app(model: Model) -> Flask:
    return create_app(model)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (AD, "text/plain"),
        (AD, "text/plain; charset=utf-8"),
        (f"<h1>Medical Coder</h1><pre>{AD}</pre>", "text/html"),
        (json.dumps({"title": "Medical Coder", "text": AD}), "application/json"),
        (json.dumps({"@type": "JobPosting", "title": "Medical Coder", "description": AD}), "application/json"),
    ],
)
def test_every_kind_of_body_gets_a_verdict(client: FlaskClient, body: str, content_type: str) -> None:
    answer = client.post("/v1/classify", data=body, content_type=content_type)
    assert answer.status_code == 200
    verdict = answer.get_json()
    assert verdict["role"] == "coder"
    assert verdict["credentials"]["required"] == ["CPC"]
    assert "text" not in verdict


@pytest.mark.parametrize(
    ("path", "body", "content_type"),
    [
        ("/v1/classify?with_text=true", AD, "text/plain"),
        ("/v1/classify", json.dumps({"text": AD, "with_text": True}), "application/json"),
    ],
)
def test_the_text_comes_on_request_and_the_spans_index_it(
    client: FlaskClient, path: str, body: str, content_type: str
) -> None:
    verdict = client.post(path, data=body, content_type=content_type).get_json()
    proofs = [*verdict["duties"], *(demand["evidence"] for demand in verdict["requirements"])]
    assert len(proofs) >= 2
    assert all(verdict["text"][proof["start"] : proof["end"]] == proof["text"] for proof in proofs)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "told"),
    [
        (b"", "text/plain", 422, "paste"),
        (b"   \n", "text/plain", 422, "paste"),
        (b"... 123 !!!", "text/plain", 422, "word"),
        (b"PK\x03\x04" + bytes(40), "text/plain", 422, "text"),
        (b"<img src=a.png>", "text/html", 422, "text"),
        (b"{", "application/json", 400, "JSON"),
        (b"3", "application/json", 422, "JSON"),
        (b'{"text": 3}', "application/json", 422, "text"),
        (b"{}", "application/json", 422, "text"),
        (b"[]", "application/json", 422, "posting"),
        (b'[{"text": "a b"}, {"text": "c d"}]', "application/json", 422, "several"),
        (AD.encode(), "application/pdf", 415, "text/plain"),
        (b"a" * (MAX_BYTES + 1), "text/plain", 413, "10,000,000"),
    ],
)
def test_what_cannot_be_judged_gets_a_problem_document(
    client: FlaskClient, body: bytes, content_type: str, status: int, told: str
) -> None:
    answer = client.post("/v1/classify", data=body, content_type=content_type)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json(force=True)
    assert problem["status"] == status
    assert told.lower() in problem["detail"].lower()


def test_a_wrong_method_says_which_are_allowed(client: FlaskClient) -> None:
    answer = client.get("/v1/classify")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert answer.content_type == "application/problem+json"


def test_an_unknown_path_is_a_problem_document(client: FlaskClient) -> None:
    answer = client.get("/v2/nothing")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_an_unforeseen_error_tells_nothing_of_the_ad(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    app.config["MODEL"] = None
    answer = app.test_client().post("/v1/classify", data="Secret ad for coders", content_type="text/plain")
    assert answer.status_code == 500
    assert "Secret" not in answer.get_data(as_text=True) + caplog.text


def test_health_and_readiness(client: FlaskClient, model: Model) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert (ready["status"], ready["model"]["sha256"]) == ("ready", model.sha256)
