"""The tokens of a sentence: what may be asked for, and the small words that say how."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from classifier.demands.expression import All, Any, Atom, Code, Deadline, Expression, Strength, atoms
from classifier.demands.sorts import sort_of
from classifier.knowledge import table


class Kind(StrEnum):
    """What a token is; the names of ``grammar.toml`` and its neighbors."""

    ITEM = "item"
    ISSUER = "issuer"
    CLASS = "class"
    NOUN = "noun"
    STRENGTH = "strength"
    DEADLINE = "deadline"
    CONDITION = "condition"
    CONTEXT = "context"
    OR = "or"
    EITHER_OR = "either_or"
    AND = "and"
    PLUS = "plus"
    WITH = "with"
    BUT = "but"
    EITHER = "either"
    BOTH = "both"
    COUNT = "count"
    EQUIVALENT = "eq"
    EXAMPLE = "example"
    STATUS = "status"
    OBTAIN = "obtain"
    MAINTAIN = "maintain"
    LIEU = "lieu"
    ACCEPT = "accept"
    REMOVE = "remove"
    ALIKE = "alike"
    ABOUT = "about"
    NONE = "none"
    NO = "no"
    FORMER = "alias"
    FIELD = "field"
    FILL = "fill"
    SIGN = "sign"
    BREAK = "break"
    WORD = "word"


class Token(NamedTuple):
    """``content[start:end]`` read as one thing.

    ``value`` is the expression of an item or class, the name of an issuer, the strength, deadline, test or count;
    ``side`` tells which way a strength or status looks: "before" its object, "after" it, or "either".
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: object = None
    side: str = ""
    conflict: bool = False

    def sign(self, *texts: str) -> bool:
        """Tell whether this is one of the signs."""
        return self.text in texts and self.kind is Kind.SIGN


JOINING = (Kind.OR, Kind.EITHER_OR, Kind.AND)
OPEN, CLOSE = ("(", "["), (")", "]")
_JOINTS = (*JOINING, Kind.PLUS, Kind.WITH, Kind.BUT)
PLAIN = frozenset((Kind.WORD, Kind.FILL))
CONTENT = frozenset((Kind.ITEM, Kind.CLASS, Kind.NOUN, Kind.NONE))
_ITEMS = (Kind.ITEM, Kind.CLASS)


def holds(tokens: Sequence[Token], kind: Kind) -> bool:
    """Tell whether one of the tokens is of the kind."""
    return kind in [token.kind for token in tokens]


def has_content(tokens: Sequence[Token]) -> bool:
    """Tell whether the tokens name anything that can be asked for."""
    return not CONTENT.isdisjoint([token.kind for token in tokens])


def is_item(token: Token) -> bool:
    """Tell whether the token is something asked for by name or class."""
    return token.kind in _ITEMS


def is_credential(token: Token) -> bool:
    """Tell whether the token is a credential, named or by class."""
    return is_item(token) and sort_of(value_of(token)) == "credential"


def negates(token: Token) -> bool:
    """Tell whether the word turns what stands behind it: "never", "won't"."""
    return token.kind in PLAIN and token.text.lower().replace("'", "") in _negators()


@cache
def _negators() -> frozenset[str]:
    return frozenset(table("grammar")["words"]["negators"])


def value_of(token: Token) -> Expression:
    """Return the expression of an item or class; TypeError for any other token."""
    if isinstance(token.value, Atom | Any | All):
        return token.value
    raise TypeError(f"{token.kind} {token.text!r} holds no expression")


def strength_of(token: Token) -> Strength:
    """Return the strength of a strength word; ValueError for any other token."""
    return Strength(str(token.value))


def lets_in(token: Token) -> bool:
    """Tell whether a strength word only lets something in: "accepted", "is fine"."""
    closing = ("accepted", "acceptable", "ok", "okay", "fine", "enough", "sufficient")
    return token.value is Strength.REQ and token.text.lower().endswith(closing)


def codes(tokens: Sequence[Token]) -> list[str]:
    """Return the codes that the tokens name, in order."""
    found = [
        str(atom.item)
        for token in tokens
        if is_item(token)
        for atom in atoms(value_of(token))
        if isinstance(atom.item, Code)
    ]
    return list(dict.fromkeys(found))


def next_deadline(ahead: Sequence[Token]) -> Deadline | None:
    """Return the deadline of the branch that "or eligible" opens, None where another thing comes first."""
    for token in ahead:
        if isinstance(token.value, Deadline):
            return token.value
        if is_item(token) or (token.kind in _JOINTS and token.kind is not Kind.AND) or token.sign(","):
            return None
    return None
