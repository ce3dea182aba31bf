"""How a degree starts: with its level, its field, who accredits it, or its years."""

from classifier.demands.expression import Degree
from classifier.demands.fields import accreditors, fields, subject_list
from classifier.demands.levels import SCHOOL_LEVELS, letters, levels, spanned, word_set
from classifier.demands.words import Word


def head(found: list[Word], place: int) -> tuple[Degree, int] | None:
    """Return the degree that the first words at ``place`` name, and the place behind them."""
    return level_at(found, place) or _field_first(found, place) or _span_first(found, place)


def level_at(found: list[Word], place: int) -> tuple[Degree, int] | None:
    """Return the level whose words start at ``place``, with its field where they name one, and the place behind."""
    word = found[place]
    if word.key in letters() and word.raw[0].isupper() and (word.raw.isupper() or "." in word.raw or word.key == "phd"):
        behind = found[place + 1].key if place + 1 < len(found) else ","
        if behind == "/" and place + 2 < len(found) and found[place + 2].key in ("eo", "eeo", "eoe"):
            return None
        fielded = bool(fields().find(found, place + 1))
        if fielded or behind in word_set("after_letters") or behind in letters():
            return Degree(letters()[word.key]), place + 1
    match = levels().find(found, place)
    if not match:
        return None
    (level, field), place = match
    while field and (further := _same_level(found, place, level)):
        field, place = f"{field}|{further[0]}", further[1]
    return Degree(level, field), place


def _same_level(found: list[Word], place: int, level: str) -> tuple[str, int] | None:
    """Read the next of "MHA, MBA or MPH": one level in either field."""
    if place >= len(found) or found[place].key not in (",", "or", "/"):
        return None
    listed = found[place].key == "," and [word.key for word in found[place + 1 : place + 2]] == ["or"]
    match = levels().find(found, place + 1 + listed)
    return (match[0][1], match[1]) if match and match[0][0] == level and match[0][1] else None


def _field_first(found: list[Word], place: int) -> tuple[Degree, int] | None:
    """Read a degree that starts with its field or accreditor, such as "HIM degree" or "accredited HIT program"."""
    subject = accreditor = None
    start = place
    if match := accreditors().find(found, place):
        accreditor, place = match
    if match := fields().find(found, place):
        subject, place = subject_list(found, place)
    if place == start or place >= len(found):
        return None
    level = level_at(found, place)
    if level and level[0].level != "?" and found[start].key == "education":
        return None  # the label of a line: "Education Bachelor's degree"
    if level and level[0].level in (*SCHOOL_LEVELS, "?") and not level[0].subject:
        return Degree(level[0].level, subject or None, accreditor_of(accreditor, found, place)), level[1]
    return None


def _span_first(found: list[Word], place: int) -> tuple[Degree, int] | None:
    """Read "two-year HIT degree"."""
    span = spanned(found, place)
    if not span or span[1] >= len(found) or not fields().find(found, span[1]):
        return None
    subject, behind = subject_list(found, span[1])
    named = behind < len(found) and found[behind].key in ("degree", "degrees")
    return (Degree(span[0], subject or None), behind + 1) if named else None


def accreditor_of(name: str | None, found: list[Word], place: int) -> str | None:
    """Return who accredits the program; an accredited college says nothing of it."""
    if name != "accredited":
        return name
    for word in found[place : place + 6]:
        if word.key in word_set("programs"):
            return name
        if word.key in word_set("places"):
            return None
    return None
