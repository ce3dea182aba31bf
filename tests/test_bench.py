"""The benchmark's own arithmetic, and that it measures what its table says."""

from pathlib import Path

import pytest

from benchmarks.cost import Work, costs, median_ratio
from benchmarks.pages import page
from benchmarks.stations import stations, verdict
from benchmarks.table import LATEST, Line, keep, kept, shown, worse
from classifier import Model, Posting, read_postings


def line(ratio: float, name: str = "clauses") -> Line:
    return Line(name, 1.5, "ms", ratio, "the limit", at_most=2)


def test_a_ratio_is_taken_round_by_round() -> None:
    assert median_ratio((2, 30, 8), (1, 10, 2)) == 3


def test_work_is_done_in_turn_and_counted_by_the_thing() -> None:
    done: list[str] = []
    found = costs({name: Work(lambda name=name: done.append(name), 10) for name in ("one", "two")}, rounds=2)  # type: ignore[misc]
    assert {name: len(seconds) for name, seconds in found.items()} == {"one": 2, "two": 2}
    assert done.index("two") < len(done) - done[::-1].index("one")
    assert all(seconds > 0 for seconds in found["one"])


def test_only_what_is_worse_by_more_than_the_tolerance_is_told(tmp_path: Path) -> None:
    keep([line(1.0), line(4.0, "scores")], tmp_path / "latest.json")
    before = kept(tmp_path / "latest.json")
    assert worse([line(1.14), line(3.0, "scores"), line(9.0, "new")], before) == []
    (told,) = worse([line(1.2), line(4.1, "scores")], before)
    assert told == "clauses: 1.20 x the limit, 20% worse than before"


def test_the_table_says_what_a_ratio_should_stay_under() -> None:
    assert "1.50 x the limit  (at most 2)" in shown({"Texts": [line(1.5)]})


@pytest.mark.parametrize("with_json_ld", [True, False])
def test_a_made_up_page_is_like_real_ones_and_the_same_each_time(with_json_ld: bool) -> None:  # noqa: FBT001
    made = page(with_json_ld=with_json_ld)
    assert made == page(with_json_ld=with_json_ld)
    assert 195_000 < len(made) < 205_000
    assert made.count("<") > 1500
    (posting,) = read_postings(made.encode())
    assert 2500 < len(posting.body) < 3800
    assert "similar" not in posting.body.lower()


def test_every_station_does_its_work_again_and_again(model: Model) -> None:
    posting = Posting("Medical Coder\n- Assigns codes to charts\nCCS required")
    for work in stations([posting], model).values():
        assert work.run() == work.run()
    assert verdict(posting, model).startswith("{")


def test_the_kept_ratios_are_those_of_the_table() -> None:
    assert {"whole verdict, 3 KB", "mentions", "rolecall --help", "memory of a batch worker"} <= kept(LATEST).keys()
