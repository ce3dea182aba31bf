"""Counts of years in words: their ends and unit, and which are shares of the years counted before."""

from classifier.demands.domains import domain, opens_domain, word_set
from classifier.demands.words import Word

_SPAN = 60
_NEAR = 4
_MONTHS = {"mo": 1, "yr": 12}


def unit_place(found: list[Word], place: int) -> int:
    """Return the place behind a number where its unit stands, if it has one: "half a year", "2 more years"."""
    unit = place + 1 + (found[place].key == "half" and is_a_year(found, place + 1))
    while unit < min(len(found), place + _NEAR) and found[unit].key in word_set("between"):
        unit += 1
    return unit


def span(found: list[Word], place: int, at: int, unit: str) -> tuple[float | None, float | None, str, int]:
    """Return least, most and unit of a count, and the place behind it; a range may name its unit twice.

    "Six months to a year" is six to twelve months, "a year or two" one to two years.
    """
    number, behind = found[place], at + 1
    if number.key == "a" and [word.key for word in found[behind : behind + 2]] == ["or", "two"]:
        return 1, 2, unit, behind + 2
    if unit == "h" or behind + 2 >= len(found) or found[behind].key not in ("to", "-") or number.high is not None:
        return number.low, number.high, unit, behind
    upper = found[behind + 1]._replace(low=1.0) if is_a_year(found, behind + 1) else found[behind + 1]
    upper_at = unit_place(found, behind + 1)
    upper_unit = found[upper_at].unit if upper_at < len(found) else None
    if upper.low is None or upper_unit not in _MONTHS:
        return number.low, number.high, unit, behind
    if upper_unit == unit:
        return number.low, upper.low, unit, upper_at + 1
    return (number.low or 0) * _MONTHS[unit], upper.low * _MONTHS[upper_unit], "mo", upper_at + 1


def starts_count(found: list[Word], place: int) -> bool:
    """Tell whether a number of years or months stands at ``place``."""
    if place >= len(found) or found[place].low is None:
        return False
    unit = unit_place(found, place)
    return unit < len(found) and found[unit].unit is not None


def is_a_year(found: list[Word], place: int) -> bool:
    """Tell whether "a year" stands at ``place``."""
    return place + 1 < len(found) and found[place].key == "a" and found[place + 1].unit == "yr"


def counted_before(found: list[Word], place: int) -> int | None:
    """Return the place of the count of years that stands last before ``place``, None without one."""
    for back in range(place - 1, max(-1, place - _SPAN), -1):
        units = (word.unit for word in found[back + 1 : back + _NEAR] if word.unit)
        if starts_count(found, back) and next(units, None) in ("yr", "mo"):
            return back
    return None


def skipped(found: list[Word], place: int) -> int:
    """Return the place behind "at least", "no fewer than" and their kin."""
    while place < len(found) and found[place].key in word_set("least"):
        place += 1
    return place


def is_share(found: list[Word], place: int) -> bool:
    """Tell whether a number counts part of the years named before: "three of them in management"."""
    number = found[place]
    if number.low is None or number.key == "half" or starts_count(found, place):
        return False
    if place + 1 >= len(found) or found[place + 1].key == ".":
        return _is_led_in(found, place, "with", "plus") and counted_before(found, place) is not None
    ahead = [word.key for word in found[place + 1 : place + 4]]
    before = {word.key for word in found[max(0, place - 3) : place]}
    if not word_set("telling").isdisjoint(ahead) or word_set("taking") & before or counted_before(found, place) is None:
        return False
    if ahead[0] == "of":
        return (len(ahead) > 1 and ahead[1] in word_set("whole")) or opens_domain(found, place + 2)
    return _is_led_in(found, place, *word_set("sharing")) and _is_placed(found, place + 1)


def _is_led_in(found: list[Word], place: int, *leads: str) -> bool:
    """Tell whether one of ``leads`` stands before the number, or before its "at least"."""
    while place and found[place - 1].key in word_set("least"):
        place -= 1
    return place > 0 and found[place - 1].key in leads


def _is_placed(found: list[Word], place: int) -> bool:
    """Tell whether the words behind the number say in what: "in management", "supervising staff"."""
    while place < len(found) - 1 and found[place].key in word_set("being"):
        place += 1
    return found[place].key in word_set("placing") or domain(found[place : place + 1]) == "supervisory"
