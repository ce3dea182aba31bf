"""Tokens made ready for joining: class nouns settled, issuers and brackets with them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifier.demands.brackets import Aside, opened
from classifier.demands.expression import Atom, Group
from classifier.demands.issuers import settled
from classifier.demands.tokens import Kind, Token, is_credential, is_item


@dataclass(frozen=True, slots=True)
class Named:
    """The tokens of a part without brackets and issuers, and what the brackets said."""

    tokens: tuple[Token, ...]
    asides: tuple[Aside, ...]


def named(tokens: Sequence[Token]) -> Named:
    """Return the tokens with issuers and nouns settled and brackets opened or set aside."""
    flat, asides = opened(settled(list(tokens)))
    return Named(tuple(_nouns(flat)), tuple(asides))


def _nouns(tokens: list[Token]) -> list[Token]:
    """Drop nouns that stand with a credential; keep those that stand for one without a name."""
    tokens = _listed(tokens)
    return [
        replace(token, kind=Kind.FILL, value=None) if _belongs(tokens, place) else token
        for place, token in enumerate(tokens)
    ]


def _belongs(tokens: list[Token], place: int) -> bool:
    """Tell whether a noun or class is only said of the named credential at its side, or of one that isn't ours."""
    token = tokens[place]
    if token.kind is not Kind.NOUN and not (token.kind is Kind.CLASS and _is_group(token)):
        return False
    before, behind = _near(tokens, place, -1), _near(tokens, place, 1)
    if any(near is not None and near.kind is Kind.ITEM and is_credential(near) for near in (before, behind)):
        return True
    if token.kind is Kind.CLASS:
        return False
    classed = before is not None and before.kind is Kind.CLASS and is_credential(before)
    return classed or (place > 0 and tokens[place - 1].kind is Kind.WORD)


def _is_group(token: Token) -> bool:
    return isinstance(token.value, Atom) and isinstance(token.value.item, Group)


def _near(tokens: list[Token], place: int, step: int) -> Token | None:
    """Return the next token on one side that isn't filling; "other" parts a noun from the name before it."""
    place += step
    while 0 <= place < len(tokens) and tokens[place].kind is Kind.FILL:
        if tokens[place].text.lower() in ("other", "another"):
            return None
        place += step
    return tokens[place] if 0 <= place < len(tokens) else None


def _listed(tokens: list[Token]) -> list[Token]:
    """Read "a specialty credential: COSC, CGSC or CUC": the colon gives the closed list of the noun."""
    for place in range(1, len(tokens) - 1):
        noun = tokens[place - 1].kind in (Kind.NOUN, Kind.CLASS)
        if noun and tokens[place].sign(":") and _is_list(tokens[place + 1 :]):
            ahead = tokens[: place - 1]
            lead = [replace(tokens[place], kind=Kind.EITHER)] if any(map(is_item, ahead)) else []
            return [*ahead, *lead, *tokens[place + 1 :]]
    return tokens


def _is_list(tokens: list[Token]) -> bool:
    return any(map(is_item, tokens)) and tokens[0].kind in (Kind.ITEM, Kind.CLASS, Kind.FILL, Kind.EITHER)
