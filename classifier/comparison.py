"""A candidate compared with an ad, demand by demand: never a score, never a rejection."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any as Json

from classifier.candidate import Candidate, Standing
from classifier.demands.expression import (
    SOFT,
    All,
    Any,
    Atom,
    Clause,
    Code,
    Expression,
    License,
    Marker,
    Strength,
    Upkeep,
)
from classifier.demands.laws import fold
from classifier.evidence import Evidence
from classifier.findings import Finding
from classifier.meeting import Meeting, Person, is_due, meeting, person
from classifier.plainly import gap, has, within
from classifier.verdict import Verdict

#: Said with every answer.
PERSON_DECIDES = "This compares what the ad says with what the candidate says; a person reads both and decides."


class Overall(StrEnum):
    """How a candidate stands to everything that an ad requires."""

    MEETS = "meets"
    MEETS_IF = "meets_if"
    UNKNOWN = "unknown"
    DOES_NOT_MEET = "does_not_meet"


_OVERALL = {
    Meeting.MET: Overall.MEETS,
    Meeting.LATER: Overall.MEETS_IF,
    Meeting.UNKNOWN: Overall.UNKNOWN,
    Meeting.UNMET: Overall.DOES_NOT_MEET,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One demand of the ad: how the candidate meets it, why, the words of the ad, and what would close the gap.

    ``closes`` is None where there is no gap.
    """

    clause: str
    strength: Strength
    meeting: Meeting
    reason: str
    evidence: Evidence
    closes: str | None


@dataclass(frozen=True, slots=True)
class Fit:
    """The answer; ``fit`` is None where there is no candidate and the ad alone is judged by its ``findings``.

    ``unmet`` holds only what is required, so it is empty unless ``fit`` is ``does_not_meet``; ``open`` holds deadlines,
    what is unknown, and preferences that aren't met, which never count against a candidate.
    """

    fit: Overall | None
    met: tuple[Judged, ...]
    unmet: tuple[Judged, ...]
    open: tuple[Judged, ...]
    findings: tuple[Finding, ...]
    verdict: Verdict

    def to_dict(self, *, with_text: bool = False) -> dict[str, Json]:
        """Return the answer as JSON values; ``with_text`` adds the cleaned text to the verdict."""
        verdict = self.verdict.to_dict(with_text=with_text)
        return {
            "fit": self.fit and self.fit.value,
            "met": [_plain(entry) for entry in self.met],
            "unmet": [_plain(entry) for entry in self.unmet],
            "open": [_plain(entry) for entry in self.open],
            "findings": verdict["findings"],
            "verdict": verdict,
            "note": PERSON_DECIDES,
        }


def fit(verdict: Verdict, candidate: Candidate | None) -> Fit:
    """Return how ``candidate`` meets the ad; without one, the ad judged against itself."""
    if candidate is None:
        return Fit(None, (), (), (), verdict.findings, verdict)
    judged = tuple(_judged(verdict, candidate))
    required = [entry for entry in judged if entry.strength not in SOFT]
    worst = min((entry.meeting for entry in required), default=Meeting.MET)
    unmet = tuple(entry for entry in required if entry.meeting is Meeting.UNMET)
    return Fit(
        _OVERALL[worst],
        tuple(entry for entry in judged if entry.meeting is Meeting.MET),
        unmet,
        tuple(entry for entry in judged if entry.meeting is not Meeting.MET and entry not in unmet),
        verdict.findings,
        verdict,
    )


def _judged(verdict: Verdict, candidate: Candidate) -> Iterator[Judged]:
    """Yield each demand once, required ones and preferences in the order of the ad, then what isn't accepted."""
    clauses = verdict.reading.clauses
    who = person(candidate, _excluded(clauses))
    demands = dict.fromkeys(clause for clause in clauses if _is_demand(clause) and _applies(clause, verdict))
    for clause in demands:
        yield _entry(clause, candidate, who)
    for clause in clauses:
        if clause.strength is Strength.NOT_ACCEPTED and not clause.condition and _is_all(clause, candidate):
            reason = "The candidate's only credential is one that the ad doesn't accept."
            yield Judged(str(clause), clause.strength, Meeting.UNMET, reason, clause.evidence, "another credential")


def _is_demand(clause: Clause) -> bool:
    asked = clause.strength is Strength.REQ or clause.strength in SOFT
    upkeep = clause.deadline is not None and not is_due(clause.deadline)
    return asked and not upkeep and not all(isinstance(atom.item, Upkeep | Marker) for atom in clause.atoms)


def _applies(clause: Clause, verdict: Verdict) -> bool:
    """Tell whether a condition may hold; one on remote work is decided by the workplace of the ad."""
    workplace = verdict.reading.offer.workplace
    return not (clause.condition == "remote" and workplace is not None and workplace.value == "onsite")


def _entry(clause: Clause, candidate: Candidate, who: Person) -> Judged:
    found, why = _meeting(clause, who)
    wish = "It is preferred, not required." if clause.strength in SOFT and found is not Meeting.MET else ""
    reason = " ".join(part for part in (has(clause.expression, candidate, who), why, wish) if part)
    closes = None if found is Meeting.MET else _closes(clause, found, who)
    return Judged(str(clause), clause.strength, found, reason, clause.evidence, closes)


def _closes(clause: Clause, found: Meeting, who: Person) -> str:
    missing = gap(clause.expression, who) + within(clause.deadline)
    return f"{missing}, or word from employer or candidate that it is met" if found is Meeting.UNKNOWN else missing


def _meeting(clause: Clause, who: Person) -> tuple[Meeting, str]:
    """Return how the clause is met, and what about the clause itself made it so."""
    unbounded = ("sub", "experience") in clause.flags
    found = meeting(clause.expression, who, unbounded=unbounded)
    if is_due(clause.deadline) and found < Meeting.LATER:
        return Meeting.LATER, f"There is time{within(clause.deadline)}."
    if found is Meeting.LATER:
        return found, "There is time after hire."
    if found is Meeting.UNKNOWN and unbounded:
        return found, "The ad accepts experience instead, and doesn't say how much."
    excuse = _excuse(clause, who) if found is Meeting.UNMET else None
    return (Meeting.UNKNOWN, excuse) if excuse else (found, "")


def _excuse(clause: Clause, who: Person) -> str | None:
    """Return why a demand that isn't met is yet unknown, None where nothing speaks for it."""
    if ("conflict", "true") in clause.flags:
        return "The ad contradicts itself here."
    if ("ambiguous", "true") in clause.flags and meeting(_either(clause.expression), who) is not Meeting.UNMET:
        return 'The ad says "and", but may mean "or".'
    return f"The ad asks for it only under a condition ({clause.condition})." if clause.condition else None


def _either(expression: Expression) -> Expression:
    """Return the expression with each ALL read as an or."""
    if isinstance(expression, Atom):
        return expression
    args = tuple(map(_either, expression.args))
    return Any(1, args, expression.eq) if isinstance(expression, All) else replace(expression, args=args)


def _excluded(clauses: tuple[Clause, ...]) -> set[str]:
    """Return the codes that the ad doesn't accept from anyone."""
    denials = (clause for clause in clauses if clause.strength is Strength.NOT_ACCEPTED and not clause.condition)
    return {code for clause in denials for code in _codes(clause)}


def _codes(clause: Clause) -> set[str]:
    items = [atom.item for atom in clause.atoms]
    codes = [item.code if isinstance(item, Code) else item.name for item in items if isinstance(item, Code | License)]
    return set(map(fold, codes))


def _is_all(clause: Clause, candidate: Candidate) -> bool:
    """Tell whether all that the candidate has are credentials that the clause doesn't accept."""
    mine = {holding.code for holding in candidate.credentials if holding.status is not Standing.EXPIRED}
    return bool(mine) and mine <= _codes(clause)


def _plain(entry: Judged) -> dict[str, Json]:
    evidence = entry.evidence
    return {
        "clause": entry.clause,
        "strength": entry.strength.value,
        "outcome": entry.meeting.name.lower(),
        "reason": entry.reason,
        "evidence": {"text": evidence.text, "start": evidence.start, "end": evidence.end},
        "closes": entry.closes,
    }
