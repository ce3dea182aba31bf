"""What a résumé says of a credential: held, expired, on the way, or not the candidate's at all."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from classifier.candidate import Standing
from classifier.knowledge import table

_LIST = re.compile(r"[\s,/&()+|-]*(?:and(?:/or)?|or|both)?[\s,/&()+-]*(?:the|my)?\s*")
_ALL = re.compile(r"\b(?:both|all|each)\b[^.;]{0,30}$", re.IGNORECASE)
_STRAIGHT = re.compile(r"[\s:(-]*(?:(?:the|my|a|an|as)\s+)?(?:[A-Z][a-z]+\s+)?")
_BEHIND = r"(?<=\0)[ -]"
_LONGEST_LIST = 20
_REACH = 40  # characters over which words make a credential other people's
_BREAK = re.compile(r"[;\n]|\.\s")


class Side(StrEnum):
    """Where the words stand: before the credential, after it, or either."""

    BEFORE = "before"
    AFTER = "after"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say how a credential stands, at ``start`` and ``end`` of the text.

    ``standing`` is None where it isn't the candidate's, or not yet. ``rank`` tells which of several wins, 0 first.
    """

    standing: Standing | None
    side: Side
    rank: int
    start: int
    end: int


def cues(text: str) -> tuple[Cue, ...]:
    """Return the cues of ``text`` in order; of those that overlap the first rule's stands."""
    found: list[Cue] = []
    taken = bytearray(len(text))
    for rank, (standing, side, pattern) in enumerate(_rules()):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                found.append(Cue(standing, side, rank, start, end))
                taken[start:end] = b"\1" * (end - start)
    return tuple(sorted(found, key=lambda cue: cue.start))


@cache
def _rules() -> tuple[tuple[Standing | None, Side, re.Pattern[str]], ...]:
    return tuple(
        (
            None if rule["status"] == "none" else Standing(rule["status"]),
            Side(rule["side"]),
            re.compile(
                rf"{_BEHIND if rule.get('near') else '(?<![a-z])'}(?:{'|'.join(rule['patterns'])})", re.IGNORECASE
            ),
        )
        for rule in table("resume")["status"]
    )


def spoken_of(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Cue | None, ...]:
    """Return the cue that holds for each of the credentials at ``spans`` of ``text``, None where nothing is said.

    The spans are in order and don't overlap.
    """
    own: list[list[Cue]] = [[] for _ in spans]
    blank = _blanked(text, spans)
    for cue in cues(blank):
        for place in _places(blank, spans, cue):
            own[place].append(cue)
    return tuple(min(each, key=lambda cue: cue.rank, default=None) for each in own)


def _blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return ``text`` with the credentials as blanks, so that no word of theirs counts."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = "\0" * (end - start)
    return "".join(letters)


def _places(text: str, spans: tuple[tuple[int, int], ...], cue: Cue) -> Iterator[int]:
    """Yield the credentials that the cue speaks of."""
    behind = bisect_left(spans, (cue.start, 0))
    after, before = (behind if behind < len(spans) else None), (behind - 1 if behind else None)
    if _leads(text, spans, cue, before, after) and after is not None:
        yield from _forward(text, spans, cue, after)
    elif before is not None and (cue.standing or cue.side is not Side.BEFORE):
        yield from _backward(text, spans, cue, before)


def _leads(text: str, spans: tuple[tuple[int, int], ...], cue: Cue, before: int | None, after: int | None) -> bool:
    """Tell whether the cue speaks of the credential after it, not of the one before."""
    if after is None or before is None:
        return after is not None and (cue.side is not Side.AFTER or text[cue.end : cue.end + 1] == ":")
    between = text[cue.end : spans[after][0]]
    if cue.side is Side.AFTER or _BREAK.search(between):
        return False
    return cue.side is Side.BEFORE or bool(_STRAIGHT.fullmatch(between))


def _forward(text: str, spans: tuple[tuple[int, int], ...], cue: Cue, place: int) -> Iterator[int]:
    """Yield the credential behind the cue and those of the same list: "studying for RHIT and CCS".

    A label, and words that make it other people's, reach to the end of the sentence or to the next words of the kind.
    """
    between = text[cue.end : spans[place][0]]
    if _BREAK.search(between) or (cue.standing is None and ("," in between or len(between) > _REACH)):
        return
    yield place
    far = text[cue.end : cue.end + 1] == ":" or cue.standing is None
    for last in range(place, min(place + _LONGEST_LIST, len(spans) - 1)):
        gap = text[spans[last][1] : spans[last + 1][0]]
        if not _LIST.fullmatch(gap) and (not far or _BREAK.search(gap) or any(each.standing for each in cues(gap))):
            return
        yield last + 1


def _backward(text: str, spans: tuple[tuple[int, int], ...], cue: Cue, place: int) -> Iterator[int]:
    """Yield the credential before the cue, and with "both" those of the same list: "RHIT and CCS, both expired"."""
    yield place
    if not _ALL.search(text[spans[place][1] : cue.start]):
        return
    while place and _LIST.fullmatch(text[spans[place - 1][1] : spans[place][0]]):
        place -= 1
        yield place
