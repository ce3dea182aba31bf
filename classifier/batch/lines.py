"""Rows of JSONL and CSV, one after the other with the standard library: a bad row costs no other."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from typing import IO, Any

from classifier.batch.errors import BatchError
from classifier.batch.options import Fields
from classifier.batch.rows import Entry, Form, unreadable
from classifier.errors import PostingError
from classifier.knowledge import table
from classifier.source.encoding import decode

#: Bytes up to which a line is kept: a posting of the largest size with most of its letters escaped.
LONGEST_LINE = 64_000_000
_CHUNK = 1 << 17
_DELIMITERS = (",", ";", "\t", "|")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

#: Columns that an ad may stand in, in the order in which they are looked for.
TEXT_COLUMNS = ("text", "html", "body", "description")

#: What a posting has beside, whatever its fields are called.
KNOWN = ("id", "title", "company", "text")


def json_lines(stream: IO[bytes]) -> Iterator[Entry]:
    """Yield the lines that aren't blank."""
    for line in _narrow(stream):
        if len(line) > LONGEST_LINE:
            yield unreadable("too_large", f"The line has more than {LONGEST_LINE:,} bytes: give the ad's text alone.")
        elif bare := line.strip(b" \t\r\n\0\v\f"):
            yield Entry(Form.LINE, bare)


def csv_rows(stream: IO[bytes], fields: Fields, name: str) -> Iterator[Entry]:
    """Yield the rows that aren't blank, by a header in which ``,``, ``;``, a tab or ``|`` parts the columns.

    Raises BatchError ``no_text_column``.
    """
    csv.field_size_limit(LONGEST_LINE)
    lines = _Lines(stream)
    first = next(lines, "")
    lines.back([first] if first else [])
    rows = csv.reader(lines, delimiter=max(_DELIMITERS, key=first.count))
    header = tuple(map(_repaired, next(rows, [])))
    names = columns(header, fields, name)
    while True:
        lines.taken.clear()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield _broken(lines, f"the row can't be read ({error})")
            continue
        if lines.ended:
            yield _broken(lines, "a quotation mark opens in this row and never closes")
        elif len(cells) > len(names):
            message = f"The row has {len(cells)} cells, the header {len(names)}: put text with commas in quotes."
            yield unreadable("bad_row", message, "".join(lines.taken).encode("utf-8", "surrogateescape"))
        elif any(map(str.strip, cells)):
            pairs = zip(names, map(_repaired, cells), strict=False)
            yield Entry(Form.RECORD, values={key: cell for key, cell in pairs if key and cell.strip()})


@cache
def told_columns() -> dict[str, str]:
    """Return the fields that say when and where an ad was posted, by their names in small letters."""
    return {name.lower(): name for names in table("jobposting")["told"].values() for name in names}


def columns(header: tuple[str, ...], fields: Fields, name: str) -> tuple[str, ...]:
    """Return what each column is called from here on, "" for the ones that say nothing of the ad.

    Names are compared without regard to case. Raises BatchError ``no_text_column``.
    """
    plain = [column.strip().lower() for column in header]
    asked = asdict(fields)
    wanted = told_columns() | {(given or key).strip().lower(): key for key, given in asked.items()}
    if not asked["text"]:
        wanted |= {column: column for column in TEXT_COLUMNS}
    texts = [column for column in plain if wanted.get(column) in TEXT_COLUMNS]
    if not texts:
        met = ", ".join(filter(None, header[:20])) or "none"
        message = f"{name} has no column {asked['text'] or ', '.join(TEXT_COLUMNS)} (its columns: {met})"
        raise BatchError("no_text_column", f"{message}: name the one with the ad by --text-field.")
    return tuple(wanted.get(column, "") for column in plain)


class _Lines(Iterator[str]):
    """Lines of a CSV file that can be given back: ``taken`` are those of the row being read.

    ``ended`` tells that the file came to its end while a row asked for more.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._text = (line.decode("utf-8", "surrogateescape") for line in _narrow(stream))
        self._again: list[str] = []
        self.taken: list[str] = []
        self.ended = False

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._text, None)
        if line is None:
            self.ended = bool(self.taken)
            raise StopIteration
        self.taken.append(line)
        return line

    def back(self, lines: list[str]) -> None:
        """Read these lines once more."""
        self._again.extend(reversed(lines))
        self.taken.clear()
        self.ended = False


def _broken(lines: _Lines, reason: str) -> Entry:
    """Return the error of a row that swallowed the ones below it, and give those back."""
    first, rest = lines.taken[0] if lines.taken else "", lines.taken[1:]
    lines.back(rest)
    message = f"{reason[0].upper()}{reason[1:]}: double the quotation marks inside a cell."
    return unreadable("bad_row", message, first.encode("utf-8", "surrogateescape"))


def _narrow(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines as bytes with their ends, UTF-16 turned into UTF-8; of a longer one its first part."""
    head = stream.read(3)
    if head[:2] in _WIDE:
        text = io.TextIOWrapper(io.BufferedReader(_Joined(head, stream)), "utf-16", "replace", newline="\n")
        yield from (line.encode("utf-8", "surrogatepass") for line in text)
        return
    rest = io.BufferedReader(_Joined(head.removeprefix(codecs.BOM_UTF8), stream), _CHUNK)
    while line := rest.readline(LONGEST_LINE + 1):
        yield line
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            _skip_line(rest)


def _skip_line(stream: IO[bytes]) -> None:
    while (part := stream.readline(_CHUNK)) and not part.endswith(b"\n"):
        pass


class _Joined(io.RawIOBase):
    """A few bytes that were read already, and the stream that they came from."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        # One read at a time: a packed stream that breaks off then hands out what stands before the break.
        read = getattr(self._stream, "read1", self._stream.read)
        data = self._head[: len(buffer)] or read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def _repaired(cell: str) -> str:
    """Return a cell whose bytes were no UTF-8 in the encoding that they are in."""
    if cell.isascii():
        return cell
    try:
        cell.encode("utf-8")
    except UnicodeEncodeError:
        data = cell.encode("utf-8", "surrogateescape")
        try:
            return decode(data)
        except PostingError:
            return data.decode("utf-8", "replace")
    return cell
