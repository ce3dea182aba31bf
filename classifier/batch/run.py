"""A run from its inputs to its output, in shards that are judged side by side and noted one by one."""

import shutil
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from classifier.batch.cluster import on_dask
from classifier.batch.errors import BatchError
from classifier.batch.finish import finished
from classifier.batch.installation import Installation, installation
from classifier.batch.judging import SCHEMA
from classifier.batch.local import on_this_machine
from classifier.batch.manifest import Manifest, begun, changed_rows, resumed
from classifier.batch.options import Duplicates, Engine, Options
from classifier.batch.outcome import Outcome
from classifier.batch.places import Places
from classifier.batch.progress import Tell
from classifier.batch.reader import Reader
from classifier.batch.shards import Done, Shard, shards
from classifier.batch.signatures import check_library
from classifier.batch.sources import WILD, Source, sources
from classifier.batch.streams import is_address
from classifier.batch.work import Work


def run(options: Options, tell: Tell) -> Outcome:
    """Judge all rows of the inputs and write the output; killed at any moment, it can be resumed.

    Raises BatchError for an input that can't be read as a whole, an output that can't be written, and for a run that
    can't be resumed because something that it depends on was changed.
    """
    places = Places(options)
    found = _found(options, places)
    signed = options.duplicates is not Duplicates.KEEP
    if signed:
        check_library()
    work = Work(options.fields, signed, installation())
    try:
        with places.alone():
            return _run(options, found, work, places, tell)
    except OSError as error:
        raise BatchError(
            "unwritable", f"{error.filename or places.parts}: {error.strerror or error}. {_AGAIN}"
        ) from error
    except KeyboardInterrupt:
        raise BatchError("stopped", f"Stopped. {_AGAIN}") from None
    except BatchError as error:
        if error.code not in _CAN_GO_ON:
            raise
        raise BatchError(error.code, f"{error.message} {_AGAIN}") from error


def _found(options: Options, places: Places) -> tuple[Source, ...]:
    """Return the inputs; what a pattern finds of the run's own files is none."""
    found = tuple(source for source in sources(options.inputs, options.input_format) if not places.own(source.place))
    if not found:
        raise BatchError("empty_folder", f"No input but this run's own output fits {' '.join(options.inputs)}.")
    return found


#: What stops a run without any fault in its inputs.
_CAN_GO_ON = ("worker_lost", "no_scheduler", "no_workers")
_AGAIN = "What is done is kept: run the same command with --resume to go on."


def _head(options: Options, found: tuple[Source, ...], installed: Installation) -> dict[str, Any]:
    """Return all that the bytes of the output depend on, beside the content of the inputs."""
    return {
        "rolecall": version("rolecall"),
        "schema": SCHEMA,
        "model": installed.model,
        "code": installed.code,
        "libraries": dict(installed.libraries),
        "fields": asdict(options.fields),
        "format": options.input_format,
        "duplicates": options.duplicates,
        "shard_rows": options.shard_rows,
        "errors": options.errors,
        "sources": [(source.place, source.size, source.state) for source in found],
    }


def _run(options: Options, found: tuple[Source, ...], work: Work, places: Places, tell: Tell) -> Outcome:
    head = _head(options, found, work.installed)
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
    todo = _Todo(reader, options, manifest)
    _judge(todo, _results(todo, work, folder, options), manifest, tell)
    _refuse_changed(options, found)
    outcome = finished(options, manifest, folder)
    outcome.cut_off, outcome.passed_over = tuple(reader.cut_off), reader.passed_over
    manifest.close(asdict(outcome))
    shutil.rmtree(places.parts)
    return outcome


def _refuse_changed(options: Options, found: tuple[Source, ...]) -> None:
    """Raise BatchError ``changed`` where an input isn't what it was before it was read."""
    for source in found:
        plain = not is_address(source.place) or not set(WILD) & set(source.place)  # a pattern finds other files
        if plain and sources((source.place,), options.input_format) != (source,):
            raise BatchError("changed", f"{source.place} was changed while it was read: start over without --resume.")


def _stands(options: Options) -> bool:
    """Tell whether the outputs of a finished run are still there."""
    outputs = [place for place in (options.output, options.errors) if place]
    return all(is_address(place) or Path(place).is_file() for place in outputs)


def _judge(todo: "_Todo", results: Generator[Done, None, None], manifest: Manifest, tell: Tell) -> None:
    """Have all shards judged that aren't done."""
    rows, errors = 0, 0
    with closing(todo), closing(results):
        for done in results:
            manifest.note(done)
            rows, errors = rows + done.rows, errors + done.errors
            tell(todo.rows + rows, todo.errors + errors, todo.share(done.number))
    if todo.stopped:
        raise todo.stopped
    if len(manifest.done) > todo.count:
        raise changed_rows(todo.rows + rows)


def _results(todo: "_Todo", work: Work, folder: Path, options: Options) -> Generator[Done, None, None]:
    if options.engine is Engine.DASK:
        return on_dask(todo, work, folder, options.scheduler)
    return on_this_machine(todo, work, folder, options.workers)


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
