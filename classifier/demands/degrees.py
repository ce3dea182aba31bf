"""Degrees found in words: level, field and who stands behind the program."""

from dataclasses import replace
from functools import cache

from classifier.demands.expression import Degree
from classifier.demands.fields import (
    accreditors,
    fields,
    fields_at,
    is_accredited,
    more_fields,
    subject_at,
    subject_list,
    written,
)
from classifier.demands.heads import accreditor_of, head, level_at
from classifier.demands.levels import SCHOOL_LEVELS, letters, levels, spanned, word_set
from classifier.demands.words import NAME, Word

__all__ = ["SCHOOL_LEVELS", "degree_at", "first_keys", "subject_at"]

_LEADS = (["-"], [",", "in"])
_LONGEST = 40
_NEAR = 12
_LISTED = 60
"""Words between an opening bracket and a degree in the list that it holds."""


@cache
def first_keys() -> frozenset[str]:
    """Return the look-up keys that a degree or field can start with."""
    return levels().first | fields().first | accreditors().first | frozenset(letters())


def degree_at(found: list[Word], place: int) -> tuple[Degree, bool, int] | None:
    """Return the degree whose words start at ``place``, whether an equivalent stands with it, and the place behind."""
    first = place
    start = head(found, place)
    if not start or _is_else(found, place, start[0]):
        return None
    degree, place = start
    if degree.level == "hs":
        return degree, *_equivalent(found, place)
    plain = place - first == 1
    degree, place = _details(found, degree, place)
    if plain and degree == Degree("certificate") and not _or_level(found, place):
        return None
    if degree.level == "?" and not degree.subject and found[place - 1].key not in ("degree", "degrees"):
        return None
    return _explained(found, _completed(degree), place), False, place


def _explained(found: list[Word], degree: Degree, place: int) -> Degree:
    """Give a degree the fields behind its strength: "preferred (business or related)", "is expected, in nursing"."""
    ahead = place
    while ahead < len(found) and found[ahead].key in word_set("firm"):
        ahead += 1
    if ahead in (place, len(found)) or degree.subject or degree.level not in SCHOOL_LEVELS:
        return degree
    if bracketed := _in_brackets(found, degree, ahead):
        return bracketed[0]
    keys = [word.key for word in found[ahead : ahead + 2]]
    led = next((ahead + len(lead) for lead in _LEADS if keys[: len(lead)] == lead), len(found))
    if led >= len(found) or not fields().find(found, led):
        return degree
    subject, behind = subject_list(found, led)
    closed = behind >= len(found) or found[behind].key in (".", ";")
    return replace(degree, subject=subject or None) if closed else degree


def _or_level(found: list[Word], place: int) -> bool:
    """Tell whether "certificate" stands beside a level: "certificate or associate degree in coding"."""
    return place < len(found) and found[place].key == "or" and levels().find(found, place + 1) is not None


def _is_else(found: list[Word], place: int, degree: Degree) -> bool:
    """Tell whether the words only look like a degree: "years above high school", "Billing and Coding Associate"."""
    before = found[max(0, place - 2) : place]
    if any(word.key == "without" for word in before) or _spells_out(found, place, degree):
        return True
    if degree.level == "hs":
        return place > 0 and found[place - 1].key in word_set("beyond")
    titled = next((at for at in range(place, min(len(found), place + _NEAR)) if found[at].key == "associate"), None)
    if titled is None or degree.level != "associate" or (titled > place and not degree.subject):
        return False
    behind = found[titled + 1].key if titled + 1 < len(found) else "."
    if behind == "(" and titled == place and place and found[place - 1].raw.istitle():
        return True  # the name of a job: "Records Associate (24-117)"
    return not (behind in word_set("behind_associate") or behind.startswith(("degree", "level", "program", "science")))


def _spells_out(found: list[Word], place: int, degree: Degree) -> bool:
    """Tell whether brackets only name the fields of the degree before them: "master's preferred (MHA, MBA)"."""
    opening, least = place - 1, max(0, place - _LISTED)
    while opening > least and (found[opening].key in (",", "/", "or") or levels().find(found, opening)):
        opening -= 1
    at = opening - 1
    while at > 0 and found[at].key in word_set("firm") | {"degree", "degrees"}:
        at -= 1
    before = levels().find(found, at) if at >= 0 and found[opening].key == "(" and degree.subject else None
    return before is not None and before[0] == (degree.level, None)


def _completed(degree: Degree) -> Degree:
    """Return the degree with what the accreditor of cancer registrars tells of it."""
    if degree.level == "?" and degree.subject == "cancer registry":
        return replace(degree, level="certificate")
    return degree


def _equivalent(found: list[Word], place: int) -> tuple[bool, int]:
    """Read "or GED", "/equivalent" and their kin behind a high-school diploma."""
    ahead = [word.key for word in found[place : place + 6]]
    for size in range(len(ahead), 0, -1):
        part = [
            key for key in ahead[:size] if key not in ("(", ")", "or", "/", "a", "its", "the", "an", "of", ",", "and")
        ]
        opened = ahead[0] in ("or", "/", "(", ",", "ged")
        closed = ahead[size - 1] == ")" or ahead[size - 1] in word_set("equivalents")
        if opened and closed and part and set(part) <= word_set("equivalents"):
            behind = place + size
            return True, behind + (behind < len(found) and found[behind].key == ")")
    return False, place


def _details(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int]:
    """Read field, accreditor and a later level behind the first words of a degree."""
    end, limit = place, min(len(found), place + _LONGEST)
    while place < limit:
        if bracketed := _in_brackets(found, degree, place):
            degree, place = bracketed
            end = place
            continue
        if found[place].key == "(" and _qualifies(found, place):
            break
        if found[place].key == "or" and found[place + 1 : place + 2] and found[place + 1].key in word_set("higher"):
            place += 2
            end = place
            continue
        if (passed := _credits(found, place)) or (passed := _comma(found, degree, place)):
            place = passed
            continue
        step = _detail(found, degree, place)
        if step:
            degree, place = step
            end = place
        elif found[place].key in word_set("glue") or (found[place].key == "," and is_accredited(found, place + 1)):
            if found[place].key in ("degree", "degrees", *word_set("programs")):
                end = place + 1
            place += 1
        else:
            break
    return degree, _closed(found, end)


def _in_brackets(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int] | None:
    """Read fields in brackets, or degrees that stand for fields: "Bachelor's (HIM, business)", "Master's (MHA)"."""
    if found[place].key != "(" or degree.subject or place + 1 >= len(found):
        return None
    named = levels().find(found, place + 1)
    if named and named[0][0] == degree.level and named[0][1] and (spelled := level_at(found, place + 1)):
        subject, behind = spelled[0].subject or "", spelled[1]
    elif listed := fields_at(found, place + 1):
        subject, behind = listed
    else:
        return None
    closed = behind < len(found) and found[behind].key == ")"
    return (replace(degree, subject=subject or None), behind + 1) if closed else None


def _credits(found: list[Word], place: int) -> int | None:
    """Return the place behind "12 semester hours"."""
    if found[place].low is None or place + 1 >= len(found) or found[place + 1].key not in word_set("credits"):
        return None
    place += 1
    while place < len(found) and found[place].key in word_set("credits"):
        place += 1
    return place


def _comma(found: list[Word], degree: Degree, place: int) -> int | None:
    """Return the place behind a comma that a field, or the level of the degree, stands behind."""
    if found[place].key != "," or place + 1 >= len(found):
        return None
    ahead = place + 1
    while ahead < len(found) and found[ahead].key in word_set("determiners") and not fields().find(found, ahead):
        ahead += 1
    if degree.level == "?":
        if ahead < len(found) and spanned(found, ahead):
            return ahead
        leveled = levels().find(found, ahead)
        return ahead if leveled and leveled[0][0] in SCHOOL_LEVELS and leveled[0][1] is None else None
    if degree.subject or not fields().find(found, ahead):
        return None
    behind = subject_list(found, ahead)[1]
    closed = behind >= len(found) or found[behind].key in (".", ";", "(")
    return ahead if closed or (found[behind].key == "," and is_accredited(found, behind + 1)) else None


def _qualifies(found: list[Word], place: int) -> bool:
    """Tell whether brackets hold more than details of the degree: "(HIM preferred)"."""
    for word in found[place + 1 : place + 9]:
        if word.key == ")":
            return False
        if word.key in ("preferred", "required", "desired", "a", "or", NAME):
            return True
    return True


def _closed(found: list[Word], end: int) -> int:
    """Take the words of the place of study with the degree: "... from an accredited college or university"."""
    place, limit = end, min(len(found), end + _NEAR)
    while place < limit and (found[place].key in word_set("glue") or found[place].key in ("or", "an", "accredited")):
        place += 1
        if found[place - 1].key in word_set("places") | word_set("programs"):
            end = place
    return end


def _detail(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int] | None:
    if degree.level == "?" and (named := levels().find(found, place)) and named[0][1]:
        return replace(degree, level=named[0][0], subject=degree.subject or named[0][1]), named[1]
    if match := accreditors().find(found, place):
        name = accreditor_of(match[0], found, match[1])
        return (replace(degree, accreditor=name) if name else degree), match[1]
    if degree.subject is None and (found[place].key != "it" or found[place].raw == "IT"):
        if fields().find(found, place):
            subject, behind = subject_list(found, place)
            return replace(degree, subject=subject or None), behind
        before = place - 1 - (found[place - 1].key in ("a", "an"))
        if found[before].key in ("in", "of") and found[before - 1].key in word_set("fielded"):
            return _as_written(found, degree, place)
    leveled = _level_behind(found, place) if degree.level == "?" else None
    return (replace(degree, level=leveled[0]), leveled[1]) if leveled else None


def _level_behind(found: list[Word], place: int) -> tuple[str, int] | None:
    """Return a level behind "degree", and the place behind it: "accounting degree, four-year"."""
    match = levels().find(found, place)
    return (match[0][0], match[1]) if match and match[0][0] != "?" else spanned(found, place)


def _as_written(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int] | None:
    """Take up to three words of a field that no table knows."""
    said = written(found, place)
    if not said:
        return None
    subject, place = more_fields(found, said[1], [said[0]])
    return replace(degree, subject=subject or None), place
