"""Training of the models that judge words with scikit-learn, and their way into plain values."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from classifier.model import LineModel, line_model, line_part
from classifier.terms import terms
from classifier.training.rows import LabelledLine

#: How freely the models fit their rows (inverse strength of the L2 penalty), by cross-validation.
LINE_C = 20.0
TITLE_C = 10.0
WHOLE_C = 5.0

#: Terms that fewer than this share of the ads hold aren't kept: names of places and firms, which tell nothing.
SELDOM = 0.002

_STEPS = 2000


def pipeline(freedom: float, seldom: float = 0.0) -> Pipeline:
    """Return the scikit-learn pipeline whose numbers the model file carries."""
    return make_pipeline(
        TfidfVectorizer(analyzer=terms, binary=True, min_df=seldom),
        LogisticRegression(C=freedom, max_iter=_STEPS),
    )


def fitted(rows: Sequence[LabelledLine], freedom: float, seldom: float = 0.0) -> Pipeline:
    """Return the pipeline trained on ``rows``; a row with two labels counts half for each.

    A label counts the less the more rows it has, by the square root: ``other`` is written widest, not met most.
    """
    lines = [(row.text, label, row.weight / len(row.labels)) for row in rows for label in row.labels]
    sizes: Counter[str] = Counter()
    for _, label, weight in lines:
        sizes[label] += weight  # type: ignore[assignment]  # a Counter adds fractions as well
    weights = np.array([weight / sizes[label] ** 0.5 for _, label, weight in lines])
    scaled = weights * (sum(row.weight for row in rows) / weights.sum())
    texts, labels = [text for text, _, _ in lines], [label for _, label, _ in lines]
    return pipeline(freedom, seldom).fit(texts, labels, logisticregression__sample_weight=scaled)


def part(trained: Pipeline) -> dict[str, Any]:
    """Return a trained pipeline as the plain values of a model file."""
    vectorizer, regression = trained[0], trained[-1]
    return line_part(
        labels=[str(label) for label in regression.classes_],
        vocabulary=[str(term) for term in vectorizer.get_feature_names_out()],
        idf=vectorizer.idf_,
        weights=np.ascontiguousarray(regression.coef_.T),
        bias=regression.intercept_,
    )


def runnable(rows: Sequence[LabelledLine], freedom: float, seldom: float = 0.0) -> LineModel:
    """Return the model trained on ``rows`` as it runs, without scikit-learn."""
    return line_model(part(fitted(rows, freedom, seldom)))
