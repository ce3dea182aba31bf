"""Software that the ad asks for."""

import re
from dataclasses import dataclass
from functools import cache

from classifier.demands.expression import Strength
from classifier.evidence import Evidence, cite
from classifier.knowledge import table
from classifier.layout.passages import Passages, passages
from classifier.layout.sections import Section, SectionKind
from classifier.layout.text import Text
from classifier.offers.products import Product, products


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
_REACH = 250


def systems(text: Text, sections: tuple[Section, ...]) -> tuple[System, ...]:
    """Return the software that the ad asks for, each product once with its strongest mention, in the order of the ad.

    What the work is done with is asked for; what the employer tells of itself and its benefits is not.
    """
    page = passages(text, sections)
    found: dict[str, System] = {}
    for product in products(page):
        strength = _strength(page, product)
        held = found.get(product.name)
        if strength and (held is None or (held.strength is Strength.PREF and strength is Strength.REQ)):
            found[product.name] = System(product.name, strength, cite(page.content, product.start, product.end))
    return tuple(sorted(found.values(), key=lambda system: system.evidence.start))


def _strength(page: Passages, product: Product) -> Strength | None:
    """Return how strongly a mention asks: by the next word of its clause, else the last before, else its heading."""
    kind = page.kind(product.start)
    if kind in _SILENT:
        return None
    before, behind = _clause(page, product)
    said = [found.lastgroup for found in (*_words().finditer(behind), *reversed([*_words().finditer(before)]))]
    if "none" in said:
        return None
    preferred = said[0] == "preferred" if said else kind is SectionKind.PREFERRED
    return Strength.PREF if preferred else Strength.REQ


def _clause(page: Passages, product: Product) -> tuple[str, str]:
    """Return the words before and behind a product within its clause, in lower case."""
    first, last = page.around(product.start, product.end, _REACH)
    for stop in _CLAUSE.finditer(page.content, first, product.start):
        first = stop.end()
    stop_behind = _CLAUSE.search(page.content, product.end, last)
    return page.fold[first : product.start], page.fold[product.end : stop_behind.start() if stop_behind else last]


@cache
def _words() -> re.Pattern[str]:
    """Return what finds a word of strength; its group tells which."""
    rules = table("systems")["strength"]
    groups = (f"(?P<{name}>{'|'.join(rules[name])})" for name in ("none", "preferred", "required"))
    return re.compile(rf"(?<![a-z])(?:{'|'.join(groups)})(?![a-z])")
