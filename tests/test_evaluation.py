"""Evaluation: the same rules for our model, for baselines and for any other system."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from classifier.cli import main
from classifier.errors import RolecallError
from classifier.knowledge import table
from classifier.roles import Role
from classifier.source.posting import Posting
from classifier.training.answers import answers
from classifier.training.coverage import coverage, setting
from classifier.training.figures import figures
from classifier.training.masks import only_beginning, without_names, without_title
from classifier.training.outcomes import Outcome
from classifier.training.rows import LabelledPosting

ROOT = Path(__file__).parent.parent
EXAMPLES = ("clerk", "coder", "cancer_registrar", "rhit", "rhia")
GOLD = {"requirements": ["REQ[RHIT]"], "education": [], "experience": []}


def row(name: str, **more: object) -> dict[str, object]:
    text = (ROOT / "examples" / f"{name}.txt").read_text("utf-8")
    return {"id": name, "title": text.splitlines()[0], "text": text, "label": name, "brief": "b", **more}


def written(place: Path, rows: list[dict[str, Any]]) -> Path:
    place.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    return place


@pytest.fixture
def ads(tmp_path: Path) -> Path:
    return written(tmp_path / "ads.jsonl", [row(name, **GOLD) for name in EXAMPLES])


@pytest.fixture
def training(tmp_path: Path) -> Path:
    """A folder of training rows with frozen ones, small as it is."""
    folder = tmp_path / "rows"
    (folder / "held_out").mkdir(parents=True)
    written(folder / "postings.jsonl", [row(name) for name in EXAMPLES])
    written(folder / "held_out" / "postings.jsonl", [row(name, **GOLD) for name in EXAMPLES])
    phrases = [
        {"phrase": phrase, "heading": "requirements", "form": "REQ[RHIT]"} for phrase in ("RHIT required", "Pens")
    ]
    written(folder / "held_out" / "phrases.jsonl", phrases)
    freeze(folder)
    return folder


def freeze(folder: Path) -> None:
    files = sorted((folder / "held_out").glob("*.jsonl"))
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in files]
    (folder / "held_out" / "SHA256SUMS").write_text("\n".join(sums) + "\n")


def evaluate(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def values(*arguments: object) -> dict[str, Any]:
    told = evaluate(*arguments, "--json")
    assert told.exit_code == 0, told.output
    answer: dict[str, Any] = json.loads(told.stdout)
    return answer


def outcome(label: Role, predicted: Role | None, confidence: float | None = 0.9, **more: Any) -> Outcome:
    return Outcome(LabelledPosting(Posting("x"), label, more.pop("second", None)), predicted, confidence, **more)


def test_figures_count_what_is_right_and_how_sure() -> None:
    told = figures(
        [
            outcome(Role.CODER, Role.CODER, 0.95),
            outcome(Role.CODER, Role.CLERK, 0.55, needs_review=True),
            outcome(Role.CLERK, Role.CODER, 0.75, second=Role.CODER),
            outcome(Role.OTHER, Role.CODER, 0.85),
            outcome(Role.OTHER, None, 0.0, needs_review=True),
        ]
    )
    assert (told.accuracy.hits, told.accuracy.of, told.refused) == (2, 5, 1)
    assert told.other_called_him.value == 0.5
    assert told.him_right.value == 0.5
    assert (told.unflagged.hits, told.unflagged.of) == (2, 3)
    assert told.confusion[Role.OTHER, None] == 1
    coder = next(one for one in told.roles if one.role is Role.CODER)
    assert (coder.precision.hits, coder.precision.of) == (2, 3)
    assert (coder.recall.hits, coder.recall.of) == (2, 3)
    assert told.calibration_error == pytest.approx((0.05 + 0.55 + 0.25 + 0.85 + 0) / 5)
    assert told.coverage[-1][1].of == 2


def test_without_confidence_there_is_no_calibration() -> None:
    told = figures([outcome(Role.CODER, Role.CODER, None), outcome(Role.CODER, Role.CODER)])
    assert told.calibration_error is None
    assert told.coverage == ()


def test_the_model_stands_beside_its_baselines(ads: Path, training: Path) -> None:
    told = values(ads, "--training", training)
    assert told["model"]["accuracy"] == 1
    assert set(told["baselines"]) == {"title regex", "majority", "whole-text TF-IDF"}
    assert told["baselines"]["majority"]["accuracy"] == 0.2
    assert told["baselines"]["whole-text TF-IDF"]["accuracy"] == 1
    assert told["model"]["demands"]["rows"] == 5
    low, high = told["model"]["intervals"]["accuracy"]
    assert low < 0.7 < high == 1


def test_without_training_rows_the_title_regex_is_the_only_baseline(ads: Path, tmp_path: Path) -> None:
    assert set(values(ads, "--training", tmp_path)["baselines"]) == {"title regex"}


def test_without_data_the_frozen_rows_are_measured_and_told_by_id_alone(training: Path) -> None:
    told = evaluate("--training", training)
    assert told.exit_code == 0
    assert "phrases" in told.output
    assert "0.500" in told.output
    wrong = values("--training", training)["wrong"]
    assert all(list(one) == ["id"] for one in wrong)


def test_a_changed_frozen_file_is_told_and_keeps_nothing(training: Path) -> None:
    with (training / "held_out" / "phrases.jsonl").open("a") as file:
        file.write("\n")
    assert "phrases.jsonl changed since it was frozen" in evaluate("--training", training).output
    kept = evaluate("--training", training, "--keep")
    assert kept.exit_code == 1
    assert not (training / "held_out" / "outcomes.json").exists()


def test_missing_frozen_rows_are_told(tmp_path: Path) -> None:
    told = evaluate("--training", tmp_path)
    assert told.exit_code == 1
    assert "labelled postings" in told.stderr


def test_what_is_newly_right_and_newly_wrong_is_told_by_id(training: Path) -> None:
    assert evaluate("--training", training, "--keep").exit_code == 0
    place = training / "held_out" / "outcomes.json"
    kept = json.loads(place.read_text())
    assert kept["wrong"]["role"] == []
    assert kept["wrong"]["phrases"] == ["2"]
    kept["wrong"]["role"], kept["wrong"]["phrases"] = ["coder"], []
    place.write_text(json.dumps(kept))
    told = values("--training", training)["changes"]
    assert told["role"] == {"newly_right": ["coder"], "newly_wrong": []}
    assert told["phrases"] == {"newly_right": [], "newly_wrong": ["2"]}


def test_outcomes_of_other_rows_are_not_compared(training: Path) -> None:
    assert evaluate("--training", training, "--keep").exit_code == 0
    written(training / "held_out" / "postings.jsonl", [row("clerk")])
    freeze(training)
    assert values("--training", training)["changes"] == {}


def test_keep_is_for_the_model_on_the_frozen_rows(ads: Path) -> None:
    assert evaluate(ads, "--keep").exit_code == 2


def test_another_system_is_scored_on_the_same_rows_by_the_same_rules(ads: Path, training: Path, tmp_path: Path) -> None:
    given = [
        {"id": "clerk", "role": "clerk", "confidence": 0.8, **GOLD},
        {"id": "coder", "role": "clerk", "confidence": 0.6},
    ]
    told = values(
        ads,
        "--training",
        training,
        "--predictions",
        written(tmp_path / "theirs.jsonl", [*given, {"id": "x", "role": "rhia"}]),
    )
    assert told["system"] == "theirs"
    assert told["model"]["accuracy"] == 0.2
    assert told["model"]["refused"] == 3
    assert told["model"]["demands"]["exact"]["clauses"]["hits"] == 1
    assert "3 rows have no answer and count as wrong: cancer_registrar, rhit, rhia" in told["notes"]
    assert "1 answers are for no row and count for nothing: x" in told["notes"]
    assert told["baselines"].keys() == {"title regex", "majority", "whole-text TF-IDF"}


def test_the_same_report_is_written_of_another_system(ads: Path, training: Path, tmp_path: Path) -> None:
    theirs = written(tmp_path / "theirs.jsonl", [{"id": name, "role": "clerk"} for name in EXAMPLES])
    told = evaluate(ads, "--training", training, "--predictions", theirs, "--report", tmp_path / "out")
    assert told.exit_code == 0
    shown = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "<h1>Evaluation of theirs</h1>" in shown
    assert "Worst errors" in shown
    assert "Learning curve" not in shown


def test_our_own_verdicts_are_answers_too(ads: Path, training: Path, tmp_path: Path) -> None:
    texts = {one["id"]: one for one in map(json.loads, ads.read_text().splitlines())}
    verdicts = []
    for name, one in texts.items():
        (tmp_path / "ad.json").write_text(json.dumps({key: one[key] for key in ("id", "title", "text")}))
        verdicts.append(json.loads(CliRunner().invoke(main, ["classify", str(tmp_path / "ad.json"), "--json"]).stdout))
        assert verdicts[-1]["id"] == name
    theirs = values(ads, "--training", training, "--predictions", written(tmp_path / "ours.jsonl", verdicts))
    ours = values(ads, "--training", training)
    assert theirs["model"]["demands"] == ours["model"]["demands"]
    assert theirs["model"]["roles"] == ours["model"]["roles"]
    assert theirs["model"]["calibration_error"] == pytest.approx(ours["model"]["calibration_error"], abs=1e-6)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{"id": "1"}], "needs an id and a role"),
        ([{"role": "coder"}], "needs an id and a role"),
        ([{"id": "1", "role": "clark"}], "use one of clerk"),
        ([{"id": "1", "role": "coder"}, {"id": "1", "role": "clerk"}], "line 2 answers '1' a second time"),
        ([{"id": "1", "role": "coder", "confidence": 2}], "number from 0 to 1"),
        ([{"id": "1", "role": "coder", "confidence": True}], "number from 0 to 1"),
        ([{"id": "1", "role": "coder", "requirements": ["REQ["]}], "can't be read"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_by_its_line(
    tmp_path: Path, rows: list[dict[str, Any]], told: str
) -> None:
    with pytest.raises(RolecallError, match=told):
        answers(written(tmp_path / "answers.jsonl", rows))


def test_rows_with_one_id_cannot_be_answered(tmp_path: Path) -> None:
    twice = written(tmp_path / "twice.jsonl", [row("clerk"), row("clerk")])
    theirs = written(tmp_path / "theirs.jsonl", [{"id": "clerk", "role": "clerk"}])
    told = evaluate(twice, "--predictions", theirs)
    assert told.exit_code == 1
    assert "stand twice: clerk" in told.stderr


def test_masks_hide_what_they_say() -> None:
    ad = Posting("Medical Coder\nThe Medical Coder holds RHIT or CCS and assigns codes.", title="Medical Coder")
    assert "Medical Coder\n" not in without_title(ad).body
    hidden = without_names(ad)
    assert "assigns codes" in hidden.body
    assert not any(word in hidden.body + (hidden.title or "") for word in ("RHIT", "CCS", "Coder"))
    assert only_beginning(Posting("word " * 50)).body == "word " * 29 + "word"


@pytest.mark.parametrize("kind", table("settings")["kind"], ids=lambda kind: kind["name"])
def test_each_kind_of_setting_is_told_from_its_examples(kind: dict[str, Any]) -> None:
    assert {setting(words) for words in kind["examples"]} == {kind["name"]}
    assert kind["name"] not in {setting(words) for words in kind["counterexamples"]}


def test_the_coverage_table_counts_rows_and_names_what_is_empty(tmp_path: Path) -> None:
    rows = [row("clerk", setting="hospice", format="prose", difficulty="hard")]
    told = coverage(written(tmp_path / "rows.jsonl", rows))
    assert "| long-term care | 1 | 0 | 0 | 0 | 0 | 0 | 1 |" in told
    assert "clerk in agency" in told
    assert "clerk in long-term care" not in told
