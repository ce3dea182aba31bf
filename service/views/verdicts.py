"""Postings in, verdicts out."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from classifier import InputKind, Posting, PostingError, Verdict, classify, read_postings
from service.inputs import Batch, ClassifyQuery, checked, given_id, json_value, postings_in
from service.limits import body_limit, too_large
from service.meters import meters

views = Blueprint("verdicts", __name__, url_prefix="/v1")

_JSON = "application/json"
_KINDS = {"text/plain": InputKind.TEXT, "text/html": InputKind.HTML}


@views.post("/classify")
def classify_one() -> Response:
    """Answer the verdict on the posting in the body: a JSON posting, plain text or HTML.

    Of a page with several postings the first is judged; ``X-Postings-Found`` tells how many there were.
    """
    try:
        postings, with_text = _postings()
    except PostingError as error:
        meters().refusals.labels(error.code).inc()
        raise
    answer = jsonify(_judged(postings[0]).to_dict(with_text=with_text))
    answer.headers["X-Postings-Found"] = str(len(postings))
    return answer


@views.post("/classify/batch")
def classify_batch() -> Response:
    """Answer a verdict or an error for each posting, in order; one that holds several gives an entry for each."""
    _media_type(_JSON)
    batch = checked(Batch, json_value(_body()))
    entries = (_entries(place, value, with_text=batch.with_text) for place, value in enumerate(batch.postings, 1))
    return jsonify(results=[result for found in entries for result in found])


def _postings() -> tuple[tuple[Posting, ...], bool]:
    """Return the postings of the body and whether their text is asked for."""
    kind = _media_type(_JSON, *_KINDS)
    body, query = _body(), checked(ClassifyQuery, request.args.to_dict())
    if kind == _JSON:
        postings, with_text = postings_in(json_value(body))
        return postings, with_text or query.wanted
    charset = request.mimetype_params.get("charset")
    return read_postings(body, charset=charset, kind=_KINDS[kind]), query.wanted


def _entries(place: int, value: object, *, with_text: bool) -> list[dict[str, Any]]:
    """Return what the batch answers for one of its postings; one without an id goes by its place, counted from 1."""
    try:
        postings, wanted = postings_in(value)
        named = [replace(posting, id=posting.id or _place(place, number)) for number, posting in enumerate(postings)]
        return [_judged(posting).to_dict(with_text=with_text or wanted) for posting in named]
    except PostingError as error:
        meters().refusals.labels(error.code).inc()
        return [{"id": given_id(value) or str(place), "error": {"code": error.code, "message": error.message}}]


def _place(place: int, number: int) -> str:
    return f"{place}#{number + 1}" if number else str(place)


def _judged(posting: Posting) -> Verdict:
    verdict = classify(posting, current_app.config["MODEL"])
    meters().postings.labels(verdict.role, str(verdict.needs_review).lower()).inc()
    return verdict


def _media_type(*taken: str) -> str:
    if request.mimetype not in taken:
        met = f"Content-Type was {request.mimetype[:80]!r}" if request.mimetype else "there was no Content-Type"
        raise UnsupportedMediaType(f"Send the body as {' or '.join(taken)}; {met}.")
    return request.mimetype


def _body() -> bytes:
    """Return the body, or raise 413. One byte past the limit is read, so that a chunked body can't be cut unnoticed."""
    limit = body_limit(request.path)
    body = request.stream.read(limit + 1)
    if len(body) > limit:
        raise RequestEntityTooLarge(too_large(limit))
    return body
