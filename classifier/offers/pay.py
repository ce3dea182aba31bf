"""Pay: the money that an ad offers for the work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from classifier.evidence import Evidence, cite
from classifier.knowledge import table
from classifier.layout.passages import Passages
from classifier.layout.sections import SectionKind
from classifier.offers.labels import Labeled
from classifier.offers.money import amounts, bounds, currency, unit
from classifier.offers.sightings import Sightings, Subject


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay as written, in ``currency`` (ISO 4217) per hour, day, week, month, year or chart."""

    minimum: float | None
    maximum: float | None
    currency: str | None
    per: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Sum:
    """Money found in a line, before we know whether it is pay.

    ``labeled`` tells that a word calls it so, ``unit`` that it says what it is for, ``alone`` that its sentence, or a
    part of it, begins with it.
    """

    pay: Pay
    kind: SectionKind
    labeled: bool
    likely: bool
    sign: bool
    unit: bool
    range: bool
    alone: bool

    @property
    def weight(self) -> int:
        """How much speaks for pay."""
        return 2 * (self.labeled + self.unit + self.range) + self.sign

    @property
    def is_pay(self) -> bool:
        """Whether enough speaks for pay, given where it stands."""
        if self.labeled or not self.likely or not self.sign:
            return self.labeled and self.likely
        if self.alone:
            return True
        if self.kind in _OPEN:
            return self.unit or self.range
        return self.kind not in _SILENT and self.unit and self.pay.per in ("hour", "year", "chart")


_DIGIT = re.compile(r"\d")
_SIGNS = "$£€"
_UP_TO = re.compile(r"(?:\bup to|\bas much as|\bmaximum(?: of)?|\bmax\.?)[ :]*$")
_FROM = re.compile(
    r"(?:\b(?:start|begin)(?:n?ing|s)? (?:at|from|around|with)|\bstarts|\bfrom|\bat least|\bminimum(?: of)?|\bmin\.?"
    r"|\bstarting (?:pay|salary|rate|wage)s?(?: is| of| at| from)?|^starting)[ :]*$"
)
_STOP = re.compile(r"[.!?|\n][ *]| \| |; ")
_CLAUSE_END = re.compile(r",(?!\d)|[;!?|\n(+]|\.(?!\d)| plus | and | with | or | & ")
# A bare number is money only right behind a word that calls it pay, or before a unit.
_BARE_LEAD = re.compile(
    r"(?:pay|salary|wages?|compensation|rate|range|scale|band|pays|earn)(?: range| rate| scale)?"
    r"(?: is| of| from| between|:| =|=|-| -)*[ \"]*$"
)
_OPEN = frozenset({SectionKind.TITLE, SectionKind.INTRO, SectionKind.OFFER})
_SILENT = frozenset({SectionKind.ABOUT, SectionKind.LEGAL, SectionKind.OTHER_JOBS, SectionKind.PHYSICAL})
# A bare number in front of another word counts something: "a rate of 8 charts".
_BARE_END = re.compile(
    r"(?=[ ]?(?:$|[\n.,;:)|*+/-]|(?:doe|d\.o\.e|dep|depending|based|plus|commensurate|per|an?|k|to|and|or)\b))"
)
_EDGES = " *\"'~(="
_FIRST = re.compile(r"(?:^|[.!?|:;,-]|\bwe offer)[ *\"'~(]*$")
_MOST_AN_HOUR, _LEAST_A_YEAR = 200, 10_000
_BEFORE, _AFTER = 70, 40
_LABEL_WORDS = 3


def pay(page: Passages, seen: Sightings, told: tuple[Labeled, ...]) -> Pay | None:
    """Return the pay that the ad offers: behind a label, else where most speaks for it; the first of equals.

    Bare numbers are looked at only where no money with the sign of a currency is pay.
    """
    for label in told:
        if label.field == "pay" and (found := _behind_label(page, label)):
            return found
    for lines, signed in ((_signed_lines(page), True), (_hinting_lines(page, seen), False)):
        sums = [found for bounds in lines for found in _sums(page, *bounds, signed=signed) if found.is_pay]
        if sums:
            return max(sums, key=lambda found: (found.weight, -found.pay.evidence.start)).pay
    return None


def _behind_label(page: Passages, label: Labeled) -> Pay | None:
    found = (money for money in _sums(page, label.start, label.end, labeled=True) if money.labeled and money.likely)
    return next((money.pay for money in found), None)


def _signed_lines(page: Passages) -> Iterator[tuple[int, int]]:
    """Yield where lines stand that hold the sign of a currency."""
    reached = -1
    for place in _places(page.content, _SIGNS):
        if place >= reached:
            start, reached = page.line(place)
            yield start, reached


def _places(content: str, signs: str) -> list[int]:
    """Return where any of ``signs`` stands; most texts hold none or one kind, so that looking for each is quick."""
    return sorted(found.start() for sign in signs if sign in content for found in re.finditer(re.escape(sign), content))


def _hinting_lines(page: Passages, seen: Sightings) -> Iterator[tuple[int, int]]:
    """Yield where lines stand that hold a digit and a word that goes with pay."""
    reached = -1
    for place, _ in seen[Subject.MONEY]:
        if place >= reached:
            start, reached = page.line(place)
            if _DIGIT.search(page.content, start, reached):
                yield start, reached


def _sums(page: Passages, start: int, end: int, *, labeled: bool = False, signed: bool = False) -> Iterator[_Sum]:
    """Yield the money in a stretch that isn't called something else, with ``signed`` only that with a sign."""
    previous = start
    matches = list(amounts(page.content, start, end, signed=signed))
    for place, match in enumerate(matches):
        following = matches[place + 1].start() if place + 1 < len(matches) else end
        before = _before(page.fold, previous, match.start(), held=previous > start)
        after = _after(page.fold, match.end(), following)
        money = _sum(page, match, before, after, labeled=labeled)
        if money:
            yield money
            previous = match.end()


def _before(fold: str, previous: int, start: int, *, held: bool) -> str:
    """Return the words before money in its sentence; up to a comma those behind other money belong to that."""
    words = fold[max(previous, start - _BEFORE) : start]
    for stop in _STOP.finditer(words):
        # A word or two right in front are a label: "Pay. $20".
        if stop.end() < len(words) or words.count(" ") > _LABEL_WORDS:
            words = " " * stop.end() + words[stop.end() :]
    if held and "," in words:
        return words[words.rindex(",") + 1 :]
    return words.lstrip()


def _after(fold: str, end: int, following: int) -> str:
    """Return the words behind money that may name it, up to the end of the clause."""
    words = fold[end : min(following, end + _AFTER)]
    stop = _CLAUSE_END.search(words)
    return words[: stop.start()] if stop else words


def _sum(page: Passages, match: re.Match[str], before: str, after: str, *, labeled: bool) -> _Sum | None:
    sign = bool(match["sign"] or match["low_code"] or match["high_code"])
    if before.endswith("+") or _is_other(after):
        return None
    called = _called(before)
    lead = (labeled and not before.strip(_EDGES)) or _BARE_LEAD.search(before) is not None
    lead = lead and not _is_grade(match) and _BARE_END.match(page.fold, match.end()) is not None
    unit = bool(match["low_per"] or match["high_per"])
    k = bool(match["low_k"] or match["high_k"])
    if called is False or not (sign or lead or (k and (_says_pay(after) or (called and match["high"]))) or unit):
        return None
    calling = labeled or called or _says_pay(after) or _says_pay(page.under(match.start())) or _grade(page, match)
    calling = bool(calling) or _starts(before)
    if not sign and not (calling and (lead or k or unit)):
        return None
    found = _pay(page, match, before, after)
    low = found.minimum or found.maximum
    if not low:
        return None
    between = match["high"] is not None
    alone = _FIRST.search(before) is not None and (unit or between or not after.strip())
    likely = _is_likely(low, found.per)
    return _Sum(found, page.kind(match.start()), calling, likely, sign, unit, between, alone)


def _is_grade(match: re.Match[str]) -> bool:
    """Tell whether a number by itself is more likely a grade than money: "Pay range 54"."""
    return match["high"] is None and match["low"].isdigit() and len(match["low"]) < len("1000")


def _pay(page: Passages, match: re.Match[str], before: str, after: str) -> Pay:
    low, high = bounds(match)
    per = unit(match, before, after) or ("year" if low >= _LEAST_A_YEAR else "hour" if low < _MOST_AN_HOUR else None)
    most, least = (None, None) if match["high"] else (_UP_TO.search(before), _FROM.search(before))
    lead = most or least
    start = match.start() - (len(before) - lead.start() if lead else 0)
    return Pay(
        minimum=None if most else low,
        maximum=None if not most and (least or (match["more"] and high is None)) else high or low,
        currency=currency(match, after),
        per=per,
        evidence=cite(page.content, start, match.end()),
    )


def _is_likely(amount: float, per: str | None) -> bool:
    bounds = (
        (table("pay")["per"][per]["likely"],) if per else ([each["likely"] for each in table("pay")["per"].values()])
    )
    return any(low <= amount <= high for low, high in bounds)


def _called(before: str) -> bool | None:
    """Return whether the nearest word before money calls it pay, False where it calls it something else."""
    found = list(_names().finditer(before))
    return found[-1].lastgroup == "pay" if found else None


def _says_pay(words: str) -> bool:
    return any(found.lastgroup == "pay" for found in _names().finditer(words))


def _is_other(after: str) -> bool:
    first = _names().search(after)
    return first is not None and first.lastgroup == "other"


def _starts(before: str) -> bool:
    return _FROM.search(before) is not None and "start" in before


def _grade(page: Passages, match: re.Match[str]) -> bool:
    """Tell whether a federal grade stands in front: "GS-7 $49,025 - $63,733"."""
    return re.search(r"\bgs[- ]?\d{1,2}[ :,(-]*$", page.fold[max(0, match.start() - 12) : match.start()]) is not None


@cache
def _names() -> re.Pattern[str]:
    """Return what finds a word that calls money pay or something else; the longer of two that start together."""
    rules = table("pay")
    pay, other = ("|".join(map(re.escape, sorted(rules[name], key=len, reverse=True))) for name in ("labels", "others"))
    return re.compile(rf"(?<![a-z0-9-])(?:(?P<other>{other})|(?P<pay>{pay}))(?![a-z0-9])")
