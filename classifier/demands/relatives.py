"""Relative clauses between commas: "HCS-H, which our coder holds, is not needed" says the same without them."""

from collections.abc import Sequence

from classifier.demands.tokens import Kind, Token

_PRONOUNS = ("which", "who", "whom", "whose")
_LONGEST = 12  # tokens between the commas
_ASKING = (Kind.STRENGTH, Kind.DEADLINE, Kind.CONDITION, Kind.MAINTAIN)


def relatives_left_out(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with relative clauses as mere filling, save those that ask for something themselves."""
    kept = list(tokens)
    for place, token in enumerate(tokens[:-1]):
        if token.sign(",") and tokens[place + 1].text.lower() in _PRONOUNS:
            end = _end(tokens, place + 1)
            kept[place:end] = [each._replace(kind=Kind.FILL, value=None) for each in tokens[place:end]]
    return kept


def _end(tokens: Sequence[Token], start: int) -> int:
    """Return the place behind the comma that closes the clause, ``start - 1`` where none does or it asks."""
    for place in range(start, min(len(tokens), start + _LONGEST)):
        if tokens[place].kind in _ASKING:
            break
        if tokens[place].sign(","):
            return place + 1
    return start - 1
