"""Levels and fields of schooling that one degree takes from its neighbor."""

from dataclasses import replace

from classifier.demands.element import Element
from classifier.demands.expression import Atom, Degree, Expression, atoms

_BARE = 18  # characters up to which a level stands without the noun "degree"


def leveled(value: Expression, before: list[Element]) -> Expression:
    """Give a program to be enrolled in the level of the degree before it; "HIT program" alone is an associate's."""
    if not isinstance(value, Atom) or not isinstance(value.item, Degree) or value.item.level != "?":
        return value
    named = [atom.item.level for each in before for atom in atoms(each.value) if isinstance(atom.item, Degree)]
    level = named[-1] if named else "associate" if value.item.subject == "HIT" else "?"
    return replace(value, item=replace(value.item, level=level))


def shared(main: list[Element]) -> list[Element]:
    """Give "associate or bachelor's degree in HIM" its field on both levels: the first has no noun of its own."""
    result = list(main)
    for place in range(len(main) - 1, 0, -1):
        first, second = result[place - 1].value, result[place].value
        if result[place].link in ("or", "/", "") and isinstance(first, Atom) and isinstance(second, Atom):
            result[place - 1] = replace(result[place - 1], value=_with_field(first, second))
    return result


def _with_field(first: Atom, second: Atom) -> Atom:
    """Return the first degree with the field of the second where it is a bare level."""
    if not isinstance(first.item, Degree) or not isinstance(second.item, Degree) or not second.item.subject:
        return first
    if second.item.level == "certificate" and second.item.accreditor:
        return first
    bare = first.item.subject is None and first.item.accreditor is None and first.end - first.start <= _BARE
    if not bare or first.item.level not in ("certificate", "associate", "bachelor", "master"):
        return first
    return replace(first, item=replace(first.item, subject=second.item.subject, accreditor=second.item.accreditor))
