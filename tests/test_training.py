"""Training: the same rows give the same bytes, and the committed model is the one that the rows give."""

import hashlib
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from classifier.errors import RolecallError
from classifier.model import NAME
from classifier.training.rows import labelled_lines, labelled_postings

ROOT = Path(__file__).parent.parent
DUTIES = [
    {"text": "Files charts", "labels": ["clerk"]},
    {"text": "Scans and indexes loose papers", "labels": ["clerk", "rhit"]},
    {"text": "Codes inpatient charts", "labels": ["coder"]},
    {"text": "Abstracts cancer cases", "labels": ["cancer_registrar"]},
    {"text": "Merges duplicate identities", "labels": ["rhit"]},
    {"text": "Directs the records department", "labels": ["rhia"]},
    {"text": "Takes blood pressure", "labels": ["other"]},
    {"text": "Free parking", "labels": []},
]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    folder = tmp_path / "rows"
    folder.mkdir()
    lines = [json.dumps(row) for row in DUTIES]
    (folder / "duties.jsonl").write_text("\n".join(lines))
    (folder / "titles.jsonl").write_text("\n".join(lines[:-1]))
    postings = [{"id": str(n), "text": row["text"], "label": row["labels"][0]} for n, row in enumerate(DUTIES[:-1])]
    (folder / "postings.jsonl").write_text("\n".join(map(json.dumps, postings)))
    return folder


def trained(rows: Path, out: Path, hash_seed: str) -> tuple[bytes, bytes]:
    command = [sys.executable, "-m", "classifier", "train", "--data", str(rows), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": hash_seed})
    return (out / f"{NAME}.joblib").read_bytes(), (out / f"{NAME}.json").read_bytes()


def test_training_twice_gives_the_same_bytes(rows: Path, tmp_path: Path) -> None:
    assert trained(rows, tmp_path / "a", "1") == trained(rows, tmp_path / "b", "2")


def test_the_card_of_the_bundled_model_names_the_rows_at_hand() -> None:
    card = json.loads(files("classifier.models").joinpath(f"{NAME}.json").read_text())
    digests = {
        name: hashlib.sha256((ROOT / "training_data" / name).read_bytes()).hexdigest() for name in card["trained_on"]
    }
    assert card["trained_on"] == digests


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2 is not JSON"),
        ("[]", "not a JSON object"),
        ('{"text": "Files", "labels": "clerk"}', "labels out of"),
        ('{"text": "Files", "labels": ["clark"]}', "labels out of"),
        ('{"text": " ", "labels": []}', "needs a text"),
        ('{"labels": []}', "needs a text"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_by_its_line(tmp_path: Path, line: str, told: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "Files charts", "labels": ["clerk"]}\n' + line)
    with pytest.raises(RolecallError, match=told):
        labelled_lines(file)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"text": "Files charts"}, "--label-field"),
        ({"text": "Files charts", "label": "clark"}, "use one of clerk"),
        ({"text": "", "label": "clerk"}, "line 1"),
        ({"text": 3, "label": "clerk"}, "line 1"),
    ],
)
def test_a_posting_that_cannot_be_used_is_told_by_its_line(tmp_path: Path, row: dict[str, object], told: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row))
    with pytest.raises(RolecallError, match=told):
        labelled_postings(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RolecallError, match="can't be read"):
        labelled_lines(tmp_path / "none.jsonl")
