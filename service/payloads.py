"""The body of a request, read whole and no further than its limit."""

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from service.inputs import json_value
from service.limits import body_limit, too_large

JSON = "application/json"


def json_body() -> object:
    """Return the JSON value that was sent; answers 413 and 415, raises PostingError ``not_json``."""
    media_type(JSON)
    return json_value(body())


def media_type(*taken: str) -> str:
    """Return the media type of the request, or answer 415 where it is none of ``taken``."""
    if request.mimetype not in taken:
        met = f"Content-Type was {request.mimetype[:80]!r}" if request.mimetype else "there was no Content-Type"
        raise UnsupportedMediaType(f"Send the body as {' or '.join(taken)}; {met}.")
    return request.mimetype


def body() -> bytes:
    """Return the body, or answer 413.

    One byte past the limit is read, so that a chunked body can't be cut unnoticed.
    """
    limit = body_limit(request.path)
    content = request.stream.read(limit + 1)
    if len(content) > limit:
        raise RequestEntityTooLarge(too_large(limit))
    return content
