"""The figures of a set of outcomes: how many roles and demands are right, and what the confidence is worth."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from classifier.roles import Role
from classifier.shares import Share, share
from classifier.training.demands import Demands, Overlap
from classifier.training.outcomes import Outcome

#: Bins of equal width that confidence is compared with accuracy in.
BINS = 10

#: Shares of the rows, surest first, for which the accuracy is told.
COVERAGES = (1.0, 0.95, 0.9, 0.8, 0.7, 0.5)


@dataclass(frozen=True, slots=True)
class DemandFigures:
    """How demands were read on rows that have gold ones: F1 over all entries, and the share of rows without a slip."""

    rows: int
    f1: dict[str, float]
    exact: dict[str, Share]


@dataclass(frozen=True, slots=True)
class RoleFigures:
    """Precision, recall and F1 for one role; F1 is None where there is nothing to divide by."""

    role: Role
    rows: int
    precision: Share
    recall: Share
    f1: float | None


@dataclass(frozen=True, slots=True)
class Bin:
    """The rows of one bin of confidence: the mean of it, and how many of them are right."""

    confidence: float
    right: Share


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one set of rows.

    ``him_right`` leaves out rows with a second allowed role. ``confusion`` counts (right role, predicted role); None
    stands for a refused or missing answer. ``calibration`` and ``coverage`` are empty where answers give no confidence.
    """

    rows: int
    accuracy: Share
    macro_f1: float
    him_right: Share
    other_called_him: Share
    flagged: Share
    unflagged: Share
    refused: int
    roles: tuple[RoleFigures, ...]
    confusion: Counter[tuple[Role, Role | None]]
    calibration: tuple[Bin, ...]
    coverage: tuple[tuple[float, Share], ...]
    demands: DemandFigures | None

    @property
    def calibration_error(self) -> float | None:
        """The expected calibration error: the gap of confidence and accuracy in each bin, weighed by its rows."""
        gaps = [abs(one.confidence - (one.right.value or 0)) * one.right.of for one in self.calibration]
        return sum(gaps) / self.rows if gaps else None


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Return the figures of ``outcomes``."""
    him = [o for o in outcomes if o.row.label is not Role.OTHER and o.row.alternative is None]
    other = [o for o in outcomes if o.row.label is Role.OTHER]
    roles = tuple(_role(role, outcomes) for role in Role)
    scored = [role.f1 for role in roles if role.f1 is not None]
    return Figures(
        rows=len(outcomes),
        accuracy=share(o.right for o in outcomes),
        macro_f1=sum(scored) / len(scored) if scored else 0.0,
        him_right=share(o.right for o in him),
        other_called_him=share(o.predicted not in (Role.OTHER, None) and not o.right for o in other),
        flagged=share(o.needs_review for o in outcomes),
        unflagged=share(o.right for o in outcomes if not o.needs_review),
        refused=sum(o.predicted is None for o in outcomes),
        roles=roles,
        confusion=Counter((_gold(o), o.predicted) for o in outcomes),
        calibration=_calibration(outcomes),
        coverage=_coverage(outcomes),
        demands=_demands([o.demands for o in outcomes if o.demands]),
    )


def _gold(outcome: Outcome) -> Role:
    """Return the right role; where the allowed second one was predicted, that one."""
    return outcome.predicted if outcome.right and outcome.predicted else outcome.row.label


def _role(role: Role, outcomes: Sequence[Outcome]) -> RoleFigures:
    real = [o for o in outcomes if _gold(o) is role]
    called = [o for o in outcomes if o.predicted is role]
    precision, recall = share(o.right for o in called), share(o.right for o in real)
    f1 = 2 * recall.hits / (precision.of + recall.of) if precision.of + recall.of else None
    return RoleFigures(role, len(real), precision, recall, f1)


def _sure(outcomes: Sequence[Outcome]) -> list[tuple[float, bool]]:
    """Return (confidence, right) of every row, surest first; nothing where an answered row has no confidence."""
    if any(o.confidence is None and o.predicted is not None for o in outcomes):
        return []
    return sorted([(o.confidence or 0.0, o.right) for o in outcomes], key=lambda pair: -pair[0])


def _calibration(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in _sure(outcomes):
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    return tuple(
        Bin(sum(confidence for confidence, _ in pairs) / len(pairs), share(right for _, right in pairs))
        for _, pairs in sorted(bins.items())
    )


def _coverage(outcomes: Sequence[Outcome]) -> tuple[tuple[float, Share], ...]:
    right = [right for _, right in _sure(outcomes)]
    return tuple((part, share(right[: max(1, round(part * len(right)))])) for part in COVERAGES if right)


def _demands(agreed: Sequence[Demands]) -> DemandFigures | None:
    if not agreed:
        return None
    lists = {name: [getattr(one, name) for one in agreed] for name in ("clauses", "education", "experience")}
    return DemandFigures(
        rows=len(agreed),
        f1={name: sum(overlaps, Overlap()).f1 for name, overlaps in lists.items()},
        exact={name: share(one.exact for one in overlaps) for name, overlaps in lists.items()},
    )
