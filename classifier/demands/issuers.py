"""Issuers of credentials: with a word of certification they stand for a class, elsewhere for nothing."""

from dataclasses import replace

from classifier.demands.expression import Any, Atom, Expression, Group, atoms
from classifier.demands.notation import parse
from classifier.demands.tokens import JOINING, OPEN, Kind, Token, is_credential, value_of

_NEAR = 3  # tokens between an issuer and the next


def settled(tokens: list[Token]) -> list[Token]:
    """Turn issuers into classes where a word of certification stands by, into nothing elsewhere."""
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        if tokens[place].kind is Kind.ISSUER:
            end = _issuers_end(tokens, place)
            issuers = [token for token in tokens[place:end] if token.kind is Kind.ISSUER]
            place = _settle(result, issuers, tokens, end)
        else:
            result.append(tokens[place])
            place += 1
    return result


def _issuers_end(tokens: list[Token], place: int) -> int:
    """Return the place behind a list of issuers that starts at ``place``."""
    end = place + 1
    while end < len(tokens):
        window = tokens[end : end + _NEAR + 1]
        between = next((offset for offset, token in enumerate(window) if not _is_joint(token)), None)
        if between is None or window[between].kind is not Kind.ISSUER:
            break
        end += between + 1
    return end


def _is_joint(token: Token) -> bool:
    return token.kind in (*JOINING, Kind.FILL) or token.sign("/", ",", "|", "-")


def _settle(result: list[Token], issuers: list[Token], tokens: list[Token], end: int) -> int:
    """Append what the issuers amount to; return the place in ``tokens`` to go on from."""
    left = _left(result)
    right = end
    while right < min(len(tokens), end + 2) and tokens[right].kind in (Kind.FILL, Kind.STATUS):
        right += 1
    behind = tokens[right] if right < len(tokens) else None
    if (left is not None and _is_named(result[left])) or (behind is not None and _is_named(behind)):
        return end
    if behind is not None and behind.kind is Kind.CLASS and _is_coding(behind):
        result += [*tokens[end:right], _granted(behind, issuers)]
        return right + 1
    if left is not None and result[left].kind is Kind.CLASS:
        result[left] = _granted(result[left], issuers) if _is_coding(result[left]) else result[left]
        return end
    if behind is not None and behind.kind is Kind.NOUN:
        result += [*tokens[end:right], _class(issuers, issuers[0].start, behind.end)]
        return right + 1
    noun = result.pop(left) if left is not None and result[left].kind is Kind.NOUN else None
    if noun is None:
        result.append(issuers[0]._replace(kind=Kind.WORD, value=None))
    else:
        result.append(_class(issuers, noun.start, issuers[-1].end))
    return end


def _is_named(token: Token) -> bool:
    """Tell whether the token is a credential by name: its issuer adds nothing."""
    return token.kind is Kind.ITEM and is_credential(token)


def _granted(token: Token, issuers: list[Token]) -> Token:
    """Return a coding class as the issuers grant it."""
    start, end = min(token.start, issuers[0].start), max(token.end, issuers[-1].end)
    return token._replace(start=start, end=end, value=_narrowed(token, issuers))


def _class(issuers: list[Token], start: int, end: int) -> Token:
    """Return the class of the issuers; of issuers whose credentials aren't ours, a mere word."""
    value = _issued(issuers, start, end)
    return Token(Kind.WORD if value is None else Kind.CLASS, start, end, issuers[0].text, value)


def _left(result: list[Token]) -> int | None:
    """Return the place of what the issuers stand with on their left, None where a comma opens something new."""
    place = len(result) - 1
    comma = filled = False
    while place >= 0 and (
        result[place].kind in (Kind.FILL, Kind.WITH, Kind.EITHER) or result[place].sign(*OPEN, ",", "-")
    ):
        comma = comma or result[place].sign(",")
        filled = filled or result[place].kind is Kind.FILL
        place -= 1
    return place if place >= 0 and (filled or not comma) else None


def _is_coding(token: Token) -> bool:
    return (
        isinstance(token.value, Atom) and isinstance(token.value.item, Group) and token.value.item.name == "CODING_ANY"
    )


def _narrowed(token: Token, issuers: list[Token]) -> Expression:
    names = tuple(dict.fromkeys(issuer.side for issuer in issuers))
    atom = next(atoms(value_of(token)))
    return replace(atom, item=Group("CODING_ANY", names))


def _issued(issuers: list[Token], start: int, end: int) -> Expression | None:
    values = [parse(f"REQ[{issuer.value}]")[0].expression for issuer in issuers if issuer.value]
    found = tuple(replace(atom, start=start, end=end) for value in values for atom in atoms(value))
    if not found:
        return None
    return found[0] if len(found) == 1 else Any(1, found)
