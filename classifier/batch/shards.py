"""Rows in shards: what is judged, written and noted together."""

import base64
import hashlib
import json
import os
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import IO

from classifier.batch.errors import BatchError
from classifier.batch.installation import code_digest
from classifier.batch.judging import Judged, judged
from classifier.batch.options import Fields
from classifier.batch.rows import Row
from classifier.batch.signatures import signature, words_digest
from classifier.model import Model, load

#: Bytes of rows after which a shard is closed, however few they are.
MOST_BYTES = 8_000_000
_WATCH_SECONDS = 1
_START_OVER = "start over without --resume"


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
    """A shard whose results are on disk: digests of what went in and of the file, the file's size in bytes."""

    number: int
    rows: int
    results: int
    errors: int
    input_sha256: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker has to know: where the results go, how fields are called, which model and code are meant.

    ``runner`` is the process that the work is for.
    """

    folder: Path
    fields: Fields
    model_sha256: str
    code_sha256: str
    signed: bool
    runner: int


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


def judged_shard(shard: Shard, work: Work) -> Done:
    """Judge a shard and write its results; they stand under their name only once they are whole and on disk.

    Raises BatchError ``model_changed``, ``code_changed`` and OSError.
    """
    if os.getpid() != work.runner:
        _end_with(work.runner)
    model = _model(work.model_sha256, work.code_sha256)
    results, errors, told, size = 0, 0, hashlib.sha256(), 0
    place = shard_file(work.folder, shard.number)
    beside = place.with_suffix(f".{os.getpid()}.part")
    with beside.open("wb") as file:
        for answer in _answers(shard, work, model):
            line = _line(answer, signed=work.signed)
            told.update(line)
            results, errors, size = results + 1, errors + answer.is_error, size + len(line)
            file.write(line)
        settle(file)
    beside.replace(place)
    settle_folder(place.parent)
    return Done(shard.number, len(shard.rows), results, errors, shard.sha256, told.hexdigest(), size)


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


def _answers(shard: Shard, work: Work, model: Model) -> Iterator[Judged]:
    for row in shard.rows:
        yield from judged(row, work.fields, model)


def _line(answer: Judged, *, signed: bool) -> bytes:
    """Return a result as a line of a shard: the row, and what tells duplicates where that was asked for."""
    held: dict[str, object] = {"row": answer.values}
    if signed and answer.text:
        held["words"] = words_digest(answer.text)
        held["signature"] = base64.b64encode(signature(answer.text)).decode()
    return f"{json.dumps(held, ensure_ascii=False)}\n".encode("utf-8", "replace")


@cache
def _end_with(runner: int) -> None:
    """Have this worker end soon after the process that it works for was killed; else it would wait for minutes."""

    def watch() -> None:
        while os.getppid() == runner:
            time.sleep(_WATCH_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@lru_cache(maxsize=1)
def _model(sha256: str, code_sha256: str) -> Model:
    """Return the bundled model, loaded once a worker, where it and the code are those of the run."""
    model = load()
    if model.sha256 != sha256:
        raise BatchError("model_changed", f"The model was changed during the run: {_START_OVER}.")
    if code_digest() != code_sha256:
        raise BatchError("code_changed", f"Rolecall's code or rules were changed during the run: {_START_OVER}.")
    return model
