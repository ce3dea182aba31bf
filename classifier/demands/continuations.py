"""Parts that only make sense together: one that runs on, and a list with the lines of its members."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from classifier.demands.parts import Part
from classifier.demands.tokens import Kind, Token, has_content, holds, is_credential, is_item, lets_in
from classifier.evidence import cite

_JOINABLE = 200  # tokens of a part that may still grow
_ANNOUNCING = (Kind.COUNT, Kind.EITHER)
_MOST_MEMBERS = 60


def joined(content: str, found: Iterator[Part]) -> Iterator[Part]:
    """Join a part that starts with "or" to the one before, and the talk of one sentence into one."""
    last: Part | None = None
    for part in found:
        if last is None:
            last = part
        elif len(last.tokens) < _JOINABLE and _goes_on(last, part):
            last = _appended(content, last, part, comma=True)
        else:
            yield last
            last = part
    if last is not None:
        yield last


def _appended(content: str, first: Part, second: Part, *, comma: bool) -> Part:
    sign = Token(Kind.SIGN, second.evidence.start, second.evidence.start, ",")
    tokens = (*first.tokens, *((sign,) if comma else ()), *second.tokens)
    evidence = cite(content, first.evidence.start, second.evidence.end)
    return replace(first, tokens=tokens, evidence=evidence, pure=first.pure and second.pure)


def _goes_on(last: Part, part: Part) -> bool:
    """Tell whether a part only makes sense with the one before."""
    if last.talk or part.talk:
        return last.talk and part.talk and last.sentence == part.sentence
    if not part.tokens or not has_content(last.tokens) or part.option:
        return False
    if last.tokens[-1].kind is Kind.OR or part.tokens[0].kind is Kind.OR:
        return True
    if last.tokens[-1].sign(",", "/") and last.pure and part.pure and _names_only(last) and _names_only(part):
        return True  # a list over lines, with a comma behind each of its members
    return part.sentence == last.sentence and (part.tokens[0].kind is Kind.ACCEPT or _counts(part))


def _names_only(part: Part) -> bool:
    """Tell whether the part names credentials and joins them, and says nothing more."""
    kinds = (Kind.SIGN, Kind.OR, Kind.FILL)
    named = any(map(is_credential, part.tokens))
    return named and all(is_credential(token) or token.kind in kinds for token in part.tokens)


def _counts(part: Part) -> bool:
    """Tell whether the part only says how many of the names before it are enough: "; at least two"."""
    rest = [token for token in part.tokens if token.kind is not Kind.FILL and not token.sign(".")]
    return bool(rest) and all(token.kind is Kind.COUNT for token in rest)


def gathered(content: str, found: Iterator[Part]) -> Iterator[Part]:
    """Join "one of the following:" with the lines that list its members, over what is told between them."""
    waiting: Part | None = None
    members = 0
    for part in found:
        if waiting is not None and (part.talk or _is_joint(part)):
            if part.talk:
                yield part
            continue
        if waiting is not None and members < _MOST_MEMBERS and _is_member(part):
            waiting = _counting(waiting)
            waiting = _appended(content, waiting, part, comma=any(map(is_item, waiting.tokens)))
            members += 1
            continue
        if waiting is not None:
            yield waiting
        waiting, members = (part, 0) if _opens_list(part) else (None, 0)
        if waiting is None:
            yield part
    if waiting is not None:
        yield waiting


def _is_member(part: Part) -> bool:
    named = part.pure and any(map(is_credential, part.tokens))
    return named and not any(token.kind in (Kind.STRENGTH, Kind.COUNT) for token in part.tokens)


def _is_joint(part: Part) -> bool:
    """Tell whether the part is the "; or" at the end of a member."""
    kinds = {token.kind for token in part.tokens if token.kind is not Kind.SIGN}
    return kinds == {Kind.OR}


def _opens_list(part: Part) -> bool:
    """Tell whether a list is announced: "one of the following", "either:", "either (1), (2) or (3): (1) ..."."""
    place = next((place for place, token in enumerate(part.tokens) if token.kind in _ANNOUNCING), None)
    if place is None:
        return _announces_class(part)
    behind = part.tokens[place + 1 :]
    ahead = list(takewhile(lambda token: not is_item(token), behind))
    numbers = sum(token.kind is Kind.WORD and token.value is not None for token in ahead)
    if numbers > 1 or (behind and behind[0].sign(":")):
        return True
    return part.tokens[place].kind is Kind.COUNT and not any(map(is_item, part.tokens))


def _announces_class(part: Part) -> bool:
    """Tell whether a colon closes the name of a class, or of credentials accepted, whose members follow."""
    if not part.pure or not part.tokens or not part.tokens[-1].sign(":"):
        return False
    accepting = holds(part.tokens, Kind.ACCEPT) or any(map(lets_in, part.tokens))
    return holds(part.tokens, Kind.CLASS) or (accepting and holds(part.tokens, Kind.NOUN))


def _counting(part: Part) -> Part:
    """Read the name of a class as "one of the following" where its members stand on the lines below."""
    if not _announces_class(part):
        return part
    named = (Kind.CLASS, Kind.NOUN)
    tokens = (token._replace(kind=Kind.COUNT, value=1) if token.kind in named else token for token in part.tokens)
    return replace(part, tokens=tuple(token for token in tokens if token.kind is not Kind.ACCEPT))
