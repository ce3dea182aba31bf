"""What a run is asked to do."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class InputFormat(StrEnum):
    """How an input holds its rows."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    WARC = "warc"
    PAGE = "page"


class OutputFormat(StrEnum):
    """How an output holds its rows."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class Duplicates(StrEnum):
    """What becomes of a row that says what an earlier one said."""

    KEEP = "keep"
    MARK = "mark"
    DROP = "drop"


class Engine(StrEnum):
    """Who judges the shards."""

    LOCAL = "local"
    DASK = "dask"


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the fields of a row, None for those that a posting has by itself (``from_mapping``)."""

    id: str | None = None
    title: str | None = None
    company: str | None = None
    text: str | None = None
    posted: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """All that the command line says. ``workers``, ``engine`` and ``resume`` change nothing in the output.

    ``shard_rows`` is the number of rows that are judged, written and noted together: what a kill can cost, for each
    worker. ``work`` is the folder of the unfinished parts; beside the output where it is None.
    ``scheduler`` is the address of a Dask cluster.
    """

    inputs: tuple[str, ...]
    output: str
    errors: str | None = None
    workers: int = -1
    resume: bool = False
    fields: Fields = Fields()
    input_format: InputFormat | None = None
    duplicates: Duplicates = Duplicates.KEEP
    shard_rows: int = 100
    work: Path | None = None
    engine: Engine = Engine.LOCAL
    scheduler: str = ""


def output_format(place: str) -> OutputFormat | None:
    """Return the format that the end of a name tells, None for no such format."""
    suffix = Path(place).suffix.lower().removeprefix(".")
    return OutputFormat(suffix) if suffix in set(OutputFormat) else None
