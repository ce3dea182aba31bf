"""Quotas: the targets that an ad sets for accuracy, output and speed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from classifier.evidence import Evidence, cite
from classifier.knowledge import table
from classifier.layout.duties import Duty
from classifier.layout.text import Line, Text


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
    r" ?(?:%|percent\b)(?: (?:or (?:better|greater|higher|above|more)))?"
)
_SENTENCE = re.compile(r"[.;!?](?= |$)")
_NEAR = 60
_HUNDRED = 100
_TIME_UNITS = {"minute": "minute", "hour": "hour", "hr": "hour", "day": "day", "week": "week"}


def quotas(text: Text, duties: tuple[Duty, ...]) -> tuple[Quota, ...]:
    """Return the quotas on lines that tell duties, in the order of the ad."""
    starts = [duty.start for duty in duties]
    found: list[Quota] = []
    place = 0
    for line in text.lines:
        while place < len(starts) and starts[place] < line.start:
            place += 1
        if place < len(starts) and starts[place] < line.end:
            found.extend(_line_quotas(text.content, line))
    return tuple(sorted(found, key=lambda quota: quota.evidence.start))


def _line_quotas(content: str, line: Line) -> Iterator[Quota]:
    fold = line.text.encode("ascii", "replace").decode("ascii").lower()
    if "%" in fold or "percent" in fold:
        yield from _percentages(content, line, fold)
    if _rates_hint().search(fold):
        yield from _rates(content, line, fold)
    if "turn" in fold or "within" in fold or "tat" in fold:
        yield from _turnarounds(content, line, fold)


def _percentages(content: str, line: Line, fold: str) -> Iterator[Quota]:
    """Yield the percentages that the nearest word calls a target."""
    for match in _PERCENT.finditer(fold):
        value = float(match[1])
        kind = _measure(fold, match) if table("quotas")["least"] <= value <= _HUNDRED else None
        if kind:
            yield Quota(
                kind, value, "percent", None, cite(content, line.start + match.start(), line.start + match.end())
            )


def _measure(fold: str, match: re.Match[str]) -> QuotaKind | None:
    """Return what the word nearest to a percentage in its sentence measures; None where it is something else."""
    first, last = max(0, match.start() - _NEAR), min(len(fold), match.end() + _NEAR)
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


def _rates(content: str, line: Line, fold: str) -> Iterator[Quota]:
    """Yield amounts of work in a time: "3 charts an hour", "20-25 charts per day", "45 wpm"."""
    for match in _rate().finditer(fold):
        unit, per = _units()[match["unit"]], _pers()[match["per"]]
        yield Quota(QuotaKind.PRODUCTIVITY, _number(match["low"]), unit, per, _cited(content, line, match))
    for match in _typing().finditer(fold):
        unit, per = ("keystroke", "hour") if match["unit"] == "kph" else ("word", "minute")
        yield Quota(QuotaKind.PRODUCTIVITY, _number(match["low"]), unit, per, _cited(content, line, match))


def _turnarounds(content: str, line: Line, fold: str) -> Iterator[Quota]:
    """Yield the longest times that work may take: "turnaround within 48 hours", "within 3 days of discharge"."""
    for match in _turnaround().finditer(fold):
        low, unit = (match["low"], match["unit"]) if match["low"] else (match["low2"], match["unit2"])
        yield Quota(QuotaKind.TURNAROUND, _number(low), _TIME_UNITS[unit], None, _cited(content, line, match))


def _cited(content: str, line: Line, match: re.Match[str]) -> Evidence:
    return cite(content, line.start + match.start(), line.start + match.end())


def _number(written: str) -> float:
    numbers: dict[str, int] = table("quotas")["numbers"]
    return float(numbers.get(written) or written.replace(",", ""))


@cache
def _rates_hint() -> re.Pattern[str]:
    return re.compile(r"/ ?(?:h|d|w|m)|per |wpm|kph|each |an? (?:hour|day|week)|daily|hourly|weekly|monthly|every ")


@cache
def _rate() -> re.Pattern[str]:
    number = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}(?:\.\d)?|{_any(list(table('quotas')['numbers']))})"
    return re.compile(
        rf"(?<![\w.,$-])(?P<low>{number})\+?(?: ?(?:-|to|or) ?{number})? (?:or more )?"
        r"(?:(?!hour|day|week|month|year)[a-z-]{1,15} ){0,3}?"
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
    other = unit.replace("<unit>", "<unit2>")
    starts = _any(table("quotas")["starts"])
    return re.compile(
        r"\b(?:turn[- ]?around(?: times?)?|tat)\b(?: \w+){0,4}?[ :-]{1,3}(?:of |within |is |under |in )*"
        rf"(?P<low>{number})[ -]{unit}\b"
        rf"|(?<![\w.-])(?:within )?(?P<low2>{number})[ -]{other}(?: or less)?"
        rf"(?: (?:of|after|from|following) (?:the )?(?:patient |their |each |date of )?(?:{starts})\b"
        r"|[ -]turn[- ]?around| tat\b)"
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
