"""Rows of a CSV or JSONL file, one by one: a row that can't be read costs no other."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from typing import NoReturn

from classifier.errors import RolecallError
from classifier.source.encoding import decode

#: A cell may hold a whole ad; the csv module stops at 131,072 characters unless told otherwise.
_LONGEST_CELL = 10_000_000
_DELIMITERS = (",", ";", "\t")


class RecordError(RolecallError):
    """A row can't be read: ``bad_json``, ``wrong_type``, ``bad_row``."""


class RecordKind(StrEnum):
    """How a file holds its rows."""

    CSV = "csv"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Record:
    """One row by its number, counted from 1 without header and blank lines: its values, or why it can't be read."""

    number: int
    values: Mapping[str, object]
    error: RecordError | None = None

    @property
    def id(self) -> str:
        """The id of the row, its number where it has none."""
        given = self.values.get("id")
        named = isinstance(given, str | int) and not isinstance(given, bool)
        return (str(given).strip() if named else "") or str(self.number)


def records(data: bytes, kind: RecordKind) -> Iterator[Record]:
    """Yield the rows of a file in order; of a CSV file by its header, in which ``,``, ``;`` or a tab parts the columns.

    Raises PostingError ``binary`` for what is no text.
    """
    text = decode(data)
    read = _cells(text) if kind is RecordKind.CSV else _objects(text)
    for number, values in enumerate(read, 1):
        if isinstance(values, RecordError):
            yield Record(number, {}, values)
        else:
            yield Record(number, values)


def json_value(text: str) -> object:
    """Return a JSON value; raises RecordError ``bad_json``, also for NaN, infinities and endless nesting."""
    try:
        return json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        met = "it is nested too deep" if isinstance(error, RecursionError) else str(error)
        raise RecordError("bad_json", f"This is not valid JSON ({met}): give one object.") from None


def _refused(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _objects(text: str) -> Iterator[Mapping[str, object] | RecordError]:
    for line in text.split("\n"):
        if line.strip():
            try:
                value = json_value(line)
            except RecordError as error:
                yield error
                continue
            yield value if isinstance(value, dict) else RecordError("wrong_type", "A row must be one JSON object.")


def _cells(text: str) -> Iterator[Mapping[str, object] | RecordError]:
    csv.field_size_limit(_LONGEST_CELL)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip().lower() for name in next(rows, [])]
    for cells in rows:
        if len(cells) > len(header):
            message = f"The row has {len(cells)} cells, the header {len(header)}: put text with commas in quotes."
            yield RecordError("bad_row", message)
        elif any(map(str.strip, cells)):
            yield {name: cell for name, cell in zip(header, cells, strict=False) if cell.strip()}
