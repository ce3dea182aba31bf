"""Schooling that an ad asks for: finding a degree in words, and the list of degrees that clauses ask for."""

from dataclasses import dataclass, replace
from functools import cache

from classifier.evidence import Evidence
from classifier.expression import Clause, Degree, Strength
from classifier.knowledge import table
from classifier.words import Phrases, Word

_LETTERS = {
    "aa": "associate", "as": "associate", "aas": "associate", "ba": "bachelor", "bs": "bachelor", "bsc": "bachelor",
    "ma": "master", "ms": "master", "phd": "doctorate", "rhia": "",
}  # fmt: skip
_AFTER_LETTERS = {"degree", "degrees", "in", "or", "/", "from", "required", "preferred", ",", ";", ")", "with", "and"}
_GLUE = set("a an the of in from with by at through degree degrees diploma program programs programme school college "
            "university institution curriculum level major majoring concentration emphasis focus focused field study "
            "studies applied graduate accredited regionally bachelors associates four two year ( ) approved".split())  # fmt: skip
_PLACES = {"school", "college", "university", "institution", "hospital"}
_PROGRAMS = {"program", "programs", "programme", "curriculum", "course", "courses"}
_SEPARATORS = {"or", "/", ",", "and", "&", "|"}
_LONGEST = 40
SCHOOL_LEVELS = ("hs", "certificate", "associate", "bachelor", "master", "doctorate", "other")


@dataclass(frozen=True, slots=True)
class Education:
    """Schooling asked for; ``level`` is one of ``SCHOOL_LEVELS``, alternatives in ``field`` are parted by a pipe.

    ``strength`` is ``REQ`` or ``PREF``; ``cahiim`` is true only where the ad names CAHIIM.
    """

    level: str
    field: str | None
    strength: Strength
    cahiim: bool
    evidence: Evidence | None


def education(clauses: tuple[Clause, ...]) -> tuple[Education, ...]:
    """Return the schooling that ``clauses`` ask for, alternatives each on their own, in the order of the ad."""
    found: dict[tuple[str, str | None, Strength, bool], Education] = {}
    for clause in clauses:
        strength = Strength.PREF if clause.strength is Strength.STRONG else clause.strength
        if strength not in (Strength.REQ, Strength.PREF):
            continue
        for degree in (atom.item for atom in clause.atoms if isinstance(atom.item, Degree)):
            if degree.level in SCHOOL_LEVELS:
                entry = Education(
                    degree.level, degree.subject, strength, degree.accreditor == "CAHIIM", clause.evidence
                )
                found.setdefault((entry.level, entry.field, strength, entry.cahiim), entry)
    return tuple(found.values())


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
    return tables.levels.first | tables.fields.first | tables.accreditors.first | frozenset(_LETTERS)


def degree_at(found: list[Word], place: int) -> tuple[Degree, bool, int] | None:
    """Return the degree whose words start at ``place``, whether an equivalent is named with it, and the place behind."""
    start = _level(found, place) or _field_first(found, place)
    if not start:
        return None
    degree, place = start
    if degree.level == "hs":
        return degree, *_equivalent(found, place)
    plain = degree.level == "certificate" and found[place - 1].key in ("certificate", "diploma") and not degree.subject
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
    if word.key in _LETTERS and word.raw[0].isupper() and (word.raw.isupper() or "." in word.raw or word.key == "phd"):
        behind = found[place + 1].key if place + 1 < len(found) else ","
        if behind in _AFTER_LETTERS or behind in _LETTERS:
            return Degree(_LETTERS[word.key]), place + 1
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
    if level and level[0].level in SCHOOL_LEVELS + ("?",) and not level[0].subject:
        return Degree(level[0].level, subject, _accreditor(accreditor, found, place)), level[1]
    return None


def _accreditor(name: str | None, found: list[Word], place: int) -> str | None:
    """An accredited college says nothing about the program; an accredited program does."""
    if name != "accredited":
        return name
    for word in found[place : place + 6]:
        if word.key in _PROGRAMS:
            return name
        if word.key in _PLACES:
            return None
    return None


def _equivalent(found: list[Word], place: int) -> tuple[bool, int]:
    """Read "or GED", "/equivalent" and their kin behind a high-school diploma."""
    ahead = [word.key for word in found[place : place + 6]]
    for size in range(len(ahead), 0, -1):
        part = [
            key for key in ahead[:size] if key not in ("(", ")", "or", "/", "a", "its", "the", "an", "of", ",", "and")
        ]
        if ahead[0] in ("or", "/", "(", ",", "ged") and part and part[-1] in _EQUIVALENT and set(part) <= _EQUIVALENT:
            behind = place + size
            return True, behind + (behind < len(found) and found[behind].key == ")")
    return False, place


_EQUIVALENT = {
    "ged",
    "equivalent",
    "equivalency",
    "hse",
    "hiset",
    "certificate",
    "general",
    "education",
    "diploma",
    "g",
    "e",
    "d",
}


def _details(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int]:
    """Read field, accreditor and a later level behind the first words of a degree."""
    end, limit = place, min(len(found), place + _LONGEST)
    while place < limit:
        if found[place].key == "(" and _qualifies(found, place):
            break
        step = _detail(found, degree, place)
        if step:
            degree, place = step
            end = place
        elif found[place].key in _GLUE or found[place].key == "," and _opens(found, place + 1):
            if found[place].key in ("degree", "degrees", *_PROGRAMS):
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
        if word.key in ("preferred", "required", "desired", "a", "or", "\0"):
            return True
    return True


def _closed(found: list[Word], end: int) -> int:
    """Take the words of the place of study with the degree: "... from an accredited college or university"."""
    place = end
    while place < len(found) and (found[place].key in _GLUE or found[place].key in ("or", "an", "accredited")):
        place += 1
        if found[place - 1].key in _PLACES | _PROGRAMS:
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
        if found[place - 1].key in ("in", "of") and found[place - 2].key in (
            "degree",
            "diploma",
            "bachelors",
            "associates",
            "masters",
            "bs",
            "ba",
            "as",
            "aas",
            "ms",
            "ma",
        ):
            return _as_written(found, degree, place)
    if degree.level == "?" and (match2 := _tables().levels.find(found, place)) and match2[0][0] != "?":
        return replace(degree, level=match2[0][0]), match2[1]
    return None


def _as_written(found: list[Word], degree: Degree, place: int) -> tuple[Degree, int] | None:
    """Take up to three words of a field that no table knows."""
    taken = []
    while place < len(found) and found[place].key.isalpha() and found[place].key not in _STOPS and len(taken) < 3:
        taken.append(found[place].key)
        place += 1
    if not taken:
        return None
    subject, place = _more(found, place, [" ".join(taken)])
    return replace(degree, subject=subject), place


_STOPS = (
    _GLUE
    | _SEPARATORS
    | set("required preferred desired is are or and plus with from experience strongly highly a".split())
)


def _subject(found: list[Word], place: int) -> tuple[str, int]:
    """Read one field or a list of alternatives."""
    name, behind = _field(found, place)
    return _more(found, behind, [name])


def _field(found: list[Word], place: int) -> tuple[str, int]:
    match = _tables().fields.find(found, place)
    assert match
    name, behind = match
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
    while True:
        ahead = place
        while ahead < len(found) and found[ahead].key in _SEPARATORS and ahead - place < 2:
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
