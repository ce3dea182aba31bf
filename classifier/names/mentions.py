"""Names of credentials found in the text."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from classifier.layout.sections import Section, SectionKind
from classifier.layout.text import Text
from classifier.names.catalogue import current
from classifier.names.forms import Shape, folded
from classifier.names.sightings import Sighting, sightings
from classifier.names.surroundings import Page, vouched

# What may stand between a name and its code, each gap without its spaces.
_GAPS = frozenset(("", "(", "[", "-", ",", ":", "/"))
_CERTIFIED_GAPS = frozenset(
    f"{word} {mark}" for word in ("certification", "credential", "certificate") for mark in "(["
)
_LONGEST_GAP = 17  # " certification ("


@dataclass(frozen=True, slots=True)
class Mention:
    """One credential named in the text: ``content[start:end] == text``.

    ``code`` is the code of the catalogue as the ad names it (``CTR``, ``CPC-H``), ``current`` the code that it goes by
    today (``ODS``, ``COC``); for most the two are equal. ``written`` is the surface form of the catalogue that matched.
    """

    code: str
    current: str
    text: str
    start: int
    end: int
    written: str


def mentions(text: Text, sections: tuple[Section, ...]) -> tuple[Mention, ...]:
    """Return the credentials that the text names, in order and never overlapping.

    A full name and its own code behind it ("Certified Professional Coder (CPC)") are one mention; ``CPC(A)`` is two,
    CPC and CPC-A. Letters that mean other things too count only where their surroundings speak for the credential.
    """
    content, fold = text.content, folded(text.content)
    page = Page(content, fold, sightings(content, fold), _headings(sections))
    return tuple(_mention(content, seen) for seen in _joined(content, vouched(page)))


def _mention(content: str, seen: Sighting) -> Mention:
    return Mention(seen.code, current(seen.code), content[seen.start : seen.end], seen.start, seen.end, seen.written)


@dataclass(frozen=True, slots=True)
class _Headings:
    """Where each line under or with a heading starts, in order, and what its section is about."""

    starts: tuple[int, ...]
    kinds: tuple[SectionKind, ...]

    def __call__(self, place: int) -> SectionKind | None:
        index = bisect_right(self.starts, place) - 1
        return self.kinds[index] if index >= 0 else None


def _headings(sections: tuple[Section, ...]) -> _Headings:
    lines = [
        (line.start, section.kind)
        for section in sections
        for line in ((section.heading,) if section.heading else ()) + section.lines
    ]
    lines.sort(key=lambda line: line[0])
    return _Headings(tuple(start for start, _ in lines), tuple(kind for _, kind in lines))


def _joined(content: str, seen: tuple[Sighting, ...]) -> Iterator[Sighting]:
    """Give the sightings, a full name and its own code behind it (or the other way round) as one."""
    held: Sighting | None = None
    for one in seen:
        joined = _join(content, held, one) if held else None
        if held and not joined:
            yield held
        held = joined or one
    if held:
        yield held


def _join(content: str, one: Sighting, two: Sighting) -> Sighting | None:
    """Return the two as one where they are a name and its code, with no more than a bracket or a dash between."""
    named = one.shape is Shape.NAME
    if one.code != two.code or named is (two.shape is Shape.NAME) or two.start - one.end > _LONGEST_GAP:
        return None
    gap = content[one.end : two.start]
    mark = gap.strip().lower()
    if (mark not in _GAPS and mark not in _CERTIFIED_GAPS) or "\n" in gap:
        return None
    bracket = mark.endswith(("(", "["))
    if bracket and content[two.end : two.end + 1] not in (")", "]"):
        return None
    return replace(one if named else two, start=one.start, end=two.end + bracket)
