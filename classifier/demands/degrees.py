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
_HIGHER = ("higher", "above", "better", "greater")
_NOUNS = ("field", "fields", "discipline", "disciplines", "area", "subject")
_STRENGTHS = ("required", "preferred", "is", "highly", "strongly", "from")


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
    if not start or _is_else(found, place, start[0]):
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
    return _completed(degree), False, place


def _is_else(found: list[Word], place: int, degree: Degree) -> bool:
    """Tell whether the words only look like a degree: "years above high school", "Billing and Coding Associate"."""
    if degree.level == "hs":
        return place > 0 and found[place - 1].key in _set("beyond")
    titled = next((at for at in range(place, min(len(found), place + _NEAR)) if found[at].key == "associate"), None)
    if titled is None or degree.level != "associate" or (titled > place and not degree.subject):
        return False
    behind = found[titled + 1].key if titled + 1 < len(found) else "."
    return not (behind in _set("behind_associate") or behind.startswith(("degree", "level", "program", "science")))


def _completed(degree: Degree) -> Degree:
    """Return the degree with what the accreditor of cancer registrars tells of it."""
    if degree.accreditor == "NCRA-approved" and degree.level == "certificate":
        return replace(degree, subject=degree.subject or "cancer registry")
    if degree.level == "?" and degree.subject == "cancer registry":
        return replace(degree, level="certificate")
    return degree


def subject_at(found: list[Word], place: int) -> tuple[str, int] | None:
    """Return the field of study whose words start at ``place``, alternatives with it, and the place behind."""
    if not _tables().fields.find(found, place) or (found[place].key == "it" and found[place].raw != "IT"):
        return None
    subject, behind = _subject(found, place)
    return (subject, behind) if subject else None


def _level(found: list[Word], place: int) -> tuple[Degree, int] | None:
    word = found[place]
    if (
        word.key in _letters()
        and word.raw[0].isupper()
        and (word.raw.isupper() or "." in word.raw or word.key == "phd")
    ):
        behind = found[place + 1].key if place + 1 < len(found) else ","
        fielded = bool(_tables().fields.find(found, place + 1))
        if fielded or behind in _set("after_letters") or behind in _letters():
            return Degree(_letters()[word.key]), place + 1
    match = _tables().levels.find(found, place)
    if not match:
        return None
    (level, field), place = match
    while field and (further := _same_level(found, place, level)):
        field, place = f"{field}|{further[0]}", further[1]
    return Degree(level, field), place


def _same_level(found: list[Word], place: int, level: str) -> tuple[str, int] | None:
    """Read the second of "MHA or MBA": one level in either field."""
    if place >= len(found) or found[place].key not in ("or", "/"):
        return None
    match = _tables().levels.find(found, place + 1)
    return (match[0][1], match[1]) if match and match[0][0] == level and match[0][1] else None


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
        return Degree(level[0].level, subject or None, _accreditor(accreditor, found, place)), level[1]
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
        if bracketed := _in_brackets(found, degree, place):
            degree, place = bracketed
            end = place
            continue
        if found[place].key == "(" and _qualifies(found, place):
            break
        if found[place].key == "or" and found[place + 1 : place + 2] and found[place + 1].key in _HIGHER:
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
        elif found[place].key in _set("glue") or (found[place].key == "," and _opens(found, place + 1)):
            if found[place].key in ("degree", "degrees", *_set("programs")):
                end = place + 1
            place += 1
        else:
            break
    return degree, _closed(found, end)


def _in_brackets(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int] | None:
    """Read fields in brackets: "Bachelor's (HIM, business)"."""
    if found[place].key != "(" or degree.subject or not _tables().fields.find(found, place + 1):
        return None
    subject, behind = _subject(found, place + 1)
    closed = behind < len(found) and found[behind].key == ")"
    return (replace(degree, subject=subject or None), behind + 1) if closed else None


def _credits(found: list[Word], place: int) -> int | None:
    """Return the place behind "12 semester hours"."""
    if found[place].low is None or place + 1 >= len(found) or found[place + 1].key not in _set("credits"):
        return None
    place += 1
    while place < len(found) and found[place].key in _set("credits"):
        place += 1
    return place


def _comma(found: list[Word], degree: Degree, place: int) -> int | None:
    """Return the place behind a comma that a field, or the level of the degree, stands behind."""
    if found[place].key != "," or place + 1 >= len(found):
        return None
    ahead = place + 1 + (found[place + 1].key == "in")
    if degree.level == "?":
        leveled = _tables().levels.find(found, ahead)
        return ahead if leveled and leveled[0][0] in SCHOOL_LEVELS and leveled[0][1] is None else None
    if degree.subject or not _tables().fields.find(found, ahead):
        return None
    behind = _subject(found, ahead)[1]
    closed = behind >= len(found) or found[behind].key in (".", ";", "(")
    return ahead if closed or (found[behind].key == "," and _opens(found, behind + 1)) else None


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
            return replace(degree, subject=subject or None), behind
        before = place - 1 - (found[place - 1].key in ("a", "an"))
        if found[before].key in ("in", "of") and found[before - 1].key in _set("fielded"):
            return _as_written(found, degree, place)
    if degree.level == "?" and (leveled := _tables().levels.find(found, place)) and leveled[0][0] != "?":
        return replace(degree, level=leveled[0][0]), leveled[1]
    return None


def _as_written(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int] | None:
    """Take up to three words of a field that no table knows."""
    written = _written(found, place)
    if not written:
        return None
    subject, place = _more(found, written[1], [written[0]])
    return replace(degree, subject=subject or None), place


def _written(found: list[Word], place: int) -> tuple[str, int] | None:
    """Return up to three words as a field, and the place behind the noun "field" with them."""
    end = place
    while end < len(found) and found[end].key.isalpha() and found[end].key not in _stops() and end - place < _MOST_WORDS:
        end += 1
    taken = [word.key for word in found[place:end]]
    if not taken or not _set("no_field").isdisjoint(taken):
        return None
    return " ".join(taken), end + (end < len(found) and found[end].key in _NOUNS)


def _subject(found: list[Word], place: int) -> tuple[str, int]:
    """Read one field or a list of alternatives."""
    name, behind = _field(found, place)
    return _more(found, behind, [name])


def _field(found: list[Word], place: int) -> tuple[str, int]:
    name, behind = _tables().fields.find(found, place) or ("", place)
    written = " ".join(word.key for word in found[place:behind] if word.key not in ("a", "an", "the"))
    if behind < len(found) and found[behind].key in _NOUNS:
        behind += 1
    if (
        behind + 2 < len(found)
        and found[behind].key == "("
        and found[behind + 2].key == ")"
        and found[behind + 1].raw.isupper()
        and not _opens(found, behind + 1)
    ):
        behind += 3
    return name or written, behind


def _more(found: list[Word], place: int, names: list[str]) -> tuple[str, int]:
    """Read further alternatives behind the first field; those that no rule names only where "or" ends the list."""
    while len(names) < _MOST_FIELDS:
        ahead = place
        while ahead < min(len(found), place + 2) and found[ahead].key in _set("separators"):
            ahead += 1
        while ahead < len(found) and ahead > place and found[ahead].key in ("in", "a", "an"):
            ahead += 1
        if ahead == place or ahead >= len(found):
            break
        if not _tables().fields.find(found, ahead):
            written = _listed(found, place, ahead)
            if not written:
                break
            name, place = written
        elif _is_level(found, _field(found, ahead)[1]) and found[place].key != "/":
            break
        else:
            name, place = _field(found, ahead)
        names.append(name)
    return "|".join(dict.fromkeys(name for name in names if name != "any")), place


def _listed(found: list[Word], place: int, ahead: int) -> tuple[str, int] | None:
    """Return a field that no rule names, where it stands in a list: "nursing, microbiology or public health"."""
    written = _written(found, ahead)
    if not written or _tables().levels.find(found, ahead) or _is_level(found, written[1]):
        return None
    behind = found[written[1]].key if written[1] < len(found) else "."
    last = found[ahead - 1].key == "or" or found[place].key == "or" or found[place + 1].key == "or"
    if last:
        return written if behind in (".", ",", ";", "(", ")", *_STRENGTHS) else None
    closing = (word.key for word in found[written[1] : written[1] + _NEAR] if word.key in ("or", ".", ";", "with"))
    return written if found[place].key == "," and behind in (",", "or") and next(closing, ".") == "or" else None


def _is_level(found: list[Word], place: int) -> bool:
    """Tell whether a level or a word of certification or experience follows: then the field opens something new."""
    if place >= len(found):
        return False
    if found[place].key in ("certification", "credential", "experience", "certified", "certificate", "coding"):
        return True
    return found[place].key not in ("degree", "program", "programs") and bool(_tables().levels.find(found, place))
