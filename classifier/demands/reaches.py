"""How far the words reach that say what a count of experience is in."""

from classifier.demands.domains import opens_domain, word_set
from classifier.demands.shares import is_a_year, is_share, skipped, starts_count
from classifier.demands.tokens import Kind
from classifier.demands.vocabulary import vocabulary
from classifier.demands.words import NAME, Word

_REACH = 24
_AHEAD = 8


def reach(found: list[Word], place: int) -> int:
    """Return the place where the words about experience that start at ``place`` end."""
    start, limit = place, min(len(found), place + _REACH)
    while place < limit and _continues(found, place, start):
        place += 1
    while place > start and found[place - 1].key in word_set("trailing"):
        place -= 1
    return place


def _counts(found: list[Word], place: int) -> bool:
    """Tell whether another count of years, or a share of one, stands at ``place``."""
    return starts_count(found, place) or is_share(found, place) or is_a_year(found, place)


def is_strength(found: list[Word], place: int, *sides: str) -> bool:
    """Tell whether words of strength stand at ``place`` that look to one of the ``sides``."""
    match = vocabulary().find(found, place)
    return match is not None and match[0].kind is Kind.STRENGTH and match[0].side in sides


def _continues(found: list[Word], place: int, start: int) -> bool:
    key = found[place].key
    if _counts(found, place) or is_strength(found, place, "after", "either"):
        return False
    if _more(found, place) or (place > start and _more(found, place - 1)):
        return True
    if (found[place - 1].key, key) in (("in", "which"), ("w", "/")):
        return True
    if key == ",":
        return _lists_on(found, place) or (place == start and _named_behind(found, place))
    if key in word_set("joints"):
        return _goes_on(found, place)
    return key != NAME and key not in word_set("stops")


def _more(found: list[Word], place: int) -> bool:
    """Tell whether "or above" stands at ``place``."""
    return found[place].key == "or" and place + 1 < len(found) and found[place + 1].key in word_set("more")


def _segment(found: list[Word], place: int) -> list[Word]:
    """Return the words from ``place`` to the next that ends or joins."""
    end = place
    ends = word_set("stops") | {NAME, "and", "or", "&"}
    while end < min(len(found), place + _AHEAD) and found[end].key not in ends and not starts_count(found, end):
        end += 1
    return found[place:end]


def describes(segment: list[Word]) -> bool:
    """Tell whether the words go on about experience, and open neither schooling nor knowledge."""
    if not word_set("others").isdisjoint(word.key for word in segment):
        return False
    named = any(opens_domain(segment, place) for place in range(len(segment)))
    return named or any(word.key in word_set("nouns") | word_set("settings") for word in segment)


def _goes_on(found: list[Word], place: int) -> bool:
    """Tell whether the words behind a joining word still describe the experience."""
    slash = place + 1 < len(found) and found[place + 1].key == "/"
    start = skipped(found, place + 1 + slash)
    ahead = _segment(found, start)
    joint = found[place].key
    if joint == "in" and start < len(found) and found[start].key == "which":
        return True
    if not ahead or is_a_year(found, start) or ahead[0].low is not None:
        return False
    opened = next((word.key for word in ahead if word.key not in ("a", "an")), "")
    if opened in word_set("others") and (opened, joint) != ("either", "in"):
        return False
    if joint in ("in", "with", "as", "during", "w"):
        return ahead[0].key not in ("lieu", "place", "addition") and "place" not in (each.key for each in ahead[:2])
    return joint != "within" and describes(ahead)


def _lists_on(found: list[Word], place: int) -> bool:
    """Tell whether a comma parts domains: "ROI, records or clerical experience", "inpatient coding, or of CDI"."""
    if [word.key for word in found[place + 1 : place + 3]] in (["or", "of"], ["or", "in"]):
        return describes(_segment(found, place + 3))
    for behind in range(place + 1, min(len(found), place + _AHEAD)):
        key = found[behind].key
        if key in ("or", "and"):
            return behind > place + 1 and describes(_segment(found, behind + 1))
        if found[behind].low is not None or key in word_set("others") or (key != "," and key in word_set("stops")):
            return False
        if key == NAME:
            return False
    return False


def _named_behind(found: list[Word], place: int) -> bool:
    """Tell whether a comma parts the count from its domain: "1 year, acute care health information department"."""
    ahead = _segment(found, place + 1)
    return bool(ahead) and ahead[0].key not in word_set("joints") and ahead[0].low is None and describes(ahead)
