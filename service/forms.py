"""What a browser posts: fields and files, read into memory and nowhere else."""

from dataclasses import dataclass
from io import BytesIO
from typing import IO

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.wsgi import get_input_stream

from service.limits import MAX_BATCH_BYTES, too_large

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
MAX_PARTS = 1_000
"""Fields and files of a form."""
_TOO_MANY = f"The form has more than {MAX_PARTS:,} fields and files, the most that is taken; send fewer at a time."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser sent it; ``name`` is what the browser calls it, and only ever shown."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form by name, the last one where there are several, and the files that aren't empty."""

    fields: dict[str, str]
    files: tuple[Upload, ...]

    def field(self, name: str) -> str:
        """Return a field, without the white space around it; empty where there is none."""
        return self.fields.get(name, "").strip()


def form(request: Request) -> Form:
    """Return the form in the body of ``request``; raises RequestEntityTooLarge (413).

    The parser of Flask writes large files to a folder for temporary files; here they stay in memory, which the limit
    on a body bounds.
    """
    if request.mimetype not in _FORMS:
        return Form({}, ())
    parser = FormDataParser(
        stream_factory=_memory,
        max_form_memory_size=MAX_BATCH_BYTES,
        max_content_length=MAX_BATCH_BYTES,
        max_form_parts=MAX_PARTS,
    )
    stream = get_input_stream(request.environ, max_content_length=MAX_BATCH_BYTES)
    try:
        _, fields, files = parser.parse(stream, request.mimetype, request.content_length, dict(request.mimetype_params))
    except RequestEntityTooLarge:
        many = (request.content_length or 0) <= MAX_BATCH_BYTES
        raise RequestEntityTooLarge(_TOO_MANY if many else too_large(MAX_BATCH_BYTES)) from None
    uploads = (Upload(entry.filename or "", entry.stream.read()) for _, entry in files.items(multi=True))
    return Form({name: values[-1] for name, values in fields.lists()}, tuple(file for file in uploads if file.name))


def _memory(*_: object, **__: object) -> IO[bytes]:
    return BytesIO()
