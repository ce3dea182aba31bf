"""Training: from the rows of ``training_data/`` to a model file and its card.

The same rows and library versions give the same bytes: nothing is drawn at random and no clock is read.
"""

import hashlib
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from classifier.model import NAME, Array, LineModel, line_model, line_part, needs
from classifier.reading import reading
from classifier.scores import ROLES, voices
from classifier.terms import terms
from classifier.training.rows import LabelledLine, LabelledPosting, labelled_lines, labelled_postings

#: How freely the line, title and pooling models fit their rows (inverse strength of the L2 penalty), chosen by
#: cross-validation over the training rows.
LINE_C = 20.0
TITLE_C = 10.0
POOLING_C = 1.0

_STEPS = 2000


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Where the rows lie: duty lines, titles and whole postings."""

    duties: Path
    titles: Path
    postings: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """The files in a fixed order."""
        return (self.duties, self.titles, self.postings)


def training_data(folder: Path) -> TrainingData:
    """Return the places of the rows in ``folder``."""
    return TrainingData(folder / "duties.jsonl", folder / "titles.jsonl", folder / "postings.jsonl")


def pipeline(freedom: float) -> Pipeline:
    """Return the scikit-learn pipeline whose numbers the model file carries."""
    return make_pipeline(
        TfidfVectorizer(analyzer=terms, binary=True),
        LogisticRegression(C=freedom, max_iter=_STEPS),
    )


def fitted(rows: Sequence[LabelledLine], freedom: float) -> Pipeline:
    """Return the pipeline trained on ``rows``; a row with two labels counts half for each.

    A label counts the less the more rows it has, by the square root: ``other`` is written widest, not met most.
    """
    lines = [(row.text, label, 1 / len(row.labels)) for row in rows for label in row.labels]
    texts, labels, parts = zip(*lines, strict=True)
    sizes = Counter(labels)
    weights = [share / sizes[label] ** 0.5 for label, share in zip(labels, parts, strict=True)]
    scale = len(weights) / sum(weights)
    return pipeline(freedom).fit(texts, labels, logisticregression__sample_weight=np.array(weights) * scale)


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


def pooled(rows: Sequence[LabelledPosting], lines: LineModel, titles: LineModel) -> dict[str, Array]:
    """Return the weights that turn the evidence in a posting into its role, learned from whole postings."""
    features = np.array([voices(reading(row.posting), lines, titles).features for row in rows])
    labels = np.array([ROLES.index(row.label) for row in rows])
    regression = LogisticRegression(C=POOLING_C, max_iter=_STEPS).fit(features, labels)
    return {"weights": np.ascontiguousarray(regression.coef_.T), "bias": regression.intercept_}


def train(data: TrainingData, folder: Path, name: str = NAME) -> Path:
    """Train on ``data``, write ``folder/name.joblib`` and its card, and return the place of the model.

    The card is written last and the model beside first, so that a training cut short leaves the old pair in force.
    """
    lines = part(fitted(labelled_lines(data.duties), LINE_C))
    titles = part(fitted(labelled_lines(data.titles), TITLE_C))
    postings = labelled_postings(data.postings)
    pooling = pooled(postings, line_model(lines), line_model(titles))
    content = _bytes({"lines": lines, "titles": titles, "pooling": pooling})
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{name}.joblib"
    _write(model, content)
    _write(
        model.with_suffix(".json"), json.dumps(_card(name, data, content), indent=2, sort_keys=True).encode() + b"\n"
    )
    return model


def _bytes(parts: dict[str, Any]) -> bytes:
    buffer = io.BytesIO()
    joblib.dump(parts, buffer, compress=3)
    return buffer.getvalue()


def _write(place: Path, content: bytes) -> None:
    beside = place.with_name(f"{place.name}.new")
    beside.write_bytes(content)
    beside.replace(place)


def _card(name: str, data: TrainingData, content: bytes) -> dict[str, Any]:
    """Return what vouches for the model: its digest, what it needs, and what it was made from."""
    return {
        "name": name,
        "version": version("rolecall"),
        "sha256": hashlib.sha256(content).hexdigest(),
        "needs": needs(),
        "roles": list(ROLES),
        "trained_on": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in data.files},
        "trained_with": {library: version(library) for library in ("joblib", "numpy", "scikit-learn", "scipy")},
    }
