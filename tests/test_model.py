"""The model file: its numbers are scikit-learn's, and it is opened only when its card vouches for it."""

import hashlib
import json
import pickle
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from classifier import ModelError, load
from classifier.model import NAME, line_model
from classifier.training.lines import fitted, part
from classifier.training.rows import LabelledLine

ROWS = [
    LabelledLine("Files loose reports into charts", ("clerk",)),
    LabelledLine("Scans and indexes charts", ("clerk",)),
    LabelledLine("Assigns ICD-10-CM codes to encounters", ("coder",)),
    LabelledLine("Codes emergency visits with CPT", ("coder", "rhit")),
    LabelledLine("Merges duplicate patient numbers", ("rhit",)),
    LabelledLine("We offer medical and dental benefits", ("none",)),
]
LINES = ["Codes and files charts", "assigns CPT codes 2024", "zzz", "", "Ärzte & Krankenhäuser", "scans scans scans"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for suffix in (".joblib", ".json"):
        place = Path(str(files("classifier.models").joinpath(NAME + suffix)))
        shutil.copy(place, tmp_path / place.name)
    return tmp_path / f"{NAME}.joblib"


def test_the_numbers_are_those_of_scikit_learn() -> None:
    trained = fitted(ROWS, 10.0)
    ours = line_model(part(trained))
    assert ours.labels == tuple(trained.classes_)
    np.testing.assert_allclose(ours.probabilities(LINES), trained.predict_proba(LINES), rtol=1e-5)


def test_a_line_without_a_known_term_gets_the_bias_alone() -> None:
    model = line_model(part(fitted(ROWS, 10.0)))
    unknown, empty = model.probabilities(["qqq", ""])
    np.testing.assert_array_equal(unknown, empty)
    assert model.knows("qqq files")
    assert not model.knows("qqq")
    assert not model.knows("")


def test_the_bundled_model_is_a_joblib_file_of_plain_values_only(copied: Path) -> None:
    import joblib

    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(item) for key, item in value.items())
        if isinstance(value, list):
            return all(map(plain, value))
        return type(value) in (str, bytes, int, float)

    assert plain(joblib.load(copied))


def test_a_start_needs_neither_joblib_nor_the_parser_of_pages() -> None:
    code = (
        "import sys; from classifier import classify, load, read_postings;"
        "classify(read_postings(b'Coder. Assigns codes to charts.')[0], load());"
        "print(*{'joblib', 'bs4', 'charset_normalizer', 'tomllib', 'importlib.metadata'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.split() == []


def test_a_changed_model_is_refused_before_it_is_opened(copied: Path) -> None:
    marker = copied.with_name("opened")
    copied.write_bytes(b"cos\nsystem\n(S'touch " + str(marker).encode() + b"'\ntR.")
    with pytest.raises(ModelError, match="rolecall train"):
        load(copied)
    assert not marker.exists()


class Planted:
    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return open, (str(self.marker), "w")  # type: ignore[return-value]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_planted_model_with_a_card_of_its_own_calls_nothing(copied: Path, protocol: int) -> None:
    marker = copied.with_name("opened")
    copied.write_bytes(pickle.dumps({"lines": Planted(marker)}, protocol))
    card = json.loads(copied.with_suffix(".json").read_text())
    card["sha256"] = hashlib.sha256(copied.read_bytes()).hexdigest()
    copied.with_suffix(".json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match="plain values"):
        load(copied)
    assert not marker.exists()


@pytest.mark.parametrize("key", ["format", "terms"])
def test_a_model_made_for_other_code_is_refused(copied: Path, key: str) -> None:
    card = json.loads(copied.with_suffix(".json").read_text())
    card["needs"][key] = "0"
    copied.with_suffix(".json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match="rolecall train"):
        load(copied)


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"name": 1', "null"])
def test_a_card_that_vouches_for_nothing_is_refused(copied: Path, card: str) -> None:
    copied.with_suffix(".json").write_text(card)
    with pytest.raises(ModelError, match="rolecall train"):
        load(copied)


def test_a_missing_model_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="rolecall train"):
        load(tmp_path / "none.joblib")


def test_judging_needs_no_scikit_learn() -> None:
    code = (
        "import sys; from classifier import classify, load, read_postings;"
        "classify(read_postings(b'Coder. Assigns codes to charts.')[0], load());"
        "sys.exit('sklearn' in sys.modules or 'scipy' in sys.modules or 'flask' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
