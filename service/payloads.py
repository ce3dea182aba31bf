"""The body of a request, read whole and no further than its limit."""

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from service.inputs import json_value
from service.limits import body_limit, too_large

_JSON = "application/json"


def json_body() -> object:
    """Return the JSON value that was sent; answers 413 and 415, raises PostingError ``not_json``.

    One byte past the limit is read, so that a chunked body can't be cut unnoticed.
    """
    if request.mimetype != _JSON:
        met = f"Content-Type was {request.mimetype[:80]!r}" if request.mimetype else "there was no Content-Type"
        raise UnsupportedMediaType(f"Send the body as {_JSON}; {met}.")
    limit = body_limit(request.path)
    body = request.stream.read(limit + 1)
    if len(body) > limit:
        raise RequestEntityTooLarge(too_large(limit))
    return json_value(body)
