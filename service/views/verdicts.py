"""Postings in, verdicts out."""

import json

from flask import Blueprint, Response, current_app, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from classifier import MAX_BYTES, InputKind, PostingError, classify, read_postings

views = Blueprint("verdicts", __name__, url_prefix="/v1")

_KINDS = {"application/json": InputKind.JSON, "text/plain": InputKind.TEXT, "text/html": InputKind.HTML}


@views.post("/classify")
def classify_one() -> Response:
    """Answer the verdict on the posting in the body: a JSON posting, plain text or HTML."""
    body, kind = _body(), _kind()
    postings = read_postings(body, charset=request.mimetype_params.get("charset"), kind=kind)
    if kind is InputKind.JSON and len(postings) > 1:
        raise PostingError("several_postings", "the body holds several postings; send one, or use /v1/classify/batch")
    verdict = classify(postings[0], current_app.config["MODEL"])
    return jsonify(verdict.to_dict(with_text=_wants_text(body, kind)))


def _kind() -> InputKind:
    kind = _KINDS.get(request.mimetype)
    if kind is None:
        raise UnsupportedMediaType(
            f"Send the posting as one of {', '.join(_KINDS)} (Content-Type was {request.mimetype!r})."
        )
    return kind


def _body() -> bytes:
    """Return the body, or raise 413. One byte past the limit is read, so that a chunked body can't be cut unnoticed."""
    body = request.stream.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise RequestEntityTooLarge(f"A posting may hold up to {MAX_BYTES:,} bytes; send the ad alone.")
    return body


def _wants_text(body: bytes, kind: InputKind) -> bool:
    """Whether the verdict shall hold the cleaned text: ``with_text`` in the JSON, or in the query of other bodies."""
    if kind is not InputKind.JSON:
        return request.args.get("with_text", "").lower() in ("1", "true")
    posting = json.loads(body)
    return isinstance(posting, dict) and posting.get("with_text") is True
