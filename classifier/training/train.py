"""Training: from the rows of ``training_data/`` to a model file and its card.

The same rows and library versions give the same bytes: nothing is drawn at random and no clock is read.
"""

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import joblib
import numpy as np

from classifier.arrays import packed
from classifier.model import NAME, Model, assembled, line_model, needs
from classifier.scores import ROLES
from classifier.training.guarantee import Guarantee, guarantee
from classifier.training.lines import LINE_C, SELDOM, TITLE_C, WHOLE_C, fitted, part, runnable
from classifier.training.pooling import Pooled, Read, borrowed, pooled, read_all, together
from classifier.training.rows import LabelledLine, labelled_lines, labelled_postings

#: The group of a user's own rows where they name none.
OWN = "extra"


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Where the rows lie: duty lines, titles and whole postings, and a user's own postings, if any."""

    duties: Path
    titles: Path
    postings: Path
    extra: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files in a fixed order."""
        return (self.duties, self.titles, self.postings, *([self.extra] if self.extra else []))


@dataclass(frozen=True, slots=True)
class Lessons:
    """The rows, read: what a model learns from."""

    duties: tuple[LabelledLine, ...]
    titles: tuple[LabelledLine, ...]
    postings: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class Trained:
    """A model as bytes and plain values, with the card that vouches for it."""

    parts: dict[str, Any]
    content: bytes
    card: dict[str, Any]

    @property
    def model(self) -> Model:
        """The model as it runs."""
        return assembled(self.parts, self.card["name"], self.card["version"], self.card["sha256"])


def training_data(folder: Path, extra: Path | None = None) -> TrainingData:
    """Return the places of the rows in ``folder``, and of a user's own in ``extra``."""
    return TrainingData(folder / "duties.jsonl", folder / "titles.jsonl", folder / "postings.jsonl", extra)


def lessons(data: TrainingData) -> Lessons:
    """Return the rows of ``data``, read; RowError names a row that can't be used."""
    own = labelled_postings(data.extra, default_group=OWN) if data.extra else ()
    rows = (*labelled_postings(data.postings), *own)
    return Lessons(labelled_lines(data.duties), labelled_lines(data.titles), read_all(rows))


def parts(learned: Lessons, folds: int | None = None) -> tuple[dict[str, Any], Guarantee, Pooled]:
    """Return the plain values of a model that knows ``learned``, with how far it may be trusted.

    ``folds`` joins the groups of the postings into that many, which is quicker and less exact.
    """
    base = runnable(learned.duties, LINE_C)
    lines = part(fitted([*learned.duties, *borrowed(learned.postings, base)], LINE_C))
    titles = part(fitted(learned.titles, TITLE_C))
    wholes = part(fitted(together(learned.postings), WHOLE_C, SELDOM))
    pool = pooled(learned.postings, learned.duties, line_model(titles), folds)
    trusted = guarantee(pool.probabilities.max(axis=1), np.array(_right(learned.postings, pool)), pool.unseen.familiar)
    pooling = {"weights": packed(pool.weights), "bias": packed(pool.bias)}
    trust = [float(trusted.trust.confidence), float(trusted.trust.familiar)]
    return {"lines": lines, "titles": titles, "wholes": wholes, "pooling": pooling, "trust": trust}, trusted, pool


def trained(data: TrainingData, name: str = NAME) -> Trained:
    """Return the model that the rows of ``data`` give, with its card."""
    learned = lessons(data)
    values, trusted, pool = parts(learned)
    content = _bytes(values)
    return Trained(values, content, _card(name, data, content, trusted, _unseen(learned.postings, pool)))


def write(made: Trained, folder: Path) -> Path:
    """Write ``made`` into ``folder`` and return the place of the model.

    The card is written last and the model beside first, so that a training cut short leaves the old pair in force.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{made.card['name']}.joblib"
    _write(model, made.content)
    _write(model.with_suffix(".json"), json.dumps(made.card, indent=2, sort_keys=True).encode() + b"\n")
    return model


def train(data: TrainingData, folder: Path, name: str = NAME) -> Path:
    """Train on ``data``, write ``folder/name.joblib`` and its card, and return the place of the model."""
    return write(trained(data, name), folder)


def _right(reads: Sequence[Read], pool: Pooled) -> list[bool]:
    predicted = pool.probabilities.argmax(axis=1)
    return [one.row.allows(ROLES[place]) for one, place in zip(reads, predicted, strict=True)]


def _unseen(reads: Sequence[Read], pool: Pooled) -> dict[str, list[int]]:
    """Return how many postings of each group were right, and how many there are, judged without their group."""
    told: dict[str, list[int]] = {}
    for one, right in zip(reads, _right(reads, pool), strict=True):
        count = told.setdefault(one.row.group or "", [0, 0])
        count[0] += right
        count[1] += 1
    return told


def _bytes(values: dict[str, Any]) -> bytes:
    buffer = io.BytesIO()
    joblib.dump(values, buffer)
    return buffer.getvalue()


def _write(place: Path, content: bytes) -> None:
    beside = place.with_name(f"{place.name}.new")
    beside.write_bytes(content)
    beside.replace(place)


def _card(
    name: str, data: TrainingData, content: bytes, trusted: Guarantee, unseen: dict[str, list[int]]
) -> dict[str, Any]:
    """Return what vouches for the model: its digest, what it needs, what it was made from, and how far to trust it."""
    return {
        "name": name,
        "version": version("rolecall"),
        "sha256": hashlib.sha256(content).hexdigest(),
        "needs": needs(),
        "roles": list(ROLES),
        "trained_on": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in data.files},
        "trained_with": {
            library: version(library) for library in ("joblib", "mapie", "numpy", "scikit-learn", "scipy")
        },
        "guarantee": trusted.to_dict(),
        "right_of_unseen_groups": unseen,
    }
