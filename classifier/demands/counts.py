"""Experience in words: how many years, and in what."""

from dataclasses import replace

from classifier.demands.asides import aside, place_preferred
from classifier.demands.domains import alternatives, domain, opens_domain, word_set
from classifier.demands.domains import first_keys as domain_keys
from classifier.demands.expression import Years
from classifier.demands.reaches import reach
from classifier.demands.shares import counted_before, is_a_year, is_share, span, starts_count, unit_place
from classifier.demands.uncounted import Found, opens_experience, uncounted
from classifier.demands.words import NAME, Word

_HOURS_A_YEAR = 2000
_FEWEST = {"h": 500, "mo": 3}  # fewer are a working week, a course or a stay
_NEAR, _FAR = 4, 7
_VERB = 14  # words back from a bare count to the verb that says what was done
_MOST_YEARS = 25
_TAIL = 16


def first_keys() -> frozenset[str]:
    """Return the look-up keys that experience without a number can start with."""
    named = word_set("nouns") | word_set("kindred") | word_set("modifiers")
    return domain_keys() | named | {"a", "year", "years", "yrs"}


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
        read = _unit_first(found, place) or _opened(found, place)
    if not read:
        return None
    behind = place_preferred(found, read[2], read[0][0].domain)
    return read[0], read[1], aside(found, behind, whole=not place)


def _up_to(read: Found | None) -> Found | None:
    return read and (tuple(replace(years, low=0, high=years.low) for years in read[0]), read[1], read[2])


def _opened(found: list[Word], place: int) -> Found | None:
    """Return the experience that starts with its kind: "Inpatient coding: 2 years", "coding experience"."""
    return (_labeled(found, place) or uncounted(found, place)) if opens_experience(found, place) else None


def _unit_first(found: list[Word], place: int) -> Found | None:
    """Read "Yrs: 2 to 3 in a hospital registry"."""
    number = place + 2
    if number >= len(found) or found[place].key not in ("years", "yrs") or found[place + 1].key != ":":
        return None
    if found[number].low is None or starts_count(found, number):
        return None
    end = reach(found, number + 1)
    names = alternatives(found[number + 1 : end])
    return tuple(Years(found[number].low, found[number].high, "yr", name) for name in names), False, end


def _one_year(found: list[Word], place: int) -> Found | None:
    """Read "a year of supervision" and "a year's experience" as one year; "twice a year" counts nothing."""
    if place + 2 >= len(found):
        return None
    if place and found[place - 1].key not in word_set("openers"):
        return None
    if found[place + 2].key in ("of", "as", "in", "or") or domain(found[place + 2 : place + _FAR]):
        return _counted(_with_one(found, place), place)
    return None


def _with_one(found: list[Word], place: int) -> list[Word]:
    """Return the words with the "a" of "a year" read as one."""
    if not is_a_year(found, place):
        return found
    return [*found[:place], found[place]._replace(low=1.0), *found[place + 1 :]]


def _counted(found: list[Word], place: int, *, labeled: bool = False) -> Found | None:
    number, at = found[place], unit_place(found, place)
    unit = found[at].unit if at < len(found) else None
    if unit not in ("yr", "mo", "h") or _is_other(found, place, at):
        return None
    low, high, unit, start = span(found, place, at, unit)
    end = reach(found, start)
    region = found[start:end]
    added = labeled or (place > 0 and found[place - 1].key in ("with", "plus", "+"))
    added = added or (unit == "yr" and _stands_alone(found, place, end))
    if not _asks(region, found, end, after=added) or (unit == "yr" and (number.low or 0) > _MOST_YEARS):
        return None
    if (high or low or 0) < _FEWEST.get(unit, 0):
        return None
    if unit == "h":
        low, high, unit = round((low or 0) / _HOURS_A_YEAR * 2) / 2, None, "yr"
    names, end = _domains_of(found, place, region, end)
    return tuple(Years(low, high, unit, name) for name in names), number.conflict, end


def _is_other(found: list[Word], place: int, at: int) -> bool:
    """Tell whether the words before the count, or the form of its unit at ``at``, make it no experience."""
    keys = [word.key for word in found[max(0, place - _NEAR) : place]]
    if (keys and keys[-1] in word_set("before")) or "held" in keys:
        return True
    if keys[-1:] == [":"] and not word_set("lasting").isdisjoint(keys[-2:]):
        return True
    if keys[-1:] == ["for"] and (word_set("taking") & set(keys) or keys[-3:-1] == ["stand", "in"]):
        return True
    if keys[-2:] in (["less", "than"], ["fewer", "than"]) and keys[-3:-2] not in (["no"], ["not"]):
        return True
    plural = (found[place].low or 0) > 1 and not found[place].conflict
    behind = (word.key for word in found[at + 1 : at + _NEAR])
    return plural and found[at].key in ("year", "month") and word_set("nouns").isdisjoint(behind)


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
    at_once = keys[0] in word_set("at_once") and not (opens_domain(region, 0) or opens_domain(region, 1))
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
    """Read what brackets or a colon say the years are in: "general experience (clerical or office work)"."""
    sign = found[place].key if place < len(found) else ""
    if sign not in ("(", ":"):
        return None
    end = reach(found, place + 1)
    named = alternatives(found[place + 1 : end])
    if sign == ":":
        schooled = word_set("papers") & {word.key for word in found[place:end]}
        return (named, end) if opens_domain(found, place + 1) and not schooled else None
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
    """Return what stands before bare years: "have coded anesthesia for at least five years"."""
    place = next((at for at in range(end - 1, max(-1, end - _NEAR - 1), -1) if found[at].low is not None), 0)
    while place and found[place - 1].key in word_set("least"):
        place -= 1
    if not place or found[place - 1].key != "for":
        return None
    start = place - 1
    while start and place - start < _VERB and found[start - 1].key not in word_set("stops"):
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
    named = domain(found[behind:end]) or _led_before(found, place)
    if named is None and not _says_in_what(found[behind:end]):
        named = _domain_before(found, place)
    number, unit = found[place], next(word.unit for word in found[back:] if word.unit in ("yr", "mo"))
    return (Years(number.low, number.high, unit or "yr", named),), number.conflict, max(end, place + 1)


def _says_in_what(region: list[Word]) -> bool:
    """Tell whether the words behind a share name a field of their own: "two in privacy", but not "two in a clinic"."""
    return len(region) == 2 and region[0].key == "in"  # noqa: PLR2004


def _led_before(found: list[Word], place: int) -> str | None:
    """Read the domain in front of a share: "supervising others for at least two of them"."""
    if "for" not in [word.key for word in found[max(0, place - 3) : place]]:
        return None
    back = counted_before(found, place) or 0
    comma = max((at for at in range(back, place) if found[at].key == ","), default=back)
    return domain(found[comma:place])


def _labeled(found: list[Word], place: int) -> Found | None:
    """Read a count behind what it counts: "Inpatient coding experience: 5 years", "hospital HIM, one year"."""
    number = place
    limit = min(len(found), place + _FAR)
    while number < limit and not _ends_label(found, number):
        number += 1
    label = _without_tail(found[place:number])
    sign = found[number].key if number < len(found) else ""
    if sign in (":", "-", ",") and number + 1 < len(found):
        number += 1
    found = _with_one(found, number)
    if not starts_count(found, number) or not word_set("papers").isdisjoint(word.key for word in label):
        return None
    name = domain(label)
    if name is None and not any(word.key in word_set("nouns") for word in label):
        return None
    read = _counted(found, number, labeled=True)
    if not read or (sign not in (":", "-") and not _is_labeled_by(label, name, read[0][0].domain)):
        return None
    return tuple(replace(years, domain=years.domain or name) for years in read[0]), read[1], read[2]


def _is_labeled_by(label: list[Word], name: str | None, counted: str | None) -> bool:
    """Tell whether a label and the count right behind it speak of one thing."""
    if counted is None:
        return name is not None or label[-1].key in word_set("nouns")
    return label[-1].key in word_set("nouns") and name in (None, counted)


def _ends_label(found: list[Word], place: int) -> bool:
    return found[place].low is not None or found[place].key in word_set("stops") or is_a_year(found, place)


def _without_tail(label: list[Word]) -> list[Word]:
    """Return the label without the words that lead to its count: "experience of at least"."""
    while len(label) > 1 and label[-1].key in word_set("least") | {"for"}:
        label = label[:-1]
    return label
