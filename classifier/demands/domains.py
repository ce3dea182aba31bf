"""What experience is in: the domain that words name."""

from functools import cache

from classifier.demands.phrases import Phrases
from classifier.demands.words import Word
from classifier.knowledge import table

_LONGEST = 3  # words of another trade in front of the one that could name a domain


@cache
def _domains() -> Phrases[tuple[int, str]]:
    """Return every phrase of ``years.toml`` with the rank and name of its domain, and the names of software."""
    phrases: Phrases[tuple[int, str]] = Phrases()
    ranks: dict[str, int] = {}
    for rank, rule in enumerate(table("years")["domain"]):
        ranks.setdefault(rule["name"], rank)
        for phrase in rule["phrases"]:
            phrases.add(phrase, (rank, rule["name"]))
    for rule in table("years")["elsewhere"]:
        for phrase in rule["phrases"]:
            phrases.add(phrase, (0, ""))
    for system in table("systems")["system"]:
        if name := table("years")["software"].get(system["kind"]):
            for alias in (*system.get("aliases", ()), *system.get("exact", ())):
                phrases.add(alias, (ranks[name], name))
    return phrases


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the sets of words of ``years.toml``."""
    return frozenset(table("years")["words"][name])


@cache
def first_keys() -> frozenset[str]:
    """Return the look-up keys that a domain can start with."""
    return _domains().first


def opens_domain(found: list[Word], place: int) -> bool:
    """Tell whether a domain is named right at ``place``, and not by the last words of another trade."""
    match = _domains().find(found, place) if place < len(found) else None
    return bool(match and match[0][1]) and not _is_elsewhere(found, place)


def _is_elsewhere(found: list[Word], place: int) -> bool:
    """Tell whether the word at ``place`` belongs to another trade: "management" in "case management"."""
    before = (_domains().find(found, start) for start in range(max(0, place - _LONGEST), place))
    return any(match and not match[0][1] and match[1] > place for match in before)


def domain(found: list[Word]) -> str | None:
    """Return the domain that the words name, before what they add with "with" or "including".

    Of several, the one that stands first in ``years.toml``.
    """
    names: list[tuple[int, str]] = []
    place = 0
    while place < len(found):
        if names and found[place].key in word_set("adding"):
            break
        match = _domains().find(found, place)
        if match and match[0][1]:
            names.append(match[0])
        place = match[1] if match else place + 1
    return min(names)[1] if names else None


def alternatives(region: list[Word]) -> tuple[str | None, ...]:
    """Return what experience is in: one domain, or each of "revenue cycle or billing experience".

    In "oncology or infusion coding" the noun stands behind both; in a longer list each member has its own, and where
    the first names no domain the list has none.
    """
    cuts = [place for place, word in enumerate(region) if word.key in ("or", ",")]
    if not cuts or not any(region[place].key == "or" for place in cuts) or _led(region):
        return (domain(region),)
    edges = zip([-1, *cuts], [*cuts, len(region)], strict=True)
    names = [domain(region[start + 1 : end]) for start, end in edges]
    if names[0] is None and len(cuts) > 1:
        return (None,)
    return tuple(dict.fromkeys(filter(None, names))) or (None,)


def _led(region: list[Word]) -> bool:
    """Tell whether the domains are those of the people led: "managing HIM or coding staff"."""
    return any(word.key in word_set("leading") for word in region[:2])
