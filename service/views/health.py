"""Whether the service lives, and whether it can judge."""

from http import HTTPStatus

from flask import Blueprint, Response, current_app, jsonify

from classifier import RolecallError
from service.exchange import draining
from service.problems import problem
from service.trial import EXPECTED, trial

views = Blueprint("health", __name__)


@views.get("/healthz")
def healthz() -> Response:
    """Answer that the process serves requests."""
    return jsonify(status="ok")


@views.get("/readyz")
def readyz() -> Response:
    """Answer 200 once the model has answered a self-test, else 503 with what is wrong; 503 too while draining."""
    if draining():
        return _not_ready("draining", "The server was told to stop: send new requests elsewhere.")
    model = current_app.config["MODEL"]
    try:
        role = trial(model)
    except RolecallError as error:
        return _not_ready("not_ready", error.message)
    if role is not EXPECTED:
        return _not_ready(
            "not_ready", f"The model took its trial ad for {role}, not {EXPECTED}: put a sound model in place."
        )
    named = {"name": model.name, "version": model.version, "sha256": model.sha256}
    return jsonify(status="ready", self_test=role, model=named)


def _not_ready(code: str, detail: str) -> Response:
    answer = problem(HTTPStatus.SERVICE_UNAVAILABLE, code, detail)
    answer.headers["Retry-After"] = "1"
    return answer
