"""Pay: the money that an ad offers for the work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick

from classifier.evidence import Evidence, cite
from classifier.knowledge import table
from classifier.layout.passages import Passages
from classifier.layout.sections import SectionKind
from classifier.offers.labels import Labeled
from classifier.offers.money import amounts


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
    """Money found in a line, before we know whether it is pay; ``labeled`` tells that a word calls it so."""

    pay: Pay
    start: int
    end: int
    kind: SectionKind
    labeled: bool
    likely: bool
    sign: bool

    @property
    def weight(self) -> int:
        """How much speaks for pay."""
        pay = self.pay
        return 4 * self.labeled + 2 * (pay.per is not None) + (pay.minimum != pay.maximum) + self.sign

    @property
    def is_pay(self) -> bool:
        """Whether enough speaks for pay, given what the line is about."""
        if self.labeled:
            return self.likely or self.sign
        if self.kind in _SILENT or not (self.sign and self.likely):
            return False
        if self.kind in _GUARDED:
            return self.pay.per in ("hour", "year", "chart")
        return self.pay.per is not None or self.pay.minimum != self.pay.maximum


_DIGIT = re.compile(r"\d")
_UP_TO = re.compile(r"(?:\bup to|\bas much as|\bmaximum(?: of)?|\bmax\.?)[ :]*$")
_FROM = re.compile(
    r"(?:\bstart(?:ing|s)? (?:at|from|around|with)|\bfrom|\bat least|\bminimum(?: of)?|\bmin\.?"
    r"|\bstarting (?:pay|salary|rate|wage)s?(?: is| of| at| from)?|^starting)[ :]*$"
)
_STOP = re.compile(r"[.!?|\n][ *]| \| |; ")
_CLAUSE_END = re.compile(r",(?!\d)|[;!|\n(+]|\.(?!\d)| plus | and | with | or | & ")
# A bare number is money only right behind a word that calls it pay, or before a unit.
_BARE_LEAD = re.compile(
    r"(?:pay|salary|wages?|compensation|rate|range|scale|band|pays|earn)(?: range| rate| scale)?"
    r"(?: is| of| from| between|:| =|=|-| -)*[ \"]*$"
)
_SILENT = frozenset(
    {
        SectionKind.REQUIREMENTS,
        SectionKind.PREFERRED,
        SectionKind.LICENSURE,
        SectionKind.SCHOOLING,
        SectionKind.EXPERIENCE,
    }
    | {SectionKind.ABOUT, SectionKind.LEGAL, SectionKind.PHYSICAL}
)
_GUARDED = frozenset({SectionKind.DUTIES, SectionKind.BENEFITS})
_THOUSAND, _BROKEN = 1000, 20
_MOST_AN_HOUR, _LEAST_A_YEAR = 200, 10_000
_BEFORE, _AFTER = 70, 40


def pay(page: Passages, told: tuple[Labeled, ...]) -> Pay | None:
    """Return the pay that the ad offers: behind a label, else where most speaks for it; the first of equals."""
    for label in told:
        if label.field == "pay" and (found := _behind_label(page, label)):
            return found
    sums = [found for bounds in _lines(page) for found in _sums(page, *bounds, labeled=False) if found.is_pay]
    best = max(sums, key=lambda found: (found.weight, -found.start), default=None)
    return best.pay if best else None


def _behind_label(page: Passages, label: Labeled) -> Pay | None:
    found = (money.pay for money in _sums(page, label.start, label.end, labeled=True) if money.labeled and money.likely)
    return next(found, None)


def _lines(page: Passages) -> Iterator[tuple[int, int]]:
    """Yield where lines stand that hold the sign of a currency, or a digit and a word that goes with pay."""
    content = page.content
    signs = [found.start() for sign in "$£€" if sign in content for found in re.finditer(re.escape(sign), content)]
    words = [end for end, _ in _hints().iter(page.fold)]
    reached = -1
    for place in sorted({*signs, *words}):
        if place >= reached:
            start, reached = page.line(place)
            if _DIGIT.search(content, start, reached):
                yield start, reached


@cache
def _hints() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in table("pay")["hints"]:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def _sums(page: Passages, start: int, end: int, *, labeled: bool) -> Iterator[_Sum]:
    """Yield the money in a stretch that isn't called something else."""
    previous = start
    matches = list(amounts(page.content, start, end))
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
        words = words if stop.end() >= len(words) else " " * stop.end() + words[stop.end() :]
    if held and "," in words:
        return words[words.rindex(",") + 1 :]
    return words.lstrip()


def _after(fold: str, end: int, following: int) -> str:
    """Return the words behind money that may name it, up to the end of the clause."""
    words = fold[end : min(following, end + _AFTER)]
    stop = _CLAUSE_END.search(words)
    return words[: stop.start()] if stop else words


def _sum(page: Passages, match: re.Match[str], before: str, after: str, *, labeled: bool) -> _Sum | None:
    sign = match["sign"] or match["low_code"] or match["high_code"]
    if before.endswith("+") or _is_other(after):
        return None
    called = _called(before)
    lead = (labeled and not before.strip(" *\"'~(=")) or _BARE_LEAD.search(before) is not None
    k = bool(match["low_k"] or match["high_k"])
    if called is False or not (sign or lead or (k and _says_pay(after)) or match["low_per"] or match["high_per"]):
        return None
    heading = page.under(match.start())
    calling = bool(
        labeled or called or _says_pay(after) or _says_pay(heading) or _starts(before) or _grade(page, match)
    )
    if not sign and not (calling and (lead or k or match["low_per"] or match["high_per"])):
        return None
    found = _pay(page, match, before, after, calling=calling)
    low = found.minimum or found.maximum
    if not low:
        return None
    likely = _is_likely(low, found.per)
    return _Sum(found, match.start(), match.end(), page.kind(match.start()), calling, likely, bool(sign))


def _pay(page: Passages, match: re.Match[str], before: str, after: str, *, calling: bool) -> Pay:
    low, high = _number(match["low"], match["low_k"]), None
    if match["high"]:
        high = _number(match["high"], match["high_k"])
        if match["high_k"] and not match["low_k"] and low < _THOUSAND:
            low *= _THOUSAND
        # "$91,934 - $102, 770": what is broken off is no amount.
        low, high = (low, low) if high * _BROKEN < low else (min(low, high), max(low, high))
    per = _per(match, before, after)
    if per is None and calling:
        per = "year" if low >= _LEAST_A_YEAR else "hour" if low < _MOST_AN_HOUR else None
    most, least = (None, None) if match["high"] else (_UP_TO.search(before), _FROM.search(before))
    lead = most or least
    start = match.start() - (len(before) - lead.start() if lead else 0)
    return Pay(
        minimum=None if most else low,
        maximum=None if not most and (least or (match["more"] and high is None)) else high or low,
        currency=_currency(match, after),
        per=per,
        evidence=cite(page.content, start, match.end()),
    )


def _number(written: str, thousands: str | None) -> float:
    return float(written.replace(",", "")) * (_THOUSAND if thousands else 1)


def _per(match: re.Match[str], before: str, after: str) -> str | None:
    """Return what the pay is for: said behind either amount, else in the words around."""
    written = match["high_per"] or match["low_per"]
    if written:
        return _unit(written.lower())
    behind = _unit_words().search(after)
    if behind and behind.start() < _AFTER // 2:
        return _units()[behind[1]]
    ahead = list(_unit_words().finditer(before))
    return _units()[ahead[-1][1]] if ahead else None


def _unit(written: str) -> str:
    found = re.findall(r"[a-z.]+", written)
    return _units()[found[-1]] if found[-1] in _units() else _units()[found[-1].rstrip("s")]


def _currency(match: re.Match[str], after: str) -> str | None:
    code = match["low_code"] or match["high_code"]
    if code:
        return str(code)
    sign = (match["sign"] or "").replace(" ", "").lower()
    if not sign:
        return None
    if sign == "$" and (word := re.match(r" ?(cad|aud|nzd|canadian|australian)\b", after)):
        return {"canadian": "CAD", "australian": "AUD"}.get(word[1], word[1].upper())
    currencies: dict[str, str] = table("pay")["currencies"]
    return currencies.get(sign) or currencies.get(sign[:-1]) or currencies[sign[-1]]


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


@cache
def _units() -> dict[str, str]:
    return {word: name for name, rule in table("pay")["per"].items() for word in rule["words"]}


@cache
def _unit_words() -> re.Pattern[str]:
    """Return what finds a unit that stands by itself: "hourly", "annual", "per hour"."""
    return re.compile(
        r"(?<![a-z])(?:(?:per|an?|each) |/ ?)?(?<!\d )(hourly|annually|annual|yearly|weekly|monthly|daily|p\.a\."
        r"|(?<=per )(?:hour|year|week|month|day|annum|chart|record)|(?<=an )hour|(?<=/)(?:hr|yr|hour|year))(?![a-z])"
    )
