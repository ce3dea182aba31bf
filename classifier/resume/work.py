"""The jobs that a résumé tells of: what each was in, and how long."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from classifier.demands.domains import domain
from classifier.demands.words import words
from classifier.evidence import Evidence
from classifier.knowledge import table
from classifier.layout.text import Line
from classifier.resume.dates import Stretch, stretches
from classifier.resume.parts import Part, PartKind

#: The domain of work that has nothing to do with any that ads ask for.
OTHER = "other"

_REACH = 2  # lines before and after a date that may hold the title
_SENTENCE = 14  # words from which a line is no heading of a job
_PIECE = re.compile(r"[|,;•·@()\t]|\s-+\s|\bat\b")
_LENGTH = re.compile(
    r"""(?:(?P<years>\d{1,2}(?:\.\d)?)\+?\s?(?:years?|yrs?)\b)?[\s,]{0,2}
        (?:(?:and[ ])?(?P<months>\d{1,2})\s?(?:months?|mos?)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its domain, when as months from and to, or how many months where only a length is given.

    ``domain`` is None where the title doesn't tell; ``learning`` marks internships and the like. ``months`` is None for
    a year alone, of which nobody can tell how much it was.
    """

    domain: str | None
    interval: tuple[int, int] | None
    months: int | None
    learning: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Dated:
    """A line of the part that dates a job."""

    place: int
    stretch: Stretch | None
    months: int | None


def jobs(found: tuple[Part, ...], today: date) -> tuple[Job, ...]:
    """Return the jobs in the order of the résumé; what goes on lasts until ``today``."""
    work = (part.lines for part in found if part.kind is PartKind.WORK)
    return tuple(job for lines in work for job in _of_lines(lines, today))


def _of_lines(lines: tuple[Line, ...], today: date) -> Iterator[Job]:
    dated = [one for place, line in enumerate(lines) if (one := _dated(place, line))]
    for number, one in enumerate(dated):
        first = dated[number - 1].place + 1 if number else 0
        last = dated[number + 1].place if number + 1 < len(dated) else len(lines)
        title = _title(lines, one.place, first, last)
        interval = one.stretch.interval(today) if one.stretch else None
        unsure = interval is not None and interval[0] == interval[1]
        months = one.months if interval is None else None if unsure else interval[1] - interval[0]
        yield Job(
            _domain(title, lines, lines[one.place + 1 : last]),
            None if unsure else interval,
            months,
            not _words("learning").isdisjoint(_plain(title[0])),
            Evidence(title[0], title[1], title[1] + len(title[0])),
        )


def _dated(place: int, line: Line) -> _Dated | None:
    """Return the line as one that dates a job: with a stretch of time, or a title with a year or a length."""
    if line.bullet or len(line.text.split()) >= _SENTENCE:
        return None
    found = stretches(line.text)
    ranged = next((one for one in found if one.is_range), None)
    if ranged:
        return _Dated(place, ranged, None)
    if _words("titles").isdisjoint(_plain(line.text)):
        return None
    if found:
        return _Dated(place, found[0], None)
    months = next((count for match in _LENGTH.finditer(line.text) if (count := _months(match))), None)
    return _Dated(place, None, months) if months else None


def _months(match: re.Match[str]) -> int:
    return round(float(match["years"] or 0) * 12) + int(match["months"] or 0)


def _title(lines: tuple[Line, ...], place: int, first: int, last: int) -> tuple[str, int]:
    """Return the title of the job dated at ``place`` and where it stands: the nearest piece with a word for a job."""
    near = [
        place,
        *range(place - 1, max(first, place - _REACH) - 1, -1),
        *range(place + 1, min(last, place + _REACH + 1)),
    ]
    heads = [lines[at] for at in near if at == place or _is_head(lines[at])]
    pieces = [piece for line in heads for piece in _pieces(line)]
    named = (piece for piece in pieces if not _words("titles").isdisjoint(_plain(piece[0])))
    return next(named, pieces[0] if pieces else ("", lines[place].start))


def _is_head(line: Line) -> bool:
    return not line.bullet and not line.text.endswith(".") and len(line.text.split()) < _SENTENCE


def _pieces(line: Line) -> Iterator[tuple[str, int]]:
    """Yield what stands between commas, bars, dashes and dates."""
    content = line.text
    for one in stretches(content):
        content = content[: one.begins] + "|" * (one.closes - one.begins) + content[one.closes :]
    start = 0
    for cut in [*_PIECE.finditer(content), None]:
        end = cut.start() if cut else len(content)
        piece = content[start:end]
        if any(map(str.isalpha, piece)):
            yield piece.strip(), line.start + start + len(piece) - len(piece.lstrip())
        start = cut.end() if cut else end


def _domain(title: tuple[str, int], lines: tuple[Line, ...], duties: tuple[Line, ...]) -> str | None:
    """Return what the job was in: by its title, by the department beside it, or by most of its duties.

    None where the title says nothing.
    """
    named = next((name for piece in (title[0], *_departments(title, lines)) if (name := _named(piece))), None)
    if named or not title[0]:
        return named
    if not _words("plain").issuperset(_plain(title[0])):
        return OTHER
    counted = Counter(name for line in duties if (name := _named(line.text)))
    return counted.most_common(1)[0][0] if counted else None


def _named(piece: str) -> str | None:
    return domain(words(piece, 0, len(piece)))


def _departments(title: tuple[str, int], lines: tuple[Line, ...]) -> list[str]:
    """Return the pieces behind the title on its line that are no employer: "Clerk, Cancer Registry"."""
    pieces = [piece for line in lines if line.start <= title[1] < line.end for piece in _pieces(line)]
    behind = [text for text, start in pieces if start > title[1]]
    return [text for text in behind if _words("employers").isdisjoint(_plain(text))]


def _plain(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("resume")["work"][name])
