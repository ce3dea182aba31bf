"""Which words of strength bind which part of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifier.coordination import sort_of
from classifier.expression import All, Any, Atom, Strength
from classifier.naming import Aside, Named, has_content, is_item
from classifier.tokens import Kind, Token

_SOFT = (Strength.PREF, Strength.STRONG)
_WIDENING = (Kind.OR, Kind.EITHER_OR)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens that one strength binds; None where only the heading speaks.

    ``again`` tells that the strength is said once more of what the stretch before names, ``labeled`` that a strength
    word stands before it, as in "Required: none".
    """

    tokens: tuple[Token, ...]
    strength: Strength | None
    again: bool = False
    labeled: bool = False


def stretches(part: Named, default: Strength) -> tuple[Stretch, ...]:
    """Return the stretches of a part of a sentence; ``default`` is the strength that the heading gives."""
    tokens, extra = _spliced(list(part.tokens), part.asides, default)
    bound = _bound(tokens, default)
    return (*_merged(bound, default), *extra)


def _spliced(tokens: list[Token], asides: Sequence[Aside], default: Strength) -> tuple[list[Token], list[Stretch]]:
    """Write brackets back into the line where they qualify all of it; what they say of one item alone stands apart."""
    extra: list[Stretch] = []
    for aside in reversed(asides):
        place = next((index for index, token in enumerate(tokens) if token.start >= aside.behind), len(tokens))
        if not has_content(aside.tokens) and (
            count := next((token for token in aside.tokens if token.kind is Kind.COUNT), None)
        ):
            tokens = [count, *tokens]
        elif has_content(aside.tokens):
            inner = Named(aside.tokens, ())
            extra = [*stretches(inner, _aside_default(default)), *extra]
        elif _of_one_item(tokens, place, aside):
            strength = next(token.value for token in aside.tokens if token.kind is Kind.STRENGTH)
            item = next(token for token in reversed(tokens[:place]) if is_item(token))
            assert isinstance(strength, Strength)
            extra.insert(0, Stretch((item,), strength))
        else:
            tokens = [*tokens[:place], *_break(aside), *aside.tokens, *tokens[place:]]
    return tokens, extra


def _break(aside: Aside) -> list[Token]:
    """Return the sign that closes what stands before brackets with a test of their own, or with words of upkeep."""
    first = aside.tokens[0]
    if any(token.kind is Kind.MAINTAIN for token in aside.tokens):
        return [Token(Kind.SIGN, first.start, first.start, ",")]
    strength = next((token for token in aside.tokens if token.kind is Kind.STRENGTH), None)
    tested = any(token.kind in (Kind.CONDITION, Kind.FIELD) for token in aside.tokens)
    return [replace(strength, kind=Kind.BREAK)] if strength and tested else []


def _aside_default(default: Strength) -> Strength:
    return default


def _of_one_item(tokens: list[Token], place: int, aside: Aside) -> bool:
    """Tell whether brackets such as "(preferred)" speak of one of several alternatives."""
    kinds = {token.kind for token in aside.tokens}
    if Kind.STRENGTH not in kinds or kinds & {Kind.CONDITION, Kind.DEADLINE, Kind.NO, Kind.MAINTAIN}:
        return False
    before, behind = tokens[:place], tokens[place:]
    if not any(map(is_item, before)) or any(token.kind is Kind.STRENGTH for token in (*before, *behind)):
        return False
    ahead = next((token for token in behind if not token.sign(",")), None)
    widened = any(token.kind in _WIDENING or token.sign("/") for token in behind) and any(map(is_item, behind))
    last = max((index for index, token in enumerate(before) if is_item(token)), default=0)
    joined = last > 0 and (before[last - 1].kind in _WIDENING or before[last - 1].sign("/") or _listed(before, last))
    return (ahead is not None and widened) or (joined and not any(map(is_item, behind)))


def _listed(tokens: list[Token], place: int) -> bool:
    """Tell whether a bare comma joins two credentials at ``place``."""
    comma = place > 1 and tokens[place - 1].sign(",") and is_item(tokens[place - 2])
    return comma and _sort(tokens[: place - 1]) == _sort([tokens[place]]) == "credential"


def _bound(tokens: list[Token], default: Strength) -> list[Stretch]:
    found: list[Stretch] = []
    current: list[Token] = []
    active: Strength | None = None
    for place, token in enumerate(tokens):
        if token.kind is Kind.BREAK and token.value is not (active or default) and has_content(current):
            found.append(Stretch(tuple(current), active))
            current, active = [], None
        if token.kind is not Kind.STRENGTH:
            current.append(token)
            continue
        if token.side == "weak" and (active is not None or has_content(current)):
            continue
        strength = token.value
        assert isinstance(strength, Strength)
        if _looks_back(token, tokens, place, current, active, found):
            if has_content(current):
                rest, claimed = _split(current, strength, active or default, active is not None)
                if has_content(rest):
                    found.append(Stretch(tuple(rest), active))
                found.append(Stretch(tuple(claimed), _negated(claimed, strength)))
                active = None
            else:
                found.append(Stretch(tuple(current), strength, again=True))
            current = []
        else:
            if has_content(current) and not (_is_label(current) and _colon(tokens, place)):
                found.append(Stretch(tuple(current), active))
                current = []
            elif has_content(current):
                current = []
            if active in _SOFT and strength is Strength.NOT_REQUIRED and not has_content(current):
                found.append(Stretch(tuple(_until_strength(tokens[place + 1 :])), active))
            active = strength
    if current:
        found.append(Stretch(tuple(current), active, labeled=active is not None))
    elif active is not None:
        found.append(Stretch((), active, again=True))
    return [replace(one, strength=_negated(one.tokens, one.strength)) for one in found]


def _is_label(tokens: list[Token]) -> bool:
    """Tell whether the words are a label such as "License/certification", which asks for nothing."""
    return not any(map(is_item, tokens)) and all(token.kind in (Kind.NOUN, Kind.FILL, Kind.SIGN) for token in tokens)


def _colon(tokens: list[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].sign(":", "-")


def _until_strength(tokens: list[Token]) -> list[Token]:
    end = next((place for place, token in enumerate(tokens) if token.kind is Kind.STRENGTH), len(tokens))
    return tokens[:end]


def _negated(tokens: Sequence[Token], strength: Strength | None) -> Strength | None:
    """Read "no X needed" as not required, "no apprentices" as not accepted."""
    no = next((place for place, token in enumerate(tokens) if token.kind is Kind.NO), None)
    if any(token.kind is Kind.NONE for token in tokens):
        return Strength.NOT_REQUIRED
    if no is None or not has_content(tokens[no:]):
        return strength
    if strength is None and any(map(is_item, tokens[no:])) and not any(token.kind is Kind.NOUN for token in tokens):
        return Strength.NOT_ACCEPTED
    return Strength.NOT_REQUIRED if strength in (None, Strength.REQ) else strength


def _looks_back(
    token: Token, tokens: list[Token], place: int, current: list[Token], active: Strength | None, found: list[Stretch]
) -> bool:
    """Decide whether a strength word binds what stands before it."""
    behind = tokens[place + 1 :]
    ahead = _content_follows(behind)
    if not has_content(current):
        if token.side == "after":
            return bool(found) or not ahead
        return not ahead
    if token.side != "either":
        return token.side == "after" or not ahead
    if behind and (behind[0].sign(":") or behind[0].sign("-")):
        return False
    opens = bool(current) and current[-1].sign(",") and active is not None and ahead
    return not opens


def _content_follows(tokens: list[Token]) -> bool:
    for token in tokens:
        if token.kind is Kind.STRENGTH and token.side != "weak":
            return False
        if has_content([token]):
            return True
    return False


def _split(tokens: list[Token], strength: Strength, outer: Strength, opened: bool) -> tuple[list[Token], list[Token]]:
    """Part what stands before a strength word into what it doesn't bind and the nearest group, which it does."""
    if strength is outer:
        return [], tokens
    start = 0
    if strength in _SOFT:
        for place in range(len(tokens) - 1, 0, -1):
            if (
                tokens[place].kind in (Kind.WITH, Kind.BUT)
                and has_content(tokens[place:])
                and has_content(tokens[:place])
            ):
                start = place
                break
    commas = [place for place, token in enumerate(tokens) if token.sign(",") and place > start]
    for place in reversed(commas):
        left, right = tokens[start:place], tokens[place + 1 :]
        if has_content(right) and has_content(left) and not _one_list(left, right, opened):
            start = place + 1
            break
    return tokens[:start], tokens[start:]


def _one_list(left: list[Token], right: list[Token], opened: bool) -> bool:
    """Tell whether the words on both sides of a comma belong to one list."""
    sorts = _sort(left), _sort(right)
    lead = next((token.kind for token in right if token.kind is not Kind.FILL), None)
    if lead in _WIDENING:
        return not opened or sorts[0] == sorts[1]
    if sorts[0] != sorts[1] or opened:
        return lead is Kind.AND and sorts[0] == sorts[1]
    return not any(token.kind in _WIDENING for token in left) or lead in (Kind.AND, Kind.PLUS)


def _sort(tokens: list[Token]) -> str:
    sorts = [sort_of(token.value) for token in tokens if is_item(token) and isinstance(token.value, Atom | Any | All)]
    return sorts[-1] if sorts else "credential"


def _merged(found: list[Stretch], default: Strength) -> list[Stretch]:
    """Join what a strength word parted in the middle of one demand, such as "CPC required or must obtain within a year"."""
    merged: list[Stretch] = []
    for one in found:
        if merged and one.again and one.strength is merged[-1].strength and not _says_more(one):
            continue
        if merged and one.again and not has_content(one.tokens) and _is_label(list(merged[-1].tokens)):
            one = replace(one, tokens=(*merged[-1].tokens, *one.tokens))
        if not merged or one.again or (one.strength is not None and one.strength is not merged[-1].strength):
            merged.append(one)
            continue
        merged += _continued(merged.pop(), one, default)
    return merged


def _says_more(one: Stretch) -> bool:
    return any(
        token.kind in (Kind.CONDITION, Kind.DEADLINE, Kind.MAINTAIN, Kind.STATUS, Kind.OBTAIN, Kind.FIELD)
        for token in one.tokens
    )


def _continued(last: Stretch, one: Stretch, default: Strength) -> list[Stretch]:
    lead = next((token.kind for token in one.tokens if not token.sign(",") and token.kind is not Kind.FILL), None)
    kinds = {token.kind for token in one.tokens}
    whole = (*last.tokens, *one.tokens)
    if not has_content(one.tokens):
        if Kind.MAINTAIN in kinds:
            return [last, replace(one, again=True)]
        if last.strength in _SOFT and Kind.DEADLINE in kinds and lead in _WIDENING and default not in _SOFT:
            return [last, replace(one, strength=default, again=True)]
        return [replace(last, tokens=whole)]
    if lead is Kind.ACCEPT and last.strength in _SOFT:
        return [Stretch(whole, default if default not in _SOFT else Strength.REQ), last]
    negative = last.strength in (Strength.NOT_REQUIRED, Strength.NOT_ACCEPTED)
    if lead in _WIDENING and not negative:
        if last.strength in _SOFT and default not in _SOFT:
            return [Stretch(whole, default), last]
        return [replace(last, tokens=whole)]
    if lead in (Kind.WITH, Kind.LIEU) and last.strength in (Strength.REQ, None):
        return [replace(last, tokens=whole)]
    return [last, one]
