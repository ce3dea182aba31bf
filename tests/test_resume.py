"""Résumés read into candidates: what is held, learned and worked."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from classifier.candidate import read_candidate
from classifier.resume.resume import resume

HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)
SNIPPETS = [json.loads(line) for line in (HERE / "tables/resume_snippets.jsonl").read_text("utf-8").splitlines()]
WHOLE = sorted(path for path in (HERE / "resumes").iterdir() if path.suffix != ".json")


def read(content: str | bytes) -> dict[str, Any]:
    return resume(content.encode() if isinstance(content, str) else content, TODAY).candidate.to_dict()


def plain(candidate: dict[str, Any]) -> dict[str, Any]:
    """Return a candidate with its lists in a fixed order."""
    rows = {key: sorted(map(json.dumps, candidate[key])) for key in ("credentials", "experience")}
    return {**rows, "education": candidate["education"]}


def gold(candidate: dict[str, Any]) -> dict[str, Any]:
    return plain(read_candidate(candidate).to_dict())


@pytest.mark.parametrize("row", SNIPPETS, ids=lambda row: row["text"].replace("Candidate A\n\n", "").replace("\n", " ")[:60])
def test_snippets(row: dict[str, Any]) -> None:
    assert plain(read(row["text"])) == gold(row["candidate"])


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.name)
def test_whole_resumes(path: Path) -> None:
    assert plain(read(path.read_bytes())) == gold(json.loads(path.with_suffix(".json").read_text()))
