"""Money as ads write it: "$22.50 - $31.00 per hour", "USD 60,000/yr", "62k to 78k"."""

import re
from collections.abc import Iterator

_AMOUNT = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?(?![\d%]|[.,]\d|-?[A-JL-Za-jl-z])"
_CODES = "USD|CAD|AUD|NZD|GBP|EUR|INR|PHP|PLN|CHF"
_SIGN = rf"(?:(?:{_CODES}|US|CA|C|A)[ ]?)?[$£€]|(?:{_CODES})(?=[ ]?\d)"
# Per hour and its kin: "/hr", "per hour", "an hour", "hourly", ", paid annually".
_PER = r"""[*]{0,2}
    (?:[ ]?/[ ]?|[ ]?(?:per|an?|each|every)[ ]
    |[ ,(]{1,3}(?:paid[ ])?(?=(?i:hourly|weekly|monthly|annual|yearly|daily|p\.a\.)))
    \(?(?i:hour(?:ly)?|hrs?|days?|daily|diem|weekly|week|wk|monthly|month|mo|years?|yearly|yrs?|annum|annual(?:ly)?(?![ ](?:bonus|incentive|merit|raise|increase|review))|p\.a\.
    |(?:coded[ ]|completed[ ])?(?:chart|record|encounter|account|case|abstract)|h(?![a-z]))(?![a-z])"""
# A word in brackets may stand behind each amount: "$32 (step 1) to $41 (step 6)".
_ASIDE = r"(?:[ ]\([^()\n]{1,30}\)(?=[ ]?(?:-|to\b|an?\b|per\b)))?"
_BETWEEN = r"[*]{0,2}[ ]?(?:--?|~|\bto\b|\band\b|\bthrough\b|\bup[ ]to\b)[ ]?[*]{0,2}"
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
