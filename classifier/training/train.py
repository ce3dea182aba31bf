"""Training: from the rows of ``training_data/`` to a model file and its card.

The same rows and library versions give the same bytes: nothing is drawn at random and no clock is read.
"""

import hashlib
import io
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import joblib

from classifier.model import NAME, line_model, needs
from classifier.scores import ROLES
from classifier.training.lines import LINE_C, TITLE_C, fitted, part, runnable
from classifier.training.pooling import borrowed, pooled, read_all
from classifier.training.rows import labelled_lines, labelled_postings


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


def train(data: TrainingData, folder: Path, name: str = NAME) -> Path:
    """Train on ``data``, write ``folder/name.joblib`` and its card, and return the place of the model.

    The card is written last and the model beside first, so that a training cut short leaves the old pair in force.
    """
    written, reads = labelled_lines(data.duties), read_all(labelled_postings(data.postings))
    lines = part(fitted([*written, *borrowed(reads, runnable(written, LINE_C))], LINE_C))
    titles = part(fitted(labelled_lines(data.titles), TITLE_C))
    content = _bytes({"lines": lines, "titles": titles, "pooling": pooled(reads, written, line_model(titles))})
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
