"""All rows of all inputs, in order."""

import io
import os
import stat
from collections.abc import Generator, Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO

from classifier.batch import streams
from classifier.batch.archives import archived_pages
from classifier.batch.errors import BatchError
from classifier.batch.lines import csv_rows, json_lines
from classifier.batch.options import Fields, InputFormat
from classifier.batch.rows import Entry, Form, Row, unreadable
from classifier.batch.sources import Source, pages
from classifier.batch.tables import parquet_rows
from classifier.source.posting import MAX_BYTES, InputKind

#: Bytes of a .json file, which may hold a list of postings.
MAX_JSON_BYTES = 100_000_000
_KINDS = {".html": InputKind.HTML, ".htm": InputKind.HTML, ".json": InputKind.JSON}


class Reader:
    """Reads the rows of sources once. ``passed_over`` counts the records of archives that are no pages.

    ``cut_off`` names the sources that end before their end; ``reached`` is the number of bytes behind the reader.
    """

    def __init__(self, sources: Iterable[Source], fields: Fields) -> None:
        self._sources = tuple(sources)
        self._fields = fields
        self._stream: IO[bytes] | None = None
        self._behind = 0
        self.passed_over = 0
        self.cut_off: list[str] = []

    @property
    def total(self) -> int | None:
        """The size of all sources in bytes, None where one has no size."""
        sizes = [source.size for source in self._sources if source.size is not None]
        return sum(sizes) if len(sizes) == len(self._sources) else None

    @property
    def reached(self) -> int:
        """The bytes of all sources that were read, packed ones as they lie there."""
        try:
            return self._behind + (self._stream.tell() if self._stream else 0)
        except (OSError, ValueError):
            return self._behind

    def rows(self) -> Generator[Row, None, None]:
        """Yield the rows; raises BatchError for a source that can't be read as a whole."""
        number = 0
        for source in self._sources:
            for place, entry in enumerate(self._whole(source), 1):
                number += 1
                yield Row(number, source.place, place, entry)
            if not source.folder:
                self._behind += source.size or 0

    def _whole(self, source: Source) -> Iterator[Entry]:
        """Yield the entries of a source, and last an error where it was cut off."""
        try:
            yield from self._folder(source.place) if source.folder else self._file(source)
        except EOFError:
            self.cut_off.append(source.place)
            yield unreadable("truncated", f"{source.place} was cut off here: fetch it again and start over.")
        except streams.BROKEN as error:
            self.cut_off.append(source.place)
            yield unreadable("broken", f"{source.place} can't be read from here on ({error}): fetch it again.")
        except OSError as error:
            raise BatchError("unreadable", f"{source.place} can't be read: {error.strerror or error}") from error
        finally:
            self._stream = None

    def _folder(self, folder: str) -> Iterator[Entry]:
        for place in pages(folder):
            name = _stem(place)
            try:
                entry = _page(place, name)
            except (EOFError, *streams.BROKEN) as error:
                entry = unreadable("truncated", f"{place} is no whole file: {error}", name=name)
            except OSError as error:
                if not streams.is_address(folder) and not os.path.isdir(folder):  # noqa: PTH112 - beside os.walk
                    raise
                entry = unreadable("unreadable", f"{place} can't be read: {error.strerror or error}", name=name)
            self._behind += len(entry.content)
            yield entry

    def _file(self, source: Source) -> Iterator[Entry]:
        if source.format is InputFormat.PAGE and source.place != streams.STDIN:
            yield _page(source.place, _stem(source.place))
            return
        with streams.opened(source.place) as raw:
            self._stream = raw if source.size else None
            if source.format is InputFormat.PARQUET:
                yield from parquet_rows(raw, self._fields, source.place)
                return
            stream = streams.decompressed(raw)
            yield from self._entries(stream, source.format or _looked_at(stream), source.place)

    def _entries(self, stream: IO[bytes], form: InputFormat, name: str) -> Iterator[Entry]:
        if form is InputFormat.JSONL:
            yield from json_lines(stream)
        elif form is InputFormat.CSV:
            yield from csv_rows(stream, self._fields, name)
        elif form is InputFormat.PAGE:
            yield Entry(Form.PAGE, stream.read(MAX_BYTES + 1), name="stdin")
        elif form is InputFormat.PARQUET:
            raise BatchError("unreadable", "Parquet can't be read from stdin: give the file.")
        else:
            yield from self._pages(stream)

    def _pages(self, stream: IO[bytes]) -> Iterator[Entry]:
        for entry in archived_pages(stream):
            if entry:
                yield entry
            else:
                self.passed_over += 1


def _page(place: str, name: str) -> Entry:
    """Return a file of its own; a pipe or device could block for ever, and is an error."""
    if not streams.is_address(place) and not stat.S_ISREG(os.stat(place).st_mode):  # noqa: PTH116 - beside os.walk
        return unreadable("not_a_file", f"{place} is no regular file.", name=name)
    suffix = next((end for end in reversed(PurePosixPath(place).suffixes) if end.lower() not in {".gz", ".zst"}), "")
    kind = _KINDS.get(suffix.lower())
    limit = MAX_JSON_BYTES if kind is InputKind.JSON else MAX_BYTES
    with streams.opened(place) as raw:
        content = streams.decompressed(raw).read(limit + 1)
    if len(content) > limit:
        return unreadable("too_large", f"{place} has more than {limit:,} bytes.", name=name)
    return Entry(Form.PAGE, content, kind=kind, name=name)


def _stem(place: str) -> str:
    name = PurePosixPath(place)
    return PurePosixPath(name.stem).stem if name.suffix.lower() in {".gz", ".zst"} else name.stem


def _looked_at(stream: IO[bytes]) -> InputFormat:
    """Return what the first bytes of a stream without a name look like."""
    head = stream.peek(16)[:16] if isinstance(stream, io.BufferedReader) else getattr(stream, "peek")(16)[:16]  # noqa: B009 - gzip's
    if head.startswith(b"WARC/"):
        return InputFormat.WARC
    if head.startswith(b"PAR1"):
        return InputFormat.PARQUET
    return InputFormat.JSONL if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else InputFormat.CSV
