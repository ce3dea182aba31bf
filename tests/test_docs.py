"""What the documents say is tried: snippets run, commands exist, links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from classifier.cli import main

ROOT = Path(__file__).parent.parent
PAGES = sorted(page for folder in (".", "docs", "training_data", "examples") for page in (ROOT / folder).glob("*.md"))
README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_of_the_readme_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    command = [sys.executable, "-W", "ignore", "-c", code]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    assert told.stdout.startswith("coder")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"\brolecall ([a-z]+)\b", page.read_text("utf-8"))) - {"is", "reads", "command", "over"}
    assert named <= set(main.commands)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", page.read_text("utf-8"))) <= targets


def test_the_public_names_of_the_readme_are_those_of_the_library() -> None:
    import classifier

    said = re.search(r"Public names: (.*?)\n\n", README, re.DOTALL)
    assert said
    assert set(re.findall(r"`(\w+)`", said[1])) == set(classifier.__all__)


def readings() -> list[tuple[str, str]]:
    page = (ROOT / "docs" / "requirements.md").read_text("utf-8")
    table = page.split("## Lines and how they read")[1].split("##")[0]
    rows = re.findall(r"^\| (.+?) \| `(.+?)` \|$", table, re.MULTILINE)
    return [(said, form.replace("\\|", "|")) for said, form in rows]


def test_the_grammar_page_reads_at_least_twenty_lines() -> None:
    assert len(readings()) >= 20


@pytest.mark.parametrize(("said", "form"), readings())
def test_a_line_of_the_grammar_page_reads_as_it_says(said: str, form: str) -> None:
    from classifier.demands.clauses import read_clauses
    from classifier.demands.laws import sorted_form
    from classifier.demands.notation import parse

    assert sorted_form(read_clauses(said)) == sorted_form(parse(form))
