"""Shares of the working time that an ad gives to its duties: "40% Files charts", "Files charts (10%)"."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from classifier.knowledge import table
from classifier.layout.sentences import part
from classifier.layout.text import Line

_PERCENT = re.compile(
    r"""(?<![\d.$])(?P<open>[(\[]?)(?:approximately|approx\.?|about|roughly|up[ ]to)?[ ]?
    (?P<number>\d{1,3})(?:\.\d)?[ ]?(?:%|percent\b)
    (?P<time>(?:[ ]of)?(?:[ ](?:the|your|work|working))*(?:[ ](?:time|week|day|workload|work|job))?\b)?
    (?P<close>[)\]]?)""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(r"\b(?:time|(?:the|your)(?: working| work)? (?:week|day|job)|workload)$", re.IGNORECASE)
# What stands between a share and its duty: "25% goes to filing", "10% is spent on scanning", "15% - coding".
_GOES = re.compile(
    r"[ :.,;|-]*(?:(?:goes|go|is|are|will be|spent|devoted|given) ){0,2}(?:(?:to|on|in) )?", re.IGNORECASE
)
_BEFORE_NEXT = re.compile(r"(?:[,;.(]|\band) ?$")
_ONLY_SHARE = re.compile(r"[(\[]?\d{1,3} ?%[^\w]{0,3}(?:of (?:the )?time)?[)\].]{0,2}$")
_AND = re.compile(r"[ ,;]+(?:and)?[ ]*$")
# Characters to each side in which the words stand that tell what a percentage is of.
_REACH = 40
# A longer sentence shares out nothing that a reader could follow.
_LONGEST = 1000
_ALL = 100


def share(statement: str) -> tuple[int, int, float | None]:
    """Return where the words of ``statement`` begin and end without the share of time, and that share (0 to 1)."""
    for found in _shares(statement) if _may_share(statement) else ():
        if not _is_share(statement, found):
            continue
        part_of_time = int(found["number"]) / _ALL
        if found.start() == 0:
            between = _GOES.match(statement, found.end())
            return between.end() if between else found.end(), len(statement), part_of_time
        if not statement[found.end() : found.end() + _REACH].strip(" .;,:"):
            return 0, len(statement[: found.start()].rstrip(" :,;|-")), part_of_time
        return 0, len(statement), part_of_time
    return 0, len(statement), None


def is_only_share(sentence: str) -> bool:
    """Tell whether ``sentence`` holds a share and nothing else: "(30%)" behind the full stop of its duty."""
    return _ONLY_SHARE.match(sentence) is not None


def portions(sentence: Line) -> Iterator[Line]:
    """Yield the parts of a sentence that shares out the time: "60% goes to coding, 25% to billing and 15% to calls"."""
    text = sentence.text
    marks = [found.start() for found in _shares(text)] if len(text) <= _LONGEST and _may_share(text) else []
    if not marks[1:]:
        yield sentence
        return
    starts = [0, *(mark for mark in marks[1:] if _BEFORE_NEXT.search(text, 0, mark))]
    if text[: marks[0]].rstrip().endswith(":"):
        starts[0] = marks[0]
    parts = [part(sentence, start, end) for start, end in pairwise([*starts, len(text)])]
    parts = [part(one, 0, len(_AND.sub("", one.text))) for one in parts]
    if len(parts) > 1 and all(_gives_share(one.text) for one in parts):
        yield from parts
    else:
        yield sentence


def _gives_share(statement: str) -> bool:
    start, end, found = share(statement)
    return found is not None and any(map(str.isalpha, statement[start:end]))


def _may_share(statement: str) -> bool:
    return "%" in statement or "percent" in statement.lower()


def _shares(statement: str) -> Iterator[re.Match[str]]:
    """Yield the percentages of ``statement`` from 1 to 100."""
    return (found for found in _PERCENT.finditer(statement) if 0 < int(found["number"]) <= _ALL)


def _is_share(statement: str, found: re.Match[str]) -> bool:
    """Tell whether a percentage is a share of the working time, not a target, a discount or a place."""
    start, end = found.span()
    before, after = (
        statement[max(0, start - _REACH) : start].lower(),
        statement[end : end + _REACH].lower().lstrip(" -:,"),
    )
    if any(word in before for word in _not_a_share("before")) or after.startswith(_not_a_share("after")):
        return False
    if _TIME.search(found["time"] or "") or (found["open"] and found["close"]):
        return True
    return not before or not after.strip(" .;,")


@cache
def _not_a_share(side: str) -> tuple[str, ...]:
    return tuple(table("duties")["not_a_share"][side])
