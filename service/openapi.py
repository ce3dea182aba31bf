"""The OpenAPI 3.1 document, made from the shapes that requests are checked against."""

from functools import cache
from importlib.metadata import version
from typing import Any

from pydantic.json_schema import models_json_schema

from service.answers import Problem
from service.operations import OPERATIONS, Operation

_REF = "#/components/schemas/{model}"
_ABOUT = """\
Says which health information role a job ad is for and what it asks for, with the words of the ad as evidence.

Every answer names the model that judged (`X-Model-Version`, `X-Model-Sha256`) and the request (`X-Request-ID`, yours
if you send one of up to 128 letters, digits, dots, colons and dashes). A W3C `traceparent` is handed back. Every error
is a problem document (RFC 9457) whose `detail` says what to do.
"""
_TAGS = {
    "postings": "Postings in, verdicts out.",
    "knowledge": "What Rolecall knows.",
    "operations": "For those who run it.",
}
_HEADERS = {
    "X-Request-ID": "The id of the request, for questions about it.",
    "X-Model-Version": "The version of the model.",
    "X-Model-Sha256": "The digest of the model file.",
}


@cache
def openapi() -> dict[str, Any]:
    """Return the document as JSON values."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Rolecall",
            "version": version("rolecall"),
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": _schemas()[1],
            "headers": {name: _header(text) for name, text in _HEADERS.items()},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
        },
    }


@cache
def _schemas() -> tuple[dict[Any, dict[str, Any]], dict[str, Any]]:
    """Return where the schema of each model stands, and all schemas by name."""
    asked = {operation.body for operation in OPERATIONS if operation.body}
    told = {operation.answer for operation in OPERATIONS if operation.answer} | {Problem}
    shapes = [(shape, "validation") for shape in sorted(asked | told, key=lambda shape: shape.__name__)]
    places, schemas = models_json_schema(shapes, ref_template=_REF)  # type: ignore[arg-type]  # a mode is a literal
    return places, schemas["$defs"]


def _operation(operation: Operation) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
        "responses": {"200": _answer(operation)}
        | {str(status): _fault(status, operation) for status in sorted(operation.faults)},
    }
    if operation.query:
        shown["parameters"] = _parameters(operation)
    if operation.body:
        shown["requestBody"] = {"required": True, "content": _content(operation)}
    if 401 in operation.faults:  # noqa: PLR2004
        shown["security"] = [{}, {"bearer": []}, {"key": []}]
    return shown


def _answer(operation: Operation) -> dict[str, Any]:
    schema = _place(operation.answer) if operation.answer else {}
    if operation.media_type != "application/json":
        schema = {"type": "string"}
    headers = _referred()
    if operation.name == "classify":
        headers["X-Postings-Found"] = _header("How many postings the body held; the first was judged.", "integer")
    return {"description": "OK", "headers": headers, "content": {operation.media_type: {"schema": schema}}}


def _fault(status: int, operation: Operation) -> dict[str, Any]:
    headers = _referred()
    if status in (429, 503):
        headers["Retry-After"] = _header("Seconds until the next try.", "integer")
    content = {"application/problem+json": {"schema": _place(Problem)}}
    return {"description": operation.faults[status], "headers": headers, "content": content}


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    fields = operation.query.model_json_schema()["properties"] if operation.query else {}
    return [
        {"name": name, "in": "query", "required": False, "description": field["description"], "schema": _bare(field)}
        for name, field in fields.items()
    ]


def _content(operation: Operation) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": _place(operation.body), "example": operation.example}}
    for media_type, example in (operation.texts or {}).items():
        # Whatever is sent as text is text, so there is nothing that a schema could forbid.
        content[media_type] = {"schema": {"description": "The ad."}, "example": example}
    return content


def _place(shape: object) -> dict[str, Any]:
    return _schemas()[0][(shape, "validation")]


def _bare(field: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in field.items() if key not in ("title", "description")}


def _header(text: str, kind: str = "string") -> dict[str, Any]:
    return {"description": text, "schema": {"type": kind}}


def _referred() -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
