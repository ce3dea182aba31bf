"""Reading what a batch wrote, and refusing what it didn't."""

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from classifier.cli import main
from classifier.survey.errors import SurveyError
from classifier.survey.results import results as read

from .made import failed, results, verdict

GOOD = json.dumps(verdict("a"))


def report(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def zst(data: bytes) -> bytes:
    import zstandard

    return bytes(zstandard.ZstdCompressor().compress(data))


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".zst", zst)])
def test_packed_results_are_read(tmp_path: Path, name: str, ending: str, pack: Callable[[bytes], bytes]) -> None:
    plain = results(tmp_path / name, verdict("a"), failed("b"))
    packed = tmp_path / f"{name}{ending}"
    packed.write_bytes(pack(plain.read_bytes()))
    assert list(read(str(packed))) == list(read(str(plain)))


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.parquet"])
def test_every_format_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    row = verdict(
        "=1+1", required=["CCS"], clauses=["REQ[CCS]"], education=[("hs",)], duplicate_of=None, place="Gary, IN"
    )
    place = results(tmp_path / name, row)
    (found,) = read(str(place))
    wanted = {"id": "=1+1", "required": ["CCS"], "requirements": ["REQ[CCS]"], "needs_review": False, "confidence": 0.9}
    assert {key: found[key] for key in wanted} == wanted
    assert (found["education"], found["duplicate_of"], found["place"]) == (
        ["REQ hs: health information"],
        None,
        "Gary, IN",
    )


def test_a_folder_of_parts_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    results(tmp_path / "part-2.jsonl", verdict("b"))
    results(tmp_path / "part-1.parquet", verdict("a"))
    (tmp_path / "_SUCCESS").touch()
    assert [row["id"] for row in read(str(tmp_path))] == ["a", "b"]


FOREIGN: list[tuple[str, str, str]] = [
    ("x.jsonl", "{", "line 1 of"),
    ("x.jsonl", f"{GOOD}\n{GOOD[:-20]}\n", "line 2 of"),
    ("x.jsonl", "[]", "no row of a batch"),
    ("x.jsonl", '{"id": "a", "text": "Coder"}', "no row of a batch"),
    ("x.jsonl", GOOD.replace('"role": "coder"', '"role": "pilot"'), "names no role"),
    ("x.jsonl", GOOD.replace('"schema": 1', '"schema": "x"'), "'x' as schema"),
    ("x.jsonl", GOOD.replace('"schema": 1', '"schema": null'), "names no schema"),
    ("x.jsonl", GOOD.replace('"confidence": 0.9', f'"confidence": {10**400}'), "between 0 and 1"),
    ("x.jsonl", GOOD.replace('"confidence": 0.9', '"confidence": NaN'), "between 0 and 1"),
    ("x.jsonl", GOOD.replace('"schema": 1', '"schema": 2'), "schema 2"),
    ("x.jsonl", GOOD.replace('"credentials": {', '"credentials": 5, "x": {'), "no row of a batch"),
    ("x.jsonl", "[" * 100_000, "no whole JSON"),
    ("x.jsonl", GOOD.replace('"required": []', '"required": "CCS"'), "'CCS' as required"),
    ("x.jsonl", GOOD.replace('"required": []', '"required": [5]'), "'[5]' as required"),
    ("x.jsonl", GOOD.replace('"required": []', '"required": null'), "as required"),
    ("x.jsonl", GOOD.replace('"pay": null', '"pay": {"min": "much"}'), "'much' as pay_min"),
    ("x.jsonl", GOOD.replace('"confidence": 0.9', '"confidence": {}'), "as confidence"),
    ("x.jsonl", GOOD.replace('"title": "Post a"', '"title": ["a"]'), "as title"),
    ("x.jsonl", GOOD.replace('"needs_review": false', '"needs_review": "no"'), "as needs_review"),
    ("x.csv", "id,title\na,b\n", "has no column role"),
    ("x.csv", "", "has no column"),
    ("x.txt", GOOD, "another ending"),
    ("x.parquet", "PAR1", "no whole Parquet"),
]


@pytest.mark.parametrize(("name", "content", "told"), FOREIGN)
def test_a_foreign_or_broken_file_is_refused_with_its_reason(
    tmp_path: Path, name: str, content: str, told: str
) -> None:
    (tmp_path / name).write_text(content)
    answer = report(tmp_path / name, "--output", tmp_path / "report.html")
    assert answer.exit_code == 1
    assert told in answer.output
    assert "Traceback" not in answer.output
    assert not (tmp_path / "report.html").exists()


BROKEN_CELLS = [
    ("confidence", "0.9", "much"),
    ("needs_review", "false", "perhaps"),
    ("requirements", "REQ[CCS]", "REQ[CCS"),
]


@pytest.mark.parametrize(("column", "good", "bad"), BROKEN_CELLS)
def test_a_broken_cell_is_told_by_line_and_column(tmp_path: Path, column: str, good: str, bad: str) -> None:
    place = results(tmp_path / "x.csv", verdict("a"), verdict("b", clauses=["REQ[CCS]"]))
    first, second, third = place.read_text().splitlines()
    place.write_text("\n".join([first, second, third.replace(good, bad, 1), ""]))
    with pytest.raises(SurveyError, match=f"line 3 of .*{column}"):
        list(read(str(place)))


@pytest.mark.parametrize("name", ["x.jsonl.gz", "x.csv.gz"])
def test_a_truncated_file_is_refused(tmp_path: Path, name: str) -> None:
    plain = results(tmp_path / name.removesuffix(".gz"), *(verdict(str(n)) for n in range(500)))
    (tmp_path / name).write_bytes(gzip.compress(plain.read_bytes())[:-200])
    with pytest.raises(SurveyError, match="truncated"):
        list(read(str(tmp_path / name)))


def test_a_file_that_is_not_there_and_a_folder_without_parts_are_refused(tmp_path: Path) -> None:
    for place in (tmp_path / "none.jsonl", tmp_path):
        answer = report(place, "--output", tmp_path / "report.html")
        assert (answer.exit_code, answer.output.count("\n")) == (1, 1)


def test_a_page_that_cannot_be_written_is_a_clear_stop(tmp_path: Path) -> None:
    place = results(tmp_path / "out.jsonl", verdict("a"))
    answer = report(place, "--output", tmp_path / "no" / "report.html")
    assert answer.exit_code == 1
    assert "can't be written" in answer.output


def test_a_page_is_written_and_told(tmp_path: Path) -> None:
    place = results(tmp_path / "out.jsonl", verdict("a"), failed("b"))
    answer = report(place, "--output", tmp_path / "report.html")
    assert answer.exit_code == 0
    assert "1 ads of 2 rows" in answer.output
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_the_page_never_takes_the_place_of_the_results(tmp_path: Path) -> None:
    place = results(tmp_path / "out.jsonl", verdict("a"))
    before = place.read_bytes()
    assert report(place, "--output", place).exit_code == 2
    assert place.read_bytes() == before


def test_a_missing_library_is_told_with_what_brings_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("classifier.survey", "classifier.canvas"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    answer = report(results(tmp_path / "out.jsonl", verdict("a")), "--output", tmp_path / "report.html")
    assert answer.exit_code == 1
    assert "matplotlib" in answer.output
    assert "pip install rolecall[report]" in answer.output
