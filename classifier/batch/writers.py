"""Rows out: JSONL, CSV and Parquet. An output stands under its name only once it is whole and on disk."""

import csv
import fcntl
import io
import json
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from classifier.batch.columns import COLUMNS, TYPED, Shape, typed
from classifier.batch.errors import BatchError, extra
from classifier.batch.judging import SCHEMA
from classifier.batch.options import OutputFormat
from classifier.batch.shards import settle, settle_folder
from classifier.batch.streams import filesystem, is_address

_ROWS_A_GROUP = 1000

#: A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - a spreadsheet reads these too


class Writer(ABC):
    """Takes the rows of an output one by one, as JSON values."""

    @abstractmethod
    def write(self, row: dict[str, Any]) -> None:
        """Add a row."""

    def finish(self) -> None:  # noqa: B027 - most hold nothing back
        """Write what is held back."""


class JsonLines(Writer):
    """One JSON object a line, in UTF-8."""

    def __init__(self, file: io.BufferedWriter) -> None:
        self._file = file

    def write(self, row: dict[str, Any]) -> None:
        """Add a row as a line."""
        self._file.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode("utf-8", "replace"))


class Table(Writer):
    """CSV with the flat columns, lists parted by "; "; no text is a formula to a spreadsheet."""

    def __init__(self, file: io.BufferedWriter) -> None:
        self._file = file
        self._line = io.StringIO(newline="")
        self._rows = csv.writer(self._line, lineterminator="\n")
        self._put([column.name for column in COLUMNS])

    def write(self, row: dict[str, Any]) -> None:
        """Add a row as a line."""
        self._put([_cell(column.of(row)) for column in COLUMNS])

    def _put(self, cells: list[str]) -> None:
        self._rows.writerow(cells)
        self._file.write(self._line.getvalue().encode("utf-8", "replace"))
        self._line.seek(0)
        self._line.truncate()


class Parquet(Writer):
    """Parquet with typed columns: the flat ones, then each list with its evidence under ``NAME_detail``."""

    def __init__(self, file: io.BufferedWriter) -> None:
        self._arrow = extra("pyarrow", "a .parquet file")
        fields = [self._arrow.field(name, self._type(shape)) for name, shape in TYPED]
        self._schema = self._arrow.schema(fields, {"rolecall.schema": str(SCHEMA)})
        self._file = extra("pyarrow.parquet", "a .parquet file").ParquetWriter(file, self._schema, compression="zstd")
        self._held: list[dict[str, Any]] = []

    def write(self, row: dict[str, Any]) -> None:
        """Add a row to the group that is held."""
        self._held.append(typed(row))
        if len(self._held) >= _ROWS_A_GROUP:
            self._flush()

    def finish(self) -> None:
        """Write the last group and what closes the file."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        if self._held:
            self._file.write_table(self._arrow.Table.from_pylist(self._held, schema=self._schema))
            self._held.clear()

    def _type(self, shape: Shape) -> Any:
        if isinstance(shape, str):
            return self._arrow.type_for_alias(shape)
        if isinstance(shape, list):
            return self._arrow.list_(self._type(shape[0]))
        return self._arrow.struct([(name, self._type(inner)) for name, inner in shape.items()])


_WRITERS: dict[OutputFormat, Callable[[io.BufferedWriter], Writer]] = {
    OutputFormat.JSONL: JsonLines,
    OutputFormat.CSV: Table,
    OutputFormat.PARQUET: Parquet,
}


@contextmanager
def written(place: str, form: OutputFormat, folder: Path) -> Iterator[Writer]:
    """Give a writer whose rows become the file at ``place`` when the block ends well, and else are dropped.

    Rows for an address are collected in ``folder`` and sent at the end.
    """
    target = folder / f"output.{form.value}" if is_address(place) else Path(place)
    beside = target.with_name(f".{target.name}.part")
    with _alone(beside) as file:
        writer = _WRITERS[form](file)
        yield writer
        writer.finish()
        settle(file)
        beside.replace(target)
        settle_folder(target.parent)
    if is_address(place):
        system, path = filesystem(place)
        system.put_file(os.fspath(target), path)


@contextmanager
def _alone(beside: Path) -> Iterator[io.BufferedWriter]:
    """Give a new file that no other run writes at the same time; it is dropped where the block doesn't end well.

    Raises BatchError ``in_use``.
    """
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT, 0o666), "wb") as file:
        if not _held(file, beside):
            raise BatchError("in_use", f"Another run is writing {beside}: wait for it or stop it.")
        file.truncate(0)
        try:
            yield file
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _held(file: io.BufferedWriter, place: Path) -> bool:
    """Tell whether this process alone has the file, and whether it still goes by that name."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(place.stat(), os.fstat(file.fileno()))
    except (BlockingIOError, FileNotFoundError):
        return False


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
