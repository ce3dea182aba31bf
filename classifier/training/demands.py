"""How well demands are read: phrases against their normal form, whole postings against their gold lists.

Clauses are compared without regard to order, with codes folded to those in use. Schooling and years that stand beside a
credential in an ALL count on neither side, because a verdict lists them on their own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from classifier.demands.clauses import read_clauses
from classifier.demands.expression import All, Atom, Clause, Degree, Expression, Years, atoms
from classifier.demands.laws import sorted_form
from classifier.demands.requirements import requirements
from classifier.layout.sections import SectionKind
from classifier.reading import Reading


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line as it stands under a heading of an ad, and the normal form that it has."""

    id: str
    phrase: str
    heading: SectionKind
    form: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class DemandLists:
    """What a posting asks for, by a person's reading or by a system's; entries are comparable tuples."""

    clauses: tuple[Clause, ...]
    education: Counter[tuple[object, ...]]
    experience: Counter[tuple[object, ...]]

    @classmethod
    def none(cls) -> "DemandLists":
        """Return lists without an entry."""
        return cls((), Counter(), Counter())


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many entries were right, read and real, over any number of postings."""

    right: int = 0
    read: int = 0
    real: int = 0

    def __add__(self, other: "Overlap") -> "Overlap":
        return Overlap(self.right + other.right, self.read + other.read, self.real + other.real)

    @property
    def exact(self) -> bool:
        """Whether nothing was missed and nothing made up."""
        return self.right == self.read == self.real

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to read and nothing was read."""
        return 2 * self.right / (self.read + self.real) if self.read + self.real else 1.0


def phrase_right(row: Phrase) -> bool:
    """Whether the phrase is read as exactly its normal form."""
    return sorted_form(read_clauses(row.phrase, row.heading)) == sorted_form(row.form)


@dataclass(frozen=True, slots=True)
class Demands:
    """How far the demands of one posting were read as a person reads them."""

    clauses: Overlap
    education: Overlap
    experience: Overlap


def read_demands(reading: Reading) -> DemandLists:
    """Return the demands that ``reading`` holds, in the form that compares."""
    schooling = [education_key(e.level, e.field, e.strength, cahiim=e.cahiim) for e in reading.education]
    years = [experience_key(e.min_years, e.max_years, e.domain, e.strength) for e in reading.experience]
    return DemandLists(requirements(reading.clauses), Counter(schooling), Counter(years))


def demands(gold: DemandLists, read: DemandLists) -> Demands:
    """Return how ``read`` agrees with ``gold``; an entry is right where every field of it is."""
    return Demands(
        clauses=_overlap(_comparable(gold.clauses), _comparable(read.clauses)),
        education=_overlap(gold.education, read.education),
        experience=_overlap(gold.experience, read.experience),
    )


def education_key(level: str, field: str | None, strength: str, *, cahiim: bool) -> tuple[object, ...]:
    """Return an entry of schooling in a form that compares; the order of alternative fields carries no meaning."""
    return level, "|".join(sorted((field or "").lower().split("|"))), str(strength), bool(cahiim)


def experience_key(low: float | None, high: float | None, domain: str | None, strength: str) -> tuple[object, ...]:
    """Return an entry of experience in a form that compares."""
    return low, high, (domain or "").lower(), str(strength)


def _overlap(gold: Counter[tuple[object, ...]], found: Counter[tuple[object, ...]]) -> Overlap:
    return Overlap((gold & found).total(), found.total(), gold.total())


def _comparable(clauses: Iterable[Clause]) -> Counter[tuple[object, ...]]:
    bare = [replace(clause, args=tuple(map(_bare, clause.args))) for clause in clauses]
    return Counter((form,) for form in sorted_form(bare))


def _bare(expression: Expression) -> Expression:
    """Return the expression without schooling and years that stand beside a credential in an ALL."""
    if isinstance(expression, Atom):
        return expression
    args: Sequence[Expression] = [_bare(arg) for arg in expression.args]
    if isinstance(expression, All):
        kept = [arg for arg in args if not all(isinstance(atom.item, Degree | Years) for atom in atoms(arg))]
        args = kept or args
    return replace(expression, args=tuple(args))
