"""What stands in brackets: a list, a repetition, a group, or a remark of its own."""

from dataclasses import dataclass

from classifier.demands.expression import Deadline, Group, atoms
from classifier.demands.sorts import with_deadline
from classifier.demands.tokens import CLOSE, CONTENT, JOINING, OPEN, Kind, Token, holds, is_item, lets_in, value_of


@dataclass(frozen=True, slots=True)
class Aside:
    """What brackets say for themselves: their tokens, and the last character before them."""

    tokens: tuple[Token, ...]
    behind: int


_BRACKETS = frozenset((*OPEN, *CLOSE))
_LONGEST = 60  # tokens that brackets may hold
_MUTE = frozenset(
    (Kind.FILL, Kind.WORD, Kind.SIGN, Kind.ISSUER, Kind.NOUN, Kind.CONTEXT, Kind.OR, Kind.AND, Kind.FIELD)
)
_REMARKS = frozenset((Kind.STRENGTH, Kind.NO, Kind.CONDITION, Kind.MAINTAIN, Kind.NONE))
_OPENERS = (*JOINING, Kind.STATUS, Kind.EXAMPLE, Kind.EQUIVALENT, Kind.WITH, Kind.PLUS)


def opened(tokens: list[Token]) -> tuple[list[Token], list[Aside]]:
    """Return the tokens without brackets, and the remarks that stood in some."""
    if _BRACKETS.isdisjoint([token.text for token in tokens]):
        return tokens, []
    flat: list[Token] = []
    asides: list[Aside] = []
    place = 0
    while place < len(tokens):
        end = _closing(tokens, place) if tokens[place].sign(*OPEN) else None
        if end is not None:
            _open(flat, asides, tokens[place + 1 : end])
            place = end
        elif not tokens[place].sign(*OPEN, *CLOSE):
            flat.append(tokens[place])
        place += 1
    return flat, asides


def _closing(tokens: list[Token], place: int) -> int | None:
    """Return the place of the bracket that closes the one at ``place``, None where another opens first."""
    for end in range(place + 1, min(len(tokens), place + _LONGEST)):
        if tokens[end].sign(*CLOSE, *OPEN):
            return end if tokens[end].sign(*CLOSE) else None
    return None


def _open(flat: list[Token], asides: list[Aside], inner: list[Token]) -> None:
    """Put the words of one pair of brackets where they belong."""
    kinds = {token.kind for token in inner}
    items = [token for token in inner if is_item(token)]
    last = next((token for token in reversed(flat) if token.kind in CONTENT), None)
    if all(token.kind is Kind.STRENGTH and token.side == "before" for token in inner):
        flat += inner  # "CCS or (preferably) CIC"
        return
    if kinds <= _MUTE or inner[0].kind is Kind.FORMER or _repeats(items, last, inner):
        return
    if last is not None and (deadline := _later(items, last, inner)):
        flat[flat.index(last)] = last._replace(value=with_deadline(value_of(last), deadline))
    elif last is not None and _is_list(items, inner, kinds) and _takes_list(flat, last):
        _close_list(flat, last, inner)
    elif items and _widens(inner):
        either = [token._replace(kind=Kind.OR) if token.kind is Kind.AND else token for token in inner]
        own = [_joint(inner, Kind.SIGN, ",")] if Kind.WITH in kinds else []
        flat += [
            *own,
            _joint(inner, Kind.OR),
            *(token for token in either if token.kind not in (Kind.STRENGTH, Kind.ACCEPT)),
        ]
    elif last is not None and is_item(last) and Kind.STATUS in kinds and _widens(inner):
        flat += [_joint(inner, Kind.OR), *(token for token in inner if token.kind is Kind.STATUS)]
    elif kinds & _REMARKS:
        asides.append(Aside(tuple(inner), flat[-1].end if flat else 0))
    else:
        flat += [*_lead(flat, inner, items), *inner]


def _joint(inner: list[Token], kind: Kind, text: str = "") -> Token:
    return Token(kind, inner[0].start, inner[0].start, text)


def _lead(flat: list[Token], inner: list[Token], items: list[Token]) -> list[Token]:
    """Return what joins the words of brackets to those before them."""
    if inner[0].kind is Kind.OR and holds(inner, Kind.WITH):
        return [_joint(inner, Kind.SIGN, ",")]
    if not items or inner[0].kind in _OPENERS:
        return []
    if len(inner) == 1 and str(items[0].value) == "CPC-A":
        return [_joint(inner, Kind.OR)]
    if len(items) > 1 and _groups(flat, inner):
        both = any(token.kind in (Kind.AND, Kind.PLUS) for token in inner)
        return [_joint(inner, Kind.BOTH if both else Kind.EITHER)]
    return [_joint(inner, Kind.SIGN, ",")]


def _is_list(items: list[Token], inner: list[Token], kinds: set[Kind]) -> bool:
    closed = not kinds & {Kind.STRENGTH, Kind.NO, Kind.BUT, Kind.DEADLINE}
    return bool(items) and closed and inner[0].kind is not Kind.EXAMPLE


def _repeats(items: list[Token], last: Token | None, inner: list[Token]) -> bool:
    """Tell whether the brackets only give the same credential again."""
    plain = {Kind.STRENGTH, Kind.STATUS, Kind.NO, Kind.DEADLINE}
    same = last is not None and items != [] and all(str(item.value) == str(last.value) for item in items)
    return same and not any(token.kind in plain for token in inner)


def _later(items: list[Token], last: Token, inner: list[Token]) -> Deadline | None:
    """Return the deadline that brackets give the credential before them: "CPMA (CPMA may be earned within a year)"."""
    same = items != [] and all(str(item.value) == str(last.value) for item in items)
    same = same and not any(token.kind in (Kind.STATUS, Kind.ACCEPT) for token in inner)
    return next((token.value for token in inner if same and isinstance(token.value, Deadline)), None)


def _groups(flat: list[Token], inner: list[Token]) -> bool:
    """Tell whether brackets hold a group together: "(RHIA or RHIT) and CCS"."""
    if not is_item(inner[0]):
        return False
    before = next((token for token in reversed(flat) if token.kind is not Kind.FILL), None)
    return before is None or before.kind in (*JOINING, Kind.PLUS, Kind.WITH, Kind.STRENGTH)


def _widens(inner: list[Token]) -> bool:
    """Tell whether brackets let something else in: "(CPC-A accepted)"."""
    words = [token for token in inner if token.kind in (Kind.STRENGTH, Kind.ACCEPT)]
    denied = holds(inner, Kind.NO)
    return len(words) == 1 and not denied and (words[0].kind is Kind.ACCEPT or lets_in(words[0]))


def _takes_list(flat: list[Token], last: Token) -> bool:
    """Tell whether brackets behind a class noun are its closed list: only a strength or filling stands between."""
    if last.kind is Kind.NONE or last.kind is Kind.ITEM or not _classed(last):
        return False
    between = flat[flat.index(last) + 1 :]
    return all(token.kind in (Kind.STRENGTH, Kind.FILL, Kind.NOUN, Kind.WORD, Kind.EITHER) for token in between)


def _classed(token: Token) -> bool:
    """Tell whether the token is a noun or classes only, so that a list behind it says what they are."""
    return token.kind is Kind.NOUN or all(isinstance(atom.item, Group) for atom in atoms(value_of(token)))


def _close_list(flat: list[Token], last: Token, inner: list[Token]) -> None:
    """Put a closed list in the place of the noun that it explains."""
    place = flat.index(last)
    counted = holds(inner, Kind.COUNT)
    flat[place : place + 1] = [Token(Kind.FILL if counted else Kind.EITHER, last.start, last.end, "", 1), *inner]
