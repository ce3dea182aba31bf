"""Software that the ad asks for."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from classifier.demands.expression import Strength
from classifier.evidence import Evidence, cite
from classifier.knowledge import table
from classifier.layout.kinds import ASIDES
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


_CLAUSE = re.compile(r";|\n|[.!?](?= [A-Z\"(*]|\n|$)")
_ASIDE = re.compile(r" ?\([^()\n]{1,40}\)")
_REACH = 250


def systems(page: Passages, seen: Sightings) -> tuple[System, ...]:
    """Return the software that the ad asks for, each product once with its strongest mention, in the order of the ad.

    What the work is done with is asked for; what the employer tells of itself and its benefits is not.
    """
    found: dict[str, System] = {}
    named = products(page, seen)
    asides = [aside.span() for product in named if (aside := _ASIDE.match(page.fold, product.end))]
    for product in named:
        strength = _strength(page, product, asides)
        held = found.get(product.name)
        if strength and (held is None or (held.strength is Strength.PREF and strength is Strength.REQ)):
            found[product.name] = System(product.name, strength, cite(page.content, product.start, product.end))
    return tuple(sorted(found.values(), key=lambda system: system.evidence.start))


def _strength(page: Passages, product: Product, asides: list[tuple[int, int]]) -> Strength | None:
    """Return how strongly a mention asks: by the next word of its clause, else the last before, else its heading.

    Of the brackets right behind a name only its own speaks of it: "SQL and either Python (preferred)".
    """
    kind = page.kind(product.start)
    if kind in ASIDES:
        return None
    first, last = _clause(page, product)
    others = [aside for aside in _between(asides, first, last) if aside[0] != product.end]
    near = [
        (found.start() < product.start, abs(found.start() - product.start), found.lastgroup)
        for found in _words().finditer(page.fold, first, last)
        if not any(start <= found.start() < end for start, end in others)
    ]
    if any(said == "none" for *_, said in near):
        return None
    preferred = min(near)[2] == "preferred" if near else kind is SectionKind.PREFERRED
    return Strength.PREF if preferred else Strength.REQ


def _between(spans: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """Return those of ``spans``, in order, that start from ``first`` to before ``last``."""
    return spans[bisect_left(spans, (first, 0)) : bisect_left(spans, (last, 0))]


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
