"""Quotas: the targets that an ad sets for accuracy, output and speed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from classifier.evidence import Evidence, cite
from classifier.knowledge import table
from classifier.layout.kinds import ASIDES
from classifier.layout.passages import Passages
from classifier.offers.sightings import Sightings, Subject


class QuotaKind(StrEnum):
    """What a quota measures: how right, how much, how fast."""

    ACCURACY = "accuracy"
    PRODUCTIVITY = "productivity"
    TURNAROUND = "turnaround"


@dataclass(frozen=True, slots=True)
class Quota:
    """One target: ``value`` of ``unit`` (percent, chart, hour, day ...) ``per`` hour or day; the least of a range.

    ``per`` is None for percentages and for the longest time that work may take.
    """

    kind: QuotaKind
    value: float
    unit: str
    per: str | None
    evidence: Evidence


_PERCENT = re.compile(
    r"(?<![\d.$-])(\d{2,3}(?:\.\d{1,2})?)(?: ?- ?\d{2,3}(?:\.\d{1,2})?| ?to \d{2,3})?"
    r" ?(?:%|percent\b|(?= or (?:better|greater|higher|above)))(?: (?:or (?:better|greater|higher|above|more)))?"
)
_SENTENCE = re.compile(r"[.;!?](?= |$)")
_NEAR = 80
_REACH = 90
"""Characters to each side of a word, within its line, that a quota may take up."""
_HUNDRED = 100
_TIME_UNITS = {"minute": "minute", "hour": "hour", "hr": "hour", "day": "day", "week": "week"}


def quotas(page: Passages, seen: Sightings) -> tuple[Quota, ...]:
    """Return the targets that the ad sets, in the order of the ad."""
    found: dict[tuple[QuotaKind, int], Quota] = {}
    for start, end in seen[Subject.TARGET]:
        # What an employer tells of itself, its pay and its benefits sets nobody a target.
        if page.kind(start) not in ASIDES:
            for quota in _quotas(page, start, end):
                found.setdefault((quota.kind, quota.evidence.start), quota)
    return tuple(sorted(found.values(), key=lambda quota: quota.evidence.start))


def _quotas(page: Passages, start: int, end: int) -> Iterator[Quota]:
    """Yield the quotas that the word from ``start`` to ``end`` belongs to."""
    word = page.fold[start:end]
    first, last = page.around(start, end, _REACH)
    if word.startswith(("%", "percent", "or ")):
        yield from _percentages(page, (first, last), start)
    elif word in table("quotas")["typing"]:
        yield from _typed(page, first, end)
    elif word.startswith(("turn", "tat", "within")) or word in _running():
        yield from _turnarounds(page, first, last)
    else:
        yield from _rates(page, first, end)


def _percentages(page: Passages, bounds: tuple[int, int], place: int) -> Iterator[Quota]:
    """Yield the percentage at ``place`` where the nearest word calls it a target."""
    for match in _PERCENT.finditer(page.fold, max(bounds[0], place - len("99.99 - 99.99 ")), bounds[1]):
        if not match.start() < place <= match.end():
            continue
        value = float(match[1])
        kind = _measure(page.fold, match, bounds) if table("quotas")["least"] <= value <= _HUNDRED else None
        if kind:
            yield Quota(kind, value, "percent", None, cite(page.content, *match.span()))


def _measure(fold: str, match: re.Match[str], bounds: tuple[int, int]) -> QuotaKind | None:
    """Return what the word nearest to a percentage in its sentence measures; None where it is something else."""
    first, last = max(bounds[0], match.start() - _NEAR), min(bounds[1], match.end() + _NEAR)
    for stop in _SENTENCE.finditer(fold, first, match.start()):
        first = stop.end()
    behind = _SENTENCE.search(fold, match.end(), last)
    last = behind.start() if behind else last
    near = [(found.start() - match.end(), found.lastgroup) for found in _measures().finditer(fold, match.end(), last)]
    near += [
        (match.start() - found.end(), found.lastgroup) for found in _measures().finditer(fold, first, match.start())
    ]
    nearest = min(near, default=(0, "neither"))[1]
    return None if nearest == "neither" else QuotaKind(str(nearest))


@cache
def _measures() -> re.Pattern[str]:
    rules = table("quotas")
    groups = (f"(?P<{name}>{_any(rules[name])})" for name in ("neither", "accuracy", "productivity"))
    return re.compile(rf"(?<![a-z])(?:{'|'.join(groups)})(?![a-z])")


def _rates(page: Passages, first: int, end: int) -> Iterator[Quota]:
    """Yield the amount of work in the time that ends at ``end``: "3 charts an hour", "20-25 charts per day"."""
    for match in _rate().finditer(page.fold, first, end):
        if match.end() == end:
            unit, per = _units()[match["unit"]], _pers()[match["per"]]
            yield Quota(QuotaKind.PRODUCTIVITY, _number(match["low"]), unit, per, cite(page.content, *match.span()))


def _typed(page: Passages, first: int, end: int) -> Iterator[Quota]:
    """Yield how fast a person types: "45 wpm"."""
    for match in _typing().finditer(page.fold, first, end):
        unit, per = ("keystroke", "hour") if match["unit"] == "kph" else ("word", "minute")
        yield Quota(QuotaKind.PRODUCTIVITY, _number(match["low"]), unit, per, cite(page.content, *match.span()))


def _turnarounds(page: Passages, first: int, last: int) -> Iterator[Quota]:
    """Yield the longest times that work may take: "turnaround within 48 hours", "within 3 days of discharge"."""
    for match in _turnaround().finditer(page.fold, first, last):
        low, unit = next((match[f"low{way}"], match[f"unit{way}"]) for way in ("", "2", "3") if match[f"low{way}"])
        yield Quota(QuotaKind.TURNAROUND, _number(low), _TIME_UNITS[unit], None, cite(page.content, *match.span()))


def _number(written: str) -> float:
    numbers: dict[str, int] = table("quotas")["numbers"]
    return float(numbers.get(written) or written.replace(",", ""))


@cache
def _rate() -> re.Pattern[str]:
    number = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}(?:\.\d)?|{_any(list(table('quotas')['numbers']))})"
    return re.compile(
        rf"(?<![\w.,$-])(?P<low>{number})\+?(?: ?(?:-|to|or) ?{number})? (?:or more )?"
        r"(?:(?!hour|day|week|month|year|percent|of |thousand|million)[a-z-]{1,15} ){0,3}?"
        rf"(?P<unit>{_any(_units())})(?: (?:coded|reviewed|abstracted|completed|processed|audited|scanned|indexed))?"
        rf" ?(?:/ ?|per (?:each )?|an? |each |every |(?=daily|hourly|weekly|monthly))(?P<per>{_any(_pers())})(?![a-z])"
    )


@cache
def _typing() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,$])(?P<low>\d{1,3}(?:,\d{3})?|\d{4,5})\+? ?(?P<unit>wpm|kph|net wpm|words per min)\b")


@cache
def _turnaround() -> re.Pattern[str]:
    number = rf"\d{{1,3}}|{_any(list(table('quotas')['numbers']))}"
    unit = r"(?:business |working |calendar |work )?(?P<unit>minute|hour|hr|day|week)s?"
    second, third = unit.replace("<unit>", "<unit2>"), unit.replace("<unit>", "<unit3>")
    starts = _any(table("quotas")["starts"])
    return re.compile(
        r"\b(?:turn[- ]?around(?: times?)?|tat)\b(?: \w+){0,4}?[ :-]{1,3}(?:of |within |is |under |in )*"
        rf"(?P<low>{number})[ -]{unit}\b"
        rf"|(?<![\w.-])(?:within )?(?P<low2>{number})[ -]{second}(?: or less)?"
        rf"(?: (?:of|after|from|following) (?:the )?(?:patient |their |each |date of )?(?:{starts})\b"
        r"|[ -]turn[- ]?around| tat\b)"
        rf"|\bturn(?:s|ed|ing)?(?: around)?(?: \w+){{1,3}} (?:within|in) (?P<low3>{number})[ -]{third}\b"
    )


@cache
def _running() -> frozenset[str]:
    """Return the words behind a time that runs from something: "hours of", "days after"."""
    return frozenset(
        word for word in table("quotas")["cues"] if word.endswith((" of", " after", " from", " following"))
    )


@cache
def _units() -> dict[str, str]:
    return {word: unit for unit, words in table("quotas")["units"].items() for word in words}


@cache
def _pers() -> dict[str, str]:
    return {word: per for per, words in table("quotas")["pers"].items() for word in words}


def _any(words: list[str] | dict[str, str]) -> str:
    """Return a pattern for any of ``words``, the longer of two that start alike first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
