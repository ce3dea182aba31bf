"""Requirements in normal form, said in sentences."""

import json
from pathlib import Path

import pytest

from service.notation import demand
from service.sentences import sentence, strength

PHRASES = Path(__file__).parent.parent / "training_data" / "phrases.jsonl"

SAID = [
    ("REQ[RHIT]", "RHIT"),
    ("REQ[ANY1(RHIT,RHIA)]", "RHIT or RHIA"),
    ("REQ@12mo[ANY1(RHIT,RHIA)]", "RHIT or RHIA, within 12 months of hire"),
    ("REQ[ANY1(CCS,CCS-P,CPC)]", "CCS, CCS-P, or CPC"),
    ("REQ[ALL(RHIT,CCS)]", "RHIT and CCS"),
    ("REQ[ALL(RHIT,CCS,CPC)]", "RHIT, CCS, and CPC"),
    ("REQ[ALL(RHIT,ANY1(CCS,CIC))]", "RHIT together with either CCS or CIC"),
    ("REQ[ALL(RHIT,ANY1(CCS,CIC,COC))]", "RHIT together with one of CCS, CIC, or COC"),
    ("REQ[ANY2(CPC,CPMA,CRC)]", "At least 2 of CPC, CPMA, and CRC"),
    ("REQ[ANY3(exp(7yr,HIM))]", "7 years of health information experience"),
    # deadlines
    ("REQ@90d[CPC]", "CPC, within 90 days of hire"),
    ("REQ@1yr[CPC]", "CPC, within 1 year of hire"),
    ("REQ@?[#CODING_ANY]", "A coding credential, within a time that the ad doesn't state"),
    ("REQ@ongoing[it]", "The credential named before, kept up throughout employment"),
    ("REQ[ANY1(ODS,elig:ODS@12mo)]", "ODS, or else ODS-eligible and certified within 12 months of hire"),
    ("REQ[ANY1(CCS,CPC,ALL(CPC-A,CPC@12mo))]", "CCS or CPC, or else CPC-A together with CPC within 12 months of hire"),
    # status
    ("REQ[active:RHIT]", "Active RHIT"),
    ("REQ[ANY1(active:RHIT,active:RHIA)]", "Active RHIT or RHIA"),
    ("REQ[elig:RHIT]", "RHIT-eligible"),
    ("REQ[elig:#HIM_ANY]", "Eligibility for a health information credential"),
    ("REQ@6mo[sched:RHIT]", "Sitting for the RHIT exam, within 6 months of hire"),
    ("REQ[ANY1(RHIT,enrolled:RHIT)]", "RHIT or working toward RHIT"),
    # classes
    ("REQ[ANY1(#AHIMA_ANY,#AAPC_ANY)]", "Any AHIMA credential or any AAPC credential"),
    ("REQ[#CODING_ANY{AHIMA|AAPC}]", "A coding credential from AHIMA or AAPC"),
    ("REQ[#AHIMA_ANY] eg=RHIA|RHIT|CCS", "Any AHIMA credential (for example RHIA, RHIT, or CCS)"),
    # equivalents
    ("REQ[ANY1(RHIT,RHIA,CCS)+eq]", "RHIT, RHIA, CCS, or an equivalent"),
    ("REQ[CPC+eq]", "CPC or an equivalent"),
    ("REQ[deg(hs)+eq]", "High school diploma or equivalent"),
    # schooling, years, licenses
    (
        "REQ[deg(associate,HIT,CAHIIM)]",
        "Associate degree in health information technology from a CAHIIM-accredited program",
    ),
    ("REQ[deg(?,HIM,accredited)]", "Degree or program in health information management from an accredited program"),
    ("REQ[deg(certificate,coding,AHIMA-approved)]", "Certificate in coding from an AHIMA-approved program"),
    (
        "PREF[deg(bachelor,HIM|business|related)]",
        "Bachelor's degree in health information management, business or a related field",
    ),
    (
        "REQ[ANY1(deg(bachelor),ALL(deg(associate),exp(4yr,HIM)))]",
        "Bachelor's degree, or else associate degree and 4 years of health information experience",
    ),
    ("REQ[ANY1(deg(*),exp(?))] sub=experience", "Degree or experience as described (experience may stand in for it)"),
    ("REQ[exp(18mo,registry)]", "18 months of registry experience"),
    ("REQ[exp(0.5yr,coding)]", "6 months of coding experience"),
    ("REQ[exp(1yr)]", "1 year of experience"),
    ("REQ[ANY1(lic(RN),RHIA)]", "RN license or RHIA"),
    ("INFO[maint(CEU,20)]", "20 continuing education units"),
    ("INFO[RHIT,CCS]", "RHIT and CCS"),
    # conditions and flags
    ("if(level=II) REQ[RHIT]", "For level II: RHIT"),
    ("if(int) REQ@18mo[CPC]", "For internal candidates: CPC, within 18 months of hire"),
    ("if(state_requires) REQ[lic(state)]", "Where the state asks for it: state license"),
    ("if(job=Lead Coder (Days)) REQ[CCS]", 'For the job "Lead Coder (Days)": CCS'),
    ("REQ[ALL(RHIA,RHIT)] ambiguous=true", "RHIA and RHIT (the words can be read in two ways)"),
    ('REQ[ODS] as_written="CTR or ODS"', 'ODS (written "CTR or ODS")'),
    # denials
    ("NEG:nr[*]", "No credential is required"),
    ("NEG:nr[#CODING_ANY]", "A coding credential is not required"),
    ("NEG:na[CPC-A]", "CPC-A is not accepted"),
    ("NEG:nr[ANY1(RHIT,RHIA)] conflict=true", "RHIT or RHIA is not required (the ad contradicts itself here)"),
]


@pytest.mark.parametrize(("clause", "words"), SAID)
def test_a_clause_becomes_a_sentence(clause: str, words: str) -> None:
    assert sentence(clause) == words


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("REQ[RHIT]", "Required"),
        ("REQ@12mo[RHIT]", "Required later"),
        ("REQ@ongoing[RHIT]", "Must be kept"),
        ("PREF[RHIT]", "Preferred"),
        ("PREF+[RHIT]", "Strongly preferred"),
        ("NEG:nr[*]", "Not required"),
        ("NEG:na[CPC-A]", "Not accepted"),
        ("INFO[RHIT]", "Only mentioned"),
    ],
)
def test_a_clause_tells_how_firmly_it_asks(clause: str, words: str) -> None:
    assert strength(clause) == words


def test_every_form_of_the_training_phrases_reads_as_plain_words() -> None:
    forms = [
        form
        for line in PHRASES.read_text("utf-8").splitlines()
        for form in json.loads(line)["form"].split("; ")
        if form
    ]
    assert len(forms) > 500
    told = {form: sentence(form) for form in forms}
    assert {
        form: words for form, words in told.items() if any(sign in words for sign in "[]{}#@") or "ANY" in words
    } == {}


@pytest.mark.parametrize("text", ["", "RHIT", "REQ", "REQ[RHIT", "MUST[RHIT]"])
def test_what_is_no_clause_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="normal form"):
        demand(text)
