"""Experience that an ad asks for: finding years in words, and the list of experience that clauses ask for."""

from dataclasses import dataclass
from functools import cache

from classifier.demands.expression import Clause, Strength, Years
from classifier.demands.words import NAME, Phrases, Word
from classifier.evidence import Evidence
from classifier.knowledge import table

_HOURS_A_YEAR = 2000
_FEWEST_HOURS = 500  # fewer are a working week or a course
_NEAR, _FAR = 4, 7
_REACH = 14
_MOST_YEARS = 25


@dataclass(frozen=True, slots=True)
class Experience:
    """Experience asked for, in years; ``min_years`` is None where the ad gives no count, 0 for "up to".

    ``domain`` is one of the domains of ``years.toml`` or None; ``strength`` is ``REQ`` or ``PREF``.
    """

    min_years: float | None
    max_years: float | None
    domain: str | None
    strength: Strength
    evidence: Evidence


def experience(clauses: tuple[Clause, ...]) -> tuple[Experience, ...]:
    """Return the experience that ``clauses`` ask for, alternatives each on their own, in the order of the ad.

    A substitution without a count ("experience may replace the degree") gives nothing.
    """
    found: dict[tuple[object, ...], Experience] = {}
    for clause in clauses:
        strength = Strength.PREF if clause.strength is Strength.STRONG else clause.strength
        if strength not in (Strength.REQ, Strength.PREF) or ("sub", "experience") in clause.flags:
            continue
        for years in (atom.item for atom in clause.atoms if isinstance(atom.item, Years)):
            entry = Experience(
                _in_years(years, years.low), _in_years(years, years.high), years.domain, strength, clause.evidence
            )
            found.setdefault((entry.min_years, entry.max_years, entry.domain, strength), entry)
    return tuple(found.values())


def _in_years(years: Years, count: float | None) -> float | None:
    return count if count is None or years.unit == "yr" else round(count / 12, 2)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("years")["words"][name])


@cache
def _stops() -> frozenset[str]:
    return _set("stops") | {NAME}


@cache
def _domains() -> Phrases[tuple[int, str]]:
    phrases: Phrases[tuple[int, str]] = Phrases()
    for rank, rule in enumerate(table("years")["domain"]):
        for phrase in rule["phrases"]:
            phrases.add(phrase, (rank, rule["name"]))
    return phrases


@cache
def first_keys() -> frozenset[str]:
    """Return the look-up keys that experience without a count can start with."""
    return _domains().first | frozenset(_set("nouns")) | frozenset(_set("modifiers"))


def domain(found: list[Word]) -> str | None:
    """Return the domain that the words name; of several, the one that stands first in ``years.toml``."""
    ranked = []
    place = 0
    while place < len(found):
        match = _domains().find(found, place)
        if match:
            ranked.append(match[0])
        place = match[1] if match else place + 1
    return min(ranked)[1] if ranked else None


def years_at(found: list[Word], place: int) -> tuple[tuple[Years, ...], bool, int] | None:
    """Return the experience whose words start at ``place``, None where they speak of something else.

    The values are the alternatives, whether the number was written with two values, and the place behind.
    """
    if found[place].low is not None:
        return _counted(found, place)
    if (
        found[place].key == "up"
        and place + 3 < len(found)
        and found[place + 1].key == "to"
        and found[place + 2].low is not None
    ):
        counted = _counted(found, place + 2)
        return counted and (tuple(_up_to(each) for each in counted[0]), counted[1], counted[2])
    return _uncounted(found, place)


def _up_to(years: Years) -> Years:
    return Years(0, years.low, years.unit, years.domain)


def _counted(found: list[Word], place: int, *, labeled: bool = False) -> tuple[tuple[Years, ...], bool, int] | None:
    number, unit_place = found[place], place + 1
    while unit_place < min(len(found), place + _NEAR) and found[unit_place].key in _set("between"):
        unit_place += 1
    unit = found[unit_place].unit if unit_place < len(found) else None
    if unit not in ("yr", "mo", "h") or (place and found[place - 1].key in _set("before")):
        return None
    end = _reach(found, unit_place + 1)
    region = found[unit_place + 1 : end]
    added = labeled or (place > 0 and found[place - 1].key in ("with", "plus", "+"))
    if not _asks(region, found, end, after=added) or (unit == "yr" and (number.low or 0) > _MOST_YEARS):
        return None
    low, high = number.low, number.high
    if unit == "h":
        if (low or 0) < _FEWEST_HOURS:
            return None
        low, high, unit = round((low or 0) / _HOURS_A_YEAR * 2) / 2, None, "yr"
    return tuple(Years(low, high, unit, name) for name in _alternatives(region)), number.conflict, end


def _asks(region: list[Word], found: list[Word], end: int, *, after: bool) -> bool:
    """Tell whether the words behind a count speak of experience and not of age, contracts or schooling.

    ``after`` tells that a word such as "plus" stands before the count, so that "CPC plus 2 years" is enough.
    """
    keys = [word.key for word in region]
    if any(key in _set("nouns") for key in keys):
        return True
    if not keys:
        return (end < len(found) and found[end].key in ("required", "preferred")) or after
    return keys[0] not in ("to", "from", "after") and not _set("misleading") & set(keys[:4])


def _reach(found: list[Word], place: int) -> int:
    """Return the place where the words about experience that start at ``place`` end."""
    start, limit = place, min(len(found), place + _REACH)
    while place < limit and (found[place].key not in _stops() or _lists_on(found, place)):
        key = found[place].key
        if key in _set("joints") and not _goes_on(found, place):
            break
        if found[place].low is not None and place + 1 < len(found) and found[place + 1].unit:
            break
        place += 1
    while place > start and found[place - 1].key in ("a", "an", "the", "of", "in", "+", "also"):
        place -= 1
    return place


def _lists_on(found: list[Word], place: int) -> bool:
    """Tell whether a comma parts domains: "release of information, records or clerical experience"."""
    if found[place].key != "," or not _domains().find(found, place + 1):
        return False
    for word in found[place + 1 : place + 9]:
        if word.key in _set("nouns"):
            return any(each.key == "or" for each in found[place + 1 : place + 9])
        if word.low is not None or (word.key in _stops() and word.key != ","):
            return False
    return False


def _goes_on(found: list[Word], place: int) -> bool:
    """Tell whether the words behind a joining word still describe the experience."""
    ahead = [word.key for word in found[place + 1 : place + 4]]
    if not ahead or found[place + 1].low is not None or ahead[0] in _stops() | _set("others"):
        return False
    joint = found[place].key
    if joint in ("in", "with", "as", "during"):
        elsewhere = ahead[0] in ("lieu", "place", "addition") or NAME in ahead[:2]
        return not elsewhere and not (joint == "in" and "place" in ahead[:2])
    if joint == "within":
        return False
    return bool(_domains().find(found, place + 1)) or not _set("nouns").isdisjoint(ahead)


def _alternatives(region: list[Word]) -> tuple[str | None, ...]:
    """Split "revenue cycle or billing experience" into its domains; anything else names one."""
    cuts = [place for place, word in enumerate(region) if word.key in ("or", ",")]
    if cuts and any(region[place].key == "or" for place in cuts):
        edges = zip([-1, *cuts], [*cuts, len(region)], strict=True)
        names = list(dict.fromkeys(filter(None, (domain(region[start + 1 : end]) for start, end in edges))))
        if len(names) > 1:
            return tuple(names)
    return (domain(region),)


def _uncounted(found: list[Word], place: int) -> tuple[tuple[Years, ...], bool, int] | None:
    """Read "significant management experience" or "experience with release of information"."""
    key = found[place].key
    if key not in _set("nouns") and key not in _set("modifiers") and not _domains().find(found, place):
        return None
    noun = place
    while noun < len(found) and noun - place < _FAR and found[noun].key not in _set("nouns"):
        if found[noun].key in _stops() or found[noun].low is not None:
            return None
        noun += 1
    if noun >= len(found) or found[noun].key not in _set("nouns") or _is_verb(found, noun):
        return None
    if noun + 2 < len(found) and found[noun + 1].key in (":", "-") and found[noun + 2].low is not None:
        return _labeled(found, place, noun)
    end = _reach(found, noun + 1)
    left, right = found[place:noun], found[noun + 1 : end]
    names = _alternatives(left) if domain(left) else _alternatives(right)
    return tuple(Years(domain=name) for name in names), False, end


def _labeled(found: list[Word], place: int, noun: int) -> tuple[tuple[Years, ...], bool, int] | None:
    """Read "Inpatient coding experience: 5 years"."""
    counted = _counted(found, noun + 2, labeled=True)
    if not counted:
        return None
    name = domain(found[place:noun])
    return (
        tuple(Years(each.low, each.high, each.unit, each.domain or name) for each in counted[0]),
        counted[1],
        counted[2],
    )


def _is_verb(found: list[Word], noun: int) -> bool:
    """Tell whether "experience" is what others go through: "the patient experience", "experience our culture"."""
    before = found[noun - 1].key if noun else ""
    behind = found[noun + 1].key if noun + 1 < len(found) else ""
    return before in _set("not_asked") or behind in ("the", "our", "what", "level", "levels")
