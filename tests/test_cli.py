"""The command line: what it answers, and how it refuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from classifier.cli import COMMANDS, main
from classifier.cli.group import loaded

ROOT = Path(__file__).parent.parent
AD = (ROOT / "examples" / "coder.txt").read_text()


def rolecall(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def test_a_file_gets_a_panel_for_people() -> None:
    told = rolecall("classify", str(ROOT / "examples" / "coder.txt"))
    assert told.exit_code == 0
    assert "coder" in told.output
    assert "What it asks for" in told.output


def test_json_is_for_programs_and_holds_every_key_of_the_verdict() -> None:
    verdict = json.loads(rolecall("classify", "-", "--json", "--with-text", stdin=AD).stdout)
    assert list(verdict) == [
        *("id", "title", "role", "confidence", "needs_review", "scores", "duties", "requirements", "credentials"),
        *("education", "experience", "offer", "systems", "findings", "model", "text"),
    ]
    assert verdict["title"] == "Outpatient Coder II - Remote"
    assert sum(verdict["scores"].values()) == pytest.approx(1, abs=1e-6)
    assert verdict["confidence"] == verdict["scores"][verdict["role"]]


def test_the_title_may_be_given() -> None:
    told = rolecall("classify", "-", "--title", "HIM Clerk", "--json", stdin=AD)
    assert json.loads(told.stdout)["title"] == "HIM Clerk"


@pytest.mark.parametrize("words", ["RHIT required", "Coder", "Hola amigos"])
def test_too_little_text_is_judged_but_needs_review(words: str) -> None:
    verdict = json.loads(rolecall("classify", "-", "--json", stdin=words).stdout)
    assert verdict["needs_review"] is True


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t "),
        ("signs.txt", b"123 --- !!!"),
        ("zip.txt", b"PK\x03\x04" + bytes(60)),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(60)),
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        ("images.html", b"<html><body><img src='ad.png'><script>var a = 'coder'</script></body></html>"),
        ("broken.json", b'{"text": "Coder'),
        ("number.json", b"3"),
        ("none.json", b"[]"),
    ],
)
def test_what_is_no_posting_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    told = rolecall("classify", str(tmp_path / name))
    assert told.exit_code == 1
    assert told.stdout == ""
    assert len(told.stderr.splitlines()) == 1
    assert len(told.stderr) > 30


def test_a_folder_a_device_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for place in (tmp_path, Path("/dev/null"), tmp_path / "none.txt"):
        assert rolecall("classify", str(place)).exit_code == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    told = rolecall("classify", str(tmp_path / "pipe"))
    assert told.exit_code == 1
    assert "rolecall classify - <" in told.stderr


@pytest.mark.parametrize("arguments", [["--nonsense"], ["classify", "--nonsense"], ["dance"], ["serve", "--port", "0"]])
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    assert rolecall(*arguments).exit_code == 2


def test_several_postings_on_a_page_are_told(tmp_path: Path) -> None:
    blocks = [json.dumps({"@type": "JobPosting", "title": title, "description": AD}) for title in ("First", "Second")]
    page = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    (tmp_path / "page.html").write_text(f"<html><body>{page}</body></html>")
    told = rolecall("classify", str(tmp_path / "page.html"), "--json")
    assert json.loads(told.stdout)["title"] == "First"
    assert "2 postings" in told.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    told = rolecall(command, "--help")
    assert told.exit_code == 0
    assert f"rolecall {command}" in told.output


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_says_what_the_command_itself_says(command: str) -> None:
    assert COMMANDS[command].removesuffix(".") == loaded(command).get_short_help_str(limit=200).removesuffix(".")


def test_every_module_of_a_command_is_in_the_list() -> None:
    modules = {file.stem for file in (ROOT / "classifier" / "cli").glob("*.py")}
    assert modules - {"__init__", "files", "group"} == set(COMMANDS)


def test_a_misspelt_command_gets_the_right_one_named() -> None:
    told = rolecall("clasify", "ad.txt")
    assert told.exit_code == 2
    assert "classify" in told.stderr


def test_evaluate_gives_figures_beside_the_title_regex(tmp_path: Path) -> None:
    rows = [{"id": "1", "text": AD, "role": "coder"}, {"id": "2", "text": AD, "role": "clerk"}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    wanted = ("evaluate", str(tmp_path / "rows.jsonl"), "--training", str(tmp_path), "--label-field", "role")
    told = rolecall(*wanted, "--json")
    figures = json.loads(told.stdout)
    assert figures["model"]["accuracy"] == figures["baseline"]["accuracy"] == 0.5
    assert [wrong["id"] for wrong in figures["wrong"]] == ["2"]
    assert "title regex" in rolecall(*wanted).output


def test_evaluate_names_the_row_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "Coder"}')
    told = rolecall("evaluate", str(tmp_path / "rows.jsonl"))
    assert told.exit_code == 1
    assert "line 1" in told.stderr
    assert "--label-field" in told.stderr


def test_help_imports_click_and_the_list_of_commands_alone() -> None:
    code = (
        "import sys; before = set(sys.modules); from classifier.cli import main;"
        "main(['--help'], standalone_mode=False); print(*set(sys.modules) - before, file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    ours = {name for name in told.stderr.split() if name.split(".")[0] not in {*sys.stdlib_module_names, "click"}}
    assert ours == {"classifier", "classifier.cli", "classifier.cli.group", "classifier.errors"}
