"""What stands beside experience and changes nothing of it: a place preferred, the rest of a list."""

from classifier.demands.domains import domain, word_set
from classifier.demands.expression import SOFT
from classifier.demands.reaches import describes, is_strength
from classifier.demands.tokens import Kind
from classifier.demands.vocabulary import vocabulary
from classifier.demands.words import NAME, Word

_REACH = 24
_MOST_WORDS = 8
_PLACE = 5


def place_preferred(found: list[Word], place: int, named: str | None = None) -> int:
    """Return the place behind ", preferably in a hospital" or "(pediatrics preferred)" that stands at ``place``.

    Such words prefer a place, a specialty or a product of the domain that is ``named`` before them, and leave the
    experience as firmly asked for as it was.
    """
    if place + 1 >= len(found) or found[place].key not in (",", "("):
        return place
    soft = found[place + 1].key in word_set("preferably")
    end = place + 1 + soft
    while end < min(len(found), place + _REACH) and found[end].key not in word_set("stops") | {NAME}:
        if found[end].low is not None or found[end].key in word_set("others"):
            return place
        end += 1
    if soft:
        return _closed(found, place, end) if end > place + 2 else place
    words = found[place + 1 : end]
    product = found[place].key == "(" and named is not None and domain(words) == named
    other = describes(words) and not product
    if not words or len(words) > _PLACE or other or words[0].key in word_set("joints"):
        return place
    while end < len(found) and found[end].key in ("highly", "strongly"):
        end += 1
    behind = _behind_preference(found, end)
    return _closed(found, place, behind) if behind else place


def _behind_preference(found: list[Word], place: int) -> int | None:
    """Return the place behind the words of preference at ``place``: "preferred", "would be nice"."""
    if place < len(found) and found[place].key in word_set("preferred"):
        return place + 1
    match = vocabulary().find(found, place) if place < len(found) else None
    soft = match is not None and match[0].kind is Kind.STRENGTH and match[0].means in SOFT
    return match[1] if match and soft and match[0].side == "after" else None


def _closed(found: list[Word], place: int, end: int) -> int:
    """Return the place behind such words, with the brackets that opened at ``place``; these hold nothing more."""
    if found[place].key == ",":
        return end
    end += end < len(found) and found[end].key == "."
    return end + 1 if end < len(found) and found[end].key == ")" else place


def aside(found: list[Word], place: int, *, whole: bool) -> int:
    """Return the place behind the last members of a list that name no domain: "... in records or data governance".

    They belong to the years only where these make the ``whole`` sentence.
    """
    if not whole or place >= len(found) or found[place].key not in (",", "or", "and", "/"):
        return place
    end = place
    while end < len(found) and found[end].key not in (".", ";"):
        odd = found[end].key in (word_set("stops") - {","}) | word_set("others") | {NAME}
        odd = odd or is_strength(found, end, "before", "after", "either")
        if odd or found[end].low is not None or end - place > _MOST_WORDS:
            return place
        end += 1
    return end
