"""Which credentials a text names, and which look-alikes it doesn't."""

import sys
from functools import partial
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.layout.sections import Section, SectionKind, sections
from classifier.layout.text import Line, Text, read_text
from classifier.names.catalogue import credentials, current
from classifier.names.mentions import Mention, mentions

# Each row: what an ad says, and the codes that are named in it, in order.
SPELLED_LETTERS = [
    ("R.H.I.T. required", "RHIT"),
    ("R.H.I.T required", "RHIT"),
    ("R. H. I. T. required", "RHIT"),
    ("R H I T", "RHIT"),
    ("R-H-I-T", "RHIT"),
    ("r.h.i.t.", "RHIT"),
    ("C P C or C C S required", "CPC CCS"),
    ("C.P.C.-A", "CPC-A"),
    ("C.C.S.-P.", "CCS-P"),
    ("C.C.S.P. or C.P.C.", "CCS-P CPC"),
    ("C.T.R. required", "CTR"),
    ("R.H.I.A./R.H.I.T.", "RHIA RHIT"),
]
RUN_TOGETHER = [
    ("RHIT,RHIA", "RHIT RHIA"),
    ("RHIT&RHIA", "RHIT RHIA"),
    ("RHIT/RHIA", "RHIT RHIA"),
    ("RHITRHIA", "RHIT RHIA"),
    ("RHIT;RHIA", "RHIT RHIA"),
    ("RHIT|RHIA", "RHIT RHIA"),
    ("RHIT+RHIA", "RHIT RHIA"),
    ("RHIT\\RHIA", "RHIT RHIA"),
    ("RHITorRHIA", "RHIT RHIA"),
    ("RHIT-RHIA", "RHIT RHIA"),
    ("[RHIT]", "RHIT"),
    ("(RHIT)", "RHIT"),
    ("{RHIT}", "RHIT"),
    ('"RHIT"', "RHIT"),
    ("RHIT*", "RHIT"),
    ("RHIT:", "RHIT"),
    ("RHIT.", "RHIT"),
    ("RHIT required.RHIA preferred", "RHIT RHIA"),
    ("RHITrequired", "RHIT"),
    ("RHIT_RHIA", "RHIT RHIA"),
]
SEVERAL = [
    ("RHITs and RHIAs", "RHIT RHIA"),
    ("RHIT's", "RHIT"),
    ("CCSs and CCS-Ps required", "CCS CCS-P"),
    ("CCS's required", "CCS"),
    ("CPCs and CICs required", "CPC CIC"),
    ("CTRs preferred", "CTR"),
    ("CRCS required", "CRCS"),
    ("CRCs required", "CRC"),
    ("CPCs required", "CPC"),
    ("CPCS required", "CPCS"),
]
ENDINGS = [
    ("CPC(A)", "CPC CPC-A"),
    ("CPC (A)", "CPC CPC-A"),
    ("CPC-(A)", "CPC CPC-A"),
    ("CPC-A", "CPC-A"),
    ("CPCA required", "CPC-A"),
    ("CPC A or CPC", "CPC-A CPC"),
    ("CPC/A required", "CPC CPC-A"),
    ("CPC A PLUS", "CPC"),
    ("A CPC a plus", "CPC"),
    ("CPC - A", "CPC-A"),
    ("CPC -A", "CPC-A"),
    ("CCS/CCS-P", "CCS CCS-P"),
    ("CCS and CCS P", "CCS CCS-P"),
    ("CCS(P) required", "CCS CCS-P"),
    ("CCS, CCS-P, CPC, COC or CIC", "CCS CCS-P CPC COC CIC"),
    ("CCS-P", "CCS-P"),
    ("ccs-p", "CCS-P"),
    ("CCSP certified coder", "CCS-P"),
    ("NRCCS", "NRCCS"),
    ("CTRS required", ""),
    ("CSTR required", "CSTR"),
    ("CCDS-O", "CCDS-O"),
    ("CCDS/CCDS-O required", "CCDS CCDS-O"),
    ("CIPP/US", "CIPP/US"),
    ("COC-A required", "COC-A/CIC-A"),
    ("COC(A) or CIC(A) required", "COC COC-A/CIC-A CIC COC-A/CIC-A"),
    ("CPC-H", "CPC-H"),
    ("CPC-H/COC", "CPC-H COC"),
    ("HCS-D", "HCS-D"),
    ("HCSD", "HCS-D"),
    ("CHTS-TR", "CHTS"),
]
SMALL_LETTERS = [
    ("rhit required", "RHIT"),
    ("rhia or rhit", "RHIA RHIT"),
    ("Rhit required", "RHIT"),
    ("ccs or cpc required", "CCS CPC"),
    ("cpc certified", "CPC"),
    ("ctr required", "CTR"),
    ("Ccs certified", "CCS"),
    ("ods certified", "ODS"),
    ("coc credential", "COC"),
    ("RHlT required", "RHIT"),
    ("RIHT", "RHIT"),
    ("RHIM certification", "RHIA"),
]
WITH_OTHER_WORDS = [
    ("RHIT-certified", "RHIT"),
    ("RHIA-eligible", "RHIA"),
    ("RHIA eligible", "RHIA"),
    ("CTR-eligible", "CTR"),
    ("ODS-certified", "ODS"),
    ("ODS-C", "ODS"),
    ("CTR/ODS required", "CTR ODS"),
    ("CTR-ODS", "CTR ODS"),
    ("Formerly CTR (now ODS)", "CTR ODS"),
    ("AHIMA CCS", "CCS"),
    ("CCS through AHIMA", "CCS"),
    ("CPC via AAPC", "CPC"),
    ("CCS", "CCS"),
    ("CTR", "CTR"),
    ("Coder, CPC", "CPC"),
    ("Medical Coder (CCS/CPC)", "CCS CPC"),
    ("Must have CCS", "CCS"),
    ("RHIT or CCS", "RHIT CCS"),
    ("BSN, RN, CCDS", "RN CCDS"),
    ("CCS-P or CPC with E/M auditing certification (CEMA/CPMA) preferred", "CCS-P CPC CEMA CPMA"),
    ("One or more of: CPC, COC, CCS", "CPC COC CCS"),
    ("CHP or CHS accepted with CHPS", "CHPS CHPS CHPS"),
    ("We reimburse exam fees for CCS", "CCS"),
    ("Our team of RHIAs and CCSs", "RHIA CCS"),
    ("Supervises RHIT and CCS staff", "RHIT CCS"),
    ("CPC (no apprentices)", "CPC"),
    ("RHIA (preferred) or RHIT", "RHIA RHIT"),
    ("ODS (formerly CTR)", "ODS CTR"),
    ("ODS/CTR certification", "ODS CTR"),
]
FULL_NAMES = [
    ("Registered Health Information Technician (RHIT)", "RHIT"),
    ("Registered Health Information Technician [RHIT]", "RHIT"),
    ("Registered Health Information Technician - RHIT", "RHIT"),
    ("Registered Health Information Technician, RHIT", "RHIT"),
    ("RHIT (Registered Health Information Technician)", "RHIT"),
    ("Registered Health Information Technician(RHIT)", "RHIT"),
    ("Registered Health Information Technicians (RHITs)", "RHIT"),
    ("Registered Health Information Technician (R.H.I.T.)", "RHIT"),
    ("REGISTERED HEALTH INFORMATION TECHNICIAN", "RHIT"),
    ("registered health information administrator", "RHIA"),
    ("Registerd Health Information Technican", "RHIT"),
    ("Registered Heath Information Administrator", "RHIA"),
    ("Cerified Coding Specialist", "CCS"),
    ("Certified Tumor Registar", "CTR"),
    ("Certified Profesional Coder", "CPC"),
    ("Registered Health Information Technology", "RHIT"),
    ("Registered Health Information Manager", "RHIA"),
    ("Registered Health Information Technician or Administrator", "RHIT RHIA"),
    ("Registered Health Information Administrator/Technician", "RHIA RHIT"),
    ("Registered Health Information\nTechnician", "RHIT"),
    ("Certified Coding Specialist - Physician-based (CCS-P)", "CCS-P"),
    ("Certified Coding Specialist-Physician based", "CCS-P"),
    ("Certified Coding Specialist (Physician-based)", "CCS-P"),
    ("Certified Coding Specialist - Physician", "CCS-P"),
    ("Certified Professional Coder-Apprentice", "CPC-A"),
    ("Certified Professional Coder - Hospital", "CPC-H"),
    ("Certified Professional Coder (CPC), Certified Coding Specialist (CCS)", "CPC CCS"),
    ("Certified Professional Coder (CPC-A)", "CPC CPC-A"),
    ("Certified in Healthcare Privacy and Security (CHPS)", "CHPS"),
    ("Certified Health Data Analyst (CHDA)", "CHDA"),
    ("Certified Clinical Documentation Specialist (CCDS)", "CCDS"),
    ("Clinical Documentation Improvement Practitioner (CDIP)", "CDIP"),
    ("Certified Ear, Nose and Throat Coder", "CENTC"),
    ("Certified Tumor Registrar (CTR) or Oncology Data Specialist (ODS)", "CTR ODS"),
    ("Certified Tumor Registrar (CTR/ODS)", "CTR CTR ODS"),
]
CLINICAL_LICENSES = [
    ("RN license", "RN"),
    ("Registered Nurse (RN)", "RN"),
    ("Registered Nurses", "RN"),
    ("LPN or RN", "LPN/LVN RN"),
    ("Licensed practical or vocational nurse", "LPN/LVN"),
    ("LPN/LVN required", "LPN/LVN"),
    ("MD/DO", "MD/IMG"),
    ("RN, MD, or RHIA", "RN MD/IMG RHIA"),
    ("rn license required", "RN"),
]
OTHER_SENSES = [
    ("Baltimore, MD", ""),
    ("Los Angeles, CA", ""),
    ("Philadelphia, PA", ""),
    ("Bethesda, MD 20814: RHIT required", "RHIT"),
    ("MD residents only; license required", ""),
    ("Rhia Ventures", ""),
    ("Rhia Smith, hiring manager", ""),
    ("Art Director", ""),
    ("Art certified", ""),
    ("the art of coding certification", ""),
    ("state of the art", ""),
    ("ACS OR COC STANDARDS", ""),
    ("Epic experience required", ""),
    ("CPT and ICD-10 coding", ""),
    ("ICD-10-CM, HCPCS and CPT required", ""),
    ("Medical Records Technician", ""),
    ("Improve CTR and conversion rate", ""),
    ("St. Mary's Med Ctr", ""),
    ("Medical Ctr required", ""),
    ("CoC accreditation required", ""),
    ("CoC standards", ""),
    ("colorectal cancer (CRC) screening", ""),
    ("CPC and PPC campaigns, certification a plus", ""),
    ("renal cell carcinoma (RCC)", ""),
    ("CIC infection prevention certification", ""),
    ("CRM software required", ""),
    ("accspx required", ""),
    ("Ventures of rhit.edu", ""),
    ("mailto:rhia@hospital.org", ""),
    ("Req CTR-12345 required", ""),
    ("according to BLS data", ""),
    ("Works for Community Health Systems (CHS)", ""),
]
TITLES_AND_CLASSES = [
    ("Epic certification required", "EPIC"),
    ("Certified in Epic", "EPIC"),
    ("Oncology Data Specialist I", ""),
    ("Oncology Data Specialist certification", "ODS"),
    ("Certification by the NCRA as an Oncology Data Specialist", "ODS"),
    ("Two years of work as an Oncology Data Specialist", ""),
    ("Oncology Data Specialist (ODS)", "ODS"),
    ("Oncology Data Specialist (ODS-C) credential", "ODS"),
    ("Certified Oncology Data Specialist (ODS)", "ODS"),
    ("Oncology Data Specialist - Remote", ""),
    ("Certified medical coder", ""),
    ("Certified Medical Coder (CMC)", "CMC"),
]
UNDER_REQUIREMENTS = [
    ("CCS", "CCS"),
    ("ccs", "CCS"),
    ("CCS or CPC with hospital experience", "CCS CPC"),
    ("CPC, third party payer knowledge", "CPC"),
    ("CRC; coding guidelines and research of denials", "CRC"),
    ("COC and standards of ethical coding", "COC"),
    ("CTR with EHR conversion experience", "CTR"),
    ("CIC; knowledge of committees", "CIC"),
    ("CCA, makes corrections to codes", "CCA"),
    ("CCDS and payment methodologies", "CCDS"),
    ("CCS, 3 years at Los Angeles County hospital", "CCS"),
    ("CCC a plus", "CCC"),
    ("BLS required on labor and delivery", "BLS"),
    ("ODS; students welcome", "ODS"),
    ("CRIS preferred, health system experience", "CRIS"),
    ("Knowledge of CRC, breast and lung cancer", ""),
    ("Experience with CRM", ""),
    ("Prepare for CoC survey", ""),
    ("Familiar with COC program standards", ""),
    ("Knowledge of click-through rate (CTR)", ""),
    ("Experience abstracting RCC and CRC tumors", ""),
    ("Works in a CHC clinic", ""),
    ("Open to applicants in MD, VA and PA", ""),
    ("Experience with Epic", ""),
    ("State of the art EHR", ""),
    ("Contact: Art Jones, CPA", ""),
    ("Serves on the CIC committee", ""),
    ("Rhia Ventures experience", ""),
    ("Rhia", ""),
    ("Ask Rhia Jones about it", ""),
    ("2 years as an Oncology Data Specialist", ""),
    ("Oncology Data Specialist", "ODS"),
    ("Knowledge of ACS CoC standards", ""),
    ("AHIMA or AAPC credential", ""),
    ("Coding certification", ""),
    ("RHIT; COC or CIC", "RHIT COC CIC"),
    ("Active CTR", "CTR"),
    ("CTR or CTR eligible", "CTR CTR"),
    ("BLS", "BLS"),
    ("MD or DO", "MD/IMG"),
    ("CMA/RMA", "CMA RMA"),
    ("do you have rhit?", "RHIT"),
    ("NCRA credential (CTR/ODS)", "CTR ODS"),
    ("CDI certification (CCDS or CDIP)", "CCDS CDIP"),
    ("HIM director, RHIA", "RHIA"),
    ("CPC Payroll Consultant", ""),
    ("google ads CPC", ""),
    ("chest pain center CPC", ""),
    ("ccs or rhit", "CCS RHIT"),
    ("art or rhit", "RHIT"),
    ("ART or RHIT", "ART RHIT"),
    ("care", ""),
    ("Experience with coc", "COC"),
    ("CNA, CMA", "CMA"),
    ("CPA or CMA", ""),
    ("certified coder (CPC, CPC-H, CCS, CCS-P)", "CPC CPC-H CCS CCS-P"),
    ("Certified Professional Coder (CPC), (CCS) or (COC)", "CPC CCS COC"),
    ("Certified Coding Specialist (CCS or CCS-P)", "CCS CCS CCS-P"),
    ("RHIA/RHIT/CCS/CPC", "RHIA RHIT CCS CPC"),
    ("RHIA /RHIT", "RHIA RHIT"),
    ("Certified Professional Coder Certification (CPC)", "CPC"),
    ("Certified Professional Coder (CPC)", "CPC"),
    ("CPC Certification (Certified Professional Coder)", "CPC"),
    ("RHIA - Registered Health Information Administrator", "RHIA"),
    ("CTR: Certified Tumor Registrar", "CTR"),
    ("Registered Health Information Admin.", "RHIA"),
    ("Registered Health Info. Technician", "RHIT"),
    ("Registered Health Information Technician's", "RHIT"),
    ("Certified Oncology Data Specialist", "ODS"),
    ("Certified Professional Coders", "CPC"),
    ("RHIT/A", "RHIT RHIA"),
    ("RHIA/T", "RHIA RHIT"),
    ("RHIT or A", "RHIT"),
    ("CPC A", "CPC-A"),
    ("CPC- A", "CPC-A"),
    ("CPC(-A)", "CPC CPC-A"),
    ("CCS(-P)", "CCS CCS-P"),
    ("CIC / CCS", "CIC CCS"),
    ("CPC-A/CPC", "CPC-A CPC"),
    ("COC/CIC-A", "COC COC-A/CIC-A"),
    ("LPN/RN", "LPN/LVN RN"),
    ("R.N.", "RN"),
    ("B.L.S.", "BLS"),
    ("M.D. degree", "MD/IMG"),
    ("CPR/BLS", "BLS"),
    ("Active RN licensure in MD", "RN"),
    ("Foreign medical graduate", "MD/IMG"),
]
NAMED = [(entry.code, line) for entry in credentials() for line in entry.examples]
NOT_NAMED = [(entry.code, line) for entry in credentials() for line in entry.counterexamples]

KNOWN_MISSES = [
    # Only the whole ad tells that it's about infection control.
    ("Infection Preventionist\nCIC required", ""),
    ("RHI(A/T) required", "RHIA RHIT"),
    ("Reg. Health Info. Tech. required", "RHIT"),
    ("Certified Prof. Coder", "CPC"),
    # Three misspelled words in one name.
    ("Registerd Heath Informaton Technician", "RHIT"),
    # The bracket with two codes stands behind the name of the first.
    ("Certified Tumor Registrar (CTR/ODS)", "CTR ODS"),
]


def _lines(content: str) -> Text:
    lines, start = [], 0
    for raw in content.split("\n"):
        words = raw.strip()
        if words:
            at = start + raw.index(words)
            lines.append(Line(words, at, at + len(words)))
        start += len(raw) + 1
    return Text(content, tuple(lines))


def _read(content: str, kind: SectionKind = SectionKind.INTRO) -> tuple[Mention, ...]:
    text = _lines(content)
    return mentions(text, (Section(kind, None, text.lines),))


def _codes(found: tuple[Mention, ...]) -> str:
    return " ".join(mention.code for mention in found)


@pytest.mark.parametrize(("code", "line"), NAMED)
def test_every_example_of_the_catalogue_is_found(code: str, line: str) -> None:
    assert code in [mention.code for mention in _read(line)]


@pytest.mark.parametrize(("code", "line"), NOT_NAMED)
def test_no_counterexample_is_found_even_where_credentials_are_asked_for(code: str, line: str) -> None:
    assert code not in [mention.code for mention in _read(line, SectionKind.REQUIREMENTS)]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        *SPELLED_LETTERS,
        *RUN_TOGETHER,
        *SEVERAL,
        *ENDINGS,
        *SMALL_LETTERS,
        *WITH_OTHER_WORDS,
        *FULL_NAMES,
        *CLINICAL_LICENSES,
        *OTHER_SENSES,
        *TITLES_AND_CLASSES,
    ],
)
def test_a_line_by_itself(line: str, codes: str) -> None:
    assert _codes(_read(line)) == codes


# What speaks for the letters in one line of an ad speaks for them in all, unless something there speaks against it.
ELSEWHERE_IN_THE_AD = [
    ("CTR certification required.\nThe CTR joins us in May.", "CTR CTR"),
    ("CIC certification or CCS\nCIC (infection prevention) meets weekly.", "CIC CCS"),
]


@pytest.mark.parametrize(("ad", "codes"), ELSEWHERE_IN_THE_AD)
def test_letters_mean_the_same_all_through_an_ad(ad: str, codes: str) -> None:
    assert _codes(_read(ad)) == codes


@pytest.mark.parametrize(("line", "codes"), UNDER_REQUIREMENTS)
def test_a_line_under_requirements(line: str, codes: str) -> None:
    assert _codes(_read(line, SectionKind.REQUIREMENTS)) == codes


@pytest.mark.parametrize(("line", "codes"), [pytest.param(*row, marks=pytest.mark.xfail) for row in KNOWN_MISSES])
def test_known_misses(line: str, codes: str) -> None:
    assert _codes(_read(line)) == codes


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("Registered Health Information Technician (RHIT) wanted", ["Registered Health Information Technician (RHIT)"]),
        ("CPC(A) or CCA", ["CPC", "(A)", "CCA"]),
        ("CCS / CCS-P", ["CCS", "CCS-P"]),
        ("R.H.I.T. or RHIAs", ["R.H.I.T.", "RHIAs"]),
        ("RHITRHIA", ["RHIT", "RHIA"]),
        ("RHIT/A", ["RHIT", "A"]),
        ("AAPC's CPC's", ["CPC's"]),
        (
            "Registered Health Information Technician or Administrator",
            ["Registered Health Information Technician", "Administrator"],
        ),
    ],
)
def test_what_a_mention_spans(line: str, texts: list[str]) -> None:
    assert [mention.text for mention in _read(line)] == texts


def test_a_mention_tells_the_code_in_use_and_the_form() -> None:
    (mention,) = _read("Cancer registrar, C.T.R. required")
    assert (mention.code, mention.current, mention.written) == ("CTR", "ODS", "CTR")
    (mention,) = _read("cerified tumor registar")
    assert (mention.code, mention.written) == ("CTR", "Certified Tumor Registrar")


def test_the_heading_gives_context() -> None:
    line = "- IT, HIM and COC knowledge at three sites"
    assert _codes(_read(line, SectionKind.DUTIES)) == ""
    assert _codes(_read(line, SectionKind.REQUIREMENTS)) == "COC"


def test_a_whole_ad() -> None:
    text = read_text(
        "Cancer Registrar\n\nAbout us\nOur CoC-accredited center in Towson, MD lowers CRC deaths.\n\n"
        "Qualifications\n- CTR\n- RHIT or RHIA a plus\n\nBenefits\n- We pay for the ODS exam\n"
    )
    assert _codes(mentions(text, sections(text, None))) == "CTR RHIT RHIA ODS"


FORMS = st.sampled_from(
    [
        "RHIT",
        "ccs",
        "CPC(A)",
        "R.H.I.A.",
        "CTR",
        "Certified Coding Specialist",
        "(",
        ")",
        "-",
        "/",
        "İ",
        "'s",
        "\n",
        " or ",
    ]
)


@given(st.lists(FORMS | st.text(max_size=5), max_size=40).map("".join), st.sampled_from(SectionKind))
def test_any_text_gives_exact_spans_that_never_overlap(content: str, kind: SectionKind) -> None:
    found = _read(content, kind)
    assert all(content[one.start : one.end] == one.text and one.text.strip() for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(one.current == current(one.code) for one in found)


@given(
    st.permutations(["RHIT required", "CCS or CPC preferred", "Our Med Ctr", "CRC screening", "Rhia Ventures", "CTR"])
)
def test_lines_stand_for_themselves(lines: list[str]) -> None:
    found = _read("\n".join(lines))
    assert sorted(mention.code for mention in found) == ["CCS", "CPC", "CTR", "RHIT"]


def _calls(content: str) -> int:
    """How many calls the reading takes, a measure of work that no other load disturbs."""
    count = 0

    def tell(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    read = partial(_read, content)
    read()
    before = sys.getprofile()
    sys.setprofile(tell)
    try:
        read()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "unit", ["RHIT or ", "CTR ", "CCS\n", "CPC(A) ", "C ", "certified coding specialist - ", "CPC-"]
)
def test_work_grows_with_the_length(unit: str) -> None:
    assert _calls(unit * 800) < 2.2 * _calls(unit * 400)
