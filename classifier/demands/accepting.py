"""Preferences that let something else in: "prefer A, will accept B"."""

from collections.abc import Sequence

from classifier.demands.expression import SOFT, Strength
from classifier.demands.stretches import Stretch
from classifier.demands.tokens import Kind, Token, has_content, holds


def accepted(found: tuple[Stretch, ...], default: Strength) -> list[Stretch]:
    """Read "prefer A, will accept B" and "A preferred, B accepted" as one of both, A preferred."""
    base = default if default not in SOFT else Strength.REQ
    result: list[Stretch] = []
    for one in found:
        place = next((place for place, token in enumerate(one.tokens) if token.kind is Kind.ACCEPT), None)
        last = result[-1] if result else None
        if (
            one.strength in SOFT
            and place is not None
            and has_content(one.tokens[:place])
            and has_content(one.tokens[place:])
        ):
            result += [Stretch(one.tokens, base), Stretch(tuple(_trimmed(one.tokens[:place])), one.strength)]
        elif last is not None and _lets_in(one) and last.strength in SOFT and has_content(last.tokens):
            result[-1:] = [_either(last, one, base), last]
        elif last is not None and _lets_in(last) and one.strength in SOFT and has_content(one.tokens) and not one.again:
            result[-1:] = [_either(last, one, base), one]
        else:
            result.append(one)
    return result


def only_lets_in(found: Sequence[Stretch]) -> bool:
    """Tell whether the stretches do no more than let something in beside what was asked before: "RHIA is fine too"."""
    naming = [one for one in found if has_content(one.tokens)]
    if len(naming) != 1 or len(naming) < len(found) or naming[0].strength not in (None, Strength.REQ):
        return False
    tokens = naming[0].tokens
    kinds = {token.kind for token in tokens}
    place = next((place for place, token in enumerate(tokens) if token.kind is Kind.ACCEPT), 0)
    lead = next((token.kind for token in reversed(tokens[:place]) if not token.sign(",")), None)
    if lead is Kind.OR and has_content(tokens[:place]):
        return False  # "a degree or, in its place, six years" names both
    return (naming[0].accepting or Kind.ACCEPT in kinds) and not kinds & {Kind.NO, Kind.LIEU}


def _lets_in(one: Stretch) -> bool:
    """Tell whether the stretch only lets something in: "RHIT accepted", "RHIT will be considered"."""
    place = next((place for place, token in enumerate(one.tokens) if token.kind is Kind.ACCEPT), None)
    closing = place is not None and one.strength is None and has_content(one.tokens[:place])
    return has_content(one.tokens) and (one.accepting or closing)


def _either(first: Stretch, second: Stretch, base: Strength) -> Stretch:
    """Return one demand for either of two stretches."""
    edge = second.tokens[0]
    joint = Token(Kind.OR, edge.start, edge.start, "or")
    ahead = [token for token in _trimmed(first.tokens) if token.kind is not Kind.ACCEPT]
    behind = [
        token
        for token in second.tokens
        if token.kind is not Kind.ACCEPT and not token.sign(",") and token.kind is not Kind.BUT
    ]
    comma = Token(Kind.SIGN, edge.start, edge.start, ",")
    own = [comma] if holds(behind, Kind.WITH) else []
    return Stretch((*ahead, *own, joint, *behind), base)


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while kept and (kept[-1].kind in (Kind.AND, Kind.BUT, Kind.FILL) or kept[-1].sign(",")):
        kept.pop()
    return kept
