"""Upkeep: what is to be kept once it is held."""

from classifier.demands.element import Elements
from classifier.demands.expression import ONGOING, Clause, Status, Strength
from classifier.demands.sorts import held, plain
from classifier.demands.stretches import Stretch
from classifier.demands.tokens import Kind, is_item


def upkeep(clause: Clause, found: Elements, stretch: Stretch) -> list[Clause]:
    """Return the clause of upkeep over what ``clause`` names, and ``clause`` itself where it is a demand of its own.

    "Must maintain RHIT" asks for upkeep alone; "CPC required and must be maintained" asks for both.
    """
    kept = Clause(
        Strength.REQ,
        (held(clause.expression) if _keeps_current(stretch) else plain(clause.expression),),
        ONGOING,
        clause.condition,
        evidence=clause.evidence,
        heading=clause.heading,
    )
    return [clause, kept] if found.too or _is_own(found, stretch) else [kept]


def _keeps_current(stretch: Stretch) -> bool:
    """Tell whether "current" only completes the words of upkeep: "keep the CPC current"."""
    place = next(place for place, token in enumerate(stretch.tokens) if token.kind is Kind.MAINTAIN)
    behind = [token for token in stretch.tokens[place:] if is_item(token) or token.value == Status.ACTIVE]
    return len(behind) > 1 and behind[-1].value == Status.ACTIVE


def _is_own(found: Elements, stretch: Stretch) -> bool:
    place = next(place for place, token in enumerate(stretch.tokens) if token.kind is Kind.MAINTAIN)
    ahead, behind = stretch.tokens[:place], stretch.tokens[place:]
    parted = any(token.kind is Kind.AND or token.sign(",") for token in ahead[-2:])
    return any(map(is_item, ahead)) and not any(map(is_item, behind)) and (found.obtains or parted)
