"""Tokens made ready for joining: issuers and class nouns become classes or fall away, brackets open or stand aside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifier.coordination import sort_of
from classifier.expression import All, Any, Atom, Code, Expression, Group, atoms
from classifier.knowledge import table
from classifier.notation import parse
from classifier.tokens import Kind, Token

_JOINING = (Kind.OR, Kind.EITHER_OR, Kind.AND)
_CONTENT = (Kind.ITEM, Kind.CLASS, Kind.NOUN, Kind.NONE)
_OPEN, _CLOSE = ("(", "["), (")", "]")


@dataclass(frozen=True, slots=True)
class Aside:
    """What brackets say for themselves: their tokens, and the last character before them."""

    tokens: tuple[Token, ...]
    behind: int


@dataclass(frozen=True, slots=True)
class Named:
    """The tokens of a part without brackets and issuers, and what the brackets said."""

    tokens: tuple[Token, ...]
    asides: tuple[Aside, ...]


def has_content(tokens: Sequence[Token]) -> bool:
    """Tell whether the tokens name anything that can be asked for."""
    return any(token.kind in _CONTENT for token in tokens)


def is_item(token: Token) -> bool:
    """Tell whether the token is something asked for by name or class."""
    return token.kind in (Kind.ITEM, Kind.CLASS)


def is_credential(token: Token) -> bool:
    """Tell whether the token is a credential, named or by class."""
    return is_item(token) and sort_of(value_of(token)) == "credential"


def value_of(token: Token) -> Expression:
    """Return the expression of an item or class."""
    assert isinstance(token.value, Atom | Any | All)
    return token.value


def named(tokens: Sequence[Token]) -> Named:
    """Return the tokens with issuers and nouns settled and brackets opened or set aside."""
    flat, asides = _brackets(_classes(list(tokens)))
    return Named(tuple(_nouns(flat)), tuple(asides))


def _classes(tokens: list[Token]) -> list[Token]:
    """Turn issuers into classes where a word of certification stands by, into nothing elsewhere."""
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        if tokens[place].kind is not Kind.ISSUER:
            result.append(tokens[place])
            place += 1
            continue
        end = _issuers_end(tokens, place)
        issuers = [token for token in tokens[place:end] if token.kind is Kind.ISSUER]
        place = _settled(result, issuers, tokens, end)
    return result


def _issuers_end(tokens: list[Token], place: int) -> int:
    end = place + 1
    while end < len(tokens):
        ahead = end
        while ahead < len(tokens) and (
            tokens[ahead].kind in (*_JOINING, Kind.FILL) or tokens[ahead].sign("/", ",", "|")
        ):
            ahead += 1
        if ahead == len(tokens) or tokens[ahead].kind is not Kind.ISSUER or ahead - end > 3:
            break
        end = ahead + 1
    return end


def _settled(result: list[Token], issuers: list[Token], tokens: list[Token], end: int) -> int:
    """Append what the issuers amount to; return the place in ``tokens`` to go on from."""
    left = _left(result)
    right = end
    while right < len(tokens) and tokens[right].kind in (Kind.FILL, Kind.STATUS) and right - end < 2:
        right += 1
    behind = tokens[right] if right < len(tokens) else None
    if (
        left is not None
        and is_credential(result[left])
        and result[left].kind is Kind.ITEM
        and not _joined(result, left)
    ):
        return end
    if behind and behind.kind is Kind.ITEM and is_credential(behind):
        return end
    if behind and behind.kind is Kind.CLASS and _is_coding(behind) and not _certification(behind):
        value = _issued(issuers, issuers[0].start, behind.end)
        result += [*tokens[end:right], replace(behind, start=issuers[0].start, value=value or behind.value)]
        return right + 1
    if behind and behind.kind is Kind.CLASS and _is_coding(behind):
        result += [token for token in tokens[end:right]] + [
            replace(behind, start=issuers[0].start, value=_narrowed(behind, issuers))
        ]
        return right + 1
    if left is not None and result[left].kind is Kind.CLASS and not _joined(result, left):
        if _is_coding(result[left]) and not _certification(result[left]):
            value = _issued(issuers, result[left].start, issuers[-1].end)
            result[left] = replace(result[left], end=issuers[-1].end, value=value or result[left].value)
        elif _is_coding(result[left]):
            result[left] = replace(result[left], end=issuers[-1].end, value=_narrowed(result[left], issuers))
        return end
    noun_left = left is not None and result[left].kind is Kind.NOUN and not _joined(result, left)
    noun_right = behind is not None and behind.kind is Kind.NOUN
    if not noun_left and not noun_right:
        result.append(replace(issuers[0], kind=Kind.WORD, value=None))
        return end
    span = (
        result[left].start if noun_left and left is not None else issuers[0].start,
        behind.end if noun_right and behind else issuers[-1].end,
    )
    if noun_left and left is not None and not noun_right:
        del result[left]
    value = _issued(issuers, *span)
    kind = Kind.WORD if value is None else Kind.CLASS
    result += (
        [*tokens[end:right], Token(kind, *span, issuers[0].text, value)]
        if noun_right
        else [Token(kind, *span, issuers[0].text, value)]
    )
    return right + 1 if noun_right else end


def _left(result: list[Token]) -> int | None:
    """Return the place of what stands before, words like "through", "from" and an open bracket left out."""
    place = len(result) - 1
    while place >= 0 and (
        result[place].kind in (Kind.FILL, Kind.WITH, Kind.EITHER) or result[place].sign(*_OPEN, ",", "-")
    ):
        place -= 1
    return place if place >= 0 else None


def _joined(result: list[Token], left: int) -> bool:
    """Tell whether a comma or nothing but a joining word stands between: then the issuer opens something new."""
    between = result[left + 1 :]
    return any(token.sign(",") for token in between) and not any(token.kind is Kind.FILL for token in between)


def _is_coding(token: Token) -> bool:
    return (
        isinstance(token.value, Atom) and isinstance(token.value.item, Group) and token.value.item.name == "CODING_ANY"
    )


def _certification(token: Token) -> bool:
    """An issuer narrows "coding certification"; with "certified coder" or "credential" it is a class of its own."""
    return "certification" in token.text.lower()


def _narrowed(token: Token, issuers: list[Token]) -> Atom:
    assert isinstance(token.value, Atom) and isinstance(token.value.item, Group)
    names = tuple(dict.fromkeys(_issuer_name(issuer) for issuer in issuers))
    return replace(token.value, item=replace(token.value.item, issuers=names))


def _issuer_name(token: Token) -> str:
    return token.side


def _issued(issuers: list[Token], start: int, end: int) -> Expression | None:
    values = [parse(f"REQ[{issuer.value}]")[0].expression for issuer in issuers if issuer.value]
    found = tuple(replace(atom, start=start, end=end) for value in values for atom in atoms(value))
    if not found:
        return None
    return found[0] if len(found) == 1 else Any(1, found)


def _brackets(tokens: list[Token]) -> tuple[list[Token], list[Aside]]:
    flat: list[Token] = []
    asides: list[Aside] = []
    place = 0
    while place < len(tokens):
        if not tokens[place].sign(*_OPEN):
            if not tokens[place].sign(*_CLOSE):
                flat.append(tokens[place])
            place += 1
            continue
        end = next(
            (end for end in range(place + 1, min(len(tokens), place + 60)) if tokens[end].sign(*_CLOSE, *_OPEN)), None
        )
        if end is None or tokens[end].sign(*_OPEN):
            place += 1
            continue
        _opened(flat, asides, tokens[place + 1 : end])
        place = end + 1
    return flat, asides


def _opened(flat: list[Token], asides: list[Aside], inner: list[Token]) -> None:
    """Put the words of one pair of brackets where they belong."""
    kinds = {token.kind for token in inner}
    items = [token for token in inner if is_item(token)]
    last = next((token for token in reversed(flat) if token.kind in _CONTENT), None)
    if _repeats(items, last, inner) or inner and inner[0].kind is Kind.FORMER:
        return
    if not kinds - {
        Kind.FILL,
        Kind.WORD,
        Kind.SIGN,
        Kind.ISSUER,
        Kind.NOUN,
        Kind.CONTEXT,
        Kind.OR,
        Kind.AND,
        Kind.FIELD,
    }:
        return
    if (
        items
        and not kinds & {Kind.STRENGTH, Kind.NO, Kind.BUT, Kind.DEADLINE}
        and inner[0].kind is not Kind.EXAMPLE
        and last is not None
        and _takes_list(flat, last)
    ):
        _closed_list(flat, last, inner)
    elif items and _widens(inner):
        flat += [
            replace(inner[0], kind=Kind.OR, value=None),
            *(token for token in inner if token.kind is not Kind.STRENGTH),
        ]
    elif kinds & {Kind.STRENGTH, Kind.NO, Kind.CONDITION, Kind.MAINTAIN} or Kind.NONE in kinds:
        asides.append(Aside(tuple(inner), flat[-1].end if flat else 0))
    elif items and len(items) == len(inner) == 1 and str(items[0].value) == "CPC-A":
        flat += [replace(inner[0], kind=Kind.OR, value=None), inner[0]]
    elif items and inner[0].kind not in (*_JOINING, Kind.STATUS, Kind.EXAMPLE, Kind.EQUIVALENT, Kind.WITH, Kind.PLUS):
        flat += [replace(inner[0], kind=Kind.SIGN, text=",", value=None), *inner]
    else:
        flat += inner


def _repeats(items: list[Token], last: Token | None, inner: list[Token]) -> bool:
    """Tell whether the brackets only give the same credential again."""
    plain = {Kind.STRENGTH, Kind.STATUS, Kind.NO, Kind.DEADLINE}
    same = last is not None and items != [] and all(str(item.value) == str(last.value) for item in items)
    return same and not any(token.kind in plain for token in inner)


def _widens(inner: list[Token]) -> bool:
    """Tell whether brackets let something else in: "(CPC-A accepted)"."""
    words = [token.text.lower() for token in inner if token.kind in (Kind.STRENGTH, Kind.ACCEPT)]
    return (
        len(words) == 1
        and "accept" in words[0]
        and "not" not in words[0]
        and not any(token.kind is Kind.NO for token in inner)
    )


def _takes_list(flat: list[Token], last: Token) -> bool:
    """Tell whether brackets behind a class noun are its closed list: only a strength or filling stands between."""
    if last.kind is Kind.NONE or last.kind is Kind.ITEM or not _classed(last):
        return False
    behind = flat[flat.index(last) + 1 :]
    return all(token.kind in (Kind.STRENGTH, Kind.FILL, Kind.NOUN, Kind.WORD, Kind.EITHER) for token in behind)


def _classed(token: Token) -> bool:
    """Tell whether the token is a noun or classes only, so that a list behind it says what they are."""
    return token.kind is Kind.NOUN or all(isinstance(atom.item, Group) for atom in atoms(value_of(token)))


def _closed_list(flat: list[Token], last: Token, inner: list[Token]) -> None:
    place = flat.index(last)
    opened = Token(
        Kind.EITHER if not any(token.kind is Kind.COUNT for token in inner) else Kind.FILL, last.start, last.end, "", 1
    )
    flat[place : place + 1] = [opened, *inner]


def _nouns(tokens: list[Token]) -> list[Token]:
    """Drop nouns that stand with a credential; keep those that stand for one without a name."""
    tokens = _listed(tokens)
    result: list[Token] = []
    for place, token in enumerate(tokens):
        if token.kind in (Kind.NOUN, Kind.CLASS) and _belongs(tokens, place):
            token = replace(token, kind=Kind.FILL, value=None)
        result.append(token)
    return result


def _belongs(tokens: list[Token], place: int) -> bool:
    """Tell whether a noun or class is only said of the named credential at its side, or of one that isn't ours."""
    token = tokens[place]
    if token.kind is Kind.CLASS and not isinstance(getattr(token.value, "item", None), Group):
        return False
    before = _near(tokens, place, -1)
    behind = _near(tokens, place, 1)
    for near in (before, behind):
        if near is not None and near.kind is Kind.ITEM and is_credential(near):
            return True
    if token.kind is Kind.CLASS:
        return False
    if before is not None and before.kind is Kind.CLASS and is_credential(before):
        return True
    direct = tokens[place - 1] if place else None
    return direct is not None and direct.kind is Kind.WORD


def _near(tokens: list[Token], place: int, step: int) -> Token | None:
    place += step
    while (
        0 <= place < len(tokens)
        and tokens[place].kind in (Kind.FILL,)
        and tokens[place].text.lower() not in ("other", "another")
    ):
        place += step
    return tokens[place] if 0 <= place < len(tokens) else None


def _listed(tokens: list[Token]) -> list[Token]:
    """Read "a specialty credential: COSC, CGSC or CUC": the colon gives the closed list of the noun."""
    for place, token in enumerate(tokens):
        if (
            token.sign(":")
            and place
            and tokens[place - 1].kind in (Kind.NOUN, Kind.CLASS)
            and _only_items(tokens[place + 1 :])
        ):
            if any(is_item(before) for before in tokens[: place - 1]):
                return [*tokens[: place - 1], replace(token, kind=Kind.EITHER), *tokens[place + 1 :]]
            return [*(each for each in tokens[: place - 1]), *tokens[place + 1 :]]
    return tokens


def _only_items(tokens: list[Token]) -> bool:
    return (
        bool(tokens) and any(map(is_item, tokens)) and tokens[0].kind in (Kind.ITEM, Kind.CLASS, Kind.FILL, Kind.EITHER)
    )


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
