"""Money as ads write it: "$22.50 - $31.00 per hour", "USD 60,000/yr", "62k to 78k"."""

import re
from collections.abc import Iterator
from functools import cache

from classifier.knowledge import table

_AMOUNT = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?(?![\d%]|[ ]percent|[.,]\d|-?[A-JL-Za-jl-z])"
_CODES = "USD|CAD|AUD|NZD|GBP|EUR|INR|PHP|PLN|CHF"
_SIGN = rf"(?:(?:{_CODES}|US|CA|C|A)[ ]?)?[$£€]|(?:{_CODES})(?=[ ]?\d)"
# Per hour and its kin: "/hr", "per hour", "an hour", "hourly", ", paid annually".
_PER = r"""[*]{0,2}
    (?:[ ]?/[ ]?|[ ]?(?:per|an?|each|every)[ ]
    |[ ,(]{1,3}(?:paid[ ])?(?=(?i:hourly|weekly|monthly|annual|yearly|daily|p\.a\.)))
    \(?(?i:hour(?:ly)?|hrs?|days?|daily|diem|weekly|week|wk|monthly|month|mo|years?|yearly|yrs?|annum
    |annual(?:ly)?(?![ ](?:bonus|incentive|merit|raise|increase|review))|p\.a\.
    |(?:coded[ ]|completed[ ])?(?:chart|record|encounter|account|case|abstract)|h(?![a-z]))(?![a-z])"""
# A word in brackets may stand behind each amount: "$32 (step 1) to $41 (step 6)".
_ASIDE = r"(?:[ ]\([^()\n]{1,30}\)(?=[ ]?(?:-|to\b|an?\b|per\b)))?"
_BETWEEN = r"[*]{0,2}[ ]?(?:--?>?|~|\bto\b|\band\b|\bthrough\b|\bup[ ]to\b)[ ]?[*]{0,2}"
_MONEY = re.compile(
    rf"""(?:(?<![\w.,/$£€#])|(?=[$£€]))
    (?P<sign>{_SIGN})?[ ]?(?P<low>{_AMOUNT})(?:[ ]?(?P<low_k>[kK]\b))?(?P<more>\+)?
    (?:[ ](?P<low_code>(?:{_CODES})\b))?(?P<low_per>{_PER})?{_ASIDE}
    (?:{_BETWEEN}
      (?(sign)(?:{_SIGN})?)[ ]?(?P<high>{_AMOUNT})(?:[ ]?(?P<high_k>[kK]\b))?\+?
      (?:[ ](?P<high_code>(?:{_CODES})\b))?{_ASIDE}(?P<high_per>{_PER})?
    )?
    (?![ ]?(?:[MB]\b(?!-)|MM\b|mil\b|[mbtMBT]illion))""",
    re.VERBOSE,
)
_THOUSAND, _BROKEN = 1000, 20
_NEAR = 20
"""Characters behind an amount within which a unit that stands by itself is its own."""
# Where money may start, and the letters that may stand in front of that.
_FIRST = re.compile(r"[$£€]|(?<![\w.,/$£€#])\d")
_SIGNED = re.compile(r"[$£€]")
_CODE = re.compile(rf"(?<![A-Za-z])(?:{_CODES}|US|CA|C|A)[ ]?$")


def amounts(content: str, start: int, end: int, *, signed: bool) -> Iterator[re.Match[str]]:
    """Yield what is written like money; bare numbers too, unless it is to be ``signed`` with "$" and the like.

    The groups are ``sign``, ``low``, ``low_k``, ``more`` ("$25+"), ``low_code``, ``low_per``, and for a range ``high``,
    ``high_k``, ``high_code``, ``high_per``. Looking for digits and signs first spares most of a long line.
    """
    reached = start
    for first in (_SIGNED if signed else _FIRST).finditer(content, start, end):
        if first.start() < reached:
            continue
        code = _CODE.search(content, max(reached, first.start() - 4), first.start())
        match = _MONEY.match(content, code.start() if code else first.start(), end)
        if match:
            reached = match.end()
            yield match


def bounds(match: re.Match[str]) -> tuple[float, float | None]:
    """Return the lower and the higher amount, None for that where there is but one."""
    low = _number(match["low"], match["low_k"])
    if not match["high"]:
        return low, None
    high = _number(match["high"], match["high_k"])
    if match["high_k"] and not match["low_k"] and low < _THOUSAND:
        low *= _THOUSAND
    # "$91,934 - $102, 770": what is broken off is no amount.
    return (low, low) if high * _BROKEN < low else (min(low, high), max(low, high))


def _number(written: str, thousands: str | None) -> float:
    return float(written.replace(",", "")) * (_THOUSAND if thousands else 1)


def unit(match: re.Match[str], before: str, after: str) -> str | None:
    """Return what the pay is for: said behind either amount, else in the words around."""
    written = match["high_per"] or match["low_per"]
    if written:
        return _named(written.lower())
    behind = _unit_words().search(after)
    if behind and behind.start() < _NEAR:
        return _units()[behind[1]]
    ahead = list(_unit_words().finditer(before))
    return _units()[ahead[-1][1]] if ahead else None


def _named(written: str) -> str:
    found = re.findall(r"[a-z.]+", written)
    return _units()[found[-1]] if found[-1] in _units() else _units()[found[-1].rstrip("s")]


def currency(match: re.Match[str], after: str) -> str | None:
    """Return the currency of money by its code (ISO 4217); a dollar sign alone means US dollars."""
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
