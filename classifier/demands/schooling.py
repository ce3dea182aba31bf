"""The list of schooling that clauses ask for."""

from dataclasses import dataclass

from classifier.demands.degrees import SCHOOL_LEVELS
from classifier.demands.expression import Clause, Degree, Strength
from classifier.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Education:
    """Schooling asked for; ``level`` is one of ``SCHOOL_LEVELS``, alternatives in ``field`` are parted by a pipe.

    ``strength`` is ``REQ`` or ``PREF``; ``cahiim`` is true only where the ad names CAHIIM.
    """

    level: str
    field: str | None
    strength: Strength
    cahiim: bool
    evidence: Evidence


def education(clauses: tuple[Clause, ...]) -> tuple[Education, ...]:
    """Return the schooling that ``clauses`` ask for, alternatives each on their own, in the order of the ad."""
    found: dict[tuple[str, str | None, Strength, bool], Education] = {}
    for clause in clauses:
        strength = Strength.PREF if clause.strength is Strength.STRONG else clause.strength
        if strength not in (Strength.REQ, Strength.PREF):
            continue
        for degree in (atom.item for atom in clause.atoms if isinstance(atom.item, Degree)):
            if degree.level in SCHOOL_LEVELS:
                entry = Education(
                    degree.level, degree.subject, strength, degree.accreditor == "CAHIIM", clause.evidence
                )
                found.setdefault((entry.level, entry.field, strength, entry.cahiim), entry)
    return tuple(found.values())
