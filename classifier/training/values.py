"""The figures of an evaluation as JSON values."""

from classifier.roles import Role
from classifier.shares import Share, share
from classifier.training.evaluation import Evaluation
from classifier.training.figures import Figures
from classifier.training.outcomes import Outcome


def evaluation_values(evaluated: Evaluation) -> dict[str, object]:
    """Return the figures and the wrong rows as JSON values; of frozen rows no more than the id."""
    return {
        "system": evaluated.system,
        "model": figure_values(evaluated.figures),
        "baseline": figure_values(evaluated.baselines["title regex"]),
        "baselines": {name: figure_values(part) for name, part in evaluated.baselines.items()},
        "groups": {name: figure_values(part) for name, part in evaluated.groups.items()},
        "wrong": [_wrong(o, hidden=evaluated.frozen) for o in evaluated.outcomes if not o.right],
        "measures": {name: share(right.values()).to_dict() for name, right in evaluated.measures.items()},
        "changes": {
            name: {"newly_right": list(told.newly_right), "newly_wrong": list(told.newly_wrong)}
            for name, told in evaluated.changes.items()
        },
        "notes": list(evaluated.notes),
    }


def figure_values(part: Figures) -> dict[str, object]:
    """Return the figures of one set of rows as JSON values, shares with their intervals beside them."""
    shares = ("accuracy", "him_right", "other_called_him", "flagged")
    told: dict[str, Share] = {name: getattr(part, name) for name in shares} | {"unflagged_accuracy": part.unflagged}
    return {
        "rows": part.rows,
        **{name: one.value for name, one in told.items()},
        "intervals": {name: list(one.interval) for name, one in told.items()},
        "macro_f1": part.macro_f1,
        "calibration_error": part.calibration_error,
        "refused": part.refused,
        "roles": [
            {
                "role": one.role,
                "rows": one.rows,
                "precision": one.precision.to_dict(),
                "recall": one.recall.to_dict(),
                "f1": one.f1,
            }
            for one in part.roles
        ],
        "confusion": {
            role: {str(called or "none"): count for (real, called), count in part.confusion.items() if real is role}
            for role in Role
        },
        "calibration": [{"confidence": one.confidence, **one.right.to_dict()} for one in part.calibration],
        "coverage": [{"coverage": coverage, **right.to_dict()} for coverage, right in part.coverage],
        "demands": part.demands
        and {
            "rows": part.demands.rows,
            "f1": part.demands.f1,
            "exact": {name: one.to_dict() for name, one in part.demands.exact.items()},
        },
    }


def _wrong(outcome: Outcome, *, hidden: bool) -> dict[str, object]:
    if hidden:
        return {"id": outcome.id}
    return {
        "id": outcome.id,
        "title": outcome.row.posting.title,
        "label": outcome.row.label,
        "predicted": outcome.predicted,
        "confidence": None if outcome.confidence is None else round(outcome.confidence, 3),
        "needs_review": outcome.needs_review,
    }
