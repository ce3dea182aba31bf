"""How far the words reach that say what a count of experience is in."""

from functools import cache

from classifier.demands.domains import domain, opens_domain
from classifier.demands.words import NAME, Word
from classifier.knowledge import table

_REACH = 24
_AHEAD = 8
_SPAN = 60
_PLACE = 5
_NEAR = 4


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the sets of words of ``years.toml``."""
    return frozenset(table("years")["words"][name])


def reach(found: list[Word], place: int) -> int:
    """Return the place where the words about experience that start at ``place`` end."""
    start, limit = place, min(len(found), place + _REACH)
    while place < limit and _continues(found, place, start):
        place += 1
    while place > start and found[place - 1].key in word_set("trailing"):
        place -= 1
    return place


def _continues(found: list[Word], place: int, start: int) -> bool:
    key = found[place].key
    if starts_count(found, place) or is_share(found, place) or is_a_year(found, place):
        return False
    if _more(found, place) or (place > start and _more(found, place - 1)):
        return True
    if key == "which" and found[place - 1].key == "in":
        return True
    if key == ",":
        return _lists_on(found, place) or (place == start and _named_behind(found, place))
    if key in word_set("joints"):
        return _goes_on(found, place)
    return key != NAME and key not in word_set("stops")


def _more(found: list[Word], place: int) -> bool:
    """Tell whether "or above" stands at ``place``."""
    return found[place].key == "or" and place + 1 < len(found) and found[place + 1].key in word_set("more")


def starts_count(found: list[Word], place: int) -> bool:
    """Tell whether a number of years or months stands at ``place``."""
    if place >= len(found) or found[place].low is None:
        return False
    unit = place + 1
    while unit < min(len(found), place + _NEAR) and found[unit].key in word_set("between"):
        unit += 1
    return unit < len(found) and found[unit].unit is not None


def is_a_year(found: list[Word], place: int) -> bool:
    """Tell whether "a year" stands at ``place``."""
    return found[place].key == "a" and place + 1 < len(found) and found[place + 1].unit == "yr"


def _segment(found: list[Word], place: int) -> list[Word]:
    """Return the words from ``place`` to the next that ends or joins."""
    end = place
    ends = word_set("stops") | {NAME}
    ends |= {"and", "or", "&"}
    while end < min(len(found), place + _AHEAD) and found[end].key not in ends and not starts_count(found, end):
        end += 1
    return found[place:end]


def _describes(segment: list[Word]) -> bool:
    """Tell whether the words go on about experience, and open neither schooling nor knowledge."""
    if not word_set("others").isdisjoint(word.key for word in segment):
        return False
    named = any(opens_domain(segment, place) for place in range(len(segment)))
    return named or any(word.key in word_set("nouns") | word_set("settings") for word in segment)


def _goes_on(found: list[Word], place: int) -> bool:
    """Tell whether the words behind a joining word still describe the experience."""
    start = skipped(found, place + 1)
    ahead = _segment(found, start)
    joint = found[place].key
    if not ahead or is_a_year(found, start) or ahead[0].low is not None:
        return False
    if ahead[0].key in word_set("others") and (ahead[0].key, joint) != ("either", "in"):
        return False
    if joint in ("in", "with", "as", "during", "w"):
        return ahead[0].key not in ("lieu", "place", "addition") and "place" not in (each.key for each in ahead[:2])
    return joint != "within" and _describes(ahead)


def _lists_on(found: list[Word], place: int) -> bool:
    """Tell whether a comma parts domains: "release of information, records or clerical experience"."""
    for behind in range(place + 1, min(len(found), place + _AHEAD)):
        key = found[behind].key
        if key in ("or", "and"):
            return behind > place + 1 and _describes(_segment(found, behind + 1))
        if found[behind].low is not None or key in word_set("others") or (key != "," and key in word_set("stops")):
            return False
        if key == NAME:
            return False
    return False


def _named_behind(found: list[Word], place: int) -> bool:
    """Tell whether a comma parts the count from its domain: "1 year, acute care health information department"."""
    ahead = _segment(found, place + 1)
    return bool(ahead) and ahead[0].key not in word_set("joints") and ahead[0].low is None and _describes(ahead)


def skipped(found: list[Word], place: int) -> int:
    """Return the place behind "at least", "no fewer than" and their kin."""
    while place < len(found) and found[place].key in word_set("least"):
        place += 1
    return place


def is_share(found: list[Word], place: int) -> bool:
    """Tell whether a number counts part of the years named before: "three of them in management"."""
    if found[place].low is None or found[place].key == "half" or place + 1 >= len(found) or starts_count(found, place):
        return False
    if counted_before(found, place) is None:
        return False
    ahead = [word.key for word in found[place + 1 : place + 4]]
    taken = word_set("taking") & {word.key for word in found[max(0, place - 3) : place]}
    if taken or "may" in ahead:
        return False
    if ":" in ahead:
        return False
    if ahead[0] == "of":
        whole = ahead[1:2] and ahead[1] in word_set("whole") and not (ahead[2:] and ahead[2] in word_set("telling"))
        return bool(whole) or opens_domain(found, place + 2)
    back = place
    while back and found[back - 1].key in word_set("least"):
        back -= 1
    lead = found[back - 1].key if back else ""
    if lead not in word_set("sharing"):
        return False
    return ahead[0] in word_set("placing") or domain(found[place + 1 : place + 2]) == "supervisory"


def counted_before(found: list[Word], place: int) -> int | None:
    """Return the place of the count of years that stands last before ``place``, None without one."""
    for back in range(place - 1, max(-1, place - _SPAN), -1):
        units = (word.unit for word in found[back + 1 : back + _NEAR] if word.unit)
        if starts_count(found, back) and next(units, None) in ("yr", "mo"):
            return back
    return None


def place_preferred(found: list[Word], place: int) -> int:
    """Return the place behind ", preferably in a hospital" or ", pediatrics preferred" that stands at ``place``.

    Such words prefer a place or specialty, and leave the experience as firmly asked for as it was.
    """
    if place + 1 >= len(found) or found[place].key != ",":
        return place
    soft = found[place + 1].key in word_set("preferably")
    end = place + 1 + soft
    while end < min(len(found), place + _REACH) and found[end].key not in word_set("stops") | {NAME}:
        if found[end].low is not None or found[end].key in word_set("others"):
            return place
        end += 1
    if soft:
        return end if end > place + 2 else place
    words = found[place + 1 : end]
    if not words or len(words) > _PLACE or _describes(words) or words[0].key in word_set("joints"):
        return place
    while end < len(found) and found[end].key in ("highly", "strongly"):
        end += 1
    return end + 1 if end < len(found) and found[end].key in word_set("preferred") else place


def aside(found: list[Word], place: int, *, whole: bool) -> int:
    """Return the place behind the last members of a list that name no domain: "... in records or data governance".

    They belong to the years only where these make the ``whole`` sentence.
    """
    if not whole or place >= len(found) or found[place].key not in (",", "or", "and", "/"):
        return place
    end = place
    while end < len(found) and found[end].key not in (".", ";"):
        odd = found[end].key in (word_set("stops") - {","}) | word_set("others") | {NAME}
        if odd or found[end].low is not None or end - place > _AHEAD:
            return place
        end += 1
    return end
