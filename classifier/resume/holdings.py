"""The credentials that a résumé tells of, each with its status and the date since when."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from operator import attrgetter

from classifier.candidate import Holding, Standing
from classifier.evidence import Evidence
from classifier.knowledge import table
from classifier.layout.text import Line, Text
from classifier.names.mentions import Mention
from classifier.resume.cues import Cue, spoken_of
from classifier.resume.dates import Moment, Stretch, stretches
from classifier.resume.parts import Part, PartKind

_NEAR = 24  # characters before a date that say what it dates
_LATER_LINES = 2  # lines under a credential that may date it
_NAME_LINES = 4  # lines of the head in which letters behind a name are held
_WORD = re.compile(r"[A-Za-z]{3}")
_DATE_NEXT = re.compile(r"[^;\d\n]{0,12}(?:19|20)?\d")
_CLOSES = re.compile(r";(?![^()]{0,80}\))")  # one in brackets parts nothing from what stands before them

#: Parts that list credentials.
_LISTS = (PartKind.CREDENTIALS, PartKind.MIXED)
#: Parts where a credential named without another word is held.
_OWNED = (PartKind.HEAD, PartKind.SUMMARY, PartKind.CREDENTIALS, PartKind.MIXED, PartKind.SKILLS)
#: Parts in the order in which they are believed where they differ.
_TRUST = (
    PartKind.CREDENTIALS,
    PartKind.MIXED,
    PartKind.SCHOOLING,
    PartKind.HEAD,
    PartKind.SUMMARY,
    PartKind.OBJECTIVE,
    PartKind.SKILLS,
    PartKind.WORK,
)
#: What may be read of a credential among the duties of a job.
_AT_WORK = (Standing.HELD, Standing.ENROLLED)


@dataclass(frozen=True, slots=True)
class Found:
    """A credential with the words that tell of it; ``said`` tells that its status is written out."""

    holding: Holding
    evidence: Evidence
    said: bool


def holdings(text: Text, found: tuple[Part, ...], named: tuple[Mention, ...], today: date) -> tuple[Found, ...]:
    """Return each credential of the candidate once, in the order of the résumé.

    Of one that stands in several places the written status counts before the mere name, the list of credentials before
    other parts. Expired is what ended before ``today``.
    """
    best: dict[str, tuple[tuple[bool, int], Found]] = {}
    for part in found:
        if part.kind is not PartKind.OTHER:
            for one in _of_part(text, part, named, today):
                rank = (not one.said, _TRUST.index(part.kind))
                held = best.get(one.holding.code)
                if held is None or rank < held[0]:
                    best[one.holding.code] = rank, one if held is None else _dated(one, held[1])
                else:
                    best[one.holding.code] = held[0], _dated(held[1], one)
    return tuple(one for _, one in best.values())


def _dated(one: Found, other: Found) -> Found:
    """Return ``one`` with the date of the other where it has none of its own and both tell the same."""
    alike = one.holding.status is other.holding.status and one.holding.since is None
    return replace(one, holding=replace(one.holding, since=other.holding.since)) if alike else one


def _of_part(text: Text, part: Part, named: tuple[Mention, ...], today: date) -> Iterator[Found]:
    lines = part.lines[:_NAME_LINES] if part.kind is PartKind.HEAD else part.lines
    standing = _of_heading(part) if part.kind in _LISTS else None
    for place, line in enumerate(lines):
        here = _here(line, named)
        content = text.content[line.start : _later(part, place, named) if here and part.kind in _LISTS else line.end]
        spans = tuple((mention.start - line.start, mention.end - line.start) for mention in here)
        bounds = [0, *(bound for span in spans for bound in span), len(content)]
        for number, (mention, cue) in enumerate(zip(here, spoken_of(content, spans), strict=True)):
            status = _status(cue, standing, part.kind)
            if status and not _is_plural(mention):
                before, after = (content[bounds[at] : bounds[at + 1]] for at in (2 * number, 2 * number + 2))
                said = tuple(_dates(before if not number else "", after))
                holding = Holding(mention.current, *_timed(status, said, _dated_by(content, cue), today))
                yield Found(holding, Evidence(mention.text, mention.start, mention.end), cue is not None)


def _status(cue: Cue | None, standing: Standing | None, kind: PartKind) -> Standing | None:
    """Return the status of a credential, None where it isn't the candidate's; ``standing`` is that of the heading."""
    status = cue.standing if cue else standing or (Standing.HELD if kind in _OWNED else None)
    return None if kind is PartKind.WORK and status not in _AT_WORK else status


def _here(line: Line, named: tuple[Mention, ...]) -> list[Mention]:
    """Return the credentials of a line; of "CPC(A)" the apprentice's alone."""
    here = named_on(line, named)
    variants = {id(one) for one, two in pairwise(here) if one.end == two.start and two.code.startswith(one.code)}
    return [one for one in here if id(one) not in variants]


def named_on(line: Line, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the credentials that are named on a line."""
    first = bisect_left(named, line.start, key=attrgetter("start"))
    return named[first : bisect_left(named, line.end, first, key=attrgetter("start"))]


def _is_plural(mention: Mention) -> bool:
    """Tell whether it means people: "RHITs"."""
    return mention.text.endswith("s") and mention.text[:-1].isupper()


def _later(part: Part, place: int, named: tuple[Mention, ...]) -> int:
    """Return where the words about the credentials of a line end: lines that name no other may go on with them."""
    end = part.lines[place].end
    for line in part.lines[place + 1 : place + 1 + _LATER_LINES]:
        if line.bullet or named_on(line, named) or not (stretches(line.text) or len(line.text.split()) <= _LATER_LINES):
            break
        end = line.end
    return end


def _of_heading(part: Part) -> Standing | None:
    """Return the status that the heading gives to all under it: "Expired certifications"."""
    found = spoken_of(f"{part.heading} _", ((len(part.heading) + 1, len(part.heading) + 2),))
    cue = found[0] if part.heading else None
    return cue.standing if cue else None


def _timed(
    status: Standing, dates: tuple[tuple[str, Moment], ...], dated: str, today: date
) -> tuple[Standing, str | None]:
    """Return the status with the date since when, both as the dates tell; ``dated`` is what a plain date tells."""
    ends = (moment for role, moment in dates if role == "ended" or (role == "until" and moment.before(today)))
    since = (moment for role, moment in dates if role == "since" and not moment.after(today))
    ended = next(ends, None)
    if ended and status is Standing.HELD:
        status = Standing.EXPIRED
    if status is Standing.EXPIRED:
        moment = ended or (next(since, None) if dated == "ended" else None)
    else:
        moment = next(since, None) if status is Standing.HELD else None
    return status, str(moment) if moment else None


def _dated_by(content: str, cue: Cue | None) -> str:
    """Return what a date means that follows the cue at once: "let lapse in 2021" tells when it ended."""
    follows = cue and cue.standing is Standing.EXPIRED and _DATE_NEXT.match(content, cue.end)
    return "ended" if follows else "since"


def _dates(before: str, after: str) -> Iterator[tuple[str, Moment]]:
    """Yield the dates of a credential, each with what it tells: since, until, ended.

    They stand behind it, or in front with nothing else there: "2019 RHIT".
    """
    cut = _CLOSES.search(after)
    after = after[: cut.start()] if cut else after
    found = stretches(after)
    if not found:
        found, after = tuple(one for one in stretches(before) if not _WORD.search(_rest(before, one))), before
    for one in found:
        yield from _told(after, one)


def _rest(text: str, one: Stretch) -> str:
    return text[: one.begins] + text[one.closes :]


def _told(text: str, one: Stretch) -> Iterator[tuple[str, Moment]]:
    lead = text[max(0, one.begins - _NEAR) : one.begins]
    role = next((role for role in ("ended", "aside", "until") if _before(role).search(lead)), "since")
    if role != "aside":
        yield role, one.start
    if one.end:
        yield "until", one.end


@cache
def _before(role: str) -> re.Pattern[str]:
    """Return what finds the words of a role right before a date."""
    words = "|".join(table("resume")["dates"][role])
    return re.compile(rf"\b(?:{words})\b[\s:.,(#-]*(?:in|on|for|of|since|as of|it)?\s*$", re.IGNORECASE)
