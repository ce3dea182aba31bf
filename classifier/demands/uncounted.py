"""Experience without a number: "significant management experience", "a background in coding"."""

from functools import cache

from classifier.demands.domains import alternatives, domain, opens_domain, word_set
from classifier.demands.expression import Years
from classifier.demands.reaches import is_strength, reach
from classifier.demands.words import NAME, Word

_FAR = 7
_ENDS = (".", ",", ";", ")")

#: Experience in one domain or another, whether its number was written with two values, and the place behind its words.
Found = tuple[tuple[Years, ...], bool, int]


def opens_experience(found: list[Word], place: int) -> bool:
    """Tell whether words about experience may start at ``place``."""
    return found[place].key in _opening() or opens_domain(found, place)


@cache
def _opening() -> frozenset[str]:
    return _nouns() | word_set("modifiers")


@cache
def _nouns() -> frozenset[str]:
    return word_set("nouns") | word_set("kindred")


def uncounted(found: list[Word], place: int) -> Found | None:
    """Read "significant management experience", "experience with release of information", "prior registry work".

    Such words may start at ``place`` by ``opens_experience``.
    """
    return _named(found, place) or _earlier(found, place)


def _earlier(found: list[Word], place: int) -> Found | None:
    """Read "prior work with a cancer registry", where no noun says that it is experience."""
    if found[place].key not in word_set("earlier") or place + 1 >= len(found):
        return None
    end = reach(found, place + 1)
    region = found[place + 1 : end]
    names = alternatives(region)
    if not region or not word_set("others").isdisjoint(word.key for word in region):
        return None
    worked = any(word.key in ("work", "working") for word in region)
    ends = end >= len(found) or found[end].key in _ENDS or is_strength(found, end, "after", "either")
    if region[0].key in word_set("not_earlier") or not ends or not (worked or names != (None,)):
        return None
    return tuple(Years(domain=name) for name in names), False, end


def _named(found: list[Word], place: int) -> Found | None:
    noun = place
    while noun < len(found) and noun - place < _FAR and found[noun].key not in _nouns():
        if found[noun].key in word_set("stops") or found[noun].low is not None:
            return None
        noun += 1
    if noun >= len(found) or found[noun].key not in _nouns() or _is_verb(found, noun):
        return None
    keys = [word.key for word in found[noun + 1 : noun + 3]]
    aimless = bool(keys) and (keys[0] in word_set("aimless") or keys == ["at", "this"])
    end = noun + 1 if aimless else reach(found, noun + 1)
    left, right = found[place:noun], found[noun + 1 : end]
    names = alternatives(left) if domain(left) else alternatives(right)
    denied = place > 0 and found[place - 1].key in ("no", "without")
    if found[noun].key in word_set("kindred") and (denied or names == (None,) or _spelled_out(found, end)):
        return None
    return tuple(Years(domain=name) for name in names), False, end


def _spelled_out(found: list[Word], place: int) -> bool:
    """Tell whether brackets name the credentials that are meant: "a background in coding (CCA, CCS)"."""
    return [word.key for word in found[place : place + 2]] == ["(", NAME]


def _is_verb(found: list[Word], noun: int) -> bool:
    """Tell whether "experience" is what others go through: "the patient experience", "experience our culture"."""
    before = found[noun - 1].key if noun else ""
    behind = found[noun + 1].key if noun + 1 < len(found) else ""
    return before in word_set("not_asked") or behind in word_set("not_behind")
