"""Experience in words: how many years, and in what."""

from dataclasses import replace

from classifier.demands.asides import aside, place_preferred
from classifier.demands.domains import alternatives, domain, opens_domain, word_set
from classifier.demands.domains import first_keys as domain_keys
from classifier.demands.expression import Years
from classifier.demands.reaches import reach
from classifier.demands.shares import counted_before, is_a_year, is_share, starts_count
from classifier.demands.words import NAME, Word

_HOURS_A_YEAR = 2000
_FEWEST_HOURS = 500  # fewer are a working week or a course
_NEAR, _FAR = 4, 7
_MOST_YEARS = 25
_TAIL = 16

#: Experience in one domain or another, whether its number was written with two values, and the place behind its words.
Found = tuple[tuple[Years, ...], bool, int]


def first_keys() -> frozenset[str]:
    """Return the look-up keys that experience without a number can start with."""
    return domain_keys() | word_set("nouns") | word_set("modifiers") | {"a", "year", "years"}


def years_at(found: list[Word], place: int) -> Found | None:
    """Return the experience whose words start at ``place``, None where they speak of something else."""
    if found[place].low is not None:
        read = _share(found, place) if is_share(found, place) else _counted(found, place)
    elif [word.key for word in found[place : place + 2]] == ["up", "to"] and starts_count(found, place + 2):
        read = _up_to(_counted(found, place + 2))
    elif is_a_year(found, place):
        read = _one_year(found, place)
    elif place and is_a_year(found, place - 1):
        read = _one_year(found, place - 1)
    else:
        read = _labeled(found, place) or _uncounted(found, place)
    return read and (read[0], read[1], aside(found, place_preferred(found, read[2]), whole=not place))


def _up_to(read: Found | None) -> Found | None:
    return read and (tuple(replace(years, low=0, high=years.low) for years in read[0]), read[1], read[2])


def _one_year(found: list[Word], place: int) -> Found | None:
    """Read "a year of supervision" and "a year's experience" as one year; "twice a year" counts nothing."""
    if place + 2 >= len(found):
        return None
    if place and found[place - 1].key not in word_set("openers"):
        return None
    if found[place + 2].key in ("of", "as", "in", "or") or domain(found[place + 2 : place + _FAR]):
        return _counted([*found[:place], found[place]._replace(low=1.0), *found[place + 1 :]], place)
    return None


def _counted(found: list[Word], place: int, *, labeled: bool = False) -> Found | None:
    number, unit_place = found[place], place + 1
    while unit_place < min(len(found), place + _NEAR) and found[unit_place].key in word_set("between"):
        unit_place += 1
    unit = found[unit_place].unit if unit_place < len(found) else None
    if unit not in ("yr", "mo", "h") or _is_other(found, place, unit_place):
        return None
    end = reach(found, unit_place + 1)
    region = found[unit_place + 1 : end]
    added = labeled or (place > 0 and found[place - 1].key in ("with", "plus", "+"))
    added = added or (unit == "yr" and _stands_alone(found, place, end))
    if not _asks(region, found, end, after=added) or (unit == "yr" and (number.low or 0) > _MOST_YEARS):
        return None
    if unit == "h" and (number.low or 0) < _FEWEST_HOURS:
        return None
    low, high = number.low, number.high
    if unit == "h":
        low, high, unit = round((low or 0) / _HOURS_A_YEAR * 2) / 2, None, "yr"
    names, end = _domains_of(found, place, region, end)
    return tuple(Years(low, high, unit, name) for name in names), number.conflict, end


def _is_other(found: list[Word], place: int, unit_place: int) -> bool:
    """Tell whether the words before the count, or the form of its unit, make it no experience."""
    keys = [word.key for word in found[max(0, place - _NEAR) : place]]
    if (keys and keys[-1] in word_set("before")) or "held" in keys:
        return True
    if keys[-1:] == ["for"] and (word_set("taking") & set(keys) or keys[-3:-1] == ["stand", "in"]):
        return True
    if keys[-2:] in (["less", "than"], ["fewer", "than"]) and keys[-3:-2] not in (["no"], ["not"]):
        return True
    plural = (found[place].low or 0) > 1 and not found[place].conflict
    behind = (word.key for word in found[unit_place + 1 : unit_place + _NEAR])
    return plural and found[unit_place].key in ("year", "month") and word_set("nouns").isdisjoint(behind)


def _asks(region: list[Word], found: list[Word], end: int, *, after: bool) -> bool:
    """Tell whether the words behind a count speak of experience and not of age, contracts or schooling.

    ``after`` tells that a word such as "plus" stands before the count, so that "CPC plus 2 years" is enough.
    """
    keys = [word.key for word in region]
    if any(key in word_set("nouns") for key in keys):
        return True
    if not keys:
        ahead = [word.key for word in found[end : end + 2]]
        stands_in = ahead in (["in", "place"], ["in", "lieu"])
        bound = stands_in or bool(ahead and ahead[0] in word_set("binding"))
        return bound or after or bool(_tail(found, end) or _worked(found, end))
    at_once = keys[0] in word_set("at_once") and not opens_domain(region, 1)
    if at_once or keys == ["in", "business"] or word_set("papers") & set(keys):
        return False
    named = opens_domain(region, 0) or opens_domain(region, 1)
    at_school = word_set("schooling") & set(keys[: _NEAR - 1])
    return named or not (at_school or word_set("misleading") & set(keys[:_NEAR]))


def _stands_alone(found: list[Word], place: int, end: int) -> bool:
    """Tell whether bare years stand in a list of demands: "RHIT, 2 years."."""
    more = place + 1 < len(found) and found[place + 1].key in ("additional", "more")
    before = found[place - 1].key if place else ":"
    opened = more or before in word_set("bare") | {NAME}
    if before in ("and", "or", "plus"):
        named = found[place - 2].key in word_set("others") | {NAME}
        opened = opened or named or counted_before(found, place) is not None
    return opened and (end >= len(found) or found[end].key in word_set("closing"))


def _domains_of(found: list[Word], place: int, region: list[Word], end: int) -> tuple[tuple[str | None, ...], int]:
    """Return what the years are in, and the place behind the words that say so.

    Bare years take it from the end of their sentence ("ten years, or six with a degree, of coding experience"),
    "such work" from the years before.
    """
    if not region:
        return _domains_elsewhere(found, place, end)
    names = alternatives(region)
    if names == (None,) and (explained := _explained(found, end)):
        return explained
    if names == (None,) and any(word.key in word_set("same") for word in region[:3]):
        return (_domain_before(found, place),), end
    return names, end


def _explained(found: list[Word], place: int) -> tuple[tuple[str | None, ...], int] | None:
    """Read what brackets say the years are in: "general experience (clerical or office work)"."""
    if place >= len(found) or found[place].key != "(":
        return None
    end = reach(found, place + 1)
    named = alternatives(found[place + 1 : end])
    closed = end < len(found) and found[end].key == ")"
    return (named, end + 1) if closed and named != (None,) else None


def _domains_elsewhere(found: list[Word], place: int, end: int) -> tuple[tuple[str | None, ...], int]:
    """Return what bare years are in, by the words before them or at the end of their sentence."""
    if worked := _worked(found, end):
        return (worked,), end
    if tail := _tail(found, end):
        start, behind = tail
        return alternatives(found[start:behind]), behind if start == end + 1 else end
    bound = end < len(found) and found[end].key in word_set("binding")
    return (_domain_before(found, place) if bound or _is_alternative(found, place) else None,), end


def _is_alternative(found: list[Word], place: int) -> bool:
    """Tell whether "or" stands between a count and the one before it: "five years of coding; or a degree and eight"."""
    back = counted_before(found, place)
    return back is not None and any(word.key == "or" for word in found[back:place])


def _worked(found: list[Word], end: int) -> str | None:
    """Return what stands before bare years: "have coded anesthesia for five years"."""
    place = next((at for at in range(end - 1, max(-1, end - _NEAR - 1), -1) if found[at].low is not None), 0)
    if not place or found[place - 1].key != "for":
        return None
    start = place - 1
    while start and place - start < _FAR and found[start - 1].key not in word_set("stops"):
        start -= 1
    return domain(found[start:place])


def _tail(found: list[Word], end: int) -> tuple[int, int] | None:
    """Return where ", of cancer registry experience" starts and ends that speaks of all counts before it."""
    for place in range(end, min(len(found) - 2, end + _TAIL)):
        if found[place].key == "," and found[place + 1].key in ("of", "in"):
            behind = reach(found, place + 1)
            return (place + 1, behind) if domain(found[place + 1 : behind]) else None
        if found[place].key in (".", ";", ":"):
            return None
    return None


def _domain_before(found: list[Word], place: int) -> str | None:
    """Return what the years counted before ``place`` are in."""
    back = counted_before(found, place)
    read = _counted(found[:place], back) if back is not None else None
    return read[0][0].domain if read else None


def _share(found: list[Word], place: int) -> Found | None:
    """Read "at least three of them in management": years among those counted before, in their domain or another."""
    back = counted_before(found, place)
    behind = place + 1
    while behind < len(found) and found[behind].key in word_set("whole") | word_set("being") | {"of"}:
        behind += 1
    end = reach(found, behind) if behind < len(found) else behind
    named = domain(found[behind:end]) or _led_before(found, place) or _domain_before(found, place)
    number, unit = found[place], next(word.unit for word in found[back:] if word.unit in ("yr", "mo"))
    return (Years(number.low, number.high, unit or "yr", named),), number.conflict, max(end, place + 1)


def _led_before(found: list[Word], place: int) -> str | None:
    """Read the domain in front of a share: "supervising others for at least two of them"."""
    if "for" not in [word.key for word in found[max(0, place - 3) : place]]:
        return None
    back = counted_before(found, place) or 0
    comma = max((at for at in range(back, place) if found[at].key == ","), default=back)
    return domain(found[comma:place])


def _labeled(found: list[Word], place: int) -> Found | None:
    """Read a count behind what it counts: "Inpatient coding experience: 5 years", "hospital HIM, one year"."""
    if not _opens(found, place):
        return None
    number = place
    limit = min(len(found), place + _FAR)
    while number < limit and found[number].low is None and found[number].key not in word_set("stops"):
        number += 1
    label = found[place:number]
    sign = found[number].key if number < len(found) else ""
    if sign in (":", "-", ",") and number + 1 < len(found):
        number += 1
    if not starts_count(found, number) or not (domain(label) or any(word.key in word_set("nouns") for word in label)):
        return None
    read = _counted(found, number, labeled=True)
    told = domain(label) or label[-1].key in word_set("nouns")
    if not read or (sign not in (":", "-") and (read[0][0].domain or not told)):
        return None
    name = domain(label)
    return tuple(replace(years, domain=years.domain or name) for years in read[0]), read[1], read[2]


def _opens(found: list[Word], place: int) -> bool:
    key = found[place].key
    return key in word_set("nouns") or key in word_set("modifiers") or opens_domain(found, place)


def _uncounted(found: list[Word], place: int) -> Found | None:
    """Read "significant management experience" or "experience with release of information"."""
    if not _opens(found, place):
        return None
    noun = place
    while noun < len(found) and noun - place < _FAR and found[noun].key not in word_set("nouns"):
        if found[noun].key in word_set("stops") or found[noun].low is not None:
            return None
        noun += 1
    if noun >= len(found) or found[noun].key not in word_set("nouns") or _is_verb(found, noun):
        return None
    keys = [word.key for word in found[noun + 1 : noun + 3]]
    aimless = bool(keys) and (keys[0] in word_set("aimless") or keys == ["at", "this"])
    end = noun + 1 if aimless else reach(found, noun + 1)
    left, right = found[place:noun], found[noun + 1 : end]
    names = alternatives(left) if domain(left) else alternatives(right)
    return tuple(Years(domain=name) for name in names), False, end


def _is_verb(found: list[Word], noun: int) -> bool:
    """Tell whether "experience" is what others go through: "the patient experience", "experience our culture"."""
    before = found[noun - 1].key if noun else ""
    behind = found[noun + 1].key if noun + 1 < len(found) else ""
    return before in word_set("not_asked") or behind in word_set("not_behind")
