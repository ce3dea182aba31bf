"""Candidate cases that were written without sight of the code: scored as a whole, never tuned on."""

import json
from pathlib import Path
from typing import Any

import pytest

from classifier import Model, classify, fit, from_mapping, read_candidate
from classifier.comparison import Fit

CASES = Path(__file__).parent.parent / "training_data" / "held_out" / "fit.jsonl"


@pytest.fixture(scope="module")
def judged(model: Model) -> list[tuple[dict[str, Any], Fit]]:
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [(row, judgement(row, model)) for row in rows]


def judgement(row: dict[str, Any], model: Model) -> Fit:
    candidate = read_candidate(row["candidate"]) if row["candidate"] else None
    return fit(classify(from_mapping(row["posting"])[0], model), candidate)


def test_the_overall_judgement_is_right_at_least_95_times_in_100(judged: list[tuple[dict[str, Any], Fit]]) -> None:
    right = [str(found.fit) == row["fit"] for row, found in judged if row["fit"]]
    assert len(right) >= 55
    assert sum(right) / len(right) >= 0.95


def test_the_findings_reach_an_f1_of_92(judged: list[tuple[dict[str, Any], Fit]]) -> None:
    found = {(row["id"], finding.check) for row, one in judged for finding in one.findings}
    real = {(row["id"], check) for row, _ in judged for check in row["findings"]}
    assert 2 * len(found & real) / (len(found) + len(real)) >= 0.92
