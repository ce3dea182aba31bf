"""The schooling that a résumé tells of: the highest finished degree, without its year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from classifier.candidate import Schooling
from classifier.demands.degrees import SCHOOL_LEVELS, degree_at, subject_at
from classifier.demands.expression import Degree
from classifier.demands.words import Word, words
from classifier.evidence import Evidence
from classifier.knowledge import table
from classifier.layout.text import Line, Text
from classifier.names.mentions import Mention
from classifier.resume.dates import stretches
from classifier.resume.holdings import named_on
from classifier.resume.parts import Part, PartKind

_SCHOOL = (PartKind.SCHOOLING, PartKind.MIXED)
#: Where degrees stand as letters behind a name or in a sentence, if no part tells of schooling.
_ELSEWHERE = (PartKind.HEAD, PartKind.SUMMARY, PartKind.CREDENTIALS, PartKind.SKILLS)
_FIELDS_FIRST = ("HIM", "HIT")
_HIGH_SCHOOL = re.compile(r"\bhigh school\b", re.IGNORECASE)
_CAHIIM = re.compile(r"(\b(?:not|non|no)\W{1,3})?CAHIIM", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Learned:
    """A finished degree with the words that tell of it."""

    schooling: Schooling
    evidence: Evidence


def degrees(text: Text, found: tuple[Part, ...], named: tuple[Mention, ...], today: date) -> tuple[Learned, ...]:
    """Return the finished degrees, the highest first, of equal ones those in health information first.

    ``named`` are the credentials: a line that names one says nothing of the degree above it.
    """
    read = [one for part in found if part.kind in _SCHOOL for one in _of_lines(text, part.lines, named, today)]
    if not read:
        lines = tuple(line for part in found if part.kind in _ELSEWHERE for line in part.lines)
        read = [one for one in _of_lines(text, lines, named, today) if one.schooling.level != "certificate"]
    return tuple(sorted(read, key=_rank))


def _rank(one: Learned) -> tuple[int, bool]:
    level = one.schooling.level
    return (0 if level in (None, "other") else -SCHOOL_LEVELS.index(level)), one.schooling.field not in _FIELDS_FIRST


def _of_lines(text: Text, lines: tuple[Line, ...], named: tuple[Mention, ...], today: date) -> Iterator[Learned]:
    """Yield the degrees of the lines, each with what the lines up to the next one add to it."""
    read = [(line, tuple(_of_line(text, line))) for line in lines]
    for place, (line, own) in enumerate(read):
        end = line.end
        for later, others in read[place + 1 : place + 3]:
            if others or later.bullet != line.bullet or named_on(later, named):
                break
            end = later.end
        if own and not _is_unfinished(text.content[line.start : end], today):
            cuts = [line.start, *(evidence.start for _, evidence in own[1:]), end]
            for (degree, evidence), start, stop in zip(own, cuts, cuts[1:], strict=False):
                yield _learned(degree, evidence, text.content[start:stop])


def _of_line(text: Text, line: Line) -> Iterator[tuple[Degree, Evidence]]:
    said, place, high = words(text.content, line.start, line.end), 0, bool(_HIGH_SCHOOL.search(line.text))
    while place < len(said):
        read = degree_at(said, place) or _plain(said, place)
        if not read or read[0].level == "?":
            place += 1
            continue
        start, end = said[place].start, said[read[2] - 1].end
        place = read[2]
        if not (high and read[0].level == "certificate"):
            yield read[0], Evidence(text.content[start:end], start, end)
        elif not _HIGH_SCHOOL.search(text.content[end : line.end]):
            continue


def _plain(said: list[Word], place: int) -> tuple[Degree, bool, int] | None:
    """Read "Certificate, Medical Coding": a certificate with its field behind a comma."""
    if place or [word.key for word in said[:2]] not in (["certificate", ","], ["diploma", ","]):
        return None
    subject = subject_at(said, 2)
    return (Degree("certificate", subject[0]), False, subject[1]) if subject else None


def _learned(degree: Degree, evidence: Evidence, block: str) -> Learned:
    subject = None if degree.level == "hs" else _subject(degree, block)
    cahiim = True if degree.accreditor == "CAHIIM" else _cahiim(block)
    return Learned(Schooling(degree.level, subject and subject.split("|")[0], cahiim), evidence)


def _subject(degree: Degree, block: str) -> str | None:
    """Return the field of a degree, else the first that its lines name.

    One in health information on the same line goes before any other: "Associate of Applied Business, Health Information
    Management".
    """
    here = tuple(_subjects(block.partition("\n")[0]))
    health = next((name for name in here if name.split("|")[0] in _FIELDS_FIRST), None)
    return health or degree.subject or next(_subjects(block), None)


def _subjects(block: str) -> Iterator[str]:
    said = words(block, 0, len(block))
    yield from (read[0] for place in range(len(said)) if (read := subject_at(said, place)))


def _cahiim(block: str) -> bool | None:
    found = _CAHIIM.search(block)
    return None if found is None else not found[1]


def _is_unfinished(block: str, today: date) -> bool:
    if _unfinished().search(block):
        return True
    return any((one.end or one.start).after(today) or one.is_open for one in stretches(block))


@cache
def _unfinished() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('resume')['schooling']['unfinished'])})", re.IGNORECASE)
