"""Ads that repeat: which are told from which, and what becomes of them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from classifier.batch.signatures import likeness, signature
from classifier.cli import main

DUTIES = [
    "Assigns ICD-10-CM and PCS codes to inpatient charts of a community hospital",
    "Queries physicians where the documentation is not clear or at odds with itself",
    "Takes part in audits and keeps an accuracy of ninety five percent or better",
    "Keeps up with official guidelines, payer rules and changes of the code sets",
    "Works with the denials team on appeals and explains coding to other departments",
    "Meets the daily productivity that the department has agreed on for its coders",
    "Protects the privacy of patients as law and policy of the hospital demand",
    "Helps new members of the team to learn the encoder and the record system",
]
AD = "Inpatient Coder\n" + "".join(f"- {duty}\n" for duty in DUTIES) + "CCS required\nLocation: Springfield"
OTHER = (
    "Cancer Registrar\n- Abstracts cancer cases and stages tumors\n- Follows up on patients every year\nODS required"
)


def batch(tmp_path: Path, *arguments: object, form: str = "jsonl") -> Result:
    entries: list[Any] = [
        {"id": "first", "text": AD},
        {"id": "other", "text": OTHER},
        {"id": "exact", "text": AD},
        {"id": "signs", "text": AD.upper().replace("- ", "* ")},
        {"id": "bad"},
        {"id": "near", "text": AD.replace("Springfield", "Shelbyville")},
        {"id": "bad"},
        {"id": "half", "text": AD[: len(AD) // 2]},
    ]
    (tmp_path / "ads.jsonl").write_text("".join(f"{json.dumps(entry)}\n" for entry in entries))
    command = ["batch", tmp_path / "ads.jsonl", "-o", tmp_path / f"out.{form}", "--workers", "1", *arguments]
    return CliRunner().invoke(main, list(map(str, command)))


def rows(tmp_path: Path) -> list[tuple[str, str | None]]:
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    return [(row["id"], row["duplicate_of"]) for row in found]


def test_exact_and_near_duplicates_are_marked_with_the_first(tmp_path: Path) -> None:
    told = batch(tmp_path, "--mark-duplicates")
    assert told.exit_code == 0, told.stderr
    assert rows(tmp_path) == [
        ("first", None),
        ("other", None),
        ("exact", "first"),
        ("signs", "first"),
        ("bad", None),
        ("near", "first"),
        ("bad", None),
        ("half", None),
    ]
    assert "3 duplicates were marked" in told.stderr


def test_duplicates_may_be_left_out_and_are_counted(tmp_path: Path) -> None:
    told = batch(tmp_path, "--drop-duplicates")
    assert [name for name, _ in rows(tmp_path)] == ["first", "other", "bad", "bad", "half"]
    assert "3 duplicates were left out" in told.stderr


def test_the_mark_is_a_column(tmp_path: Path) -> None:
    assert batch(tmp_path, "--mark-duplicates", form="csv").exit_code == 0
    found = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(), newline="")))
    assert [row["duplicate_of"] for row in found if row["duplicate_of"]] == ["first", "first", "first"]


def test_shards_and_resuming_change_no_mark(tmp_path: Path) -> None:
    batch(tmp_path, "--mark-duplicates")
    whole = (tmp_path / "out.jsonl").read_bytes()
    (tmp_path / "out.jsonl").unlink()
    assert batch(tmp_path, "--mark-duplicates", "--shard-rows", "2").exit_code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == whole


@pytest.mark.parametrize(
    ("text", "least", "most"), [(AD, 1, 1), (f"{AD}\nApply now", 0.9, 1), (OTHER, 0, 0.1), ("Coder", 0, 0.1)]
)
def test_likeness_is_the_share_of_common_runs(text: str, least: float, most: float) -> None:
    assert least <= likeness(signature(AD), signature(text)) <= most
