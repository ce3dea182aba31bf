"""Software that the ad asks for."""

import re
from dataclasses import dataclass
from functools import cache

from classifier.demands.expression import Strength
from classifier.evidence import Evidence, cite
from classifier.knowledge import table
from classifier.layout.passages import Passages
from classifier.layout.sections import SectionKind
from classifier.offers.products import Product, products
from classifier.offers.sightings import Sightings


@dataclass(frozen=True, slots=True)
class System:
    """A product by its usual name, with how strongly the ad asks for it (required or preferred)."""

    name: str
    strength: Strength
    evidence: Evidence


_SILENT = frozenset(
    {SectionKind.BENEFITS, SectionKind.ABOUT, SectionKind.LEGAL, SectionKind.PHYSICAL, SectionKind.OFFER}
)
_CLAUSE = re.compile(r";|\n|[.!?](?= [A-Z\"(*]|\n|$)")
_ASIDE = re.compile(r" ?\([^()\n]{1,40}\)")
_REACH = 250
_NEXT = 8
"""Names behind a product whose brackets are looked at."""


def systems(page: Passages, seen: Sightings) -> tuple[System, ...]:
    """Return the software that the ad asks for, each product once with its strongest mention, in the order of the ad.

    What the work is done with is asked for; what the employer tells of itself and its benefits is not.
    """
    found: dict[str, System] = {}
    named = products(page, seen)
    for place, product in enumerate(named):
        strength = _strength(page, product, named[place + 1 : place + 1 + _NEXT])
        held = found.get(product.name)
        if strength and (held is None or (held.strength is Strength.PREF and strength is Strength.REQ)):
            found[product.name] = System(product.name, strength, cite(page.content, product.start, product.end))
    return tuple(sorted(found.values(), key=lambda system: system.evidence.start))


def _strength(page: Passages, product: Product, others: tuple[Product, ...]) -> Strength | None:
    """Return how strongly a mention asks: by the next word of its clause, else the last before, else its heading."""
    kind = page.kind(product.start)
    if kind in _SILENT:
        return None
    first, last = _clause(page, product)
    before, behind = page.fold[first : product.start], _behind(page, product, others, last)
    said = [found.lastgroup for found in (*_words().finditer(behind), *reversed([*_words().finditer(before)]))]
    if "none" in said:
        return None
    preferred = said[0] == "preferred" if said else kind is SectionKind.PREFERRED
    return Strength.PREF if preferred else Strength.REQ


def _behind(page: Passages, product: Product, others: tuple[Product, ...], last: int) -> str:
    """Return the words behind a product up to ``last``, without the brackets that speak of the ``others`` behind it.

    "SQL and either Python (preferred)": the bracket belongs to the name in front of it.
    """
    behind = page.fold[product.end : last]
    for other in others:
        aside = _ASIDE.match(page.fold, other.end, last) if other.end < last else None
        if aside:
            start, end = (place - product.end for place in aside.span())
            behind = behind[:start] + " " * (end - start) + behind[end:]
    return behind


def _clause(page: Passages, product: Product) -> tuple[int, int]:
    """Return where the clause of a product starts and ends."""
    first, last = page.around(product.start, product.end, _REACH)
    for stop in _CLAUSE.finditer(page.content, first, product.start + 1):
        first = min(stop.end(), product.start)
    behind = _CLAUSE.search(page.content, product.end, last)
    return first, behind.start() if behind else last


@cache
def _words() -> re.Pattern[str]:
    """Return what finds a word of strength; its group tells which."""
    rules = table("systems")["strength"]
    groups = (f"(?P<{name}>{'|'.join(rules[name])})" for name in ("none", "preferred", "required"))
    return re.compile(rf"(?<![a-z])(?:{'|'.join(groups)})(?![a-z])")
