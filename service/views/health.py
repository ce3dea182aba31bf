"""Whether the service lives, and whether it can judge."""

from http import HTTPStatus

from flask import Blueprint, Response, current_app, jsonify

from classifier import Posting, RolecallError, classify
from service.problems import problem

views = Blueprint("health", __name__)

_SELF_TEST = Posting("Medical Coder\n- Assigns ICD-10-CM and CPT codes to outpatient encounters.\nCPC required.")


@views.get("/healthz")
def healthz() -> Response:
    """Answer that the process serves requests."""
    return jsonify(status="ok")


@views.get("/readyz")
def readyz() -> Response:
    """Answer 200 once the model has answered a self-test, else 503 with what is wrong."""
    model = current_app.config["MODEL"]
    try:
        role = classify(_SELF_TEST, model).scores.role
    except RolecallError as error:
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, "not_ready", error.message)
    return jsonify(status="ready", self_test=role, model={"name": model.name, "sha256": model.sha256})
