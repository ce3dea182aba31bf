"""Models that aren't what they say: planted, swapped, cut, of another shape. None is opened before its card fits it."""

import hashlib
import json
import pickle
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from classifier import ModelError, load
from classifier.arrays import plain_values
from classifier.model import NAME

SHAPES: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("nothing", lambda _: {}),
    ("a list", lambda _: [1, 2, 3]),
    ("a number", lambda _: 7),
    ("a part too few", lambda parts: {key: part for key, part in parts.items() if key != "pooling"}),
    ("a part of another kind", lambda parts: {**parts, "lines": "lines"}),
    (
        "weights of another shape",
        lambda parts: {**parts, "pooling": {**parts["pooling"], "weights": {"floats": b"", "shape": [3]}}},
    ),
    (
        "weights that are no numbers",
        lambda parts: {**parts, "pooling": {**parts["pooling"], "bias": {"floats": b"xyz", "shape": [1]}}},
    ),
    ("trust too little", lambda parts: {**parts, "trust": []}),
]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for suffix in (".joblib", ".json"):
        place = Path(str(files("classifier.models").joinpath(NAME + suffix)))
        shutil.copy(place, tmp_path / place.name)
    return tmp_path / f"{NAME}.joblib"


def vouched(model: Path, content: bytes) -> None:
    """Write a model and, on its card, the digest that makes it pass for the one that was trained."""
    model.write_bytes(content)
    card = json.loads(model.with_suffix(".json").read_text())
    card["sha256"] = hashlib.sha256(content).hexdigest()
    model.with_suffix(".json").write_text(json.dumps(card))


def refuse_to_open(*_: object) -> None:
    pytest.fail("the file was about to be opened")


def test_another_model_under_the_card_is_refused_before_it_is_opened(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.model.plain_values", refuse_to_open)
    copied.write_bytes(pickle.dumps({**plain_values(copied.read_bytes()), "trust": [0.0, 0.0]}))
    with pytest.raises(ModelError) as refused:
        load(copied)
    assert refused.value.code == "model_changed"


@pytest.mark.parametrize("digest", ["0" * 64, "", None, [], True])
def test_another_card_beside_the_model_is_refused_before_it_is_opened(
    copied: Path, monkeypatch: pytest.MonkeyPatch, digest: object
) -> None:
    monkeypatch.setattr("classifier.model.plain_values", refuse_to_open)
    card = json.loads(copied.with_suffix(".json").read_text())
    copied.with_suffix(".json").write_text(json.dumps({**card, "sha256": digest}))
    with pytest.raises(ModelError) as refused:
        load(copied)
    assert refused.value.code == "model_changed"


@pytest.mark.parametrize("card", ["[" * 100_000, '{"sha256": ' + "9" * 5_000 + "}", "\ud800", "\x00"])
def test_a_card_made_to_break_its_reader_is_refused(copied: Path, card: str) -> None:
    copied.with_suffix(".json").write_bytes(card.encode("utf-8", "surrogatepass"))
    with pytest.raises(ModelError, match="rolecall train"):
        load(copied)


@pytest.mark.parametrize("made", [row[1] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_a_swapped_model_of_another_shape_is_refused(copied: Path, made: Callable[[dict[str, Any]], object]) -> None:
    vouched(copied, pickle.dumps(made(plain_values(copied.read_bytes()))))
    with pytest.raises(ModelError, match="rebuild it"):
        load(copied)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RHIT",
        b"\x80\x04.",
        b"\x80\xff.",
        b"(" * 100_000 + b".",
        b"\x80\x04]" * 10_000,
        b"\x80\x04\x8d" + b"\xff" * 8 + b".",
        b"\x80\x04\x8a\xff" + b"1" * 255 + b".",
        b"cbuiltins\neval\n(S'1'\ntR.",
        b"\x80\x02cclassifier.model\nload\n)R.",
        b"\x80\x04\x82\x01.",
        b"Pan id\n.",
    ],
    ids=["no byte", "text", "nothing", "version", "marks", "lists", "length", "number", "call", "ours", "code", "id"],
)
def test_a_pickle_made_to_break_its_reader_is_refused(copied: Path, content: bytes) -> None:
    vouched(copied, content)
    with pytest.raises(ModelError, match="rebuild it"):
        load(copied)


def test_a_model_cut_short_is_refused(copied: Path) -> None:
    vouched(copied, copied.read_bytes()[:-1_000])
    with pytest.raises(ModelError, match="rebuild it"):
        load(copied)
