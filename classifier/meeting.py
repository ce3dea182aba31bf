"""Whether a candidate meets a demand: met, open until a deadline, unknown, or unmet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from classifier.candidate import Candidate, Schooling, Service, Standing
from classifier.demands.degrees import SCHOOL_LEVELS
from classifier.demands.expression import (
    All,
    Any,
    Atom,
    Code,
    Deadline,
    Degree,
    Expression,
    Group,
    License,
    Status,
    Years,
)
from classifier.demands.laws import Outcome, fold, satisfaction
from classifier.knowledge import table

_HAIR = 1e-6  # a count of months in years isn't exact


class Meeting(IntEnum):
    """How a demand stands, worst first; a higher one is never worse for the candidate."""

    UNMET = 0
    UNKNOWN = 1
    LATER = 2
    MET = 3


_MEETINGS = {Outcome.MET: Meeting.MET, Outcome.UNKNOWN: Meeting.UNKNOWN, Outcome.NOT_MET: Meeting.UNMET}
_STATUSES = {
    Standing.HELD: Status.HELD,
    Standing.ELIGIBLE: Status.ELIGIBLE,
    Standing.ENROLLED: Status.ENROLLED,
}
_BEST_FIRST = (Standing.HELD, Standing.ELIGIBLE, Standing.ENROLLED)


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate as the rules look at one: credentials that count by code, schooling, and years.

    Expired credentials and those that the ad doesn't accept aren't among ``held``.
    """

    held: dict[str, Status]
    education: Schooling | None
    experience: tuple[Service, ...]


def person(candidate: Candidate, excluded: Iterable[str] = ()) -> Person:
    """Return what counts of the candidate; of a code given twice the better status counts."""
    refused = set(map(fold, excluded))
    held: dict[str, Status] = {}
    for standing in _BEST_FIRST:
        for holding in candidate.credentials:
            if holding.status is standing and holding.code not in refused:
                held.setdefault(holding.code, _STATUSES[standing])
    return Person(held, candidate.education, candidate.experience)


def is_due(deadline: Deadline | None) -> bool:
    """Tell whether a deadline gives time after hire; upkeep of what is held already doesn't."""
    return deadline is not None and deadline.unit != "ongoing"


def meeting(expression: Expression, who: Person, *, unbounded: bool = False) -> Meeting:
    """Return how ``who`` meets the expression.

    ``unbounded``: the ad lets experience stand in for something and doesn't say how much, so that nobody can tell.
    """
    if isinstance(expression, Atom):
        return _atom(expression, who, unbounded=unbounded)
    choice = isinstance(expression, Any)
    parts = sorted(
        (meeting(arg, who, unbounded=unbounded or (choice and _is_vague(arg))) for arg in expression.args), reverse=True
    )
    k = len(parts) if isinstance(expression, All) else min(expression.k, len(parts))
    return _or_equivalent(parts[k - 1], expression.eq)


def _is_vague(expression: Expression) -> bool:
    """Tell whether the expression is experience that may stand in for something: how much, and of what, isn't said."""
    return isinstance(expression, Atom) and expression.item == Years()


def _or_equivalent(found: Meeting, eq: bool) -> Meeting:  # noqa: FBT001 - it is a field of the expression
    return max(found, Meeting.UNKNOWN) if eq else found


def _atom(atom: Atom, who: Person, *, unbounded: bool) -> Meeting:
    if is_due(atom.deadline) and atom.status is Status.ELIGIBLE:
        return _eligible_until(atom, who)
    item = atom.item
    if isinstance(item, Degree):
        found = _schooling(item, who.education)
        found = max(found, Meeting.UNKNOWN) if atom.status is not Status.HELD else found
    elif isinstance(item, Years):
        found = _service(item, who.experience)
        found = min(found, Meeting.UNKNOWN) if unbounded and item.low is None else found
    elif isinstance(item, Code | Group | License):
        found = _credential(atom, who)
    else:
        found = Meeting.UNKNOWN
    found = max(found, Meeting.LATER) if is_due(atom.deadline) else found
    return _or_equivalent(found, atom.eq)


def _eligible_until(atom: Atom, who: Person) -> Meeting:
    """Judge "or eligible, to be certified within a year": open for those who are eligible, and for them alone."""
    held = _credential(replace(atom, status=Status.HELD, deadline=None), who)
    if held is Meeting.MET:
        return held
    eligible = _credential(replace(atom, deadline=None), who)
    return Meeting.LATER if eligible is Meeting.MET else eligible


def _credential(atom: Atom, who: Person) -> Meeting:
    item = atom.item
    if isinstance(item, License):
        if item.name == "state":
            return Meeting.UNKNOWN
        atom = replace(atom, item=License(fold(item.name)))
    found = _MEETINGS[satisfaction(replace(atom, eq=False), who.held)]
    if found is Meeting.UNMET and item == Code("CPC-A") and who.held.get("CPC") is Status.HELD:
        return Meeting.UNKNOWN
    return max(found, Meeting.UNKNOWN) if atom.status is Status.ELIGIBLE and _may_sit(item, who) else found


def _may_sit(item: object, who: Person) -> bool:
    """Tell whether schooling opens the exam, so that a candidate who doesn't say "eligible" may be so all the same."""
    schooling = who.education
    least = {Code("RHIT"): "associate", Code("RHIA"): "bachelor"}.get(item) if isinstance(item, Code) else None
    if least is None or schooling is None or not schooling.cahiim or schooling.level in (None, "other"):
        return False
    return _rank(schooling.level) >= _rank(least) and schooling.field in _health_information()


def _rank(level: str | None) -> int:
    return SCHOOL_LEVELS.index(level or "other")


def _schooling(asked: Degree, schooling: Schooling | None) -> Meeting:
    if schooling is None or schooling.level is None:
        return Meeting.UNKNOWN
    return min(
        _level(asked.level, schooling.level), _field(asked.subject, schooling.field), _accreditor(asked, schooling)
    )


def _level(asked: str, level: str) -> Meeting:
    """Judge the level; a higher one meets a lower one."""
    if "other" in (asked, level):
        return Meeting.MET if asked == level else Meeting.UNKNOWN
    least = asked if asked in SCHOOL_LEVELS else "certificate"
    return Meeting.MET if _rank(level) >= _rank(least) else Meeting.UNMET


def _field(asked: str | None, field: str | None) -> Meeting:
    if asked is None or asked.startswith("any "):
        return Meeting.MET
    if field is None:
        return Meeting.UNKNOWN
    fields = asked.split("|")
    if field in fields or (field in _health_information() and _health_information().intersection(fields)):
        return Meeting.MET
    return Meeting.UNKNOWN if any("related" in name for name in fields) else Meeting.UNMET


@cache
def _health_information() -> frozenset[str]:
    return frozenset(table("candidate")["fields"]["health_information"])


def _accreditor(asked: Degree, schooling: Schooling) -> Meeting:
    if asked.accreditor is None or schooling.cahiim:
        return Meeting.MET
    return Meeting.UNMET if asked.accreditor == "CAHIIM" and schooling.cahiim is False else Meeting.UNKNOWN


def _service(asked: Years, experience: tuple[Service, ...]) -> Meeting:
    sure = [entry for entry in experience if counts(entry.domain, asked.domain) is Meeting.MET]
    perhaps = [entry for entry in experience if counts(entry.domain, asked.domain) is Meeting.UNKNOWN]
    if asked.low is None:
        return _uncounted(asked, experience, sure, perhaps)
    needed = years_needed(asked) - _HAIR
    if years_sure(asked, experience) >= needed:
        return Meeting.MET
    possible = [*sure, *perhaps]
    enough = sum(entry.years or 0 for entry in possible) >= needed
    return Meeting.UNKNOWN if enough or any(entry.years is None for entry in possible) else Meeting.UNMET


def _uncounted(asked: Years, experience: tuple[Service, ...], sure: list[Service], perhaps: list[Service]) -> Meeting:
    """Judge "experience with X" without a count."""
    if any(entry.years != 0 for entry in sure):
        return Meeting.MET
    unsaid = asked.domain in table("candidate")["domains"]["unsaid"] and experience
    return Meeting.UNKNOWN if perhaps or unsaid else Meeting.UNMET


def counts(domain: str | None, asked: str | None) -> Meeting:
    """Return whether years in ``domain`` count for years ``asked`` in another: inpatient counts as coding."""
    domains = table("candidate")["domains"]
    if asked is None or domain == asked or domain in domains.get(asked, ()):
        return Meeting.MET
    return Meeting.UNKNOWN if domain is None or domain in domains.get(f"perhaps_{asked}", ()) else Meeting.UNMET


def years_needed(asked: Years) -> float:
    """Return the least years that are asked for, 0 where the ad gives no count."""
    return (asked.low or 0) / (12 if asked.unit == "mo" else 1)


def years_sure(asked: Years, experience: tuple[Service, ...]) -> float:
    """Return the years that surely count for what is asked; years in several domains add up."""
    return sum(entry.years or 0 for entry in experience if counts(entry.domain, asked.domain) is Meeting.MET)
