"""Credentials that only say who is spoken about: "those with RHIT must earn the CCS" asks for the CCS alone."""

from collections.abc import Sequence

from classifier.demands.expression import SOFT, Strength
from classifier.demands.tokens import JOINING, Kind, Token, holds, is_credential, is_item

_HOLDERS = ("holder", "holders", "applicants", "candidates", "appointees", "hires", "graduates", "incumbents")
_ASKING = (Kind.OBTAIN, Kind.REMOVE)


def subjects_left_out(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the credentials of those spoken about as mere words, where something else is asked."""
    kept = list(tokens)
    for place, token in enumerate(tokens):
        start, end = place + 1, place + 1
        if token.kind is Kind.ABOUT:
            end = _run_end(tokens, start)
            if _pass_on(tokens[end:]):
                kept[end] = tokens[end]._replace(kind=Kind.FILL, value=None)
        elif is_item(token) and _is_kind_of_experience(tokens[place : place + 2]):
            kept[place] = token._replace(kind=Kind.FILL, value=None)
        elif is_item(token) and _holds(tokens, place):
            start, end = place, place + 1
        elif _is_held_by(tokens, place):
            kept[place : place + 2] = [each._replace(kind=Kind.FILL, value=None) for each in tokens[place : place + 2]]
        if start < end and (_asks(tokens[end:]) or any(map(is_item, tokens[: start - 1]))):
            kept[start:end] = [each._replace(kind=Kind.FILL, value=None) for each in tokens[start:end]]
    return kept


def _is_kind_of_experience(tokens: Sequence[Token]) -> bool:
    """Tell whether letters such as "CCS" in "CCS experience" name what was done instead of a credential."""
    named = len(tokens) > 1 and is_credential(tokens[0]) and is_item(tokens[1])
    return named and tokens[1].text.lower().startswith("experience")


def _run_end(tokens: Sequence[Token], start: int) -> int:
    """Return the place behind the last credential of the run that starts at ``start``."""
    end = start
    for place in range(start, len(tokens)):
        token = tokens[place]
        if is_credential(token):
            end = place + 1
        elif token.kind not in (*JOINING, Kind.FILL, Kind.NOUN) and not token.sign("/"):
            break
    return end


def _is_held_by(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a status at the place is that of people, and names nothing: "registry-eligible appointees"."""
    if tokens[place].kind is not Kind.STATUS or (place and is_item(tokens[place - 1])):
        return False
    behind = tokens[place + 1 : place + 2]
    return bool(behind) and behind[0].text.lower() in _HOLDERS


def _pass_on(behind: Sequence[Token]) -> bool:
    """Tell whether those spoken about are on the way to what they must obtain: "those hired as eligible must pass"."""
    on_the_way = bool(behind) and behind[0].kind is Kind.STATUS
    return on_the_way and holds(behind, Kind.OBTAIN) and not any(map(is_item, behind))


def _holds(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether "RHIT holders" stand at the place and something is asked of them right behind."""
    behind = tokens[place + 1 : place + 3]
    led = place > 0 and tokens[place - 1].text.lower() == "for"
    if led and is_credential(tokens[place]) and behind and behind[0].text.lower() in _HOLDERS:
        return True
    if len(behind) < 2 or not is_credential(tokens[place]) or behind[0].text.lower() not in _HOLDERS:  # noqa: PLR2004
        return False
    return behind[1].value is Strength.REQ or behind[1].kind in _ASKING


def _asks(behind: Sequence[Token]) -> bool:
    """Tell whether more is named behind the run, before any word of preference."""
    for token in behind:
        if token.kind is Kind.STRENGTH and token.value in SOFT:
            return False
        if is_item(token) or token.kind is Kind.REMOVE:
            return True
    return False
