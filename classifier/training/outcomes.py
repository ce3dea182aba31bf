"""What was made of each labelled row: by the model, by another system, or by a baseline."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from classifier.errors import PostingError
from classifier.model import Model
from classifier.roles import Role
from classifier.source.posting import Posting
from classifier.training.answers import Answer
from classifier.training.demands import DemandLists, Demands, demands, read_demands
from classifier.training.rows import LabelledPosting
from classifier.verdict import Verdict, classify


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of one row.

    ``predicted`` is None for a posting that was refused or not answered, ``confidence`` where none was given, and
    ``verdict`` where it wasn't our model that judged.
    """

    row: LabelledPosting
    predicted: Role | None
    confidence: float | None = None
    needs_review: bool = False
    demands: Demands | None = None
    verdict: Verdict | None = None

    @property
    def id(self) -> str:
        """The id of the row."""
        return self.row.posting.id or ""

    @property
    def right(self) -> bool:
        """Whether the role counts as right."""
        return self.predicted is not None and self.row.allows(self.predicted)


def judged(
    rows: Sequence[LabelledPosting], model: Model, seen: Callable[[Posting], Posting] = lambda posting: posting
) -> tuple[Outcome, ...]:
    """Return what ``model`` makes of ``rows``, each as ``seen`` shows it."""
    return tuple(_judged(row, model, seen) for row in rows)


def _judged(row: LabelledPosting, model: Model, seen: Callable[[Posting], Posting]) -> Outcome:
    try:
        verdict = classify(seen(row.posting), model)
    except PostingError:
        return Outcome(row, None, 0.0, needs_review=True)
    agreed = demands(row.gold, read_demands(verdict.reading)) if row.gold else None
    return Outcome(row, verdict.role, verdict.scores.confidence, verdict.needs_review, agreed, verdict)


def answered(rows: Sequence[LabelledPosting], answers: Mapping[str, Answer]) -> tuple[Outcome, ...]:
    """Return what another system's ``answers`` make of ``rows``; a row without one is wrong.

    Where any answer tells demands, all are scored on them, and one without has read none.
    """
    telling = any(answer.asked for answer in answers.values())
    return tuple(_answered(row, answers.get(row.posting.id or ""), telling=telling) for row in rows)


def _answered(row: LabelledPosting, answer: Answer | None, *, telling: bool) -> Outcome:
    asked = (answer.asked if answer else None) or DemandLists.none()
    agreed = demands(row.gold, asked) if row.gold and telling else None
    if answer is None:
        return Outcome(row, None, demands=agreed)
    return Outcome(row, answer.role, answer.confidence, answer.needs_review, agreed)


def guessed(rows: Sequence[LabelledPosting], guess: Callable[[LabelledPosting], Role]) -> tuple[Outcome, ...]:
    """Return what a baseline makes of ``rows``."""
    return tuple(Outcome(row, guess(row)) for row in rows)
