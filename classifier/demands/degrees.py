"""Degrees found in words: level, field and who stands behind the program."""

from dataclasses import dataclass, replace
from functools import cache

from classifier.demands.expression import Degree
from classifier.demands.words import NAME, Phrases, Word
from classifier.knowledge import table

SCHOOL_LEVELS = ("hs", "certificate", "associate", "bachelor", "master", "doctorate", "other")


_LONGEST = 40
_NEAR = 12
_MOST_WORDS = 3
_MOST_FIELDS = 12


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("schooling")["words"][name])


@cache
def _stops() -> frozenset[str]:
    return _set("stops") | _set("glue") | _set("separators")


@cache
def _letters() -> dict[str, str]:
    return {letters: level for level, each in table("schooling")["letters"].items() for letters in each}


@dataclass(frozen=True, slots=True)
class _Tables:
    levels: Phrases[tuple[str, str | None]]
    fields: Phrases[str]
    accreditors: Phrases[str]


@cache
def _tables() -> _Tables:
    rules = table("schooling")
    tables = _Tables(Phrases(), Phrases(), Phrases())
    for rule in rules["named"]:
        for phrase in rule["phrases"]:
            tables.levels.add(phrase, (rule["level"], rule["field"]))
    for rule in rules["degree"]:
        for phrase in rule["phrases"]:
            tables.levels.add(phrase, (rule["level"], None))
    for name, phrases in (("field", tables.fields), ("accreditor", tables.accreditors)):
        for rule in rules[name]:
            for phrase in rule["phrases"]:
                phrases.add(phrase, rule.get("name", ""))
    return tables


@cache
def first_keys() -> frozenset[str]:
    """Return the look-up keys that a degree or field can start with."""
    tables = _tables()
    return tables.levels.first | tables.fields.first | tables.accreditors.first | frozenset(_letters())


def degree_at(found: list[Word], place: int) -> tuple[Degree, bool, int] | None:
    """Return the degree whose words start at ``place``, whether an equivalent stands with it, and the place behind."""
    first = place
    start = _level(found, place) or _field_first(found, place)
    if not start:
        return None
    degree, place = start
    if degree.level == "hs":
        return degree, *_equivalent(found, place)
    plain = place - first == 1
    degree, place = _details(found, degree, place)
    if plain and degree == Degree("certificate") and found[place - 1].key in ("certificate", "diploma"):
        return None
    if degree.level == "?" and not degree.subject and found[place - 1].key not in ("degree", "degrees"):
        return None
    return degree, False, place


def subject_at(found: list[Word], place: int) -> tuple[str, int] | None:
    """Return the field of study whose words start at ``place``, alternatives with it, and the place behind."""
    if not _tables().fields.find(found, place) or (found[place].key == "it" and found[place].raw != "IT"):
        return None
    return _subject(found, place)


def _level(found: list[Word], place: int) -> tuple[Degree, int] | None:
    word = found[place]
    if (
        word.key in _letters()
        and word.raw[0].isupper()
        and (word.raw.isupper() or "." in word.raw or word.key == "phd")
    ):
        behind = found[place + 1].key if place + 1 < len(found) else ","
        if behind in _set("after_letters") or behind in _letters():
            return Degree(_letters()[word.key]), place + 1
    match = _tables().levels.find(found, place)
    if not match:
        return None
    (level, field), place = match
    return Degree(level, field), place


def _field_first(found: list[Word], place: int) -> tuple[Degree, int] | None:
    """Read a degree that starts with its field or accreditor, such as "HIM degree" or "accredited HIT program"."""
    subject = accreditor = None
    start = place
    if match := _tables().accreditors.find(found, place):
        accreditor, place = match
    if match := _tables().fields.find(found, place):
        subject, place = _subject(found, place)
    if place == start or place >= len(found):
        return None
    level = _level(found, place)
    if level and level[0].level in (*SCHOOL_LEVELS, "?") and not level[0].subject:
        return Degree(level[0].level, subject, _accreditor(accreditor, found, place)), level[1]
    return None


def _accreditor(name: str | None, found: list[Word], place: int) -> str | None:
    """Return who accredits the program; an accredited college says nothing of it."""
    if name != "accredited":
        return name
    for word in found[place : place + 6]:
        if word.key in _set("programs"):
            return name
        if word.key in _set("places"):
            return None
    return None


def _equivalent(found: list[Word], place: int) -> tuple[bool, int]:
    """Read "or GED", "/equivalent" and their kin behind a high-school diploma."""
    ahead = [word.key for word in found[place : place + 6]]
    for size in range(len(ahead), 0, -1):
        part = [
            key for key in ahead[:size] if key not in ("(", ")", "or", "/", "a", "its", "the", "an", "of", ",", "and")
        ]
        opened = ahead[0] in ("or", "/", "(", ",", "ged")
        closed = ahead[size - 1] == ")" or ahead[size - 1] in _set("equivalents")
        if opened and closed and part and set(part) <= _set("equivalents"):
            behind = place + size
            return True, behind + (behind < len(found) and found[behind].key == ")")
    return False, place


def _details(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int]:
    """Read field, accreditor and a later level behind the first words of a degree."""
    end, limit = place, min(len(found), place + _LONGEST)
    while place < limit:
        if found[place].key == "(" and _qualifies(found, place):
            break
        if [word.key for word in found[place : place + 2]] in (["or", "higher"], ["or", "above"]):
            place += 2
            continue
        step = _detail(found, degree, place)
        if step:
            degree, place = step
            end = place
        elif found[place].key in _set("glue") or (found[place].key == "," and _opens(found, place + 1)):
            if found[place].key in ("degree", "degrees", *_set("programs")):
                end = place + 1
            place += 1
        else:
            break
    return degree, _closed(found, end)


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
    while place < limit and (found[place].key in _set("glue") or found[place].key in ("or", "an", "accredited")):
        place += 1
        if found[place - 1].key in _set("places") | _set("programs"):
            end = place
    return end


def _opens(found: list[Word], place: int) -> bool:
    return bool(_tables().accreditors.find(found, place))


def _detail(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int] | None:
    if degree.level == "?" and (named := _tables().levels.find(found, place)) and named[0][1]:
        return replace(degree, level=named[0][0], subject=degree.subject or named[0][1]), named[1]
    if match := _tables().accreditors.find(found, place):
        name = _accreditor(match[0], found, match[1])
        return (replace(degree, accreditor=name) if name else degree), match[1]
    if degree.subject is None and (found[place].key != "it" or found[place].raw == "IT"):
        if _tables().fields.find(found, place):
            subject, behind = _subject(found, place)
            return replace(degree, subject=subject), behind
        if found[place - 1].key in ("in", "of") and found[place - 2].key in _set("fielded"):
            return _as_written(found, degree, place)
    if degree.level == "?" and (leveled := _tables().levels.find(found, place)) and leveled[0][0] != "?":
        return replace(degree, level=leveled[0][0]), leveled[1]
    return None


def _as_written(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int] | None:
    """Take up to three words of a field that no table knows."""
    taken: list[str] = []
    while (
        place < len(found)
        and found[place].key.isalpha()
        and found[place].key not in _stops()
        and len(taken) < _MOST_WORDS
    ):
        taken.append(found[place].key)
        place += 1
    if not taken:
        return None
    subject, place = _more(found, place, [" ".join(taken)])
    return replace(degree, subject=subject), place


def _subject(found: list[Word], place: int) -> tuple[str, int]:
    """Read one field or a list of alternatives."""
    name, behind = _field(found, place)
    return _more(found, behind, [name])


def _field(found: list[Word], place: int) -> tuple[str, int]:
    name, behind = _tables().fields.find(found, place) or ("", place)
    written = " ".join(word.key for word in found[place:behind] if word.key not in ("a", "an", "the"))
    if (
        behind + 2 < len(found)
        and found[behind].key == "("
        and found[behind + 2].key == ")"
        and found[behind + 1].raw.isupper()
    ):
        behind += 3
    return name or written, behind


def _more(found: list[Word], place: int, names: list[str]) -> tuple[str, int]:
    while len(names) < _MOST_FIELDS:
        ahead = place
        while ahead < min(len(found), place + 2) and found[ahead].key in _set("separators"):
            ahead += 1
        if ahead < len(found) and ahead > place and found[ahead].key == "in":
            ahead += 1
        if ahead == place or ahead >= len(found) or not _tables().fields.find(found, ahead):
            break
        if _is_level(found, _field(found, ahead)[1]) and found[place].key != "/":
            break
        name, place = _field(found, ahead)
        names.append(name)
    return "|".join(dict.fromkeys(names)), place


def _is_level(found: list[Word], place: int) -> bool:
    """Tell whether a level or a word of certification or experience follows: then the field opens something new."""
    if place >= len(found):
        return False
    if found[place].key in ("certification", "credential", "experience", "certified", "certificate", "coding"):
        return True
    return found[place].key not in ("degree", "program", "programs") and bool(_tables().levels.find(found, place))
