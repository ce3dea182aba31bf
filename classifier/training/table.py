"""The figures of an evaluation as text for a terminal."""

from collections.abc import Iterator, Sequence

from classifier.roles import Role
from classifier.shares import Share, share
from classifier.training.evaluation import Evaluation
from classifier.training.figures import Figures

#: Ids beyond so many are counted, not listed.
_MOST_IDS = 20


def table(evaluated: Evaluation) -> str:
    """Return the figures as text; of frozen rows ids only."""
    blocks = [_systems, _roles, _confusion, _confidence, _demands, _changes]
    return "\n\n".join(text for block in blocks if (text := "\n".join(_aligned(list(block(evaluated))))))


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [
        max(len(row[column]) for row in rows if column < len(row)) for column in range(max(map(len, rows), default=0))
    ]
    for row in rows:
        first, *rest = [
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        yield "  ".join([first, *rest]).rstrip()


def _systems(evaluated: Evaluation) -> Iterator[Sequence[str]]:
    yield ("", "rows", "accuracy", "95 %", "macro-F1", "HIM right", "other as HIM", "flagged", "right unflagged")
    parts = {evaluated.system: evaluated.figures, **evaluated.baselines, **evaluated.groups}
    for name, part in parts.items():
        numbers = (said(part.him_right), said(part.other_called_him), said(part.flagged), said(part.unflagged))
        yield name, str(part.rows), said(part.accuracy), interval(part.accuracy), f"{part.macro_f1:.3f}", *numbers


def _roles(evaluated: Evaluation) -> Iterator[Sequence[str]]:
    yield ("role", "rows", "precision", "95 %", "recall", "95 %", "F1")
    for one in evaluated.figures.roles:
        shares = (said(one.precision), interval(one.precision), said(one.recall), interval(one.recall))
        yield one.role, str(one.rows), *shares, "-" if one.f1 is None else f"{one.f1:.3f}"


def _confusion(evaluated: Evaluation) -> Iterator[Sequence[str]]:
    yield ("right, called", *Role, "refused")
    for role in Role:
        yield role, *(str(evaluated.figures.confusion[role, called]) for called in (*Role, None))


def _confidence(evaluated: Evaluation) -> Iterator[Sequence[str]]:
    part = evaluated.figures
    if part.calibration_error is not None:
        yield ("expected calibration error", f"{part.calibration_error:.3f}", "", "")
        yield ("surest rows", "rows", "accuracy", "95 %")
        for coverage, right in part.coverage:
            yield f"{coverage:.0%}", str(right.of), said(right), interval(right)


def _demands(evaluated: Evaluation) -> Iterator[Sequence[str]]:
    read = evaluated.figures.demands
    phrases = share(evaluated.measures.get("phrases", {}).values())
    if read or phrases.of:
        yield ("demands", "rows", "F1", "exact", "95 %")
    if read:
        for name, f1 in read.f1.items():
            yield name, str(read.rows), f"{f1:.3f}", said(read.exact[name]), interval(read.exact[name])
    if phrases.of:
        yield "phrases", str(phrases.of), "", said(phrases), interval(phrases)


def _changes(evaluated: Evaluation) -> Iterator[Sequence[str]]:
    if evaluated.changes:
        yield ("since last kept", "right then", "right now", "newly right", "newly wrong")
    for name, told in evaluated.changes.items():
        now = sum(evaluated.measures[name].values())
        yield name, str(told.kept_right), str(now), _ids(told.newly_right), _ids(told.newly_wrong)
    if evaluated.frozen:
        wrong = tuple(outcome.id for outcome in evaluated.outcomes if not outcome.right)
        yield ("wrong roles: " + _ids(wrong),)
    for note in evaluated.notes:
        yield (f"note: {note}",)


def _ids(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _MOST_IDS} more" if len(ids) > _MOST_IDS else ""
    return (" ".join(ids[:_MOST_IDS]) + more) or "-"


def said(one: Share) -> str:
    """Return the share with three decimals, or a dash."""
    return "-" if one.value is None else f"{one.value:.3f}"


def interval(one: Share) -> str:
    """Return the interval of the share."""
    return "-" if one.value is None else "{:.3f}-{:.3f}".format(*one.interval)


def headline(part: Figures) -> str:
    """Return the two figures that a model is replaced by."""
    slips = part.unflagged.of - part.unflagged.hits
    right = f"{part.accuracy.hits} of {part.rows} right, macro-F1 {part.macro_f1:.3f}"
    return f"{right}, {part.flagged.hits} flagged, {slips} wrong and not flagged"
