"""What "no", "none" and "without" make of the strength of the words around them."""

from collections.abc import Sequence
from itertools import takewhile

from classifier.demands.expression import Status, Strength
from classifier.demands.tokens import Kind, Token, has_content, holds, is_item


def negated(tokens: Sequence[Token], strength: Strength | None) -> Strength | None:
    """Read "no X needed" as not required, "no apprentices" as not accepted."""
    if strength is Strength.NOT_ACCEPTED and any("without" in token.text.lower().split() for token in tokens):
        return Strength.REQ
    no = next((place for place, token in enumerate(tokens) if token.kind is Kind.NO), None)
    if holds(tokens, Kind.NONE):
        return Strength.NOT_REQUIRED
    if no is None or _strays(tokens[no:]):
        return strength
    if not has_content(tokens[no:]):
        refused = strength is None and any(token.value == Status.ELIGIBLE for token in tokens[no:])
        return Strength.NOT_ACCEPTED if refused else strength
    if strength is None and any(map(is_item, tokens[no:])) and not holds(tokens, Kind.NOUN):
        return Strength.NOT_ACCEPTED
    return Strength.NOT_REQUIRED if strength in (None, Strength.REQ) else strength


def _strays(tokens: Sequence[Token]) -> bool:
    """Tell whether "no" denies something else, and credentials only follow behind a comma: "at no charge, RHIT"."""
    ahead = list(takewhile(lambda token: not has_content([token]), tokens))
    last = max(place for place, token in enumerate(ahead) if token.kind is Kind.NO)
    between = ahead[last + 1 :]
    denied = list(takewhile(lambda token: not token.sign(",", ":", "-"), between))
    return len(denied) < len(between) and holds(denied, Kind.WORD) and len(ahead) < len(tokens)
