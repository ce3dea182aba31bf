"""Every posting of the corpus at every door: the library, the command line, a folder in a batch, and HTTP."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from classifier import InputKind, Model, PostingError, classify, read_postings
from classifier.cli import main
from service import create_app

from . import pages, records, texts
from .case import Case, Refused, Verdict

CASES = tuple(
    (group, case) for group, cases in (("text", texts), ("page", pages), ("json", records)) for case in cases.CASES
)
KINDS = {".txt": None, ".html": InputKind.HTML, ".json": InputKind.JSON}
TYPES = {".txt": "text/plain", ".html": "text/html", ".json": "application/json"}
every_case = pytest.mark.parametrize(
    "case", [case for _, case in CASES], ids=[f"{group}: {case.name}" for group, case in CASES]
)


def met(answer: Mapping[str, Any], case: Case) -> Verdict:
    """Return what was read, without the role where the case names none."""
    named = isinstance(case.gives, Verdict) and case.gives.role is not None
    return Verdict(tuple(answer["credentials"]["required"]), answer["role"] if named else None)


def code(case: Case, door: str) -> str:
    """Return the code under which ``door`` refuses a case; empty where it gives a verdict all the same."""
    return case.elsewhere.get(door, case.gives.code if isinstance(case.gives, Refused) else "")


def read(data: bytes, suffix: str, model: Model) -> dict[str, Any] | PostingError:
    """Return what the library says: the verdict with its text, or the refusal."""
    try:
        posting, *_ = read_postings(data, kind=KINDS[suffix])
    except PostingError as error:
        return error
    return classify(posting, model).to_dict(with_text=True)


@every_case
def test_the_library_and_the_command_line_give_a_verdict_or_a_reason(case: Case, tmp_path: Path, model: Model) -> None:
    data = case.made()
    file = tmp_path / f"ad{case.suffix}"
    file.write_bytes(data)
    told = CliRunner().invoke(main, ["classify", str(file), "--json"])
    found = read(data, case.suffix, model)
    if isinstance(found, PostingError):
        assert isinstance(case.gives, Refused)
        assert found.code == case.gives.code
        assert case.gives.words in found.message
        assert (told.exit_code, told.stdout, told.stderr) == (1, "", f"Error: {found.message}\n")
    else:
        assert met(found, case) == case.gives
        assert all(duty["text"] == found["text"][duty["start"] : duty["end"]] for duty in found["duties"])
        assert told.exit_code == 0
        assert json.loads(told.stdout) == {key: value for key, value in found.items() if key != "text"}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, Any]]:
    """The rows of one batch over a folder of all cases, the first of each by its file's name."""
    folder = tmp_path_factory.mktemp("corpus")
    for number, (_, case) in enumerate(CASES):
        (folder / f"{number:04d}{case.suffix}").write_bytes(case.made())
    out = folder / "out.jsonl"
    told = CliRunner().invoke(main, ["batch", str(folder), "--workers", "1", "--output", str(out)])
    assert told.exit_code == 0, told.stderr
    found: dict[str, dict[str, Any]] = {}
    for line in out.read_text("utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(Path(row["input"]["source"]).name + str(row["input"]["row"]), row)
    assert len(found) == len(CASES)
    return {str(place): row for place, row in enumerate(found.values())}


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{group}: {case.name}" for group, case in CASES])
def test_a_batch_gives_each_its_row(number: int, judged: Mapping[str, dict[str, Any]]) -> None:
    _, case = CASES[number]
    row = judged[str(number)]
    if wanted := code(case, "batch"):
        assert row["error"]["code"] == wanted
        assert row["error"]["message"]
    elif isinstance(case.gives, Verdict):
        assert met(row, case) == case.gives
    else:
        assert row["role"]


@pytest.fixture(scope="module")
def client(model: Model) -> FlaskClient:
    return create_app(model).test_client()


@every_case
def test_http_gives_a_verdict_or_a_problem_document(case: Case, client: FlaskClient) -> None:
    answer = client.post("/v1/classify", data=case.made(), content_type=TYPES[case.suffix])
    told = answer.get_json(force=True)
    if wanted := code(case, "http"):
        if wanted == "too_large":
            wanted = "request_entity_too_large"
        assert (told["code"], answer.status_code // 100) == (wanted, 4)
        assert answer.content_type == "application/problem+json"
        assert told["detail"]
    else:
        assert answer.status_code == 200
        assert met(told, case) == case.gives


def test_the_page_on_tests_tells_how_many_cases_there_are() -> None:
    page = (Path(__file__).parents[2] / "docs" / "testing.md").read_text("utf-8")
    told = {name: int(count) for name, count in re.findall(r"^\| ([\w, ]+) \| (\d+) \|", page, re.MULTILINE)}
    assert told["texts, and bytes of no kind"] == len(texts.CASES)
    assert told["pages"] == len(pages.CASES)
    assert told["JSON"] == len(records.CASES)


def test_the_corpus_is_large_and_no_name_stands_twice() -> None:
    names = [(group, case.name) for group, case in CASES]
    assert len(set(names)) == len(names)
    assert len(names) >= 200
    assert sum(isinstance(case.gives, Refused) for _, case in CASES) >= 80
