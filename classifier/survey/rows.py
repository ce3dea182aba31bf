"""Rows of JSONL, CSV and Parquet as a batch writes them, as values by the names of the flat columns."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from classifier.batch.columns import COLUMNS, Column, Type
from classifier.batch.errors import extra
from classifier.demands.notation import NotationError, parse
from classifier.survey.errors import SurveyError, foreign

Row = Mapping[str, Any]

#: Columns that a survey can do without, because older batches didn't write them.
LATER = ("company", "posted", "place")
_READ = (
    *("id", "title", *LATER, "role", "confidence", "needs_review", "requirements"),
    *("required", "required_within", "preferred", "mentioned", "education", "experience"),
    *("pay_min", "pay_max", "pay_currency", "pay_per", "workplace", "location", "findings", "duplicate_of"),
    *("error_code", "error_message", "model_name", "model_version", "model_sha256", "schema"),
)
_COLUMNS = tuple(column for column in COLUMNS if column.name in _READ)
#: What a value of a column is, where there is one; a list of texts is looked at text by text.
_KINDS: dict[Type, type | tuple[type, ...]] = {
    Type.TEXT: str,
    Type.NUMBER: (int, float),
    Type.WHOLE: int,
    Type.TRUTH: bool,
    Type.TEXTS: list,
}
#: What a JSON object may lack, and the columns that come from it.
_PARTS = {"given": LATER, "duplicate_of": ("duplicate_of",)}
_LONGEST_LINE = 64_000_000
_ROWS_AT_ONCE = 1000
# What the writer of CSV puts an apostrophe before, so that a spreadsheet takes it for a text.
_GUARDED = re.compile("'(?=[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")
_TRUTHS = {"true": True, "false": False}


def check_kinds(row: Row, where: str) -> None:
    """Raise SurveyError ``not_results`` where a value isn't what its column holds."""
    for column in _COLUMNS:
        value = row.get(column.name)
        if value is None and column.type is not Type.TEXTS:
            continue
        fits = isinstance(value, _KINDS[column.type]) or (value is None and column.name not in row)
        if not fits or (isinstance(value, list) and not all(isinstance(text, str) for text in value)):
            raise foreign(f"{where} holds {str(value)[:40]!r} as {column.name}")


def json_rows(stream: IO[bytes], name: str) -> Iterator[tuple[str, Row]]:
    """Yield each row with where it stands. Raises SurveyError ``not_results``."""
    number = 0
    while line := stream.readline(_LONGEST_LINE + 1):
        number += 1
        where = f"line {number} of {name}"
        if len(line) > _LONGEST_LINE:
            raise foreign(f"{where} has more than {_LONGEST_LINE:,} bytes")
        if line.strip():
            yield where, _json_row(line, where)


def _json_row(line: bytes, where: str) -> Row:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise foreign(f"{where} is no whole JSON object ({error})") from None
    if not isinstance(value, dict) or "schema" not in value:
        raise foreign(f"{where} is no row of a batch")
    lacking = {column for part, columns in _PARTS.items() if part not in value for column in columns}
    try:
        return {column.name: column.of(value) for column in _COLUMNS if column.name not in lacking}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise foreign(f"{where} is no row of a batch ({type(error).__name__}: {error})") from None


def csv_rows(stream: IO[bytes], name: str) -> Iterator[tuple[str, Row]]:
    """Yield each row with where it stands. Raises SurveyError ``not_results``."""
    csv.field_size_limit(_LONGEST_LINE)
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    lines = csv.reader(text, strict=True)
    try:
        header = next(lines, [])
        columns = _known(header, name)
        for cells in lines:
            where = f"line {lines.line_num} of {name}"
            if len(cells) != len(header):
                raise foreign(f"{where} has {len(cells)} cells, the header {len(header)}")
            yield where, {column.name: _value(cells[place], column, where) for place, column in columns}
    except (csv.Error, UnicodeDecodeError) as error:
        raise foreign(f"line {lines.line_num + 1} of {name} is no CSV in UTF-8 ({error})") from None
    finally:
        text.detach()  # the stream is closed by whoever opened it


def _known(names: Sequence[str], name: str) -> list[tuple[int, Column]]:
    """Return the columns that are there, with their places."""
    places = {column: place for place, column in enumerate(names)}
    missing = [column.name for column in _COLUMNS if column.name not in places and column.name not in LATER]
    if missing:
        raise foreign(f"{name} has no column {missing[0]}")
    return [(places[column.name], column) for column in _COLUMNS if column.name in places]


def _value(cell: str, column: Column, where: str) -> Any:
    """Return a cell of CSV as what its column holds."""
    try:
        if column.name == "requirements":
            return [str(clause) for clause in parse(cell)] if cell else []
        if column.type is Type.TEXTS:
            return cell.split("; ") if cell else []
        if not cell:
            return None
        if column.type is Type.TRUTH:
            return _TRUTHS[cell.lower()]
        if column.type is Type.TEXT:
            return _GUARDED.sub("", cell, count=1) if cell[0] == "'" else cell
        return float(cell) if column.type is Type.NUMBER else int(cell)
    except (KeyError, ValueError, NotationError):
        raise foreign(f"{where} holds {cell[:40]!r} as {column.name}") from None


def parquet_rows(stream: IO[bytes], name: str) -> Iterator[tuple[str, Row]]:
    """Yield each row with where it stands. Raises SurveyError ``broken`` and ``not_results``."""
    arrow, parquet = extra("pyarrow", "a .parquet file"), extra("pyarrow.parquet", "a .parquet file")
    try:
        with parquet.ParquetFile(stream) as file:
            wanted = [column.name for _, column in _known(file.schema_arrow.names, name)]
            number = 0
            for batch in file.iter_batches(_ROWS_AT_ONCE, columns=wanted, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield f"row {number} of {name}", row
    except (arrow.ArrowException, OSError) as error:
        raise SurveyError("broken", f"{name} is no whole Parquet file: {str(error).splitlines()[0]}") from error
