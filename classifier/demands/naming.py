"""Tokens made ready for joining: class nouns settled, issuers and brackets with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from classifier.demands.brackets import Aside, opened
from classifier.demands.expression import Atom, Group, License, atoms
from classifier.demands.issuers import settled
from classifier.demands.tokens import Kind, Token, is_credential, is_item, value_of

_NOUNS = (Kind.NOUN, Kind.CLASS)
_OPENING = (Kind.ITEM, Kind.CLASS, Kind.FILL, Kind.EITHER, Kind.COUNT)
_STATE = License("state")


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
    tokens = _people(_stated(_listed(tokens)))
    return [
        token._replace(kind=Kind.FILL, value=None) if token.kind in _NOUNS and _belongs(tokens, place) else token
        for place, token in enumerate(tokens)
    ]


def _stated(tokens: list[Token]) -> list[Token]:
    """Read "registered nurse, current state license" as one license."""
    if not any(_is_state(token) for token in tokens):
        return tokens
    licenses = [atom.item for token in tokens if is_item(token) for atom in atoms(value_of(token))]
    if not any(isinstance(item, License) and item != _STATE for item in licenses):
        return tokens
    return [token._replace(kind=Kind.FILL, value=None) if _is_state(token) else token for token in tokens]


def _is_state(token: Token) -> bool:
    return isinstance(token.value, Atom) and token.value.item == _STATE and token.kind is Kind.CLASS


def _people(tokens: list[Token]) -> list[Token]:
    """Read the "and" of "LPNs and RNs" as "or": they are people, each with one of the two."""
    people = [place for place, token in enumerate(tokens) if _plural(token)]
    joints = [one + 1 for one, two in pairwise(people) if two == one + 2 and tokens[one + 1].kind is Kind.AND]
    return [token._replace(kind=Kind.OR) if place in joints else token for place, token in enumerate(tokens)]


def _plural(token: Token) -> bool:
    return token.text[-1:] == "s" and token.text[-2:-1].isupper() and token.kind is Kind.ITEM and is_credential(token)


def _belongs(tokens: list[Token], place: int) -> bool:
    """Tell whether a noun or class is only said of the named credential at its side, or of one that isn't ours."""
    token = tokens[place]
    if token.kind is Kind.CLASS and not _is_group(token):
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
    colon = next((place for place, token in enumerate(tokens) if token.sign(":")), 0)
    noun = colon - 1
    while noun > 0 and tokens[noun].kind in (Kind.FILL, Kind.STRENGTH):
        noun -= 1
    if noun < 0 or not colon or tokens[noun].kind not in (Kind.NOUN, Kind.CLASS) or not _is_list(tokens[colon + 1 :]):
        return tokens
    ahead = [*tokens[:noun], *(token for token in tokens[noun:colon] if token.kind is Kind.STRENGTH)]
    lead = [tokens[colon]._replace(kind=Kind.EITHER)] if any(map(is_item, ahead)) else []
    return [*ahead, *lead, *tokens[colon + 1 :]]


def _is_list(tokens: list[Token]) -> bool:
    return any(map(is_item, tokens)) and tokens[0].kind in _OPENING
