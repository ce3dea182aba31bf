"""How far a run is, for a person at a terminal; nobody else is told."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn


class Tell(Protocol):
    """Takes the rows and errors so far, and the share of the input that is done, 0 to 1, None where unknown."""

    def __call__(self, rows: int, errors: int, share: float | None) -> None:
        """Show them."""


@contextmanager
def shown() -> Iterator[Tell]:
    """Give a function that shows progress on stderr, nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield quiet
        return
    parts = (
        BarColumn(),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:.1f} a second, {task.fields[errors]:,} errors"),
        TimeRemainingColumn(),
    )
    with Progress(*parts, console=Console(stderr=True), transient=True, speed_estimate_period=600) as bar:
        task = bar.add_task("rows", total=None, rows=0, errors=0, rate=0.0)

        def tell(rows: int, errors: int, share: float | None) -> None:
            rate = rows / max(bar.tasks[0].elapsed or 0, 1e-3)
            total = None if share is None else 1.0
            bar.update(task, total=total, completed=share or 0, rows=rows, errors=errors, rate=rate)

        yield tell


def quiet(rows: int, errors: int, share: float | None) -> None:
    """Say nothing."""
