"""Checks of how any ad is worded."""

import re

from classifier.checks.ad import Ad, code_of, pattern, says
from classifier.demands.expression import All, Any, Expression, Strength
from classifier.evidence import Evidence, cite
from classifier.knowledge import table
from classifier.layout.kinds import ASIDES

_LINKS = re.compile(r"[ ,/(]*(?:(?:and|or)[ /]+)?$")
_REACH = 12
_LONGEST_NUMBER = 20
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
    return ad.sentence_with("mixed_up")


def contradiction(ad: Ad) -> Evidence | None:
    """F37: a credential required, and said to be not required."""
    flagged = (clause for clause in ad.reading.clauses if ("conflict", "true") in clause.flags)
    denials = (clause.evidence for clause in flagged if clause.strength is Strength.NOT_REQUIRED)
    return next((words for words in denials if says(words.text, "denied") and not says(words.text, "grade")), None)


def two_numbers(ad: Ad) -> Evidence | None:
    """F38: a number in words beside another in digits."""
    content = ad.reading.text.content
    for digits in pattern("digits").finditer(content):
        words = pattern("number").search(content, max(0, digits.start() - _LONGEST_NUMBER), digits.start())
        value = _value(words[1].lower(), (words[2] or "").lower()) if words else None
        if words and value is not None and value != int(digits[1]):
            return cite(content, words.start(), digits.end())
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
    return ad.sentence_where(_is_code_set, "code_set") or _listed(ad)


def _is_code_set(words: str) -> bool:
    return says(words, "code_set") and not says(words, "code_set_knowledge")


def _listed(ad: Ad) -> Evidence | None:
    """Return a line that lists a code set between credentials."""
    ends = {mention.end for mention in ad.reading.mentions}
    content = ad.reading.text.content
    if not says(content, "code_set_name"):
        return None
    for line in ad.sentences():
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
    if not found or not all(kind in ASIDES or says(line.text, "benefit", "ladder", "people") for kind, line in found):
        return None
    line = found[0][1]
    return Evidence(line.text, line.start, line.end)
