"""A run from its inputs to its output, in shards that are judged side by side and noted one by one."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed
from joblib.externals.loky.process_executor import TerminatedWorkerError

from classifier.batch.errors import BatchError
from classifier.batch.finish import finished
from classifier.batch.installation import code_digest, libraries
from classifier.batch.judging import SCHEMA
from classifier.batch.manifest import Manifest, begun, changed_rows, resumed
from classifier.batch.options import Duplicates, Options
from classifier.batch.outcome import Outcome
from classifier.batch.progress import Tell
from classifier.batch.reader import Reader
from classifier.batch.shards import Done, Shard, Work, judged_shard, shards
from classifier.batch.signatures import check_library
from classifier.batch.sources import Source, sources
from classifier.batch.streams import is_address
from classifier.model import load

#: Shards that are read ahead for each worker: enough to keep it busy, few enough to keep memory flat.
_AHEAD = "2*n_jobs"


def run(options: Options, tell: Tell) -> Outcome:
    """Judge all rows of the inputs and write the output; killed at any moment, it can be resumed.

    Raises BatchError for an input that can't be read as a whole, an output that can't be written, and for a run that
    can't be resumed because something that it depends on was changed.
    """
    found = sources(options.inputs, options.input_format)
    if options.duplicates is not Duplicates.KEEP:
        check_library()
    head = _head(options, found)
    places = _Places(options)
    try:
        with places.alone():
            return _run(options, found, head, places, tell)
    except OSError as error:
        raise BatchError(
            "unwritable", f"{error.filename or places.parts}: {error.strerror or error}. {_AGAIN}"
        ) from error
    except KeyboardInterrupt:
        raise BatchError("stopped", f"Stopped. {_AGAIN}") from None
    except TerminatedWorkerError as error:
        raise BatchError("worker_lost", f"A worker was killed, perhaps for want of memory. {_AGAIN}") from error


_AGAIN = "What is done is kept: run the same command with --resume to go on."


class _Places:
    """Where a run keeps its manifest and its unfinished parts."""

    def __init__(self, options: Options) -> None:
        output = Path(options.output.rpartition("/")[2] if is_address(options.output) else options.output)
        folder = options.work or output.parent
        self.manifest = folder / f"{output.name}.manifest.jsonl"
        self.parts = folder / f"{output.name}.parts"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the parts for this run alone; a kill lets go of them."""
        self.parts.mkdir(parents=True, exist_ok=True)
        with (self.parts / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BatchError("in_use", f"Another run is writing {self.parts}: wait for it or stop it.") from None
            yield

    def folder(self, head: dict[str, Any]) -> Path:
        """Return the folder of the shards of one run, whose name tells what it depends on.

        A worker that outlives a killed run can then never write among the parts of another one.
        """
        return self.parts / hashlib.sha256(json.dumps(head).encode()).hexdigest()[:16]


def _head(options: Options, found: tuple[Source, ...]) -> dict[str, Any]:
    """Return all that the bytes of the output depend on, beside the content of the inputs."""
    return {
        "rolecall": version("rolecall"),
        "schema": SCHEMA,
        "model": load().sha256,
        "code": code_digest(),
        "libraries": libraries(),
        "fields": asdict(options.fields),
        "format": options.input_format,
        "duplicates": options.duplicates,
        "shard_rows": options.shard_rows,
        "errors": options.errors,
        "sources": [(source.place, source.size, source.state) for source in found],
    }


def _run(options: Options, found: tuple[Source, ...], head: dict[str, Any], places: _Places, tell: Tell) -> Outcome:
    folder = places.folder(head)
    manifest = resumed(places.manifest, head, folder) if options.resume else None
    if manifest and manifest.outcome and _stands(options):
        shutil.rmtree(places.parts)
        return Outcome(**manifest.outcome)
    if manifest is None or manifest.outcome:
        for old in [entry for entry in places.parts.iterdir() if entry.is_dir()]:
            shutil.rmtree(old)
        manifest = begun(places.manifest, head)
    folder.mkdir(exist_ok=True)
    reader = Reader(found, options.fields)
    _judge(reader, options, manifest, folder, tell)
    outcome = finished(options, manifest, folder)
    outcome.cut_off, outcome.passed_over = tuple(reader.cut_off), reader.passed_over
    manifest.close(asdict(outcome))
    shutil.rmtree(places.parts)
    return outcome


def _stands(options: Options) -> bool:
    """Tell whether the outputs of a finished run are still there."""
    outputs = [place for place in (options.output, options.errors) if place]
    return all(is_address(place) or Path(place).is_file() for place in outputs)


def _judge(reader: Reader, options: Options, manifest: Manifest, folder: Path, tell: Tell) -> None:
    """Have all shards judged that aren't done."""
    signed = options.duplicates is not Duplicates.KEEP
    head = manifest.head
    work = Work(folder, options.fields, head["model"], head["code"], signed=signed, runner=os.getpid())
    rows, errors = 0, 0
    parallel = Parallel(
        n_jobs=options.workers, return_as="generator_unordered", pre_dispatch=_AHEAD, batch_size=1, max_nbytes=None
    )
    with closing(_Todo(reader, options, manifest)) as todo:
        for done in parallel(delayed(judged_shard)(shard, work) for shard in todo):
            manifest.note(done)
            rows, errors = rows + done.rows, errors + done.errors
            tell(todo.rows + rows, todo.errors + errors, todo.share(done.number))
    if todo.stopped:
        raise todo.stopped
    if len(manifest.done) > todo.count:
        raise changed_rows(todo.rows + rows)


class _Todo(Iterator[Shard]):
    """The shards that aren't done yet. ``rows`` and ``errors`` count those that are, ``count`` all shards.

    The workers' feeder asks for them from a thread that no error would leave, so one is kept in ``stopped``.
    """

    def __init__(self, reader: Reader, options: Options, manifest: Manifest) -> None:
        self._reader = reader
        self._done: dict[int, Done] = dict(manifest.done)
        self._rows = reader.rows()
        self._shards = shards(((row, reader.reached) for row in self._rows), options.shard_rows)
        self._reached: dict[int, int] = {}
        self.rows = self.errors = self.count = 0
        self.stopped: Exception | None = None

    def __next__(self) -> Shard:
        try:
            for shard in self._shards:
                self.count += 1
                if not self._known(shard):
                    self._reached[shard.number] = shard.reached
                    return shard
        except Exception as error:  # noqa: BLE001 - raised again by _judge
            self.stopped = error
        raise StopIteration

    def close(self) -> None:
        """Let go of the input, unless a thread of the feeder is reading it at this moment."""
        with suppress(ValueError):
            self._rows.close()

    def _known(self, shard: Shard) -> bool:
        """Tell whether a shard is done; raises BatchError where other rows stand in it now."""
        known = self._done.get(shard.number)
        if known is None:
            return False
        if known.input_sha256 != shard.sha256:
            raise changed_rows(shard.rows[0].number)
        self.rows, self.errors = self.rows + known.rows, self.errors + known.errors
        return True

    def share(self, number: int) -> float | None:
        """Return the share of the input that was read when a shard was, 0 to 1; None where the size isn't known."""
        reached, total = self._reached.pop(number, 0), self._reader.total
        return reached / total if total else None
