"""`rolecall fit`: an ad and a candidate, a résumé or many of both at the command line."""

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from classifier.cli import main

ROOT = Path(__file__).parent.parent
AD, CANDIDATE, RESUME = (str(ROOT / "examples" / name) for name in ("coder.txt", "candidate.json", "resume.txt"))


def fit(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["fit", *map(str, arguments)], input=stdin, env={"COLUMNS": "100"})


def words(told: Result) -> str:
    return re.sub(r"[\s│]+", " ", told.stdout)


def test_the_panel_tells_the_fit_the_words_of_the_ad_and_what_would_close_the_gap() -> None:
    told = fit(AD, CANDIDATE)
    assert told.exit_code == 0
    for said in (
        "meets the ad, if what is still due follows after hire (meets_if)",
        '"CCS, CPC or COC, or CPC-A with removal of the A within 12 months of hire"',
        "CPC-A is held. CPC is not held.",
        "Would close it:",
        "2 years that count as coding.",
        "RHIT is not held: eligible. It is preferred, not required.",
        "a person reads both and decides",
    ):
        assert said in words(told)


def test_one_who_does_not_meet_the_ad_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text('{"credentials": [{"code": "CCS", "status": "expired"}]}')
    told = fit(AD, tmp_path / "c.json")
    assert told.exit_code == 0
    assert "doesn't have everything that the ad requires (does_not_meet)" in words(told)
    assert "CCS is not held: expired." in words(told)


def test_without_a_candidate_the_ad_is_judged_by_itself() -> None:
    told = fit(ROOT / "examples" / "director_title_clerk_duties.txt")
    assert told.exit_code == 0
    assert "The ad by itself: clerk" in words(told)
    assert "F06" in told.stdout
    assert "Give the post a title that fits the duties" in words(told)
    assert "agree" in words(fit(AD))


def test_json_is_for_programs() -> None:
    said = json.loads(fit(AD, CANDIDATE, "--json").stdout)
    assert list(said) == ["fit", "met", "unmet", "open", "findings", "verdict", "note"]
    assert said["fit"] == "meets_if"
    assert json.loads(fit(AD, "--json").stdout)["fit"] is None


def test_the_command_explains_itself_with_an_example() -> None:
    assert "rolecall fit ad.txt candidate.json" in fit("--help").stdout


def test_ad_or_candidate_may_come_through_a_pipe() -> None:
    assert json.loads(fit("-", CANDIDATE, "--json", stdin=Path(AD).read_text()).stdout)["fit"] == "meets_if"
    assert json.loads(fit(AD, "-", "--json", stdin=Path(CANDIDATE).read_text()).stdout)["fit"] == "meets_if"


def test_a_resume_tells_the_same_as_the_candidate_of_the_examples() -> None:
    told = fit(AD, "--from-resume", RESUME)
    assert told.stdout == fit(AD, CANDIDATE).stdout
    assert 'CPC-A held since 2025-06  <-  "Certified Professional Coder - Apprentice (CPC-A)"' in told.stderr
    assert "--save-candidate" in told.stderr


def test_the_candidate_of_a_resume_is_shown_saved_and_judged_again(tmp_path: Path) -> None:
    shown = fit(AD, "--from-resume", RESUME, "--show-candidate")
    assert json.loads(shown.stdout) == json.loads(Path(CANDIDATE).read_text())
    saved = tmp_path / "candidate.json"
    first = fit(AD, "--from-resume", RESUME, "--save-candidate", saved, "--json")
    assert fit(AD, saved, "--json").stdout == first.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "POSTING"),
        ([AD, CANDIDATE, "--from-resume", RESUME], "not both"),
        ([AD, CANDIDATE, "--save-candidate", "x.json"], "--from-resume"),
        ([AD, "--show-candidate"], "--from-resume"),
        (["-", "-"], "stdin"),
        (["-", "--from-resume", "-"], "stdin"),
        (["ads.jsonl", CANDIDATE], "--table"),
        ([AD, "people.csv"], "--table"),
        ([AD, CANDIDATE, "--json", "--table", "x.csv"], "--table"),
        ([AD, CANDIDATE, "third"], "third"),
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str], told: str) -> None:
    answer = fit(*arguments)
    assert answer.exit_code == 2
    assert told in answer.stderr


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("broken.json", b"{", "not valid JSON"),
        ("list.json", b"[]", "one JSON object"),
        ("name.json", b'{"name": "Candidate A"}', "neither needed nor used"),
        ("code.json", b'{"credentials": [{"code": "XYZ", "status": "held"}]}', "rolecall credentials"),
        ("endless.json", b'{"experience": [{"years": NaN}]}', "NaN"),
        ("paper.json", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "--from-resume"),
        ("huge.json", b" " * 1_000_001, "limit"),
    ],
)
def test_a_candidate_that_cannot_be_read_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    answer = fit(AD, tmp_path / name)
    assert (answer.exit_code, answer.stdout, len(answer.stderr.splitlines())) == (1, "", 1)
    assert told in answer.stderr


def test_a_posting_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" ")
    for place in (tmp_path / "empty.txt", tmp_path / "none.txt", tmp_path):
        answer = fit(place, CANDIDATE)
        assert (answer.exit_code, answer.stdout) == (1, "")


CANDIDATES = """id,credentials,level,field,cahiim,experience
near,CCS:expired,hs,,,coding:3
=far,,hs,,,
good,CCS:held:2019; RHIT,bachelor,HIM,yes,coding:3
,CPC,hs,,no,coding:2
odd,XYZ,,,,
"""


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(file.read_text("utf-8"))))


def test_many_candidates_are_sorted_by_what_is_unmet(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(CANDIDATES)
    told = fit(AD, tmp_path / "c.csv", "--table", tmp_path / "out.csv")
    assert told.exit_code == 0
    assert "wrote 5 rows" in told.stderr
    assert "1 of them" in told.stderr
    found = rows(tmp_path / "out.csv")
    assert [row["candidate"] for row in found] == ["good", "4", "near", "'=far", "odd"]
    assert [row["fit"] for row in found] == ["meets", "meets", "does_not_meet", "does_not_meet", ""]
    assert found[2]["unmet"] == "REQ[ANY1(CCS,CPC,COC,ALL(CPC-A,CPC@12mo))]"
    assert found[3]["unmet"].endswith("; REQ[exp(2yr,coding)]")
    assert "CCS" in found[2]["closes"]
    assert "XYZ" in found[4]["error"]
    assert {row["posting"] for row in found} == {"coder", ""}
    assert not {"score", "rank"} & set(found[0])


def test_many_ads_against_one_candidate_and_by_themselves(tmp_path: Path) -> None:
    ads = [
        {"id": "one", "text": "Clerk\n- Files charts\nRequirements\n- RHIA required"},
        "no ad",
        {"text": "Coder. CPC-A required."},
    ]
    (tmp_path / "ads.jsonl").write_text("\n\n".join(map(json.dumps, ads)))
    assert fit(tmp_path / "ads.jsonl", CANDIDATE, "--table", tmp_path / "out.csv").exit_code == 0
    found = rows(tmp_path / "out.csv")
    assert [(row["posting"], row["fit"]) for row in found] == [("3", "meets"), ("one", "does_not_meet"), ("2", "")]
    assert fit(tmp_path / "ads.jsonl", "--table", tmp_path / "out.csv").exit_code == 0
    found = rows(tmp_path / "out.csv")
    assert {row["fit"] for row in found} == {""}
    assert "F01" in next(row for row in found if row["posting"] == "one")["findings"]


def test_many_against_many_and_a_resume(tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_text(
        'id;title;text\n1;Coder;"CCS required; CPC preferred"\n2;Clerk;No certification needed\n'
    )
    people = [{"id": "a", "credentials": [{"code": "CCS", "status": "held"}]}, {"id": "b"}, {"id": "c", "age": 40}]
    (tmp_path / "people.jsonl").write_text("\n".join(map(json.dumps, people)))
    fit(tmp_path / "ads.csv", tmp_path / "people.jsonl", "--table", tmp_path / "out.csv")
    found = rows(tmp_path / "out.csv")
    assert [(row["posting"], row["candidate"]) for row in found] == [
        *(("1", "a"), ("2", "a"), ("2", "b"), ("1", "b")),
        ("", "c"),
    ]
    assert "age" in found[-1]["error"]
    fit(tmp_path / "ads.csv", "--from-resume", RESUME, "--table", tmp_path / "out.csv")
    assert {row["candidate"] for row in rows(tmp_path / "out.csv")} == {"resume"}


def test_a_table_of_people_with_names_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("id,name,credentials\n1,Candidate A,CCS\n")
    answer = fit(AD, tmp_path / "c.csv", "--table", tmp_path / "out.csv")
    assert answer.exit_code == 1
    assert "the name is neither needed nor used" in answer.stderr
    assert not (tmp_path / "out.csv").exists()


def test_a_table_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    answer = fit(AD, CANDIDATE, "--table", tmp_path / "none" / "out.csv")
    assert answer.exit_code == 1
    assert "can't be written" in answer.stderr


def test_the_commands_of_the_handbook_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "fit.md").read_text("utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "candidate.json").write_bytes(Path(CANDIDATE).read_bytes())
    (tmp_path / "candidates.csv").write_text(
        re.sub("^ +", "", page[page.index("    id,cred") :].split("\n\n")[0], flags=re.MULTILINE)
    )
    (tmp_path / "candidates.jsonl").write_text('{"id": 1}\n')
    (tmp_path / "ads.jsonl").write_text('{"id": 1, "text": "Coder"}\n')
    commands = [line.split(" > ")[0].split()[2:] for line in page.splitlines() if line.startswith("    rolecall fit")]
    assert len(commands) >= 9
    for arguments in commands:
        assert fit(*arguments).exit_code == 0, arguments
    assert "error" not in (tmp_path / "pairs.csv").read_text().split("\n", 1)[1]
