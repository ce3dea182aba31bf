"""Reading a stretch of text into tokens."""

from functools import cache

from classifier.demands.degrees import first_keys as schooling_keys
from classifier.demands.expression import Atom, Code, License, Strength
from classifier.demands.readings import (
    Place,
    Read,
    experience_read,
    field_read,
    job_read,
    phrase_read,
    removal_read,
    scale_read,
    schooling_read,
    upkeep_read,
)
from classifier.demands.tokens import PLAIN, Kind, Token, is_item, lets_in, negates
from classifier.demands.vocabulary import vocabulary
from classifier.demands.words import NAME, Word, words
from classifier.demands.years import first_keys as experience_keys
from classifier.knowledge import table
from classifier.names.mentions import Mention

_SIGNS = dict.fromkeys(',;:()[]|/.-!?&+"', Kind.SIGN)
_DENYING = frozenset(("not", "non", "except"))
_WORD, _ALIKE, _STRENGTH = Kind.WORD, Kind.ALIKE, Kind.STRENGTH


def tokens(content: str, start: int, end: int, mentions: tuple[Mention, ...]) -> list[Token]:
    """Return the tokens of ``content[start:end]``; ``mentions`` are those inside it, in order."""
    found, items = _named(words(content, start, end), mentions)
    result: list[Token] = []
    place = 0
    while place < len(found):
        token, place = _token(content, found, place, items, result)
        if token.kind is _STRENGTH and result and negates(result[-1]):
            token = _turned(result.pop(), token)
        result.append(_said_again(token, result) if token.kind is _ALIKE else token)
    if _DENYING.isdisjoint([word.key for word in found]):
        return result
    return [_excluding(token, result[place + 1 : place + 2]) for place, token in enumerate(result)]


def _turned(negator: Token, token: Token) -> Token:
    """Return a strength with the "not" before it: what isn't needed isn't required, what won't do isn't accepted."""
    text = f"{negator.text} {token.text}"
    if token.value is not Strength.REQ:
        return token._replace(start=negator.start, text=text)
    turned = Strength.NOT_ACCEPTED if lets_in(token) else Strength.NOT_REQUIRED
    return token._replace(start=negator.start, text=text, value=turned)


def _excluding(token: Token, behind: list[Token]) -> Token:
    """Return the "not" or "except" of "CPC, not CPC-A" as a denial of what it stands before."""
    denies = token.kind in (*PLAIN, Kind.BUT) and token.text.lower() in _DENYING and behind and is_item(behind[0])
    return token._replace(kind=Kind.NO, value=None) if denies else token


def _said_again(token: Token, before: list[Token]) -> Token:
    """Return "and so is" as the strength that was said last; filling where none was."""
    last = next((each for each in reversed(before) if each.kind is Kind.STRENGTH), None)
    if last is None:
        return token._replace(kind=Kind.FILL)
    return token._replace(kind=Kind.STRENGTH, value=last.value, side="before")


def _named(found: list[Word], mentions: tuple[Mention, ...]) -> tuple[list[Word], dict[int, Token]]:
    """Put one blank word in the place of each mention, so that no phrase reads across it."""
    if not mentions:
        return found, {}
    named: list[Word] = []
    items: dict[int, Token] = {}
    queue = list(reversed(mentions))
    for word in found:
        while queue and word.start >= queue[-1].end:
            queue.pop()
        if not queue or word.end <= queue[-1].start:
            named.append(word)
        elif queue[-1].start not in items:
            mention = queue[-1]
            items[mention.start] = _item(mention)
            named.append(Word(NAME, mention.text, mention.start, mention.end))
    return named, items


def _item(mention: Mention) -> Token:
    licensed = mention.current in ("RN", "LPN/LVN")
    item = License(mention.current) if licensed else Code(mention.current)
    atom = Atom(item, start=mention.start, end=mention.end)
    return Token(Kind.ITEM, mention.start, mention.end, mention.text, atom)


def _token(
    content: str, found: list[Word], place: int, items: dict[int, Token], before: list[Token]
) -> tuple[Token, int]:
    word = found[place]
    if word.key == NAME:
        return items[word.start], place + 1
    starts = _starters().get(word.key, 0)
    if word.low is not None:
        starts |= _NUMBER | _EXPERIENCE | _PHRASE
    if place == 0 and (graded := scale_read(Place(content, found, place, before))):
        return graded
    if not starts:
        return _plain(content, word), place + 1
    return _longest(Place(content, found, place, before), starts) or (_plain(content, word), place + 1)


_SCHOOLING, _EXPERIENCE, _PHRASE, _REMOVAL, _NUMBER, _JOB = 1, 2, 4, 8, 16, 32

#: What may stand at a place; of two readings of the same length the first wins.
_READINGS = (
    (_SCHOOLING, schooling_read),
    (_SCHOOLING, field_read),
    (_EXPERIENCE, experience_read),
    (_NUMBER, upkeep_read),
    (_JOB, job_read),
    (_REMOVAL, removal_read),
    (_PHRASE, phrase_read),
)


def _longest(place: Place, starts: int) -> Read | None:
    """Return the longest reading at a place; ``starts`` says which are worth trying."""
    longest: Read | None = None
    for start, read in _READINGS:
        if starts & start and (found := read(place)) and (longest is None or found[1] > longest[1]):
            longest = found
    return longest


@cache
def _starters() -> dict[str, int]:
    """Return for each word which readings can start with it."""
    starts: dict[str, int] = {}
    for flag, keys in (
        (_SCHOOLING, schooling_keys()),
        (_EXPERIENCE, experience_keys() | {"up"}),
        (_JOB, ("for",)),
        (_PHRASE, vocabulary().first),
        (_REMOVAL, table("grammar")["words"]["before_removal"]),
    ):
        for key in keys:
            starts[key] = starts.get(key, 0) | flag
    return starts


def _plain(content: str, word: Word) -> Token:
    return Token(_SIGNS.get(word.key, _WORD), word.start, word.end, content[word.start : word.end], word.low)
