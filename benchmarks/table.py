"""The table of a benchmark: what things cost, and how often what could hardly be beaten goes into it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LATEST = Path(__file__).parent / "latest.json"
#: By how much a ratio may be worse than the latest one before it counts.
TOLERANCE = 0.15


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the cost of one thing, and how many times that of ``beside`` it is.

    ``unit`` is "ms" of CPU or "MB"; ``at_most`` is what the ratio is meant to stay under, None where nothing is.
    """

    name: str
    cost: float
    unit: str
    ratio: float
    beside: str
    at_most: float | None = None

    def __str__(self) -> str:
        wanted = f"  (at most {self.at_most:g})" if self.at_most else ""
        return f"{self.name:44}{self.cost:10.3f} {self.unit}{self.ratio:9.2f} x {self.beside}{wanted}"


def shown(groups: dict[str, list[Line]]) -> str:
    """Return the table as text, a block for each group."""
    return "\n\n".join("\n".join([title, *map(str, lines)]) for title, lines in groups.items())


def ratios(lines: Iterable[Line]) -> dict[str, float]:
    """Return the ratio of each line, as it's kept."""
    return {line.name: round(line.ratio, 3) for line in lines}


def kept(place: Path = LATEST) -> dict[str, float]:
    """Return the ratios of the latest benchmark that was kept."""
    return {name: float(ratio) for name, ratio in json.loads(place.read_text("utf-8")).items()}


def keep(lines: Iterable[Line], place: Path = LATEST) -> None:
    """Write the ratios, for later runs to compare with."""
    place.write_text(json.dumps(ratios(lines), indent=2) + "\n", "utf-8")


def worse(lines: Iterable[Line], before: dict[str, float]) -> list[str]:
    """Return a sentence for each line whose ratio has grown by more than the tolerance since."""
    return [
        f"{line.name}: {line.ratio:.2f} x {line.beside}, {line.ratio / before[line.name] - 1:.0%} worse than before"
        for line in lines
        if line.ratio > before.get(line.name, line.ratio) * (1 + TOLERANCE)
    ]
