"""Training: the same rows give the same bytes, and the committed model is the one that the rows give."""

import hashlib
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from classifier import Posting, classify, load
from classifier.cli import main
from classifier.errors import RolecallError
from classifier.model import NAME
from classifier.training.rows import labelled_lines, labelled_postings
from classifier.training.train import train, training_data

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


OWN = [{"id": "own-1", "text": "Codes outpatient charts", "label": "coder"}]


def frozen(rows: Path, postings: list[dict[str, object]]) -> None:
    (rows / "held_out").mkdir()
    file = rows / "held_out" / "postings.jsonl"
    file.write_text("\n".join(map(json.dumps, postings)))
    (rows / "held_out" / "SHA256SUMS").write_text(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n")


def taught(rows: Path, out: Path, own: list[dict[str, str]]) -> Result:
    (rows / "own.jsonl").write_text("\n".join(map(json.dumps, own)))
    command = ["train", "--data", str(rows), "--out", str(out), "--extra", str(rows / "own.jsonl")]
    return CliRunner().invoke(main, command)


def test_own_rows_are_taught_and_the_model_replaced_where_it_is_no_worse(rows: Path, tmp_path: Path) -> None:
    frozen(rows, [{"id": "f", "text": "Codes emergency charts", "label": "coder"}])
    out = tmp_path / "out"
    assert "no model" in taught(rows, out, OWN).output
    before = (out / f"{NAME}.joblib").read_bytes()
    told = taught(rows, out, [*OWN, {"id": "own-2", "text": "Draws blood", "label": "other"}])
    assert told.exit_code == 0
    assert "old: 1 of 1 right" in told.output
    assert "new: 1 of 1 right" in told.output
    assert (out / f"{NAME}.joblib").read_bytes() != before
    assert "own.jsonl" in json.loads((out / f"{NAME}.json").read_text())["trained_on"]


def test_the_old_model_stays_where_the_new_one_is_worse(rows: Path, tmp_path: Path) -> None:
    frozen(rows, [{"id": "f", "text": "Codes emergency charts", "label": "coder"}])
    out = tmp_path / "out"
    taught(rows, out, OWN)
    before = (out / f"{NAME}.joblib").read_bytes()
    daily = {"text": "Codes emergency charts daily", "label": "other"}
    wrong = [{"id": f"own-{n}", "brief": f"own-{n % 2}", **daily} for n in range(40)]
    told = taught(rows, out, wrong)
    assert told.exit_code == 1
    assert "the old model stays, because with the new one fewer rows are right" in told.stderr
    assert "new: 0 of 1 right" in told.output
    assert (out / f"{NAME}.joblib").read_bytes() == before


def test_own_rows_must_not_be_frozen_ones(rows: Path, tmp_path: Path) -> None:
    frozen(rows, [{"id": "f", "text": "Codes emergency charts", "label": "coder"}])
    told = taught(rows, tmp_path / "out", [{"id": "own-9", "text": "Codes  emergency charts\n", "label": "coder"}])
    assert told.exit_code == 1
    assert "own-9" in told.stderr


def test_own_rows_need_frozen_ones_to_compare_with(rows: Path, tmp_path: Path) -> None:
    told = taught(rows, tmp_path / "out", OWN)
    assert told.exit_code == 1
    assert "no frozen rows" in told.stderr


def test_too_few_rows_promise_nothing_and_every_verdict_is_flagged(rows: Path, tmp_path: Path) -> None:
    place = train(training_data(rows), tmp_path)
    card = json.loads(place.with_suffix(".json").read_text())
    assert card["guarantee"]["at_most_wrong"] is None
    assert card["guarantee"]["postings_of_unseen_groups"] == 7
    assert [of for _, of in card["right_of_unseen_groups"].values()] == [7]
    verdict = classify(Posting((ROOT / "examples" / "coder.txt").read_text()), load(place))
    assert "close" in [doubt.code for doubt in verdict.doubts]
