"""Experience that an ad asks for: finding years in words, and the list of experience that clauses ask for."""

from dataclasses import dataclass
from functools import cache

from classifier.evidence import Evidence
from classifier.expression import Clause, Strength, Years
from classifier.knowledge import table
from classifier.words import Phrases, Word

_EXPERIENCE = {"experience", "experiences", "exp", "expereince", "experince"}
_STOPS = set(
    ", ; . : | ( ) [ ] required preferred desired desirable strongly highly is are must will would may can plus helpful "
    "mandatory but needed reqd necessary pref considered accepted ideal which substitutes substituted acceptable "
    "\0 - ! ? if while who one beneficial recommended".split()
)
_FALSE = {"age", "old", "older", "college", "warranty", "contract", "commitment", "ago", "retention", "program", "degree",
          "credits", "coursework", "cycle", "term", "school", "business", "history", "lease", "probation", "after", "hire"}  # fmt: skip
_MODIFIERS = set(
    "previous prior recent significant extensive relevant proven demonstrated progressive progressively strong related "
    "hands work some direct considerable substantial solid practical professional documented verifiable additional "
    "responsible working clinical healthcare acute care hospital equivalent total".split()
)
_NOT_ASKED = {"patient", "customer", "user", "candidate", "employee", "member", "client", "great", "your", "our"}
_BEFORE = {"every", "each", "per", "last", "past", "age", "within"}
_HOURS_A_YEAR = 2000
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
    evidence: Evidence | None


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
def _domains() -> Phrases[tuple[int, str]]:
    phrases: Phrases[tuple[int, str]] = Phrases()
    for rank, rule in enumerate(table("years")["domain"]):
        for phrase in rule["phrases"]:
            phrases.add(phrase, (rank, rule["name"]))
    return phrases


@cache
def first_keys() -> frozenset[str]:
    """Return the look-up keys that experience without a count can start with."""
    return _domains().first | frozenset(_EXPERIENCE) | frozenset(_MODIFIERS)


def speaks_of_experience(found: list[Word]) -> bool:
    """Tell whether the words hold "experience" at all."""
    return any(word.key in _EXPERIENCE for word in found)


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
    """Return the experience whose words start at ``place``: alternatives, whether its number conflicts, the place behind."""
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


def _counted(found: list[Word], place: int) -> tuple[tuple[Years, ...], bool, int] | None:
    number, unit_place = found[place], place + 1
    while unit_place < len(found) and found[unit_place].key in (
        "full",
        "additional",
        "solid",
        "consecutive",
        "recent",
        "plus",
        "or",
        "more",
    ):
        unit_place += 1
    unit = found[unit_place].unit if unit_place < len(found) else None
    if unit not in ("yr", "mo", "h") or (place and found[place - 1].key in _BEFORE):
        return None
    end = _reach(found, unit_place + 1)
    region = found[unit_place + 1 : end]
    if not _asks(region, found, end) or (unit == "yr" and (number.low or 0) > _MOST_YEARS):
        return None
    low, high = number.low, number.high
    if unit == "h":
        if (low or 0) < 500:
            return None
        low, high, unit = round((low or 0) / _HOURS_A_YEAR * 2) / 2, None, "yr"
    return tuple(Years(low, high, unit, name) for name in _alternatives(region)), number.conflict, end


def _asks(region: list[Word], found: list[Word], end: int) -> bool:
    """Tell whether the words behind a count speak of experience and not of age, contracts or schooling."""
    keys = [word.key for word in region]
    if any(key in _EXPERIENCE for key in keys):
        return True
    if not keys:
        return end < len(found) and found[end].key in ("required", "preferred")
    return keys[0] not in ("to", "from", "after") and not _FALSE & set(keys[:4])


def _reach(found: list[Word], place: int) -> int:
    """Return the place where the words about experience that start at ``place`` end."""
    start, limit = place, min(len(found), place + _REACH)
    while place < limit and (found[place].key not in _STOPS or _lists_on(found, place)):
        key = found[place].key
        if key in ("or", "and", "&", "/", "plus", "in", "with", "within", "as", "during") and not _goes_on(
            found, place
        ):
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
        if word.key in _EXPERIENCE:
            return any(each.key == "or" for each in found[place + 1 : place + 9])
        if word.low is not None or (word.key in _STOPS and word.key != ","):
            return False
    return False


def _goes_on(found: list[Word], place: int) -> bool:
    """Tell whether the words behind a joining word still describe the experience."""
    ahead = found[place + 1 : place + 4]
    if (
        not ahead
        or ahead[0].low is not None
        or ahead[0].key
        in _STOPS | {"equivalent", "bachelors", "associates", "masters", "degree", "either", "certification"}
    ):
        return ahead != [] and ahead[0].key == "one" and found[place].key != "or"
    if (
        found[place].key == "in"
        and [word.key for word in ahead[:2]] == ["lieu", "of"]
        or [word.key for word in ahead[:1]] in (["lieu"], ["place"])
    ):
        return False
    if found[place].key in ("in", "with", "as", "during"):
        return not any(word.key in ("\0", "place") for word in ahead[:2]) and ahead[0].key != "addition"
    if found[place].key == "within":
        return False
    behind = _domains().find(found, place + 1)
    return bool(behind) or any(word.key in _EXPERIENCE for word in ahead)


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
    if key not in _EXPERIENCE and key not in _MODIFIERS and not _domains().find(found, place):
        return None
    noun = place
    while noun < len(found) and noun - place < 7 and found[noun].key not in _EXPERIENCE:
        if found[noun].key in _STOPS or found[noun].low is not None:
            return None
        noun += 1
    if noun >= len(found) or found[noun].key not in _EXPERIENCE or _is_verb(found, place, noun):
        return None
    if noun + 2 < len(found) and found[noun + 1].key in (":", "-") and found[noun + 2].low is not None:
        return _labeled(found, place, noun)
    end = _reach(found, noun + 1)
    left, right = found[place:noun], found[noun + 1 : end]
    names = _alternatives(left) if domain(left) else _alternatives(right)
    return tuple(Years(domain=name) for name in names), False, end


def _labeled(found: list[Word], place: int, noun: int) -> tuple[tuple[Years, ...], bool, int] | None:
    """Read "Inpatient coding experience: 5 years"."""
    counted = _counted(found, noun + 2)
    if not counted:
        return None
    name = domain(found[place:noun])
    return (
        tuple(Years(each.low, each.high, each.unit, each.domain or name) for each in counted[0]),
        counted[1],
        counted[2],
    )


def _is_verb(found: list[Word], place: int, noun: int) -> bool:
    """Tell whether "experience" is what someone else goes through ("the patient experience", "experience our culture")."""
    before = found[noun - 1].key if noun else ""
    behind = found[noun + 1].key if noun + 1 < len(found) else ""
    return before in _NOT_ASKED or behind in ("the", "our", "what", "level", "levels")
