"""The diary of a run: what it was asked, which shards are done, and at last that it is whole.

A file of JSON lines beside the output. The first says what the run depends on, then one a shard, the last the outcome.
A line that a kill cut short counts for nothing.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from classifier.batch.errors import BatchError
from classifier.batch.shards import Done, settle, settle_folder, shard_file

_START_OVER = "put it back as it was, or start over without --resume"


@dataclass(slots=True)
class Manifest:
    """What is known of a run: its head, the shards by their numbers, and the outcome of a run that came to its end."""

    path: Path
    head: dict[str, Any]
    done: dict[int, Done] = field(default_factory=dict)
    outcome: dict[str, Any] | None = None

    def note(self, done: Done) -> None:
        """Add a shard, on disk before this returns."""
        self.done[done.number] = done
        self._add({"shard": asdict(done)})

    def close(self, outcome: Mapping[str, Any]) -> None:
        """Say that the output is whole."""
        self.outcome = dict(outcome)
        self._add({"outcome": self.outcome})

    def _add(self, entry: dict[str, Any]) -> None:
        with self.path.open("ab") as file:
            file.write(f"{json.dumps(entry)}\n".encode())
            settle(file)


def begun(path: Path, head: dict[str, Any]) -> Manifest:
    """Return the manifest of a new run, in the place of any that was there."""
    beside = path.with_name(f"{path.name}.part")
    with beside.open("wb") as file:
        file.write(f"{json.dumps({'head': head})}\n".encode())
        settle(file)
    beside.replace(path)
    settle_folder(path.parent)
    return Manifest(path, head)


def resumed(path: Path, head: dict[str, Any], folder: Path) -> Manifest | None:
    """Return the manifest of a run that goes on, None where there is nothing to go on with.

    Only shards whose files lie in ``folder`` count as done. Raises BatchError ``changed`` where the head of that run
    says anything else.
    """
    entries = list(_whole_lines(path))
    if not entries or "head" not in entries[0]:
        return None
    was = entries[0]["head"]
    if was != json.loads(json.dumps(head)):
        raise BatchError("changed", f"{_difference(was, head)} since this run began: {_START_OVER}.")
    listed = (Done(**entry["shard"]) for entry in entries if "shard" in entry)
    outcome = next((entry["outcome"] for entry in entries if "outcome" in entry), None)
    done = {one.number: one for one in listed if outcome or _lies(folder, one)}
    return Manifest(path, head, done, outcome)


def changed_rows(first: int) -> BatchError:
    """Return the error for rows that are no longer those that were judged."""
    return BatchError("changed", f"The input was changed near row {first} since this run began: {_START_OVER}.")


def _lies(folder: Path, done: Done) -> bool:
    try:
        return shard_file(folder, done.number).stat().st_size == done.size
    except OSError:
        return False


def _whole_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of a manifest, cutting off a last line that isn't whole; raises BatchError ``damaged``."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    whole, _, torn = content.rpartition(b"\n")
    if torn:
        os.truncate(path, len(content) - len(torn))
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise BatchError("damaged", f"{path}, line {number} can't be read: start over without --resume.") from error
        yield entry


def _difference(was: dict[str, Any], now: dict[str, Any]) -> str:
    """Return what was changed, in words."""
    if was.get("sources") != json.loads(json.dumps(now["sources"])):
        before = {entry[0]: entry for entry in was.get("sources", [])}
        after = {entry[0]: list(entry) for entry in now["sources"]}
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        return f"The input {', '.join(names[:3]) or 'order'} was changed"
    for name, called in (("model", "The model was"), ("code", "Rolecall's code or rules were")):
        if was.get(name) != now[name]:
            return f"{called} changed"
    names = [name for name in now if was.get(name) != json.loads(json.dumps(now[name]))]
    return f"What the run depends on ({', '.join(names)}) was changed"
