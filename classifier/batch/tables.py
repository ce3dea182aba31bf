"""Rows of a Parquet file, a few at a time."""

import math
from collections.abc import Iterator, Mapping
from typing import IO, Any

from classifier.batch.errors import BatchError, extra
from classifier.batch.lines import columns
from classifier.batch.options import Fields
from classifier.batch.rows import Entry, Form

_ROWS = 256


def parquet_rows(stream: IO[bytes], fields: Fields, name: str) -> Iterator[Entry]:
    """Yield the rows of a Parquet file; only the columns that say something of the ad are read.

    Raises BatchError: ``no_text_column``; ``broken`` where a part of the file can't be read.
    """
    arrow = extra("pyarrow", "a .parquet file")
    parquet = extra("pyarrow.parquet", "a .parquet file")
    try:
        with parquet.ParquetFile(stream) as file:
            names = columns(tuple(file.schema_arrow.names), fields, name)
            wanted = {column: key for column, key in zip(file.schema_arrow.names, names, strict=True) if key}
            for batch in file.iter_batches(_ROWS, columns=list(wanted), use_threads=False):
                for record in batch.to_pylist():
                    yield Entry(Form.RECORD, values=cells(record, wanted))
    except (arrow.ArrowException, OSError) as error:
        raise BatchError("broken", f"{name} is no whole Parquet file: {str(error).splitlines()[0]}") from error


def cells(record: Mapping[Any, Any], wanted: Mapping[str, str]) -> dict[str, object]:
    """Return the cells that hold something, by what their columns are called, those of ids and texts as text."""
    found = {key: _cell(record[column]) for column, key in wanted.items() if column in record}
    return {key: cell for key, cell in found.items() if cell is not None}


def _cell(value: Any) -> object:
    if isinstance(value, float):
        return None if math.isnan(value) else str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if value is None or isinstance(value, dict | list) else str(value)
