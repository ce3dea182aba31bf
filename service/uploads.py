"""Uploaded files as the postings in them: tables, lists, archives and single ads. Nothing is written to a disk."""

import codecs
import csv
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath

from classifier import MAX_BYTES, InputKind, Posting, PostingError, from_mapping, read_postings
from service.forms import Upload

MAX_ADS = 500
"""Ads that the page judges at a time; the command line and the API take more."""
MAX_UNPACKED = 64_000_000
"""Bytes of the files in one archive, unpacked."""
MAX_RATIO = 200
"""How many times its packed size a file in an archive may have; pages of text come to about 10."""
_SMALL = 1_000_000
"""Files up to this many bytes, alone and all together, may be packed as tightly as they like."""

_KINDS = {".txt": InputKind.TEXT, ".html": InputKind.HTML, ".htm": InputKind.HTML, ".json": InputKind.JSON}
_SEVERAL = (".csv", ".jsonl", ".ndjson", ".zip")
_SHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")
_TEXT_COLUMNS = ("text", "html", "body", "description")
_HIDDEN = (".", "__MACOSX")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Entry:
    """A posting of an upload, or why there is none. ``id`` is its own, else the file or row that it came from."""

    id: str
    posting: Posting | None
    error: str | None = None


def entries(uploads: tuple[Upload, ...]) -> tuple[Entry, ...]:
    """Return what the files hold, in order; what can't be read becomes an entry with an error.

    Raises PostingError where a file can't be read as a whole, and where it holds more than ``MAX_ADS`` ads.
    """
    found: list[Entry] = []
    for upload in uploads:
        for entry in _reader(upload)(upload) if len(uploads) == 1 else _spared(upload):
            found.append(entry)
            if len(found) > MAX_ADS:
                advice = "split it, or use `rolecall batch`, which takes any number"
                raise PostingError("too_many", f"There are more than {MAX_ADS} ads, the most for one table: {advice}.")
    if not found:
        raise PostingError("empty", "There is no ad in it: choose a CSV, a JSONL, a zip of pages, or several files.")
    return tuple(found)


def single(upload: Upload, title: str | None) -> tuple[Posting, ...]:
    """Return the postings in a file that is meant to hold one ad; raises PostingError that says what to do."""
    advice = advised(upload)
    if _suffix(upload) in _SEVERAL:
        advice = 'This file may hold several ads: read it under "Several ads".'
    if advice:
        raise PostingError("wrong_file", advice)
    return read_postings(upload.data, kind=_KINDS.get(_suffix(upload)), title=title)


def advised(upload: Upload) -> str | None:
    """Return what to do with a file of a kind that holds an ad but can't be read, None for all others."""
    if upload.data.startswith(b"%PDF"):
        return "This is a PDF, which can't be read here: open it, select all, copy, and paste the text into the box."
    if _suffix(upload) in (".doc", ".docx", ".rtf", ".odt", ".pages"):
        return "This is a word processor's file: open it, select all, copy, and paste the text into the box."
    if _suffix(upload) in _SHEETS:
        return "This is a spreadsheet program's file: save the sheet as CSV (UTF-8) and choose that."
    return None


def _suffix(upload: Upload) -> str:
    return PurePosixPath(upload.name.lower()).suffix


def _reader(upload: Upload) -> Callable[[Upload], Iterator[Entry]]:
    readers = {".csv": _table, ".jsonl": _list, ".ndjson": _list, ".zip": _archive}
    looks_packed = upload.data.startswith(b"PK\x03\x04") and advised(upload) is None
    return readers.get(_suffix(upload), _archive if looks_packed else _file)


def _file(upload: Upload) -> Iterator[Entry]:
    advice = advised(upload)
    if advice:
        yield Entry(upload.name, None, advice)
        return
    yield from _entries(upload.name, partial(read_postings, upload.data, kind=_KINDS.get(_suffix(upload))))


def _entries(name: str, read: Callable[[], tuple[Posting, ...]]) -> Iterator[Entry]:
    """Yield the postings that ``read`` returns, those without an id under ``name``, or the error that it raises."""
    try:
        postings = read()
    except PostingError as error:
        yield Entry(name, None, error.message)
        return
    for number, posting in enumerate(postings, 1):
        own = posting.id or (name if len(postings) == 1 else f"{name}#{number}")
        yield Entry(own, replace(posting, id=own))


def _table(upload: Upload) -> Iterator[Entry]:
    """Yield the rows of a CSV; raises PostingError where no column holds the text of the ads."""
    text = _text(upload)
    first = text.split("\n", 1)[0]
    csv.field_size_limit(MAX_BYTES)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        columns = [column.strip().lower() for column in next(rows, [])]
        if not set(columns) & set(_TEXT_COLUMNS):
            met = f"{upload.name} has no column named {', '.join(_TEXT_COLUMNS[:-1])} or {_TEXT_COLUMNS[-1]}"
            raise PostingError("no_text", f"{met}: name the column with the ads so.")
        for number, row in enumerate((row for row in rows if any(row)), 1):
            record = {
                column: cell for column, cell in zip(columns, row, strict=False) if cell or column in _TEXT_COLUMNS
            }
            yield from _entries(record.get("id") or f"row {number}", partial(from_mapping, record))
    except csv.Error as error:
        raise PostingError("bad_csv", f"{upload.name} is no CSV that can be read ({error}): save it again.") from None


def _list(upload: Upload) -> Iterator[Entry]:
    """Yield the lines of a JSONL file."""
    lines = (line for line in _text(upload).split("\n") if line.strip())
    for number, line in enumerate(lines, 1):
        yield from _entries(f"line {number}", partial(_parsed, line))


def _parsed(line: str) -> tuple[Posting, ...]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise PostingError("bad_json", "This line is not valid JSON: give one object a line.") from None
    if not isinstance(record, dict):
        raise PostingError("bad_json", "This line is no JSON object: give one object a line.")
    return from_mapping(record)


def _archive(upload: Upload) -> Iterator[Entry]:
    """Yield the ads of a zip, which is only ever read; raises PostingError where it isn't sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
            for member in _members(archive):
                yield from _spared(Upload(member.filename, _unpacked(archive, member)), packed=True)
    except _BROKEN as error:
        message = f"{upload.name} is no zip that can be read ({error}): pack the pages again, without a password."
        raise PostingError("bad_zip", message) from None


def _spared(upload: Upload, *, packed: bool = False) -> Iterator[Entry]:
    """Yield what one of several files holds; one that can't be read at all doesn't stop the others."""
    reader = _reader(upload)
    if packed and reader is _archive:
        yield Entry(upload.name, None, "This is a zip in a zip: unpack it first.")
        return
    try:
        yield from reader(upload)
    except PostingError as error:
        yield Entry(upload.name, None, error.message)


def _members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Yield the files in ``archive``; raises PostingError for sizes that no ads have."""
    members = [member for member in archive.infolist() if not member.is_dir() and not _is_hidden(member.filename)]
    size, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if size > MAX_UNPACKED:
        raise PostingError("too_large", f"The zip holds more than {MAX_UNPACKED:,} bytes: split it.")
    if size > max(_SMALL, MAX_RATIO * packed):
        met = f"The zip is packed too tightly to hold ads, more than {MAX_RATIO} times"
        raise PostingError("too_dense", f"{met}: pack the pages themselves.")
    for member in members:
        if member.file_size > max(_SMALL, MAX_RATIO * member.compress_size):
            raise PostingError("too_dense", f"{member.filename} is packed too tightly to be an ad: take it out.")
        yield member


def _is_hidden(name: str) -> bool:
    return any(part.startswith(_HIDDEN) for part in PurePosixPath(name).parts if part != "..")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a file in ``archive``. Only deflate is taken: other methods can't be unpacked bit by bit."""
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError(f"{member.filename} is packed in an unusual way")
    with archive.open(member) as file:
        return file.read(MAX_BYTES + 1)


def _text(upload: Upload) -> str:
    """Return a file of many ads as text; spreadsheets save UTF-8, UTF-16 or the old Windows letters."""
    if upload.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return upload.data.decode("utf-16", "replace")
    if b"\x00" in upload.data[:1000]:
        raise PostingError("binary", f"{upload.name} is no text: save the sheet as CSV (UTF-8).")
    try:
        return upload.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return upload.data.decode("cp1252", "replace")
