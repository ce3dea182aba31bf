"""Errors as RFC 9457 problem documents."""

import json
import logging
from http import HTTPStatus

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from classifier import PostingError

_log = logging.getLogger(__name__)

#: Posting errors that say more than "this can't be judged" (422): the status that HTTP has for them.
_STATUS = {"too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "not_json": HTTPStatus.BAD_REQUEST}


def problem(status: int, code: str, detail: str) -> Response:
    """Return a problem document; ``code`` is stable for programs, ``detail`` tells a person what to do."""
    document = {
        "type": f"urn:rolecall:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "code": code,
    }
    return Response(json.dumps(document), status=status, content_type="application/problem+json")


def register(app: Flask) -> None:
    """Make every error of ``app`` a problem document."""
    app.register_error_handler(PostingError, _posting_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unforeseen)


def _posting_error(error: PostingError) -> Response:
    return problem(_STATUS.get(error.code, HTTPStatus.UNPROCESSABLE_ENTITY), error.code, error.message)


def _http_error(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    code = HTTPStatus(status).name.lower()
    answer = problem(status, code, error.description or HTTPStatus(status).description)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            answer.headers[name] = value
    return answer


def _unforeseen(error: Exception) -> Response:
    # The traceback names code, never the posting's text: the message of the error is left out.
    _log.error("unforeseen %s", type(error).__name__, exc_info=error)
    detail = "Something went wrong on our side; the posting was not judged. Try again, and report it if it stays."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", detail)
