"""Pages of a web archive (WARC), and whether the archive is whole."""

from collections.abc import Iterator
from typing import IO, Any

from classifier.batch.errors import extra
from classifier.batch.rows import Entry, Form, unreadable
from classifier.source.posting import MAX_BYTES, InputKind

_KINDS = {
    "text/html": InputKind.HTML,
    "application/xhtml+xml": InputKind.HTML,
    "text/plain": InputKind.TEXT,
    "application/json": InputKind.JSON,
}
_PAGES = ("response", "resource", "conversion")
_END = b"\r\n\r\n"
_FOUND = "200"


def archived_pages(stream: IO[bytes]) -> Iterator[Entry | None]:
    """Yield the pages of an archive under their addresses; None for a record that is passed over.

    Passed over are answers other than 200, and what is neither HTML, text nor JSON. Raises EOFError for a truncated
    archive, ValueError for what is no archive.
    """
    warc = extra("warcio.archiveiterator", "a .warc file")
    failures = extra("warcio.exceptions", "a .warc file").ArchiveLoadFailed
    watched = _Watched(stream)
    try:
        for record in warc.ArchiveIterator(watched):
            yield _page(record)
            _refuse_truncated(record)
    except failures as error:
        raise ValueError(f"no WARC record where one should begin: {error}") from error
    if watched.cut_off or (watched.seen and watched.last != _END):
        raise EOFError("the archive ends inside a record")


def _page(record: Any) -> Entry | None:
    if record.rec_type not in _PAGES:
        return None
    http = record.http_headers
    told = http.get_header("Content-Type") if http else record.rec_headers.get_header("Content-Type")
    name, _, rest = (told or "").partition(";")
    kind = _KINDS.get(name.strip().lower())
    if kind is None or (http and record.rec_type == "response" and http.get_statuscode() != _FOUND):
        return None
    address = record.rec_headers.get_header("WARC-Target-URI")
    try:
        content = record.content_stream().read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return unreadable("broken", f"The archived page can't be unpacked: {error}", name=address)
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    return Entry(Form.PAGE, content, kind=kind, name=address, charset=charset)


def _refuse_truncated(record: Any) -> None:
    while record.raw_stream.read(1 << 16):
        pass
    if getattr(record.raw_stream, "limit", 0):
        raise EOFError("the archive ends inside a record")


class _Watched:
    """A stream that remembers the last bytes that were read from it, and whether it was cut off.

    The library takes EOFError for the end, so it never gets to see one.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.last = b""
        self.seen = False
        self.cut_off = False

    def read(self, size: int = -1) -> bytes:
        """Return what the stream gives."""
        try:
            data = self._stream.read(size)
        except EOFError:
            self.cut_off, data = True, b""
        if data:
            self.last, self.seen = (self.last + data)[-len(_END) :], True
        return data
