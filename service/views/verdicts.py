"""Postings in, verdicts out."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, jsonify, request

from classifier import InputKind, Posting, PostingError, read_postings
from service.inputs import Batch, ClassifyQuery, checked, given_id, json_value, postings_in
from service.judging import judged, refused
from service.payloads import JSON, body, json_body, media_type

views = Blueprint("verdicts", __name__, url_prefix="/v1")

_KINDS = {"text/plain": InputKind.TEXT, "text/html": InputKind.HTML}


@views.post("/classify")
def classify_one() -> Response:
    """Answer the verdict on the posting in the body: a JSON posting, plain text or HTML.

    Of a page with several postings the first is judged; ``X-Postings-Found`` tells how many there were.
    """
    try:
        postings, with_text = _postings()
    except PostingError as error:
        refused(error.code)
        raise
    answer = jsonify(judged(postings[0]).to_dict(with_text=with_text))
    answer.headers["X-Postings-Found"] = str(len(postings))
    return answer


@views.post("/classify/batch")
def classify_batch() -> Response:
    """Answer a verdict or an error for each posting, in order; one that holds several gives an entry for each."""
    batch = checked(Batch, json_body())
    entries = (_entries(place, value, with_text=batch.with_text) for place, value in enumerate(batch.postings, 1))
    return jsonify(results=[result for found in entries for result in found])


def _postings() -> tuple[tuple[Posting, ...], bool]:
    """Return the postings of the body and whether their text is asked for."""
    kind = media_type(JSON, *_KINDS)
    content, query = body(), checked(ClassifyQuery, request.args.to_dict())
    if kind == JSON:
        postings, with_text = postings_in(json_value(content))
        return postings, with_text or query.wanted
    charset = request.mimetype_params.get("charset")
    return read_postings(content, charset=charset, kind=_KINDS[kind]), query.wanted


def _entries(place: int, value: object, *, with_text: bool) -> list[dict[str, Any]]:
    """Return what the batch answers for one of its postings; one without an id goes by its place, counted from 1."""
    try:
        postings, wanted = postings_in(value)
        named = [replace(posting, id=posting.id or _place(place, number)) for number, posting in enumerate(postings)]
        return [judged(posting).to_dict(with_text=with_text or wanted) for posting in named]
    except PostingError as error:
        refused(error.code)
        return [{"id": given_id(value) or str(place), "error": {"code": error.code, "message": error.message}}]


def _place(place: int, number: int) -> str:
    return f"{place}#{number + 1}" if number else str(place)
