"""CPU time of pieces of work, measured so that two of them can be compared.

All pieces are done in turn, round after round, so that a machine that slows down slows all of them; the figure is the
median over the rounds, of a ratio too. CPU time doesn't grow when other processes wait for the processor.
"""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 9
#: CPU seconds that a piece is repeated for within a round: less would measure the clock.
LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work, and how many things (ads, pages) it does."""

    run: Callable[[], object]
    things: int = 1


#: CPU seconds for each thing, one value a round.
Rounds = tuple[float, ...]


def costs(works: Mapping[str, Work], rounds: int = ROUNDS) -> dict[str, Rounds]:
    """Return what each piece of work costs for each thing that it does."""
    repeats = {name: _repeats(work) for name, work in works.items()}
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(_seconds(work, repeats[name]) / repeats[name] / work.things)
    return {name: tuple(seconds) for name, seconds in found.items()}


def median(seconds: Rounds) -> float:
    """Return the middle one of the rounds."""
    return statistics.median(seconds)


def median_ratio(over: Rounds, under: Rounds) -> float:
    """Return how many times ``under`` goes into ``over``."""
    return statistics.median(one / limit for one, limit in zip(over, under, strict=True))


def _repeats(work: Work) -> int:
    _seconds(work, 1)  # the first time fills caches
    return max(1, round(LEAST / max(_seconds(work, 1), 1e-6)))


def _seconds(work: Work, repeats: int) -> float:
    start = time.process_time()
    for _ in range(repeats):
        work.run()
    return time.process_time() - start
