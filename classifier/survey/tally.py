"""Counts by name, each with a few of the rows behind it: memory grows with the names, not with the rows."""

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from classifier.survey.examples import Example

Name = tuple[str, ...]

#: Different names that are told apart in one subject; what comes beyond is only counted.
MOST_NAMES = 20_000


class Subject(StrEnum):
    """What is counted; the names that stand beside it in brackets."""

    ERROR = "error"
    """[code]"""
    DUPLICATE = "duplicate"
    """[role]"""
    ROLE = "role"
    """[role]"""
    MONTH = "month"
    """[role, month], such as 2026-05"""
    STATE = "state"
    """[role, letters], empty for none"""
    EMPLOYER = "employer"
    """[role, name], empty for none"""
    WORKPLACE = "workplace"
    """[role, onsite, hybrid, remote or empty]"""
    CREDENTIAL = "credential"
    """[role, code, strength]"""
    ASKING = "asking"
    """[role]: ads that ask for a credential or a class of them; [role, strength]: with that strength"""
    CLASS = "class"
    """[role, words, strength]"""
    CHOICE = "choice"
    """[role, words, strength]"""
    SCHOOLING = "schooling"
    """[role, level, REQ or PREF], the level empty for none"""
    YEARS = "years"
    """[role, band]"""
    PAY = "pay"
    """[role, unit, currency]"""
    FINDING = "finding"
    """[check], and [check, role]"""
    FLAGGED = "flagged"
    """[role]"""


@dataclass(slots=True)
class Count:
    """How many rows, how many of them are flagged for review, and a fair sample of up to ``most`` of them."""

    most: int
    rows: int = 0
    flagged: int = 0
    _held: list[tuple[int, int, Example]] = field(default_factory=list)

    def add(self, one: Example) -> None:
        """Count a row."""
        self.rows += 1
        self.flagged += one.flagged
        self._keep(one)

    def _keep(self, one: Example) -> None:
        """Hold the rows of the lowest ranks."""
        if len(self._held) < self.most:
            heapq.heappush(self._held, (-one.rank, one.number, one))
        elif self.most and -one.rank > self._held[0][0]:
            heapq.heapreplace(self._held, (-one.rank, one.number, one))

    @property
    def examples(self) -> tuple[Example, ...]:
        """The sample, in the order of the rows."""
        return tuple(sorted((one for _, _, one in self._held), key=lambda one: one.number))

    @classmethod
    def together(cls, counts: Iterable["Count"], most: int) -> "Count":
        """Return the sum of counts that have no row in common."""
        total = cls(most)
        for count in counts:
            total.rows += count.rows
            total.flagged += count.flagged
            for one in count.examples:
                total._keep(one)
        return total


class Tally:
    """Counts of all subjects. ``beyond`` tells how often a name came that there was no more room for."""

    def __init__(self, most_examples: int) -> None:
        self.most_examples = most_examples
        self.beyond: Counter[Subject] = Counter()
        self._counts: dict[Subject, dict[Name, Count]] = {subject: {} for subject in Subject}

    def add(self, one: Example, subject: Subject, *name: str) -> None:
        """Count a row under a name."""
        counts = self._counts[subject]
        count = counts.get(name)
        if count is None:
            if len(counts) >= MOST_NAMES:
                self.beyond[subject] += 1
                return
            count = counts[name] = Count(self.most_examples)
        count.add(one)

    def count(self, subject: Subject, *name: str) -> Count:
        """Return the count of a name, an empty one where it never came."""
        return self._counts[subject].get(name) or Count(self.most_examples)

    def names(self, subject: Subject) -> list[Name]:
        """Return the names of a subject in the order of the alphabet."""
        return sorted(self._counts[subject])

    def together(self, counts: Iterable[Count]) -> Count:
        """Return the sum of counts that have no row in common."""
        return Count.together(counts, self.most_examples)
