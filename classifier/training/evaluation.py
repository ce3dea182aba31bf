"""How well a model does on labelled postings, always beside what a regex over the title does on the same rows."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from classifier.errors import PostingError
from classifier.model import Model
from classifier.roles import Role
from classifier.source.posting import Posting
from classifier.training.baseline import title_role
from classifier.training.demands import Demands, Overlap, demands
from classifier.training.rows import LabelledPosting
from classifier.verdict import classify


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of one row; ``predicted`` is None for a posting that was refused."""

    row: LabelledPosting
    predicted: Role | None
    confidence: float
    needs_review: bool
    baseline: Role
    demands: Demands | None = None

    @property
    def right(self) -> bool:
        """Whether the model's role counts as right."""
        return self.predicted is not None and self.row.allows(self.predicted)


@dataclass(frozen=True, slots=True)
class DemandFigures:
    """How demands were read on the rows that have gold ones: F1 over all entries, and the share of rows without a slip."""

    rows: int
    clause_f1: float
    clauses_exact: float
    education_f1: float
    education_exact: float
    experience_f1: float
    experience_exact: float


@dataclass(frozen=True, slots=True)
class RoleFigures:
    """Precision, recall and F1 for one role, and of how many rows; None where there is nothing to divide by."""

    role: Role
    rows: int
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one set of rows."""

    rows: int
    accuracy: float
    macro_f1: float
    him_right: float | None
    other_called_him: float | None
    flagged: float
    unflagged_accuracy: float | None
    refused: int
    roles: tuple[RoleFigures, ...]
    demands: DemandFigures | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of the model and of the title regex, over all rows and group by group, and the outcomes behind them."""

    model: Figures
    baseline: Figures
    groups: dict[str, Figures]
    outcomes: tuple[Outcome, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the figures and the wrong rows as JSON values."""
        return {
            "model": asdict(self.model),
            "baseline": asdict(self.baseline),
            "groups": {name: asdict(figures) for name, figures in self.groups.items()},
            "wrong": [_wrong(outcome) for outcome in self.outcomes if not outcome.right],
        }


def evaluation(rows: Sequence[LabelledPosting], model: Model, *, mask_title: bool = False) -> Evaluation:
    """Judge every row with ``model`` and return the figures; with ``mask_title`` no title is seen."""
    outcomes = tuple(_outcome(row, model, mask_title=mask_title) for row in rows)
    groups = sorted({outcome.row.group for outcome in outcomes if outcome.row.group is not None})
    by_title = tuple(replace(outcome, predicted=outcome.baseline, needs_review=False) for outcome in outcomes)
    return Evaluation(
        model=figures(outcomes),
        baseline=figures(by_title),
        groups={name: figures([o for o in outcomes if o.row.group == name]) for name in groups},
        outcomes=outcomes,
    )


def _outcome(row: LabelledPosting, model: Model, *, mask_title: bool) -> Outcome:
    baseline = title_role(row.posting.title or row.posting.body.strip().split("\n")[0])
    try:
        verdict = classify(_masked(row.posting) if mask_title else row.posting, model)
    except PostingError:
        return Outcome(row, None, 0.0, needs_review=True, baseline=baseline)
    agreed = demands(row.gold, verdict.reading) if row.gold else None
    return Outcome(row, verdict.scores.role, verdict.scores.confidence, verdict.needs_review, baseline, agreed)


def _masked(posting: Posting) -> Posting:
    """Return the posting without its title, and without the first line where that says the title."""
    first, _, rest = posting.body.strip().partition("\n")
    says_title = posting.title is None or first.strip().lower() == posting.title.strip().lower()
    return replace(posting, title="-", body=rest if says_title and rest.strip() else posting.body)


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Return the figures of ``outcomes``. HIM rows with a second allowed role are left out of ``him_right``."""
    him = [o for o in outcomes if o.row.label is not Role.OTHER and o.row.alternative is None]
    other = [o for o in outcomes if o.row.label is Role.OTHER]
    kept = [o for o in outcomes if not o.needs_review]
    roles = tuple(_role(role, outcomes) for role in Role)
    scored = [role.f1 for role in roles if role.f1 is not None]
    return Figures(
        rows=len(outcomes),
        accuracy=_share([o.right for o in outcomes]) or 0.0,
        macro_f1=sum(scored) / len(scored) if scored else 0.0,
        him_right=_share([o.right for o in him]),
        other_called_him=_share([o.predicted not in (Role.OTHER, None) and not o.right for o in other]),
        flagged=_share([o.needs_review for o in outcomes]) or 0.0,
        unflagged_accuracy=_share([o.right for o in kept]),
        refused=sum(o.predicted is None for o in outcomes),
        roles=roles,
        demands=_demands([o.demands for o in outcomes if o.demands]),
    )


def _demands(agreed: Sequence[Demands]) -> DemandFigures | None:
    if not agreed:
        return None
    parts = {name: [getattr(one, name) for one in agreed] for name in ("clauses", "education", "experience")}
    f1 = {name: sum(overlaps, Overlap()).f1 for name, overlaps in parts.items()}
    exact = {name: sum(one.exact for one in overlaps) / len(overlaps) for name, overlaps in parts.items()}
    return DemandFigures(
        rows=len(agreed),
        clause_f1=f1["clauses"],
        clauses_exact=exact["clauses"],
        education_f1=f1["education"],
        education_exact=exact["education"],
        experience_f1=f1["experience"],
        experience_exact=exact["experience"],
    )


def _role(role: Role, outcomes: Sequence[Outcome]) -> RoleFigures:
    """Return the figures of ``role``; a row whose allowed second role was predicted counts as that role's own."""
    gold = [o.predicted if o.right else o.row.label for o in outcomes]
    hits = sum(o.right and o.predicted is role for o in outcomes)
    called, real = sum(o.predicted is role for o in outcomes), sum(label is role for label in gold)
    f1 = 2 * hits / (called + real) if called + real else None
    return RoleFigures(role, real, hits / called if called else None, hits / real if real else None, f1)


def _share(answers: Sequence[bool]) -> float | None:
    return sum(answers) / len(answers) if answers else None


def _wrong(outcome: Outcome) -> dict[str, object]:
    return {
        "id": outcome.row.posting.id,
        "title": outcome.row.posting.title,
        "label": outcome.row.label,
        "predicted": outcome.predicted,
        "confidence": round(outcome.confidence, 3),
        "needs_review": outcome.needs_review,
    }


def table(evaluated: Evaluation) -> str:
    """Return the figures as text for a terminal."""
    heads = ("", "rows", "accuracy", "macro-F1", "HIM right", "other as HIM", "flagged", "right unflagged")
    lines = [("model", evaluated.model), ("title regex", evaluated.baseline), *evaluated.groups.items()]
    rows = [heads, *((name, *_cells(part)) for name, part in lines), ("",) * len(heads)]
    if evaluated.model.demands:
        read = evaluated.model.demands
        rows += [("demands", "rows", "F1", "exact", "", "", "", "")]
        rows += [("clauses", str(read.rows), _said(read.clause_f1), _said(read.clauses_exact), "", "", "", "")]
        rows += [("schooling", str(read.rows), _said(read.education_f1), _said(read.education_exact), "", "", "", "")]
        rows += [("experience", str(read.rows), _said(read.experience_f1), _said(read.experience_exact), "", "", "", "")]
        rows += [("",) * len(heads)]
    roles = [("role", "rows", "precision", "recall", "F1", "", "", "")]
    roles += [
        (r.role, str(r.rows), _said(r.precision), _said(r.recall), _said(r.f1), "", "", "")
        for r in evaluated.model.roles
    ]
    return "\n".join(f"{row[0]:24}" + "".join(f"{cell:>16}" for cell in row[1:]).rstrip() for row in [*rows, *roles])


def _cells(part: Figures) -> tuple[str, ...]:
    numbers = (
        part.accuracy,
        part.macro_f1,
        part.him_right,
        part.other_called_him,
        part.flagged,
        part.unflagged_accuracy,
    )
    return (str(part.rows), *map(_said, numbers))


def _said(number: float | None) -> str:
    return "-" if number is None else f"{number:.3f}"
