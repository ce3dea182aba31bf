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
_SIGN = re.compile(r"[\d.,;|@()]")
_SMALL = ("and", "of", "the", "in", "for", "or")
_LONGEST = 60  # characters of a heading
_MOST_WORDS = 5


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
    said = tuple(_plain(words))
    return _headings().get("".join(said)) or (_by_last_word(said) if said and _is_headed(words) else None)


def _is_headed(words: str) -> bool:
    """Tell whether the words look like a heading: few, each in capitals, no number, no title of a job."""
    plain = words.split()
    capitals = all(word[0].isupper() for word in plain if word[0].isalpha() and word.lower() not in _SMALL)
    return 1 < len(plain) <= _MOST_WORDS and capitals and not _SIGN.search(words)


def _by_last_word(said: tuple[str, ...]) -> PartKind | None:
    """Return the kind of a heading that no table has, by what it ends in: "Relevant Coding Experience"."""
    rules = table("resume")
    kind = next((PartKind(kind) for kind, ends in rules["headed"]["ends"].items() if said[-1] in ends), None)
    if kind is None or not set(rules["work"]["titles"]).isdisjoint(said):
        return None
    return kind if set(rules["headed"]["aside"]).isdisjoint(said) else PartKind.OTHER


def _plain(words: str) -> Iterator[str]:
    return (word for word in _WORD.findall(words.lower().replace("&", " and ").replace("/", " and ")))


@cache
def _headings() -> dict[str, PartKind]:
    # Without spaces, because some write "E D U C A T I O N".
    return {
        phrase.replace(" ", ""): PartKind(rule["kind"])
        for rule in table("resume")["heading"]
        for phrase in rule["phrases"]
    }
