"""The trained model: one file of arrays and plain values, and the card that vouches for it.

A model is a look-up and a sum: each known term of a line adds its row of weights, scaled so that all lines weigh alike.
The numbers are those of scikit-learn's TF-IDF and multinomial logistic regression, which trained it and isn't needed
to run it.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier import terms as words
from classifier.arrays import packed, plain_values, unpacked
from classifier.errors import ModelError

Array = NDArray[np.float64]

#: The layout of the model file. A file of another layout is refused.
FORMAT = 4
NAME = "him-roles"
_REBUILD = "rebuild it with `rolecall train`"

#: Lines that are summed up together; more would only take more memory.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LineModel:
    """Gives each line of text its probability for each label.

    ``weights`` is (terms, labels), ``bias`` (labels,), ``idf`` (terms,).
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    idf: Array
    weights: Array
    bias: Array

    def probabilities(self, lines: Sequence[str]) -> Array:
        """Return an array (lines, labels) whose rows add up to 1; a line without a known term gets the bias alone."""
        return softmax(self.scores(lines))

    def scores(self, lines: Sequence[str]) -> Array:
        """Return an array (lines, labels): the logarithms of the probabilities, up to a constant for each line."""
        parts = [lines[start : start + _AT_ONCE] for start in range(0, len(lines), _AT_ONCE)]
        return np.concatenate([np.empty((0, len(self.labels))), *map(self._sums, parts)])

    def _sums(self, lines: Sequence[str]) -> Array:
        """Return (lines, labels): the bias and the weights of the known terms, each line scaled to weigh alike."""
        sums = np.tile(self.bias, (len(lines), 1))
        found = [self._known(line) for line in lines]
        known = [number for number, rows in enumerate(found) if rows]
        if known:
            rows = [row for one in found for row in one]
            starts = [0, *accumulate(len(found[number]) for number in known[:-1])]
            idf = self.idf[rows]
            lengths = np.sqrt(np.add.reduceat(idf * idf, starts))
            sums[known] += np.add.reduceat(idf[:, None] * self.weights[rows], starts) / lengths[:, None]
        return sums

    def _known(self, line: str) -> list[int]:
        """Return the rows of the distinct known terms of ``line``, words before pairs."""
        rows = dict.fromkeys(map(self.rows.get, chain(words.words(line), words.pairs(line))))
        return [row for row in rows if row is not None]

    def knows(self, line: str) -> bool:
        """Tell whether the model has seen any word of ``line``."""
        return not self.rows.keys().isdisjoint(words.words(line))

    def familiar(self, lines: Iterable[str]) -> float:
        """Return the share of the word pairs in ``lines`` that the model has seen, 0 to 1 (0 for no pair).

        A pair counts once a line.
        """
        found = [pair for line in lines for pair in set(words.pairs(line))]
        return sum(map(self.rows.__contains__, found)) / len(found) if found else 0.0


def softmax(scores: Array) -> Array:
    """Return ``scores`` turned into probabilities along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


@dataclass(frozen=True, slots=True)
class Pooling:
    """Turns the features of a posting into role probabilities; ``weights`` is (features, roles), ``bias`` (roles,)."""

    weights: Array
    bias: Array

    def probabilities(self, features: Array) -> Array:
        """Return the six probabilities for one vector of features."""
        return softmax(features @ self.weights + self.bias)


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a model may be used unseen, as measured on postings of groups that it hadn't seen.

    ``confidence`` is the least at which the stated share of wrong verdicts is kept; above 1 where no such confidence
    was found. ``familiar`` is the least share of known pairs of words that an ad has.
    """

    confidence: float
    familiar: float


@dataclass(frozen=True, slots=True)
class Judges:
    """The models that judge a posting by its words: each duty line alone, the title, and all duty lines together."""

    lines: LineModel
    titles: LineModel
    wholes: LineModel


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model: its judges, the pooling of what they say, how far to trust it, and who it is."""

    judges: Judges
    pooling: Pooling
    trust: Trust
    name: str
    version: str
    sha256: str


def needs() -> dict[str, str]:
    """Return what the code at hand offers a model: the layout of its file, and of the terms it knows lines by."""
    return {"format": str(FORMAT), "terms": str(words.VERSION)}


def load(path: Path | None = None) -> Model:
    """Return the model in the file ``path``, whose card lies beside it as ``.json``; without ``path`` the bundled one.

    Raises ModelError where the file or card is missing, the file isn't the one that the card was written for, it asks
    for other code, or it holds other values than a model does. The file isn't opened before its digest matches the
    card.
    """
    place = path or Path(import_module("classifier.models").__path__[0], f"{NAME}.joblib")
    card = _card(place.with_suffix(".json"))
    content = _bytes(place)
    _check(card, content, place.name)
    try:
        return assembled(plain_values(content), card["name"], card["version"], card["sha256"])
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        met = f"{place.name} doesn't hold the values of a model ({error!r})"
        raise ModelError("model_values", f"{met}; {_REBUILD}") from error


def assembled(parts: dict[str, Any], name: str, version: str, sha256: str) -> Model:
    """Return the model held by the plain values of a model file."""
    return Model(
        judges=Judges(*(line_model(parts[judge]) for judge in ("lines", "titles", "wholes"))),
        pooling=Pooling(unpacked(parts["pooling"]["weights"]), unpacked(parts["pooling"]["bias"])),
        trust=Trust(*parts["trust"]),
        name=name,
        version=version,
        sha256=sha256,
    )


def _bytes(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError as error:
        raise ModelError("model_missing", f"no model could be read at {place}: {error.strerror}; {_REBUILD}") from error


def _card(place: Path) -> dict[str, Any]:
    try:
        card = json.loads(_bytes(place))
        return {key: card[key] for key in ("name", "version", "sha256", "needs")}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ModelError("model_card", f"the card {place.name} can't be read ({error}); {_REBUILD}") from error


def _check(card: dict[str, Any], content: bytes, name: str) -> None:
    if hashlib.sha256(content).hexdigest() != card["sha256"]:
        raise ModelError("model_changed", f"{name} isn't the file that its card was written for; {_REBUILD}")
    if card["needs"] != needs():
        raise ModelError("model_mismatch", f"{name} was made for {card['needs']}, this is {needs()}; {_REBUILD}")


def line_model(part: dict[str, Any]) -> LineModel:
    """Return the line model held by the plain values of a model file (see ``line_part``)."""
    rows = {term: row for row, term in enumerate(part["terms"].split("\n"))}
    return LineModel(tuple(part["labels"]), rows, *(unpacked(part[name]) for name in ("idf", "weights", "bias")))


def line_part(
    labels: Iterable[str], vocabulary: Iterable[str], idf: Array, weights: Array, bias: Array
) -> dict[str, Any]:
    """Return a line model as the plain values that a model file holds; ``vocabulary`` is in the order of the rows."""
    arrays = {name: packed(array) for name, array in (("idf", idf), ("weights", weights), ("bias", bias))}
    return {"labels": list(labels), "terms": "\n".join(vocabulary), **arrays}
