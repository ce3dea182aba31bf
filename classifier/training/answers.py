"""The answers of another system, to be scored by the same rules as ours."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.roles import Role
from classifier.training.demands import DemandLists
from classifier.training.rows import RowError, gold, objects, role

_DEMANDS = ("requirements", "education", "experience")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the role, how sure of it, whether a person should look, and the demands, None where it tells none."""

    id: str
    role: Role
    confidence: float | None
    needs_review: bool
    asked: DemandLists | None


def answers(path: Path) -> dict[str, Answer]:
    """Return the rows ``{"id", "role"}`` of a JSONL file by id, with what else they tell.

    Verdicts of ``rolecall classify --json``, one a line, are such rows. Raises RowError with the line number for a row
    without id or role, for a confidence that is no probability, and for an id that was answered before.
    """
    found: dict[str, Answer] = {}
    for row, place in objects(path):
        answer = _answer(row, place)
        if answer.id in found:
            raise RowError(
                "answer_repeated", f"{place} answers {answer.id!r} a second time; leave one answer for each id"
            )
        found[answer.id] = answer
    return found


def _answer(row: dict[str, Any], place: str) -> Answer:
    called = role(row.get("role"), "role", place)
    if row.get("id") in (None, "") or called is None:
        raise RowError("answer_fields", f"{place} needs an id and a role out of {', '.join(Role)}")
    asked = gold(row, place) if any(key in row for key in _DEMANDS) else None
    return Answer(str(row["id"]), called, _confidence(row, place), bool(row.get("needs_review")), asked)


def _confidence(row: dict[str, Any], place: str) -> float | None:
    told = row.get("confidence")
    if told is None:
        return None
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told <= 1:
        raise RowError(
            "answer_confidence", f"{place}: confidence is {told!r}; give a number from 0 to 1 or leave it out"
        )
    return float(told)


def missing(asked: list[str], given: dict[str, Answer]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids that were asked and not answered, and those that were answered and not asked."""
    return tuple(i for i in asked if i not in given), tuple(i for i in given if i not in set(asked))


def repeated(ids: list[str]) -> tuple[str, ...]:
    """Return the ids that stand more than once, which no answer can be told apart by."""
    return tuple(i for i, count in Counter(ids).items() if count > 1)
