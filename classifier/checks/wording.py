"""Checks of how any ad is worded."""

import re

from classifier.checks.ad import TALK, Ad, code_of, pattern, says
from classifier.demands.expression import All, Any, Expression, Strength
from classifier.evidence import Evidence
from classifier.knowledge import table

_LINKS = re.compile(r"[ ,/(]*(?:(?:and|or)[ /]+)?$")
_LINK_BEHIND = re.compile(r"[ ,/]*(?:(?:and|or)[ /]+)?")
_REACH = 12
_AND = re.compile(r"(?:\band\b(?! ?/ ?or)|&|\+|\bplus\b|\bas well as\b)", re.IGNORECASE)


def both_registrations(ad: Ad) -> Evidence | None:
    """F35: RHIA and RHIT joined by "and"."""
    joined = (clause.evidence for clause in ad.demands if _joins(clause.expression))
    return next((words for words in joined if _says_and(ad, words)), None)


def _joins(expression: Expression) -> bool:
    if not isinstance(expression, All | Any):
        return False
    codes = {code_of(arg) for arg in expression.args if not isinstance(arg, All | Any)}
    return (isinstance(expression, All) and codes >= {"RHIA", "RHIT"}) or any(map(_joins, expression.args))


def _says_and(ad: Ad, words: Evidence) -> bool:
    """Tell whether "and", not "and/or", stands between the two in the words of the ad."""
    found = {m.current: m for m in ad.reading.mentions if words.start <= m.start and m.end <= words.end}
    if not {"RHIA", "RHIT"} <= found.keys():
        return False
    first, last = sorted((found["RHIA"], found["RHIT"]), key=lambda mention: mention.start)
    return bool(_AND.search(ad.reading.text.content, first.end, last.start))


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
    """F40: the RHIT named only where the ad speaks of benefits, of a career, of the team or of the staff."""
    if "RHIT" not in ad.reading.credentials.mentioned:
        return None
    places = [mention.start for mention in ad.reading.mentions if mention.current == "RHIT"]
    lines = [(part.kind, line) for part in ad.reading.sections for line in part.lines]
    found = [(kind, line) for kind, line in lines if any(line.start <= place < line.end for place in places)]
    if not found or not all(kind in TALK or says(line.text, "benefit", "ladder", "people") for kind, line in found):
        return None
    line = found[0][1]
    return Evidence(line.text, line.start, line.end)
