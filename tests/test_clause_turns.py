"""Turns of prose that change what is asked: who lacks it, what must be active, which grade, what is told."""

import json
from pathlib import Path

import pytest

from classifier.demands.clauses import clauses, read_clauses
from classifier.demands.expression import Clause, Degree, Strength, Years
from classifier.demands.laws import sorted_form
from classifier.demands.notation import parse
from classifier.layout.sections import SectionKind, sections
from classifier.layout.text import read_text
from classifier.names.mentions import mentions

TABLE = Path(__file__).parent / "tables" / "phrases_turned.jsonl"

# What whoever lacks it may earn later is not asked for at once.
LACKING = [
    ("CAISS required; if not certified at hire, it must be earned within 18 months.", "REQ@18mo[CAISS]"),
    ("We want a CRIS. If you are not certified at hire, you have nine months to earn it.", "REQ@9mo[CRIS]"),
    ("RHIT or CCA. Those without one must earn either within a year.", "REQ@12mo[ANY1(RHIT,CCA)]"),
    ("Applicants hold the CHAA or will earn the CHAA within 6 months.", "REQ@6mo[CHAA]"),
    (
        "ODS or ODS-eligible. Those hired as ODS-eligible must pass the exam within 24 months.",
        "REQ@24mo[ODS]; REQ[ANY1(ODS,elig:ODS)]",
    ),
    ("For internal applicants the CHPS is waived until 12 months after appointment.", "if(int) REQ@12mo[CHPS]"),
]

# What has to be active is asked for as active, once.
ACTIVE = [
    ("The CPMA is required. It must be active.", "REQ[active:CPMA]"),
    ("CCS or CIC required. The credential must be active on the first day.", "REQ[ANY1(active:CCS,active:CIC)]"),
]

DENIED = [
    ("A CEHRS would be welcome but is by no means necessary.", "PREF[CEHRS]; NEG:nr[CEHRS]"),
    ("Neither the RHIT nor the CCA is required.", "NEG:nr[ANY1(RHIT,CCA)]"),
    ("We are not looking for a credential.", "NEG:nr[*]"),
    ("HCS-D, which the agency next door asks of its coders, is not required here.", "NEG:nr[HCS-D]"),
    ("CCS required. An expired CCS will not count.", "REQ[CCS]"),
    ("RHIA required. An RHIT does not replace it.", "REQ[RHIA]"),
]

EITHER = [
    ("ODS or CSTR, OR two years of abstracting in place of either", "REQ[ANY1(ODS,CSTR,exp(2yr,registry))]"),
    ("CIC, or else CCS so long as the CIC follows within 2 years", "REQ[ANY1(CIC,ALL(CCS,CIC@24mo))]"),
    ("CPC required. We'd consider a CCA, too.", "REQ[ANY1(CPC,CCA)]"),
    ("Any single one from this list will do:\nCOC\nCIC", "REQ[ANY1(COC,CIC)]"),
    ("CPC-A. The A has to be off within 18 months.", "REQ[CPC-A]; REQ@18mo[CPC]"),
]

PREFERRED = [
    ("CPC required, and if you hold the CEMC, so much the better.", "REQ[CPC]; PREF[CEMC]"),
    ("Preference goes to applicants with CDIP.", "PREF[CDIP]"),
]

TOLD = [
    "Clerks may promote to Technician, a class for which the agency requires RHIT.",
    "Trainees who become RHITs may compete for Analyst, where RHIT is required.",
    "Other HIM specialist jobs ask for RHIT or CRIS.",
    "Tuition is covered for the next class, which calls for the RHIA.",
    "Employees hired before the reform did not need the RHIT.",
    "The privacy officer is a lawyer with the CHC.",
    "Send it to the reviewer (she's an RN).",
    "Your supervisor: a CHAM.",
]

# Lines of an ad that speaks of several grades.
GRADES = [
    (
        "Level I: training. Level II. Must be ODS certified. RHIT preferred.",
        "if(level=II) REQ[ODS]; if(level=II) PREF[RHIT]",
    ),
    ("Level A: training.\nLevel B requires the CCS itself.", "if(level=B) REQ[CCS]"),
    (
        "HR-4: CCA.\nHR-5: CCS required. RHIT desirable.",
        "if(level=HR-4) REQ[CCA]; if(level=HR-5) REQ[CCS]; if(level=HR-5) PREF[RHIT]",
    ),
    (
        "Coder 1: CCA.\nCoder 2: CCS.\nCoder 1 incumbents must earn the CPC within 2 years.",
        "if(level=1) REQ[CCA]; if(level=2) REQ[CCS]; if(level=1) REQ@24mo[CPC]",
    ),
    ("For the remote option you must also hold CPMA.", "if(remote) REQ[CPMA]"),
]


def asked(phrase: str, kind: SectionKind = SectionKind.REQUIREMENTS) -> tuple[str, ...]:
    return sorted_form([clause for clause in read_clauses(phrase, kind) if clause.strength is not Strength.INFO])


@pytest.mark.parametrize(("phrase", "form"), [*LACKING, *ACTIVE, *DENIED, *EITHER, *PREFERRED, *GRADES])
def test_the_turn_is_followed(phrase: str, form: str) -> None:
    assert asked(phrase) == sorted_form(parse(form))


@pytest.mark.parametrize("phrase", TOLD)
def test_what_is_told_of_others_asks_for_nothing(phrase: str) -> None:
    assert asked(phrase) == ()


ROWS = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
TURNED = [
    pytest.param(row, id=row["phrase"], marks=[pytest.mark.xfail(strict=True)] if "missed" in row else [])
    for row in ROWS
]


@pytest.mark.parametrize("row", TURNED)
def test_how_firmly_by_when_and_for_whom(row: dict[str, str]) -> None:
    demands = [clause for clause in read_clauses(row["phrase"], SectionKind(row["heading"])) if names(clause)]
    assert sorted_form(demands) == (sorted_form(parse(row["form"])) if row["form"] else ())


def names(clause: Clause) -> bool:
    """Tell whether the clause asks for, or denies, a credential."""
    return clause.strength is not Strength.INFO and bool({type(atom.item) for atom in clause.atoms} - {Degree, Years})


def asked_in(ad: str, title: str) -> tuple[str, ...]:
    text = read_text(ad)
    parts = sections(text, title)
    found = clauses(text, parts, mentions(text, parts), title)
    return sorted_form([clause for clause in found if clause.strength is not Strength.INFO])


def test_the_one_grade_of_the_title_is_no_condition() -> None:
    ad = "Qualifications\nThe RHIT is required of every Specialist II.\nAt Level II the RHIT is required."
    assert "REQ[RHIT]" in asked_in(ad, "Records Specialist II")


UNDER_HEADINGS = [
    ("Not needed\nA CPC.", "NEG:nr[CPC]"),
    ("Strongly preferred\nCHPS", "PREF+[CHPS]"),
    ("What we can't consider\nCPC-A", "NEG:na[CPC-A]"),
    ("Minimum Qualifications (please show them on the form)\nAn active RHIT.", "REQ[active:RHIT]"),
    ("*Qualifications*\nRHIT", "REQ[RHIT]"),
    ("Qualifications by level\nLevel II. RHIT.", "if(level=II) REQ[RHIT]"),
    (
        "Qualifications\nClerk 1: Some schooling. Desirable: CCA.\nClerk 2: RHIT.",
        "if(level=1) PREF[CCA]; if(level=2) REQ[RHIT]",
    ),
    ("Not needed: a car, or an RHIT.", "NEG:nr[RHIT]"),
]


@pytest.mark.parametrize(("ad", "form"), UNDER_HEADINGS)
def test_a_heading_says_how_firmly_its_lines_ask(ad: str, form: str) -> None:
    assert asked_in(f"Records Clerk\n{ad}", "Records Clerk") == sorted_form(parse(form))
