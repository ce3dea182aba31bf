"""What the words at one place may be: schooling, experience, a test, a deadline, any phrase of the tables."""

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from classifier.demands.degrees import degree_at, subject_at
from classifier.demands.expression import Any, Atom, Deadline, Expression, Strength, Upkeep, Years
from classifier.demands.notation import parse
from classifier.demands.shares import is_share
from classifier.demands.tokens import Kind, Token
from classifier.demands.vocabulary import Rule, vocabulary
from classifier.demands.words import Word
from classifier.demands.years import years_at
from classifier.knowledge import table

_TO_DAYS = {"d": 1, "w": 7}
_TO_MONTHS = {"mo": 1, "yr": 12}
_GRADES = ("I", "II", "III", "IV", "V", "VI", "A", "B", "C", "D")
_LETTERS = ("A", "B", "C", "D")
_LONGEST_GRADE = 2
_LABELED = 3  # words of a grade and the sign behind it
_SCALES = (2, 3)  # letters of a scale
_BACK = 20
_MOST = 20
_COUNTED = re.compile(r"(\d+)(d|mo)")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("grammar")["words"][name])


class Place(NamedTuple):
    """A place in the words of a stretch: ``found[at]`` is the word to read from, ``before`` the tokens up to there."""

    content: str
    found: list[Word]
    at: int
    before: list[Token]

    def made(self, kind: Kind, behind: int, value: object, side: str = "") -> tuple[Token, int]:
        """Return a token of the words up to ``behind``, and that place."""
        start, end = self.found[self.at].start, self.found[behind - 1].end
        return Token(kind, start, end, self.content[start:end], value, side), behind


Read = tuple[Token, int]


def schooling_read(place: Place) -> Read | None:
    """Return a degree that starts at the place."""
    read = degree_at(place.found, place.at)
    if not read:
        return None
    degree, eq, behind = read
    atom = Atom(degree, eq=eq, start=place.found[place.at].start, end=place.found[behind - 1].end)
    return place.made(Kind.ITEM, behind, atom)


def experience_read(place: Place) -> Read | None:
    """Return experience that starts at the place."""
    read = years_at(place.found, place.at) or _short_count(place.found, place.at, place.before)
    if not read:
        return None
    alternatives, conflict, behind = read
    span = place.found[place.at].start, place.found[behind - 1].end
    atoms = tuple(Atom(years, start=span[0], end=span[1]) for years in alternatives)
    value: Expression = atoms[0] if len(atoms) == 1 else Any(1, atoms)
    token, behind = place.made(Kind.ITEM, behind, value)
    return token._replace(conflict=conflict), behind


def _short_count(found: list[Word], place: int, before: list[Token]) -> tuple[tuple[Years, ...], bool, int] | None:
    """Read "5 preferred" behind years that were counted before."""
    if place + 1 >= len(found) or found[place].low is None or found[place + 1].key not in _set("behind_count"):
        return None
    for token in reversed(before[-_BACK:]):
        years = token.value.item if isinstance(token.value, Atom) else None
        if isinstance(years, Years) and years.low is not None:
            return (replace(years, low=found[place].low, high=found[place].high),), False, place + 1
    return None


_UPKEEP = {"ceu": "CEU", "ceus": "CEU", "ce": "CE", "ces": "CE"}


#: More units of continuing education than anybody asks for are some other number.
_MOST_UNITS = 999


def upkeep_read(place: Place) -> Read | None:
    """Return continuing education that starts with its count at the place: "20 CEUs"."""
    ahead = place.found[place.at : place.at + 4]
    count = ahead[0].low
    if count is None or count > _MOST_UNITS:
        return None
    for offset, word in enumerate(ahead[1:], 1):
        name = _UPKEEP.get(word.key) or (
            "CEU" if [each.key for each in ahead[offset : offset + 2]] == ["continuing", "education"] else None
        )
        if name:
            atom = Atom(Upkeep(name, int(count)), start=ahead[0].start, end=word.end)
            return place.made(Kind.ITEM, place.at + offset + 1, atom)
    return None


def removal_read(place: Place) -> Read | None:
    """Return "remove the A" or "the apprentice designation is removed": taking the apprentice mark off a CPC."""
    found, at = place.found, place.at
    keys = [word.key for word in found[at : at + 6]]
    if keys[0] == "to" and keys[1:2] and keys[1] in _set("removing"):
        at, keys = at + 1, keys[1:]
    if keys[0] in _set("removing"):
        for offset, key in enumerate(keys[1:], 1):
            if key == "apprentice" or (key == "a" and found[at + offset].raw == "A"):
                return place.made(Kind.REMOVE, at + offset + 1, None)
    off = next((offset for offset, key in enumerate(keys) if key in _set("removed")), 0)
    named = any(word.key == "apprentice" or word.raw == "A" for word in found[at : at + off])
    return place.made(Kind.REMOVE, at + off + 1, None) if named else None


def phrase_read(place: Place) -> Read | None:
    """Return the longest phrase of the tables at the place."""
    match = vocabulary().find(place.found, place.at)
    if not match:
        return None
    rule, behind = match
    share = next((at for at in range(place.at, behind) if is_share(place.found, at)), None)
    if rule.kind is Kind.COUNT and share is not None:
        return place.made(Kind.FILL, share, None) if share > place.at else None
    if rule.kind is Kind.COUNT and place.found[behind - 1].low is not None and _counts_time(place.found, behind):
        return place.made(Kind.FILL, behind - 1, None) if behind - 1 > place.at else None
    if (
        rule.kind is Kind.DEADLINE
        and place.found[place.at].key in _set("giving_time")
        and place.found[behind - 1].unit is not None
        and not _gives_time(place, behind)
    ):
        return None
    if rule.kind is Kind.CONDITION and not rule.means:
        return _grade(place, behind, rule)
    return place.made(rule.kind, behind, _value(rule, place.found[place.at : behind]), rule.side)


def _gives_time(place: Place, behind: int) -> bool:
    """Tell "internal hires have 18 months" from "have 18 months of experience"."""
    return behind >= len(place.found) or place.found[behind].key in _set("behind_time")


def _value(rule: Rule, words: list[Word]) -> object:
    if rule.kind is Kind.STRENGTH:
        return Strength(rule.means)
    if rule.kind is Kind.DEADLINE:
        return _deadline(rule.means, words)
    if rule.kind is Kind.COUNT:
        return min(_MOST, next((int(word.low) for word in words if word.low), 1)) or 1
    if rule.kind is Kind.CLASS:
        return _class(rule.means, words[0].start, words[-1].end)
    return rule.means


def _grade(place: Place, behind: int, rule: Rule) -> Read | None:
    """Return the grade behind "for level" as the value of the test; one of the federal scale heads its line."""
    found = place.found
    raw = found[behind].raw if behind < len(found) else ""
    scale = found[behind - 1].raw if found[behind - 1].key in _set("scales") else ""
    after = found[behind + 1].key if behind + 1 < len(found) else ""
    named = found[place.at].key in _set("grade_leads") and after in _set("grades")
    if scale and after != ":" and not named:
        return None
    lettered = raw in _LETTERS and found[behind - 1].key in _set("grades")
    grade = lettered or raw in _GRADES or (raw.isdigit() and len(raw) <= _LONGEST_GRADE)
    value = f"{scale}-{raw}" if scale else raw
    end = behind + (2 if scale and named else 1)
    return place.made(Kind.CONDITION, end, f"{rule.side}={value}") if grade else None


def scale_read(place: Place) -> Read | None:
    """Return the grade of a scale of the employer's own at the head of a line: "HI-8: ..."."""
    found = place.found
    raw = found[0].raw
    if place.at or len(found) < _LABELED or found[1].low is None or found[2].key not in (":", "."):
        return None
    if not raw.isupper() or len(raw) not in _SCALES or found[0].key in _set("no_scales"):
        return None
    return place.made(Kind.CONDITION, 2, f"level={raw}-{found[1].raw}")


def job_read(place: Place) -> Read | None:
    """Return the job in "for the Auditor post" as a test."""
    found, start = place.found, place.at + 1
    if start >= len(found):
        return None
    start += found[start].key in ("the", "our", "a", "an")
    end, limit = start, min(len(found), start + 4)
    while end < limit and found[end].raw[0].isupper() and found[end].key not in _set("posts"):
        end += 1
    if end == start or end >= len(found) or found[end].key not in _set("posts"):
        return None
    job = place.content[found[start].start : found[end - 1].end]
    return place.made(Kind.CONDITION, end + 1, f"job={job}")


def field_read(place: Place) -> Read | None:
    """Return a field of study that stands alone: "bachelor's degree required; HIM preferred"."""
    read = subject_at(place.found, place.at)
    if not read:
        return None
    before = [word.key for word in place.found[max(0, place.at - 2) : place.at]]
    behind = place.found[read[1]].key if read[1] < len(place.found) else ""
    if behind not in _set("behind_field") and "preferably" not in before:
        return None
    return place.made(Kind.FIELD, read[1], read[0])


def _counts_time(found: list[Word], behind: int) -> bool:
    """Tell whether the number before ``behind`` counts years, as in "at least two years"."""
    if behind < len(found) and found[behind].key in ("full", "additional", "consecutive", "solid"):
        behind += 1
    return behind < len(found) and found[behind].unit is not None


@cache
def _parsed(means: str) -> Expression:
    return parse(f"REQ[{means}]")[0].expression


def _class(means: str, start: int, end: int) -> Expression:
    expression = _parsed(means)
    if isinstance(expression, Atom):
        return replace(expression, start=start, end=end)
    return Any(1, tuple(replace(arg, start=start, end=end) for arg in expression.args if isinstance(arg, Atom)))


def _deadline(means: str, found: list[Word]) -> Deadline:
    if match := _COUNTED.fullmatch(means):
        return Deadline(int(match[1]), match[2])
    number = next((word for word in found if word.low is not None), None)
    unit = next((word.unit for word in found if word.unit), None)
    if means != "counted" or unit is None or unit == "h":
        return Deadline(None, "ongoing" if means == "ongoing" else "?")
    count = 1.0 if number is None or number.low is None else number.high or number.low
    if unit in _TO_DAYS:
        return Deadline(int(count * _TO_DAYS[unit]), "d")
    return Deadline(int(count * _TO_MONTHS[unit]), "mo")
