"""Checks of how any ad is worded."""

import re

from classifier.checks.ad import Ad, code_of, pattern, says
from classifier.demands.expression import All, Any, Expression, Strength
from classifier.evidence import Evidence
from classifier.knowledge import table
from classifier.layout.sections import SectionKind

_LINKS = re.compile(r"[ ,/(]*(?:(?:and|or)[ /]+)?$")
_LINK_BEHIND = re.compile(r"[ ,/]*(?:(?:and|or)[ /]+)?")
_REACH = 12


def both_registrations(ad: Ad) -> Evidence | None:
    """F35: RHIA and RHIT asked for together."""
    return next((clause.evidence for clause in ad.demands if _joins(clause.expression)), None)


def _joins(expression: Expression) -> bool:
    if not isinstance(expression, All | Any):
        return False
    codes = {code_of(arg) for arg in expression.args if not isinstance(arg, All | Any)}
    return (isinstance(expression, All) and codes >= {"RHIA", "RHIT"}) or any(map(_joins, expression.args))


def mixed_up(ad: Ad) -> Evidence | None:
    """F36: letters that belong to another name or issuer."""
    return ad.line_with("mixed_up")


def contradiction(ad: Ad) -> Evidence | None:
    """F37: a credential required, and said to be not required."""
    denials = (c for c in ad.reading.clauses if c.strength is Strength.NOT_REQUIRED and ("conflict", "true") in c.flags)
    return next((clause.evidence for clause in denials), None)


def two_numbers(ad: Ad) -> Evidence | None:
    """F38: a number in words beside another in digits."""
    content = ad.reading.text.content
    for found in pattern("number").finditer(content):
        value = _value(found[1].lower(), (found[2] or "").lower())
        if value is not None and value != int(found[3]):
            return Evidence(found[0], found.start(), found.end())
    return None


def _value(first: str, second: str) -> int | None:
    """Return the value of a number in words, such as "twenty" and "four"; None for other words."""
    numbers: dict[str, int] = table("numbers")["numbers"]
    if not second:
        return numbers.get(first)
    whole = numbers.get(first + second)
    if whole is None and first in numbers and second in numbers:
        return numbers[first] + numbers[second]
    return whole


def code_set(ad: Ad) -> Evidence | None:
    """F39: a code set named as a certification, by the words around it or among credentials in a list."""
    return ad.line_where(lambda line: says(line, "code_set") and not says(line, "code_set_knowledge")) or _listed(ad)


def _listed(ad: Ad) -> Evidence | None:
    """Return a line that lists a code set between credentials."""
    ends = {mention.end for mention in ad.reading.mentions}
    content = ad.reading.text.content
    for line in ad.lines():
        if not says(line.text, "code_set_name") or says(line.text, "code_set_knowledge"):
            continue
        for name in re.finditer(table("checks")["words"]["code_set_name"][0], line.text):
            start = line.start + name.start()
            before = _LINKS.search(content, max(line.start, start - _REACH), start)
            if before and before.start() < start and before.start() in ends:
                return Evidence(line.text, line.start, line.end)
    return None


def only_mentioned(ad: Ad) -> Evidence | None:
    """F40: the RHIT named outside the title, and never asked for."""
    if "RHIT" not in ad.reading.credentials.mentioned:
        return None
    titles = [line for part in ad.reading.sections if part.kind is SectionKind.TITLE for line in part.lines]
    for mention in ad.reading.mentions:
        in_title = any(line.start <= mention.start < line.end for line in titles)
        if mention.current == "RHIT" and not in_title:
            line = next(line for line in ad.reading.text.lines if line.start <= mention.start < line.end)
            return Evidence(line.text, line.start, line.end)
    return None
