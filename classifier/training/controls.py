"""Models that are trained only to be compared with ours: on shuffled labels, and on fewer briefs."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from classifier.model import Model, assembled
from classifier.training.figures import Figures, figures
from classifier.training.outcomes import judged
from classifier.training.pooling import Read
from classifier.training.rows import LabelledLine, LabelledPosting
from classifier.training.train import Lessons, parts

#: Groups of postings are joined into so many, which makes these models quick and hardly worse.
FOLDS = 3

#: After every so many briefs the learning curve has a point.
_STRIDE = 2
_SEED = 20


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the learning curve: what a model does that was taught the postings of the first ``briefs`` briefs."""

    briefs: int
    postings: int
    figures: Figures


def learning_curve(learned: Lessons, rows: Sequence[LabelledPosting]) -> Iterator[Point]:
    """Yield the points, from one brief to all; the duty lines and titles that were labelled alone are always taught."""
    briefs = sorted({one.row.group or "" for one in learned.postings})
    for count in sorted({*range(1, len(briefs) + 1, _STRIDE), len(briefs)}):
        taught = tuple(one for one in learned.postings if (one.row.group or "") in briefs[:count])
        model = _model(replace(learned, postings=taught))
        yield Point(count, len(taught), figures(judged(rows, model)))


def shuffled(learned: Lessons, rows: Sequence[LabelledPosting]) -> Figures:
    """Return the figures of a model whose every label was drawn from the others; they are those of chance."""
    drawn = random.Random(_SEED)  # noqa: S311  # the same draw each time, and no secret
    model = _model(
        Lessons(
            _shuffled_lines(learned.duties, drawn),
            _shuffled_lines(learned.titles, drawn),
            _shuffled_postings(learned.postings, drawn),
        )
    )
    return figures(judged(rows, model))


def _shuffled_lines(lines: Sequence[LabelledLine], drawn: random.Random) -> tuple[LabelledLine, ...]:
    labels = [line.labels for line in lines]
    drawn.shuffle(labels)
    return tuple(replace(line, labels=own) for line, own in zip(lines, labels, strict=True))


def _shuffled_postings(reads: Sequence[Read], drawn: random.Random) -> tuple[Read, ...]:
    labels = [(one.row.label, one.row.alternative) for one in reads]
    drawn.shuffle(labels)
    return tuple(
        replace(one, row=replace(one.row, label=label, alternative=second))
        for one, (label, second) in zip(reads, labels, strict=True)
    )


def _model(learned: Lessons) -> Model:
    values, _, _ = parts(learned, FOLDS)
    return assembled(values, "control", "", "")
