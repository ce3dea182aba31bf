"""Errors as RFC 9457 problem documents."""

import json
import logging
import traceback
from http import HTTPStatus

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from classifier import PostingError

_log = logging.getLogger(__name__)

#: Posting errors that say more than "this can't be judged" (422): the status that HTTP has for them.
_STATUS = {
    "bad_json": HTTPStatus.BAD_REQUEST,
    "not_json": HTTPStatus.BAD_REQUEST,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}
_KEPT = ("allow", "retry-after", "www-authenticate")


class Refusal(Exception):  # noqa: N818 - it is no fault of the code
    """A request that is turned away before a view sees it; ``retry_after`` is in seconds."""

    def __init__(self, status: HTTPStatus, code: str, detail: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.retry_after = retry_after


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


def refused(refusal: Refusal) -> Response:
    """Return the problem document of a refusal, saying when to come back and how to be let in."""
    answer = problem(refusal.status, refusal.code, refusal.detail)
    if refusal.retry_after is not None:
        answer.headers["Retry-After"] = str(refusal.retry_after)
    if refusal.status is HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="rolecall"'
    if refusal.status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE):
        answer.headers["Connection"] = "close"
    return answer


def register(app: Flask) -> None:
    """Make every error of ``app`` a problem document."""
    app.register_error_handler(PostingError, _posting_error)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unforeseen)


def _posting_error(error: PostingError) -> Response:
    return problem(_STATUS.get(error.code, HTTPStatus.UNPROCESSABLE_ENTITY), error.code, error.message)


def _http_error(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:  # a redirect is no problem
        return Response(status=status, headers=error.get_headers())
    code = HTTPStatus(status).name.lower()
    answer = problem(status, code, error.description or HTTPStatus(status).description)
    for name, value in error.get_headers():
        if name.lower() in _KEPT:
            answer.headers[name] = value
    return answer


def _unforeseen(error: Exception) -> Response:
    # The places in the code are told, never the message: it may hold words of the posting.
    places = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    _log.error("unforeseen %s\n%s", type(error).__name__, places)
    detail = "Something went wrong on our side; the posting was not judged. Try again, and report it if it stays."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", detail)
