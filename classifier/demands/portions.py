"""Portions of a sentence part: each with its own test, or to be met at another time."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from classifier.demands.expression import Atom, Degree
from classifier.demands.tokens import Kind, Token, has_content, holds, is_item
from classifier.knowledge import table

_JOINTS = (Kind.BUT, Kind.AND, Kind.OR)


def _educated(tokens: Sequence[Token]) -> Sequence[Token]:
    """Read "education" as schooling where something may stand in for it."""
    if not holds(tokens, Kind.LIEU):
        return tokens
    return [
        token._replace(kind=Kind.ITEM, value=Atom(Degree("?")))
        if token.kind is Kind.FILL and "education" in token.text.lower()
        else token
        for token in tokens
    ]


def portions(tokens: Sequence[Token]) -> list[list[Token]]:
    """Part tokens where each piece has a test of its own, or where something is only to be obtained later."""
    parted = (piece for portion in _conditions(list(_educated(tokens))) for piece in _later(portion))
    return [piece for portion in parted for piece in _at_once(portion)]


def _at_once(tokens: list[Token]) -> list[list[Token]]:
    """Part "CPC at hire, CPMA within a year" behind what is due at hire."""
    for place, token in enumerate(tokens):
        if token.kind is Kind.FILL and token.text.lower() in _at_once_words():
            cut = place + 1
            joint = cut < len(tokens) and (tokens[cut].sign(",") or tokens[cut].kind in (Kind.AND, Kind.BUT))
            due = [each.kind for each in tokens[cut:]]
            if joint and any(map(is_item, tokens[:place])) and any(map(is_item, tokens[cut:])) and Kind.DEADLINE in due:
                return [tokens[:cut], tokens[cut + 1 :]]
    return [tokens]


@cache
def _at_once_words() -> frozenset[str]:
    return frozenset(table("grammar")["words"]["at_once"])


def _later(tokens: list[Token]) -> list[list[Token]]:
    """Part "CCA, with CCS obtained within 3 years" before the "with"."""
    for place, token in enumerate(tokens):
        if token.kind is Kind.WITH and place and tokens[place - 1].sign(",") and has_content(tokens[:place]):
            kinds = {each.kind for each in tokens[place:]}
            if {Kind.OBTAIN, Kind.DEADLINE} <= kinds and not holds(tokens[:place], Kind.OR):
                return [tokens[: place - 1], tokens[place + 1 :]]
    return [tokens]


def _conditions(tokens: list[Token]) -> list[list[Token]]:
    """Part tokens that hold several tests, so that each stands with what it governs."""
    places = [place for place, token in enumerate(tokens) if token.kind is Kind.CONDITION]
    cuts = []
    for left, right in pairwise(places):
        joints = [
            place for place in range(left + 1, right) if tokens[place].sign(",", "-") or tokens[place].kind in _JOINTS
        ]
        if joints and tokens[left].value != tokens[right].value:
            cuts.append(joints[-1])
    found = [tokens[start:end] for start, end in pairwise([0, *cuts, len(tokens)])]
    return [portion for portion in found if portion]
