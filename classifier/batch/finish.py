"""From shards to the output: all results once more, in order."""

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from classifier.batch.errors import BatchError
from classifier.batch.ledger import Ledger
from classifier.batch.manifest import Manifest
from classifier.batch.options import Duplicates, Options, OutputFormat, output_format
from classifier.batch.outcome import Outcome
from classifier.batch.shards import Done, shard_file
from classifier.batch.writers import Writer, written

_SHOWN = 5


def finished(options: Options, manifest: Manifest, folder: Path) -> Outcome:
    """Write the output and the copy of its errors from the shards in ``folder``, and return what was written.

    Raises BatchError ``damaged`` for a shard that isn't what it was when it was noted, and OSError.
    """
    outcome = Outcome(rows=sum(done.rows for done in manifest.done.values()))
    outcome.dropped = options.duplicates is Duplicates.DROP
    with Ledger.kept(folder / "ledger.sqlite") as ledger, ExitStack() as stack:
        rows = stack.enter_context(written(options.output, _format(options.output), folder))
        errors = options.errors and stack.enter_context(written(options.errors, _format(options.errors), folder))
        for number in sorted(manifest.done):
            for held in _results(folder, manifest.done[number]):
                _take(held, options, outcome, ledger, rows, errors or None)
    return outcome


def _format(place: str) -> OutputFormat:
    return output_format(place) or OutputFormat.JSONL


def _take(  # noqa: PLR0913, PLR0917 - the two outputs and what is kept of the pass
    held: dict[str, Any], options: Options, outcome: Outcome, ledger: Ledger, rows: Writer, errors: Writer | None
) -> None:
    row = held["row"]
    if ledger.repeats(row["id"]):
        outcome.repeated += 1
        if len(outcome.some_repeated) < _SHOWN and row["id"] not in outcome.some_repeated:
            outcome.some_repeated += (row["id"],)
    if options.duplicates is not Duplicates.KEEP:
        row["duplicate_of"] = _duplicate_of(held, ledger)
        if row["duplicate_of"] is not None:
            outcome.duplicates += 1
            if outcome.dropped:
                return
    rows.write(row)
    outcome.written += 1
    if "error" in row:
        outcome.errors += 1
        if errors:
            errors.write(row)


def _duplicate_of(held: dict[str, Any], ledger: Ledger) -> str | None:
    if "signature" not in held:
        return None
    return ledger.duplicate_of(held["row"]["id"], held["words"], base64.b64decode(held["signature"]))


def _results(folder: Path, done: Done) -> Iterator[dict[str, Any]]:
    told = hashlib.sha256()
    with shard_file(folder, done.number).open("rb") as file:
        for line in file:
            told.update(line)
            held: dict[str, Any] = json.loads(line)
            yield held
    if told.hexdigest() != done.sha256:
        raise BatchError("damaged", f"{file.name} was changed since it was written: start over without --resume.")
