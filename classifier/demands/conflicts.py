"""Clauses of one ad seen together: what contradicts itself, and tests that only matter between jobs or grades."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from classifier.demands.expression import ANYTHING, DENIALS, Clause, Item, Status, Strength
from classifier.demands.statements import names_credential


def one_job(found: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Drop tests on the job where the ad names only one: then every clause is about it."""
    jobs = {clause.condition for clause in found if clause.condition and clause.condition.startswith("job=")}
    if len(jobs) != 1:
        return found
    return tuple(replace(clause, condition=None) if clause.condition in jobs else clause for clause in found)


def one_grade(found: tuple[Clause, ...], title: str) -> tuple[Clause, ...]:
    """Drop tests on the grade where the ad names only one: that of its ``title``."""
    grades = {clause.condition for clause in found if clause.condition and clause.condition.startswith("level=")}
    if len(grades) != 1 or next(iter(grades)).removeprefix("level=") not in title.replace(",", " ").split():
        return found
    return tuple(replace(clause, condition=None) if clause.condition in grades else clause for clause in found)


def conflicting(found: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Flag both clauses where an ad requires and denies the same; "none required" denies every credential."""
    demanded = _named(found, _is_demand)
    denied = _named(found, lambda clause: clause.strength in DENIALS)
    flagged: set[int] = set()
    for condition, items in denied.items():
        wanted = demanded.get(condition, {})
        for item, denials in items.items():
            against = (
                [place for places in wanted.values() for place in places] if item == ANYTHING else wanted.get(item, [])
            )
            if against:
                flagged |= {*denials, *against}
    return tuple(clause.flagged("conflict") if place in flagged else clause for place, clause in enumerate(found))


def _is_demand(clause: Clause) -> bool:
    return clause.strength is Strength.REQ and clause.deadline is None and names_credential(clause)


def _named(found: tuple[Clause, ...], wanted: Callable[[Clause], bool]) -> dict[str | None, dict[Item, list[int]]]:
    """Return the places of the wanted clauses by their test and by each thing that they name."""
    places: dict[str | None, dict[Item, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, clause in enumerate(found):
        if wanted(clause):
            for atom in clause.atoms:
                if atom.status not in (Status.HELD, Status.ACTIVE):
                    continue  # "RHIT required, RHIT-eligible not accepted"
                places[clause.condition][atom.item].append(place)
    return places
