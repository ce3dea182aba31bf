"""The made-up ads that batches are measured with, and the measuring."""

import json
from pathlib import Path

from benchmarks.batch import cost
from benchmarks.postings import pieces, write


def test_the_same_number_gives_the_same_ad_and_some_ads_repeat_earlier_ones(tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    write(first, 300)
    write(second, 200)
    assert first.read_bytes().startswith(second.read_bytes())
    rows = [json.loads(line) for line in first.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == 300
    assert 0.85 < len({row["text"] for row in rows}) / 300 < 0.95


def test_the_ads_are_made_of_training_rows_of_each_role() -> None:
    made = pieces()
    assert set(made.titles) == set(made.duties) >= {"clerk", "coder", "cancer_registrar", "rhit", "rhia", "other"}
    ads = [made.ad(number) for number in range(1, 100)]
    assert {ad["title"] for ad in ads} <= {title for titles in made.titles.values() for title in titles}
    known = {line for lines in made.duties.values() for line in lines} | set(made.demands)
    listed = {line[2:] for ad in ads for line in ad["text"].splitlines() if line.startswith("- ")}
    assert listed <= known


def test_a_run_is_measured_with_all_its_processes(tmp_path: Path) -> None:
    ads = tmp_path / "ads.jsonl"
    write(ads, 40)
    told = cost(ads, 40, workers=2)
    assert len(told.cpu_of) >= 3
    assert told.cpu > 0
    assert told.memory > 50_000_000
    assert str(told).split()[:2] == ["40", "2"]
