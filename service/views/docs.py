"""The documentation of the API: for programs, and as a page that needs neither scripts nor another host."""

from importlib.resources import files
from typing import Any

from flask import Blueprint, Response, jsonify, render_template

from service.openapi import openapi

_FOLDER = files("service") / "documentation"

views = Blueprint("docs", __name__, template_folder=str(_FOLDER))


@views.get("/openapi.json")
def document() -> Response:
    """Answer the OpenAPI document."""
    return jsonify(openapi())


@views.get("/docs")
def docs() -> str:
    """Answer the page."""
    return render_template("docs.html", api=openapi(), kind=_kind)


@views.get("/docs.css")
def style() -> Response:
    """Answer the style of the page."""
    answer = Response(_FOLDER.joinpath("docs.css").read_text("utf-8"), mimetype="text/css")
    answer.cache_control.max_age = 3600
    return answer


def _kind(schema: dict[str, Any]) -> str:
    """Return the type that a schema describes in a few words, the name of another schema among them."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    several = schema.get("anyOf") or schema.get("oneOf")
    if several and "type" not in schema:
        return " or ".join(_kind(one) for one in several)
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    values = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    return ", ".join(map(str, values)) or str(schema.get("type", "anything"))
