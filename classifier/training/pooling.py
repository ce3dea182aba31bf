"""Training of the pooling, which turns what the lines and the title of a posting say into its role.

The lines of the training postings teach the line model too: they take the role of their ad, at half weight. So that the
pooling doesn't learn from judgements that already know the answer, each posting is judged by a line model that has seen
no posting of its group, and the pooling's confidence is set on postings that it hasn't seen either.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from classifier.layout.sections import SectionKind
from classifier.model import Array, LineModel, softmax
from classifier.reading import Reading, reading
from classifier.scores import ROLES, role_chances, voices
from classifier.training.lines import LINE_C, runnable
from classifier.training.rows import LabelledLine, LabelledPosting

#: How freely the pooling fits (inverse strength of the L2 penalty), by cross-validation over the groups.
POOLING_C = 0.3

#: What a line of a posting counts beside a line that was labelled by itself.
BORROWED = 0.5

#: How sure a line of a posting must be to be a duty before it is borrowed; company talk must not slip in.
SURELY = 0.7

#: Where an ad says what the person does; only lines from here are borrowed.
_DOING = (SectionKind.DUTIES, SectionKind.INTRO)

_STEPS = 3000
_COOLEST, _HOTTEST = 0.2, 5.0


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled posting, read once for all models that judge it."""

    row: LabelledPosting
    reading: Reading


def read_all(rows: Sequence[LabelledPosting]) -> tuple[Read, ...]:
    """Return ``rows`` with their readings."""
    return tuple(Read(row, reading(row.posting)) for row in rows)


def borrowed(reads: Sequence[Read], judge: LineModel) -> list[LabelledLine]:
    """Return the lines of ``reads`` that ``judge`` takes for duties, each under the role of its ad."""
    lines = []
    for one in reads:
        doing = [duty.text for duty in one.reading.duties if duty.section in _DOING]
        chances = role_chances(judge, doing).sum(axis=1)
        lines += [LabelledLine(text, (one.row.label,), BORROWED) for text, p in zip(doing, chances, strict=True) if p >= SURELY]
    return lines


def pooled(reads: Sequence[Read], written: Sequence[LabelledLine], titles: LineModel) -> dict[str, Array]:
    """Return the weights of the pooling, (features, roles) and (roles,)."""
    groups = np.array([one.row.group or "" for one in reads])
    labels = np.array([ROLES.index(one.row.label) for one in reads])
    features = _unseen_features(reads, written, titles, groups)
    regression = _fitted(features, labels)
    heat = _heat(features, labels, groups)
    return {"weights": np.ascontiguousarray(regression.coef_.T) / heat, "bias": regression.intercept_ / heat}


def _unseen_features(
    reads: Sequence[Read], written: Sequence[LabelledLine], titles: LineModel, groups: NDArray[np.str_]
) -> Array:
    """Return (2, postings, features): as they are, and without their title."""
    base = runnable(written, LINE_C)
    features: dict[int, list[Array]] = {}
    for group in sorted(set(groups)):
        others = [one for one, own in zip(reads, groups, strict=True) if own != group]
        judge = runnable([*written, *borrowed(others, base)], LINE_C)
        for place in np.flatnonzero(groups == group).tolist():
            said = reads[place].reading
            features[place] = [voices(said, judge, titles, title=title).features for title in (said.title, "")]
    return np.array([features[place] for place in range(len(reads))]).swapaxes(0, 1)


def _fitted(features: Array, labels: NDArray[np.int_]) -> LogisticRegression:
    """Return the regression over postings with and without title, so that it leans on no title alone."""
    both = features.reshape(-1, features.shape[-1])
    return LogisticRegression(C=POOLING_C, max_iter=_STEPS).fit(both, np.tile(labels, len(features)))


def _heat(features: Array, labels: NDArray[np.int_], groups: NDArray[np.str_]) -> float:
    """Return the temperature that makes confidence on unseen groups come true; 1 where there is one group only."""
    scores = np.zeros((len(labels), len(ROLES)))
    if len(set(groups)) == 1:
        return 1.0
    for group in sorted(set(groups)):
        own = groups == group
        regression = _fitted(features[:, ~own], labels[~own])
        columns = np.searchsorted(np.arange(len(ROLES)), regression.classes_)
        scores[np.ix_(np.flatnonzero(own), columns)] = regression.decision_function(features[0, own])

    def loss(heat: float) -> float:
        return float(-np.log(softmax(scores / heat)[np.arange(len(labels)), labels]).mean())

    return float(minimize_scalar(loss, bounds=(_COOLEST, _HOTTEST), method="bounded").x)
