"""Where a run keeps what it writes, and that it is the only one there."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from classifier.batch.errors import BatchError
from classifier.batch.options import Options
from classifier.batch.streams import is_address


class Places:
    """Where a run keeps its manifest and its unfinished parts."""

    def __init__(self, options: Options) -> None:
        output = Path(options.output.rpartition("/")[2] if is_address(options.output) else options.output)
        folder = options.work or output.parent
        self.manifest = folder / f"{output.name}.manifest.jsonl"
        self.parts = folder / f"{output.name}.parts"
        self._own = {_named(place) for place in (os.fspath(self.manifest), options.output, options.errors) if place}

    def own(self, place: str) -> bool:
        """Tell whether a file is one that the run writes."""
        return _named(place) in self._own

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


def _named(place: str) -> str:
    return place if is_address(place) else os.fspath(Path(place).absolute())
