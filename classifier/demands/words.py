"""Words of a stretch of text."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from classifier.knowledge import table

_WORD = re.compile(
    r"""
      [^\W\d_]{3,}(?:'[^\W\d_]+)?                  # most words; first, because it's the fastest to try
    | [A-Za-z](?:\.[A-Za-z]){1,5}\.?(?![A-Za-z])   # B.S., e.g.
    | Ph\.?[ ]?D\b\.?
    | \d{1,3}(?:,\d{3}){1,3}(?!\d)                  # 1,950
    | \d+(?:\.\d+)?
    | [^\W\d_]+(?:'[^\W\d_]+)?
    | [^\w\s] | _
    """,
    re.VERBOSE,
)
_LONGEST_NUMBER = 7
_MARKS = frozenset("-.'")
_ONES = frozenset(range(1, 10))
_TENS = frozenset(range(20, 100, 10))
#: Stands in the place of a credential's name, so that no phrase reads across it.
NAME = "\0"


class Word(NamedTuple):
    """One word or sign: ``key`` is its lower-case look-up form without apostrophes and dots, ``raw`` as it stands.

    ``low`` and ``high`` hold the value of a number or range (None otherwise); ``open`` tells "3+" or "3 or more";
    ``conflict`` tells a number written twice with two values, as in "three (5)": the digits in brackets win.
    ``unit`` is ``d``, ``w``, ``mo``, ``yr`` or ``h`` for a word of time.
    """

    key: str
    raw: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None
    open: bool = False
    conflict: bool = False
    unit: str | None = None


@cache
def _units() -> dict[str, str]:
    return {word: unit for unit, words in table("numbers")["units"].items() for word in words}


@cache
def _numbers() -> dict[str, float]:
    return {word: float(value) for word, value in table("numbers")["numbers"].items()}


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(table("numbers")["short_forms"])


@cache
def _spelling() -> dict[str, str]:
    return {wrong: right for right, slips in table("grammar")["spelling"].items() for wrong in slips}


@lru_cache(maxsize=2048)
def _key(raw: str) -> str:
    if len(raw) == 1:
        return raw.lower()
    key = re.sub(r"[.'\s]", "", raw.lower())
    return _spelling().get(key, key)


@lru_cache(maxsize=2048)
def _reading(raw: str) -> tuple[str, float | None, str | None]:
    """Return the look-up form of a word, its value where it is a number, and its unit where it is a word of time."""
    key = _key(raw)
    return key, _value(raw, key), _units().get(key)


def keys(text: str) -> list[str]:
    """Return the look-up forms of the words of ``text``."""
    return [_key(raw) for raw in _WORD.findall(text)]


def words(content: str, start: int, end: int) -> list[Word]:
    """Return the words of ``content[start:end]``; hyphens inside words part them and vanish, numbers are read."""
    found: list[Word] = []
    counted = False
    for match in _WORD.finditer(content, start, end):
        raw = match[0]
        at, behind = match.span()
        if raw in _MARKS and _is_mute(content, raw, at, found[-1] if found else None, inside=behind < end):
            continue
        key, value, unit = _reading(raw)
        if value is not None:
            counted = True
            if value in _ONES and found and _is_compound(content, found[-1], raw, at):
                found[-1] = _compound(found[-1], key, raw, behind)
                continue
        found.append(Word(key, raw, at, behind, value, None, False, False, unit))  # noqa: FBT003 - by place is faster
    return _counted(found) if counted else found


def _is_mute(content: str, mark: str, at: int, before: Word | None, *, inside: bool) -> bool:
    """Tell whether a mark says nothing where it stands: "four-year", "Dr. Lee", a quote."""
    if mark == "-":
        return _inside(content, at, at + 1)
    return mark == "'" or (before is not None and before.key in _short_forms() and inside)


def _is_compound(content: str, tens: Word, raw: str, start: int) -> bool:
    """Tell whether a number is the second half of "twenty-four"."""
    spelled = tens.raw.isalpha() and raw.isalpha()
    return spelled and tens.low in _TENS and content[tens.end : start] in ("-", " ")


def _compound(tens: Word, key: str, raw: str, end: int) -> Word:
    """Return "twenty-four" as one number."""
    value = (tens.low or 0) + (_numbers().get(key) or 0)
    return Word(tens.key + key, f"{tens.raw}-{raw}", tens.start, end, value)


def _value(raw: str, key: str) -> float | None:
    if not raw[0].isdecimal() or not raw.isascii():
        return _numbers().get(key)
    return float(raw.replace(",", "")) if len(raw) <= _LONGEST_NUMBER else None


def _inside(content: str, start: int, end: int) -> bool:
    """Tell whether a hyphen joins two words ("four-year"), not two numbers or two halves of a line."""
    if start == 0 or end >= len(content):
        return False
    left, right = content[start - 1], content[end]
    return not left.isspace() and not right.isspace() and not (left.isdigit() and right.isdigit())


def _counted(found: list[Word]) -> list[Word]:
    """Join what makes one number: "three (3)", "2-4", "two to four", "3+", "3 or more"."""
    joined: list[Word] = []
    place = 0
    while place < len(found):
        before = joined[-1].key if joined else ""
        word, place = _number(found, place, before) if found[place].low is not None else (found[place], place + 1)
        joined.append(word)
    return joined


def _number(found: list[Word], place: int, before: str) -> tuple[Word, int]:
    word, place = _bracketed(found, place)
    word, place = _with_half(found, word, place)
    low, high, is_open = word.low, None, False
    keys = [each.key for each in found[place : place + 3]]
    if keys[:1] == ["and"] and before == "between":
        keys[0] = "to"
    if keys and keys[0] in ("-", "to", "or") and len(keys) > 1 and found[place + 1].low is not None:
        other, after = _bracketed(found, place + 1)
        if keys[0] != "or" or (after < len(found) and found[after].unit):
            high, place, word = other.low, _behind_repeated(found, after, low, other.low), _span(word, other)
    elif (keys[:1] in (["+"], ["plus"]) and len(found) > place + 1 and found[place + 1].unit) or keys[:1] == ["+"]:
        is_open, word, place = True, _span(word, found[place]), place + 1
    elif keys[:2] in (["or", "more"], ["or", "greater"]):
        is_open, word, place = True, _span(word, found[place + 1]), place + 2
    return Word(word.key, word.raw, word.start, word.end, low, high, is_open, word.conflict), place


def _bracketed(found: list[Word], place: int) -> tuple[Word, int]:
    """Read "three (3)" or "3 (three)"; where the two differ, the digits in brackets win and ``conflict`` is set."""
    word = found[place]
    if [each.key for each in found[place + 1 : place + 2]] == ["("] and len(found) > place + 3:
        inner = found[place + 2]
        if inner.low is not None and found[place + 3].key == ")":
            value = inner.low if inner.raw[0].isdigit() else word.low
            end = found[place + 3].end
            return Word(word.key, word.raw, word.start, end, value, conflict=inner.low != word.low), place + 4
    return word, place + 1


def _with_half(found: list[Word], word: Word, place: int) -> tuple[Word, int]:
    """Read "1 1/2" and "one and a half" as one number."""
    keys = [each.key for each in found[place : place + 3]]
    if keys in (["1", "/", "2"], ["and", "a", "half"], ["and", "one", "half"]):
        whole = _span(word, found[place + 2])
        return whole._replace(low=(word.low or 0) + 0.5), place + 3
    return word, place


def _behind_repeated(found: list[Word], place: int, low: float | None, high: float | None) -> int:
    """Return the place behind brackets that say the range once more: "one to two (1-2)"."""
    ahead = found[place : place + 5]
    repeated = [each.low for each in ahead[1:4:2]] == [low, high] and len(ahead) > 4  # noqa: PLR2004
    return place + 5 if repeated and (ahead[0].key, ahead[4].key) == ("(", ")") else place


def _span(first: Word, last: Word) -> Word:
    return Word(first.key, first.raw, first.start, last.end, first.low, conflict=first.conflict or last.conflict)
