"""What the questionnaires of public employers ask for: lists to choose from, rules about classes, papers to send in."""

import pytest

from classifier.demands.clauses import read_clauses
from classifier.demands.expression import Strength
from classifier.demands.laws import sorted_form
from classifier.demands.notation import parse
from classifier.layout.sections import SectionKind, sections
from classifier.layout.text import read_text

# An announced list, whatever numbers, remarks and trailing words its members carry.
LISTS = [
    (
        "Technicians hold either (1), (2) or (3) below:\n(1) RHIT through AHIMA.\n(2) RHIA.\n(3) CDI certification.",
        "REQ[ANY1(RHIT,RHIA,CDIP,CCDS)]",
    ),
    ("Every registrar here has either (1) or (2): (1) ODS. (2) RHIT.", "REQ[ANY1(ODS,RHIT)]"),
    ("Technicians have either:\nCCA\nCPC-A", "REQ[ANY1(CCA,CPC-A)]"),
    ("You hold one of the below:\nCCS; OR\nCIC; OR\nCOC", "REQ[ANY1(CCS,CIC,COC)]"),
    ("Do you hold any of the following? (upload a copy)\nRHIT\nRHIA", "REQ[ANY1(RHIT,RHIA)]"),
    ("Please select the certification that you hold.\nA. CCS\nB. CPC", "REQ[ANY1(CCS,CPC)]"),
    (
        "One of the following:\nCoding certification. Current coding certifications include: CCS, CPC; OR\nRHIT.",
        "REQ[ANY1(#CODING_ANY,RHIT)]",
    ),
    (
        "One of the following:\nCCS\nStand-alone certifications do not meet the definition of mastery.\nCPC",
        "REQ[ANY1(CCS,CPC)]",
    ),
    ("I have one or both: RHIT and/or RHIA.", "REQ[ANY1(RHIT,RHIA)]"),
    ("(CCS, COC, CIC)", "REQ[ANY1(CCS,COC,CIC)]"),
]

# What a class of credentials is, who is let off, what to send in: nothing of it is asked for here.
RULES = [
    "However, current entry level certifications include: CCA and CPC-A.",
    "The course must have led to eligibility for a coding certification.",
    "Single-specialty certifications do not meet the definition of a mastery certification and are not acceptable.",
    "This class is limited to certification obtained through AHIMA.",
    "Coders grandfathered under the old standard must maintain the RHIT.",
    "A copy of your CCS certification is required with your application.",
    "Certification must be uploaded with the application.",
    "You must submit a copy of your certification.",
    "CERTIFICATION REMINDER: if the post requires a certification, upload it.",
    "Certification.",
    "Certification requirements",
]

GRADES = [
    (
        "A coding certification is required for all positions above the journey level.",
        "if(level=above the journey level) REQ[#CODING_ANY]",
    ),
]


def asked(phrase: str) -> tuple[str, ...]:
    found = read_clauses(phrase, SectionKind.REQUIREMENTS)
    return sorted_form([clause for clause in found if clause.strength is not Strength.INFO])


@pytest.mark.parametrize(("phrase", "form"), [*LISTS, *GRADES])
def test_members_of_a_list_are_alternatives(phrase: str, form: str) -> None:
    assert asked(phrase) == sorted_form(parse(form))


@pytest.mark.parametrize("phrase", RULES)
def test_rules_and_reminders_ask_for_nothing(phrase: str) -> None:
    assert asked(phrase) == ()


def test_a_numbered_label_that_announces_a_list_heads_the_lines_below() -> None:
    text = read_text("Coder\nHello.\n3. Certification. Do you hold one of the following:\nA. RHIT\nB. CCS")
    kinds = [(section.kind, len(section.lines)) for section in sections(text, None)]
    assert kinds[-1] == (SectionKind.LICENSURE, 3)
