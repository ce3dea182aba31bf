"""Rows in shards: what is judged, written and noted together."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from classifier.batch.rows import Row

#: Bytes of rows after which a shard is closed, however few they are.
MOST_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Shard:
    """Rows that follow one another; ``reached`` is how far the reader was behind them, in bytes."""

    number: int
    rows: tuple[Row, ...]
    reached: int

    @property
    def sha256(self) -> str:
        """The digest of the rows: the same where nothing in them or in their order was changed."""
        told = hashlib.sha256()
        for row in self.rows:
            entry = row.entry
            parts = (row.number, row.source, row.place, entry.form, entry.kind, entry.name, entry.code, entry.sha256)
            told.update(repr(parts).encode())
        return told.hexdigest()


@dataclass(frozen=True, slots=True)
class Done:
    """A shard that was judged: digests of what went in and of the file of its results, that file's size in bytes."""

    number: int
    rows: int
    results: int
    errors: int
    input_sha256: str
    sha256: str
    size: int


def shards(rows: Iterable[tuple[Row, int]], most_rows: int) -> Iterator[Shard]:
    """Yield rows in shards; where one ends depends on the rows alone. The numbers beside the rows are bytes reached."""
    number, held, size = 0, [], 0
    reached = 0
    for row, reached in rows:
        held.append(row)
        size += row.entry.size
        if len(held) >= most_rows or size >= MOST_BYTES:
            yield Shard(number, tuple(held), reached)
            number, held, size = number + 1, [], 0
    if held:
        yield Shard(number, tuple(held), reached)


def shard_file(folder: Path, number: int) -> Path:
    """Return where the results of a shard lie."""
    return folder / f"{number:07}.jsonl"


def store(content: bytes, folder: Path, number: int) -> None:
    """Write the results of a shard; they stand under their name only once they are whole and on disk."""
    place = shard_file(folder, number)
    beside = place.with_suffix(f".{os.getpid()}.part")
    with beside.open("wb") as file:
        file.write(content)
        settle(file)
    beside.replace(place)
    settle_folder(folder)


def settle(file: IO[bytes]) -> None:
    """Have everything that was written to ``file`` reach the disk."""
    file.flush()
    os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Have the names in a folder reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
