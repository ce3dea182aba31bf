"""What the workers of one server share: a folder of counters that lives as long as the server."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - a private folder is made in it; it is memory, and writable in read-only containers


@dataclass(frozen=True, slots=True)
class State:
    """The folder of a server and the places in it."""

    folder: Path

    @property
    def metrics(self) -> Path:
        """Where each worker keeps its counters."""
        return self.folder / "metrics"

    @property
    def rates(self) -> Path:
        """The file that counts the requests of each client."""
        return self.folder / "rates.sqlite"

    @property
    def draining(self) -> bool:
        """Whether the server was told to stop."""
        return self._drain.exists()

    def drain(self) -> None:
        """Tell every worker that the server stops."""
        self._drain.touch()

    @property
    def _drain(self) -> Path:
        return self.folder / "draining"


def new_state(parent: Path | None) -> State:
    """Return a state in a new folder for this user alone, in ``parent``, in memory, or among temporary files."""
    if parent is None and os.access(_MEMORY, os.W_OK):
        parent = _MEMORY
    state = State(Path(tempfile.mkdtemp(prefix=f"rolecall-{os.getpid()}-", dir=parent)))
    state.metrics.mkdir()
    return state
