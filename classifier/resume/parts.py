"""The parts of a résumé: its lines under their headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from classifier.knowledge import table
from classifier.layout.sections import Section, SectionKind
from classifier.layout.text import Line, Text

_WORD = re.compile(r"[a-z]+")
_LONGEST = 60  # characters of a heading


class PartKind(StrEnum):
    """What a part tells of; ``HEAD`` is what stands before the first heading."""

    HEAD = "head"
    SUMMARY = "summary"
    OBJECTIVE = "objective"
    CREDENTIALS = "credentials"
    SCHOOLING = "schooling"
    MIXED = "mixed"
    WORK = "work"
    SKILLS = "skills"
    OTHER = "other"


#: The kinds of sections that the surroundings of a credential's letters are weighed with.
_SECTIONS = {
    PartKind.CREDENTIALS: SectionKind.LICENSURE,
    PartKind.MIXED: SectionKind.LICENSURE,
    PartKind.SCHOOLING: SectionKind.SCHOOLING,
    PartKind.WORK: SectionKind.LICENSURE,  # there only words such as "earned" make it the candidate's
}


@dataclass(frozen=True, slots=True)
class Part:
    """The lines under one heading; ``heading`` is empty for the head."""

    kind: PartKind
    heading: str
    lines: tuple[Line, ...]

    @property
    def section(self) -> Section:
        """The part as a section of an ad."""
        return Section(_SECTIONS.get(self.kind, SectionKind.INTRO), None, self.lines)


def parts(text: Text) -> tuple[Part, ...]:
    """Return the parts in order; a heading that no table knows stays a line of the part that it stands in."""
    found: list[tuple[PartKind, str, list[Line]]] = [(PartKind.HEAD, "", [])]
    for line in text.lines:
        kind, heading, rest = _headed(line)
        if kind:
            found.append((kind, heading, []))
        if rest:
            found[-1][2].append(rest)
    return tuple(Part(kind, heading, tuple(lines)) for kind, heading, lines in found if lines or heading)


def _headed(line: Line) -> tuple[PartKind | None, str, Line | None]:
    """Return the kind of the heading that the line is or begins with, its words, and what follows it on the line."""
    if (kind := _kind(line.text)) and not line.bullet:
        return kind, line.text, None
    label, colon, rest = line.text.partition(":")
    kind = _kind(label) if colon and rest.strip() else None
    if not kind:
        return None, "", line
    start = line.end - len(rest.lstrip())
    return kind, label, Line(rest.strip(), start, line.end)


def _kind(words: str) -> PartKind | None:
    if len(words) > _LONGEST:
        return None
    return _headings().get(" ".join(_plain(words)))


def _plain(words: str) -> Iterator[str]:
    return (word for word in _WORD.findall(words.lower().replace("&", " and ").replace("/", " and ")))


@cache
def _headings() -> dict[str, PartKind]:
    return {phrase: PartKind(rule["kind"]) for rule in table("resume")["heading"] for phrase in rule["phrases"]}
