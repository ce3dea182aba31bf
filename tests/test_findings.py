"""Checks of the ad against itself."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from classifier import Model, Posting, classify
from classifier.findings import CHECKS, Finding, Severity, findings, role_shares, title_role
from classifier.knowledge import table
from classifier.roles import Role

ROWS = [json.loads(line) for line in (Path(__file__).parent / "tables/checks.jsonl").read_text("utf-8").splitlines()]
RULES = table("checks")["check"]
GUARDS = ("F20", "F21")
TEXTS = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent.parent / "training_data/postings.jsonl").read_text("utf-8").splitlines()
]

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


def _found(text: str, model: Model) -> dict[str, Finding]:
    return {finding.check: finding for finding in classify(Posting(text), model).findings}


def _param(row: dict[str, Any]) -> ParameterSet:
    marks = [pytest.mark.xfail(strict=True, reason="the credential isn't found")] if "known_miss" in row else []
    return pytest.param(row, marks=marks, id=f"{row['check']}-{'fires' if row['fires'] else 'silent'}")


@pytest.mark.parametrize("row", [_param(row) for row in ROWS])
def test_each_check_fires_where_it_should(row: dict[str, Any], model: Model) -> None:
    assert (row["check"] in _found(row["text"], model)) is row["fires"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_each_check_has_examples(rule: dict[str, str]) -> None:
    fires = [row["fires"] for row in ROWS if row["check"] == rule["id"]]
    assert fires.count(False) >= 3
    assert fires.count(True) == 0 if rule["id"] in GUARDS else fires.count(True) >= 3


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["check"])
def test_guards_never_fire(row: dict[str, str], model: Model) -> None:
    assert not _found(row["text"], model).keys() & set(GUARDS)


def test_the_list_of_checks_is_whole_and_in_order() -> None:
    ids = [f"F{number:02}" for number in range(1, 41)]
    assert [rule["id"] for rule in RULES] == [name for name, _ in CHECKS] == ids
    assert {rule["severity"] for rule in RULES} == set(Severity)
    assert {rule["scope"] for rule in RULES} == {*Role, "all"}
    assert all(rule.keys() == {"id", "title", "severity", "scope", "message", "advice", "source"} for rule in RULES)


@pytest.mark.parametrize("name", table("checks")["hints"])
def test_a_hint_stands_wherever_words_of_its_list_do(name: str) -> None:
    words = re.compile("|".join(table("checks")["words"][name]), re.IGNORECASE)
    hints = table("checks")["hints"][name]
    lines = [line for text in [*TEXTS, *(row["text"] for row in ROWS)] for line in text.split("\n")]
    found = [line.casefold() for line in lines if words.search(line)]
    assert found
    assert [line for line in found if not any(hint in line for hint in hints)] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row["fires"]], ids=lambda row: row["check"])
def test_messages_quote_the_ad_and_say_what_to_do(row: dict[str, str], model: Model) -> None:
    verdict = classify(Posting(row["text"]), model)
    for finding in verdict.findings:
        assert finding.evidence is not None
        evidence = finding.evidence
        assert verdict.reading.text.content[evidence.start : evidence.end] == evidence.text
        assert evidence.text in finding.message
        assert finding.advice
        assert "{" not in finding.message + finding.advice


DIRECTOR = """Director of Records
Duties
- Files loose papers in patient charts
- Scans and indexes paper records to the right patient
- Pulls charts for the clinic and puts them back
- Greets visitors and answers phones
"""


def test_a_title_that_promises_more_than_the_duties(model: Model) -> None:
    message = _found(DIRECTOR, model)["F06"].message
    assert message == (
        'Titled "Director of Records", but the duties are filing, scanning or the front desk (75 % clerk, 25 % other), '
        'such as "Files loose papers in patient charts".'
    )


def test_shares_of_the_roles_among_the_duties(model: Model) -> None:
    assert role_shares(classify(Posting(DIRECTOR), model).scores) == {Role.CLERK: 0.75, Role.OTHER: 0.25}


def test_shares_follow_the_time_that_the_ad_gives_each_duty(model: Model) -> None:
    text = "Clerk\nDuties\n- Files papers in patient charts (90%)\n- Greets visitors and schedules appointments (10%)"
    shares = role_shares(classify(Posting(text), model).scores)
    assert shares[Role.CLERK] == pytest.approx(0.9)


def test_no_duties_no_shares(model: Model) -> None:
    assert role_shares(classify(Posting("RHIT required"), model).scores) == {}


TITLES = [
    ("Medical Records Clerk", Role.CLERK),
    ("Inpatient Coder", Role.CODER),
    ("Cancer Registrar", Role.CANCER_REGISTRAR),
    ("Health Information Technician", Role.RHIT),
    ("HIM Director", Role.RHIA),
    ("Truck Driver", Role.OTHER),
]


@pytest.mark.parametrize(("title", "role"), TITLES)
def test_the_role_that_a_title_alone_suggests(title: str, role: Role, model: Model) -> None:
    verdict = classify(Posting("Files charts all day long", title=title), model)
    assert title_role(verdict.reading, model) is role


def test_a_title_without_a_known_word_suggests_nothing(model: Model) -> None:
    assert title_role(classify(Posting("Files charts", title="Zzyzx Qwqw"), model).reading, model) is None


NAMES_OF_OLD = [
    ("CTR required", ["F15", "F34"], "ODS"),
    ("CPC-H required", ["F12", "F34"], "COC"),
    ("Accredited Record Technician required", ["F34"], "RHIT"),
    ("RRA required", ["F34"], "RHIA"),
]


@pytest.mark.parametrize(("demand", "checks", "successor"), NAMES_OF_OLD)
def test_retired_names_give_the_current_one(demand: str, checks: list[str], successor: str, model: Model) -> None:
    found = _found(f"A job\nRequirements\n- {demand}\n", model)
    assert sorted(found.keys() & {"F12", "F15", "F34"}) == checks
    assert successor in found["F34"].advice


@pytest.mark.parametrize("piece", ["three (5) ", "RHIT or CPT, ", "files charts ", "abstract cancer follow up "])
def test_time_grows_with_length_only(piece: str, model: Model, grows_in_line: Growth) -> None:
    def work(body: str) -> Callable[[], object]:
        verdict = classify(Posting("A job\nDuties\n- " + body), model)
        return lambda: findings(verdict.reading, verdict.scores)

    assert grows_in_line(work, piece, 20_000)
