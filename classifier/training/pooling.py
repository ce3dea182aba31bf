"""Training of the pooling, which turns what the lines and the title of a posting say into its role.

The lines of the training postings teach the line model too: they take the role of their ad, at half weight. Taken
together they teach the judge of whole ads. So that the pooling doesn't learn from judgements that already know the
answer, each posting is judged by models that have seen no posting of its group, and the pooling's confidence is set on
postings that it hasn't seen either. What is made of postings in this way is what the model's trust rests on too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from classifier.layout.sections import SectionKind
from classifier.model import Array, Judges, LineModel, softmax
from classifier.reading import Reading, reading
from classifier.scores import ROLES, familiar, role_chances, voices, whole
from classifier.training.lines import LINE_C, SELDOM, WHOLE_C, runnable
from classifier.training.masks import without_names
from classifier.training.rows import LabelledLine, LabelledPosting

#: How freely the pooling fits (inverse strength of the L2 penalty), by cross-validation over the groups.
POOLING_C = 0.3

#: What a line of a posting counts beside a line that was labelled by itself.
BORROWED = 0.5

#: How sure a line of a posting must be to be a duty before it is borrowed; company talk must not slip in.
SURELY = 0.7

#: What a posting without any name of a role or credential counts beside the same one as it is, and without its title.
#: More costs accuracy on whole ads, less leaves the pooling to lean on names.
NAMELESS = 0.25

#: Where an ad says what the person does; only lines from here are borrowed.
_DOING = (SectionKind.DUTIES, SectionKind.INTRO)

_STEPS = 3000
_RULED_OUT = -30.0
_COOLEST, _HOTTEST = 0.2, 5.0

#: Postings that come in one group only are parted into this many.
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled posting, read once for all models that judge it; once more without a name that tells its role."""

    row: LabelledPosting
    reading: Reading
    nameless: Reading


def read_all(rows: Sequence[LabelledPosting]) -> tuple[Read, ...]:
    """Return ``rows`` with their readings."""
    return tuple(Read(row, reading(row.posting), reading(without_names(row.posting))) for row in rows)


def borrowed(reads: Sequence[Read], judge: LineModel) -> list[LabelledLine]:
    """Return the lines of ``reads`` that ``judge`` takes for duties, each under the role of its ad."""
    lines = []
    for one in reads:
        doing = [duty.text for duty in one.reading.duties if duty.section in _DOING]
        chances = role_chances(judge, doing).sum(axis=1)
        lines += [
            LabelledLine(text, (one.row.label,), BORROWED)
            for text, p in zip(doing, chances, strict=True)
            if p >= SURELY
        ]
    return lines


def together(reads: Sequence[Read]) -> list[LabelledLine]:
    """Return the lines of each of ``reads`` as one; and a line without words for each role, so that all are known."""
    return [
        *(LabelledLine(whole(one.reading), (one.row.label,)) for one in reads),
        *(LabelledLine("", (role,)) for role in ROLES),
    ]


@dataclass(frozen=True, slots=True)
class Unseen:
    """Postings as models see them that have seen no posting of their groups.

    ``features`` is (3, postings, features): as they are, without their title, and without any name.
    ``familiar`` is the share of known pairs of words, ``labels`` the place of the role in ``ROLES``, and ``groups``
    the group of each posting.
    """

    features: Array
    familiar: Array
    labels: NDArray[np.int_]
    groups: NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class Pooled:
    """The weights of the pooling, (features, roles) and (roles,), and the (postings, roles) given to unseen groups."""

    weights: Array
    bias: Array
    unseen: Unseen
    probabilities: Array


def pooled(
    reads: Sequence[Read], written: Sequence[LabelledLine], titles: LineModel, folds: int | None = None
) -> Pooled:
    """Return the pooling learned from ``reads``; ``folds`` joins their groups into that many, which is quicker."""
    seen = _unseen(reads, written, titles, _groups(reads, folds))
    weights, bias = _fitted(seen.features, seen.labels)
    scores = _unseen_scores(seen)
    heat = _heat(scores, seen.labels)
    return Pooled(weights / heat, bias / heat, seen, softmax(scores / heat))


def _groups(reads: Sequence[Read], folds: int | None) -> NDArray[np.int_]:
    """Return the number of the group of each posting."""
    names = sorted({one.row.group or "" for one in reads})
    numbers = [names.index(one.row.group or "") for one in reads] if len(names) > 1 else range(len(reads))
    return np.array(numbers) % (folds or (len(names) if len(names) > 1 else _PARTS))


def _unseen(
    reads: Sequence[Read], written: Sequence[LabelledLine], titles: LineModel, groups: NDArray[np.int_]
) -> Unseen:
    base = runnable(written, LINE_C)
    features: dict[int, list[Array]] = {}
    known = np.zeros(len(reads))
    for group in np.unique(groups):
        others = [one for one, own in zip(reads, groups, strict=True) if own != group]
        lines = runnable([*written, *borrowed(others, base)], LINE_C)
        judges = Judges(lines, titles, runnable(together(others), WHOLE_C, SELDOM))
        for place in np.flatnonzero(groups == group).tolist():
            said, nameless = reads[place].reading, reads[place].nameless
            views = ((said, said.title), (said, ""), (nameless, ""))
            features[place] = [voices(view, judges, title=title).features for view, title in views]
            known[place] = familiar(said, judges.lines)
    stacked = np.array([features[place] for place in range(len(reads))]).swapaxes(0, 1)
    return Unseen(stacked, known, np.array([ROLES.index(one.row.label) for one in reads]), groups)


def _fitted(features: Array, labels: NDArray[np.int_]) -> tuple[Array, Array]:
    """Return the weights (features, roles) and the bias (roles,) of a multinomial logistic regression.

    It learns from postings without title and without names as well, so that it leans on neither alone. A role that no
    posting has is ruled out.
    """
    views = features.reshape(-1, features.shape[-1])
    counts = np.repeat((1.0, 1.0, NAMELESS), len(labels))
    regression = LogisticRegression(C=POOLING_C, max_iter=_STEPS).fit(views, np.tile(labels, len(features)), counts)
    # Of two roles scikit-learn scores only the second, against nothing for the first.
    taught = regression.classes_ if len(regression.coef_) > 1 else regression.classes_[1:]
    weights, bias = np.zeros((views.shape[1], len(ROLES))), np.full(len(ROLES), _RULED_OUT)
    bias[regression.classes_] = 0.0
    weights[:, taught], bias[taught] = regression.coef_.T, regression.intercept_
    return weights, bias


def _unseen_scores(seen: Unseen) -> Array:
    """Return (postings, roles): what a pooling scores that hasn't learned from their group; zeros where none could."""
    scores = np.zeros((len(seen.labels), len(ROLES)))
    for group in np.unique(seen.groups):
        own = seen.groups == group
        if len(np.unique(seen.labels[~own])) > 1:
            weights, bias = _fitted(seen.features[:, ~own], seen.labels[~own])
            scores[own] = seen.features[0, own] @ weights + bias
    return scores


def _heat(scores: Array, labels: NDArray[np.int_]) -> float:
    """Return the temperature that makes confidence on unseen groups come true."""

    def loss(heat: float) -> float:
        return float(-np.log(softmax(scores / heat)[np.arange(len(labels)), labels]).mean())

    return float(minimize_scalar(loss, bounds=(_COOLEST, _HOTTEST), method="bounded").x) if scores.any() else 1.0
