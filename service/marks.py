"""The text of an ad, cut where duties and demands begin and end, so that a page can mark them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby, pairwise

from classifier import Verdict
from service.sentences import sentence, strength

#: Longer texts are shown up to here; a page of many megabytes would help nobody.
MOST_SHOWN = 200_000

_MARKERS = ("it", "training")


class Firmness(IntEnum):
    """How firmly a stretch is asked for; where several meet, the highest shows."""

    MENTIONED = 0
    DENIED = 1
    PREFERRED = 2
    REQUIRED = 3

    @property
    def word(self) -> str:
        """The word that a page marks it by."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text and why it is marked."""

    start: int
    end: int
    firmness: Firmness
    why: str


@dataclass(frozen=True, slots=True)
class Run:
    """Text under the same marks. ``whys`` is empty where nothing is marked, ``firmness`` None then."""

    text: str
    firmness: Firmness | None
    whys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A duty, or what stands between two. ``role`` and ``score`` (0 to 1) are None between duties."""

    runs: tuple[Run, ...]
    role: str | None = None
    score: float | None = None


def stretches(verdict: Verdict) -> tuple[Stretch, ...]:
    """Return the cleaned text of the ad in order; its runs joined are the text, up to ``MOST_SHOWN`` characters."""
    content = verdict.reading.text.content[:MOST_SHOWN]
    marked = tuple(span for span in spans(verdict) if span.end <= len(content))
    found: list[Stretch] = []
    place = 0
    for judged in verdict.scores.duties:
        start, end = max(place, judged.duty.start), min(judged.duty.end, len(content))
        if start >= end:
            continue
        if place < start:
            found.append(Stretch(runs(content, place, start, marked)))
        found.append(Stretch(runs(content, start, end, marked), judged.role.value, judged.score))
        place = end
    return (*found, Stretch(runs(content, place, len(content), marked)))


def spans(verdict: Verdict) -> tuple[Span, ...]:
    """Return where credentials, licenses, degrees and years are asked for, denied or named."""
    asked = tuple(dict.fromkeys(_asked(verdict)))
    covered = {place for span in asked for place in range(span.start, span.end)}
    named = (
        Span(mention.start, mention.end, Firmness.MENTIONED, f"{mention.current} is only mentioned.")
        for mention in verdict.reading.mentions
        if mention.start not in covered
    )
    return (*asked, *named)


def runs(content: str, start: int, end: int, marked: Iterable[Span]) -> tuple[Run, ...]:
    """Return ``content[start:end]`` cut at the edges of the spans; neighbors under the same marks are one run."""
    near = [span for span in marked if span.start < end and span.end > start]
    edges = sorted({start, end, *(edge for span in near for edge in (span.start, span.end) if start < edge < end)})
    pieces = [
        (left, right, tuple(span for span in near if span.start <= left < span.end)) for left, right in pairwise(edges)
    ]
    return tuple(_runs(content, pieces))


def firmness(strength: str) -> Firmness:
    """Return what a strength of the normal form, such as ``PREF+``, comes to."""
    if strength.startswith("PREF"):
        return Firmness.PREFERRED
    if strength.startswith("NEG"):
        return Firmness.DENIED
    return Firmness.REQUIRED if strength == "REQ" else Firmness.MENTIONED


def _runs(content: str, pieces: list[tuple[int, int, tuple[Span, ...]]]) -> Iterator[Run]:
    for over, group in groupby(pieces, key=lambda piece: piece[2]):
        same = list(group)
        whys = tuple(dict.fromkeys(span.why for span in over))
        yield Run(content[same[0][0] : same[-1][1]], max((span.firmness for span in over), default=None), whys)


def _asked(verdict: Verdict) -> Iterator[Span]:
    for clause in verdict.reading.clauses:
        form = str(clause)
        firmly, why = firmness(clause.strength.value), f"{strength(form)}: {sentence(form)}."
        for atom in clause.atoms:
            item = str(atom.item)
            if 0 <= atom.start < atom.end and item not in _MARKERS and not item.startswith("maint("):
                yield Span(atom.start, atom.end, firmly, why)
