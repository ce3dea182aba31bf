"""The ads in ``examples/`` are read as a person would read them.

Each expectation was written from the ad, not from what Rolecall says of it; what is still missed stands as such.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from classifier import Model, Posting, Role, Verdict, classify, read_postings
from classifier.source.posting import InputKind

EXAMPLES = Path(__file__).parent.parent / "examples"
#: Those who apply; all other files are ads.
PEOPLE = ("candidate.json", "resume.txt")
FILES = sorted(
    path.name for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".html", ".json") and path.name not in PEOPLE
)

missed = pytest.mark.xfail(strict=True)

REGISTRAR, OTHER = Role.CANCER_REGISTRAR, Role.OTHER

# File, role (None where none is right), needs_review, lists of credentials (all others are empty), one clause.
ADS: list[tuple[str, Role | None, bool, dict[str, str], str]] = [
    ("clerk.txt", Role.CLERK, False, {"mentioned": "RHIT"}, "NEG:nr[*]"),
    (
        "coder.txt",
        Role.CODER,
        False,
        {"required": "CCS CPC COC CPC-A", "preferred": "RHIT", "mentioned": "RHIA CRC"},
        "REQ[ANY1(CCS,CPC,COC,ALL(CPC-A,CPC@12mo))]",
    ),
    (
        "cancer_registrar.txt",
        REGISTRAR,
        False,
        {"required": "ODS", "preferred": "RHIT"},
        "REQ[ANY1(ODS,elig:ODS@12mo)]",
    ),
    (
        "rhit.txt",
        Role.RHIT,
        False,
        {"required": "RHIT", "preferred": "CCA CCS", "mentioned": "RHIA"},
        "REQ[ANY1(RHIT,elig:RHIT@6mo)]",
    ),
    (
        "rhia.txt",
        Role.RHIA,
        False,
        {"required": "RHIA", "preferred": "CHPS CHDA", "mentioned": "RHIT CCS ODS"},
        "REQ[RHIA]",
    ),
    ("other_patient_access.txt", OTHER, False, {"required_within": "CHAA"}, "REQ@18mo[CHAA]"),
    (
        "other_trauma_registrar.txt",
        OTHER,
        False,
        {"required_within": "CAISS CSTR", "preferred": "RHIT CCS ODS"},
        "REQ@24mo[ANY1(CAISS,CSTR)]",
    ),
    ("other_data_analyst.txt", OTHER, False, {"preferred": "CHDA CPHIMS RHIA"}, "PREF[ANY1(CHDA,CPHIMS,RHIA)]"),
    (
        "hybrid_biller_coder.txt",
        Role.CODER,
        False,
        {"required": "CPC COC", "preferred": "COSC", "not_accepted": "CPC-A"},
        "REQ[ANY1(active:CPC,active:COC)]",
    ),
    ("director_title_clerk_duties.txt", Role.CLERK, False, {}, "NEG:nr[*]"),
    ("glued_rhit.txt", Role.RHIT, False, {"preferred": "RHIT"}, "PREF[ANY1(RHIT,elig:RHIT)]"),
    ("glued_clerk.txt", Role.CLERK, False, {"preferred": "RHIT"}, "PREF[ANY1(enrolled:RHIT,exp(1yr,records))]"),
    (
        "page_jsonld.html",
        Role.CODER,
        False,
        {"required": "CCS COC CPC", "preferred": "RHIT", "mentioned": "RHIA CIC CDIP"},
        "REQ[ANY1(active:CCS,active:COC,active:CPC)]",
    ),
    (
        "page_jsonld_registrar.html",
        REGISTRAR,
        False,
        {"required": "ODS", "preferred": "RHIT RHIA"},
        "if(int) REQ@18mo[ODS]",
    ),
    ("page_plain.html", Role.RHIT, False, {"required": "RHIT RHIA", "preferred": "CCS"}, "REQ[ANY1(RHIT,RHIA)]"),
    (
        "fragment.html",
        Role.CODER,
        False,
        {"required": "CRC CPC CCS CCS-P", "preferred": "RHIT RHIA", "not_accepted": "CPC-A", "mentioned": "RN ODS"},
        "REQ[ANY1(CRC,CPC,CCS,CCS-P)]",
    ),
    (
        "posting.json",
        Role.CODER,
        False,
        {"required": "CCS CIC RHIT RHIA", "preferred": "CDIP", "mentioned": "CPC CCDS"},
        "REQ[ANY1(CCS,CIC,RHIT,RHIA)]",
    ),
    ("jobposting.json", Role.RHIT, False, {"required": "RHIT CRIS"}, "REQ[ANY1(RHIT,ALL(CRIS,exp(2yr,ROI)))]"),
    (
        "list_page.html",
        None,
        True,
        {"required": "CPC CCS ODS RHIA CRC", "preferred": "RHIT"},
        "PREF[ANY1(RHIT,RHIA)]",
    ),
]

#: Columns of a file that are still read wrong, with the reason beside each.
MISSED: set[tuple[str, str]] = set()


def column(name: str, place: int) -> list[Any]:
    """Return the files with one column of the table, known misses marked."""
    marks = [[missed] if (name, row[0]) in MISSED else [] for row in ADS]
    return [pytest.param(row[0], row[place], id=row[0], marks=mark) for row, mark in zip(ADS, marks, strict=True)]


def posting(name: str) -> Posting:
    kinds = {".json": InputKind.JSON, ".html": InputKind.HTML}
    path = EXAMPLES / name
    found = read_postings(path.read_bytes(), kind=kinds.get(path.suffix))
    assert len(found) == 1
    return found[0]


@pytest.fixture(scope="module")
def verdicts(model: Model) -> dict[str, Verdict]:
    return {name: classify(posting(name), model) for name in FILES}


@pytest.fixture(scope="module")
def said(verdicts: dict[str, Verdict]) -> dict[str, dict[str, Any]]:
    return {name: verdict.to_dict(with_text=True) for name, verdict in verdicts.items()}


Said = Mapping[str, Mapping[str, Any]]


def test_every_example_has_its_row_and_its_line_in_the_readme() -> None:
    listed = [
        line.split("`")[1]
        for line in (EXAMPLES / "README.md").read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert sorted(listed) == FILES == sorted(row[0] for row in ADS)


@pytest.mark.parametrize(("name", "role"), column("role", 1))
def test_the_role_follows_from_the_duties(said: Said, name: str, role: Role | None) -> None:
    assert role is None or said[name]["role"] == role


@pytest.mark.parametrize(("name", "review"), column("review", 2))
def test_only_what_is_no_single_ad_needs_review(said: Said, name: str, review: bool) -> None:  # noqa: FBT001
    assert said[name]["needs_review"] is review


@pytest.mark.parametrize(("name", "lists"), column("credentials", 3))
def test_credentials_stand_in_the_right_list_and_no_other(said: Said, name: str, lists: dict[str, str]) -> None:
    found = {kind: set(codes) for kind, codes in said[name]["credentials"].items() if codes}
    assert found == {kind: set(codes.split()) for kind, codes in lists.items()}


@pytest.mark.parametrize(("name", "clause"), column("clause", 4))
def test_the_main_demand_has_its_normal_form(said: Said, name: str, clause: str) -> None:
    assert clause in [requirement["clause"] for requirement in said[name]["requirements"]]


@pytest.mark.parametrize("name", FILES)
def test_every_span_is_exact(said: Said, name: str) -> None:
    text = said[name]["text"]
    spans = list(spans_in(said[name]))
    assert spans
    assert [span["text"] for span in spans] == [text[span["start"] : span["end"]] for span in spans]


def spans_in(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        if {"text", "start", "end"} <= set(value):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from spans_in(part)


FURNITURE = [
    ("page_jsonld.html", "cookie"),
    ("page_jsonld.html", "Similar jobs"),
    ("page_jsonld.html", "Risk Adjustment Coder"),
    ("page_jsonld.html", "talent community"),
    ("page_jsonld.html", "Careers home"),
    ("page_jsonld.html", "dataLayer"),
    ("page_jsonld.html", "E-Verify"),
    ("page_jsonld.html", "Loading"),
    ("page_jsonld.html", "&lt;"),
    ("page_jsonld_registrar.html", "cookie"),
    ("page_jsonld_registrar.html", "Related jobs"),
    ("page_jsonld_registrar.html", "CHPS"),
    ("page_jsonld_registrar.html", "CCS"),
    ("page_jsonld_registrar.html", "Know your rights"),
    ("page_plain.html", "cookie"),
    ("page_plain.html", "Similar jobs"),
    ("page_plain.html", "ODS"),
    ("page_plain.html", "CRC"),
    ("page_plain.html", "CPC"),
    ("page_plain.html", "CHPS"),
    ("page_plain.html", "Log in"),
    ("page_plain.html", "Share:"),
    ("page_plain.html", "resumes"),
    ("page_plain.html", "Sponsored"),
    ("page_plain.html", "job board and not the employer"),
    ("page_plain.html", "Save job"),
    ("list_page.html", "Cookies"),
    ("list_page.html", "Sign in"),
]


@pytest.mark.parametrize(("name", "words"), FURNITURE)
def test_what_stands_around_the_ad_is_not_read(said: Said, name: str, words: str) -> None:
    assert words not in said[name]["text"]


TITLES = [
    ("rhit.txt", "Health Information Technician II"),
    ("hybrid_biller_coder.txt", "Medical Biller / Coder"),
    ("posting.json", "Certified Inpatient Coder - Sign-On Bonus"),
    ("jobposting.json", "Release of Information Specialist"),
    ("page_jsonld.html", "Outpatient Surgery Coder"),
    ("page_jsonld_registrar.html", "Cancer Registry Abstractor II"),
    ("page_plain.html", "Lead Health Information Technician"),
    ("glued_rhit.txt", "Health Information Specialist - Data Integrity"),
    ("glued_clerk.txt", "HIM Clerk I - Document Imaging"),
]


@pytest.mark.parametrize(("name", "title"), TITLES)
def test_the_title_is_the_job_alone(said: Said, name: str, title: str) -> None:
    assert said[name]["title"] == title


def test_a_labeled_fact_is_no_title(said: Said) -> None:
    assert not said["fragment.html"]["title"].startswith("Bill rate")


SAYS = [
    ("clerk.txt", "offer", {"workplace": "onsite", "employment_type": "full_time", "location": "Bramley, OH"}),
    ("clerk.txt", "education", {"level": "hs", "strength": "REQ"}),
    ("clerk.txt", "experience", {"min_years": 0.5, "strength": "PREF"}),
    ("coder.txt", "offer", {"pay": {"min": 27.4, "max": 38.1, "currency": "USD", "per": "hour"}, "level": "II"}),
    ("coder.txt", "experience", {"min_years": 2, "domain": "coding", "strength": "REQ"}),
    ("coder.txt", "duties", {"text": "Keep 95% accuracy on quarterly audits"}),
    ("cancer_registrar.txt", "offer", {"pay": {"min": 64000, "max": 82500, "currency": "USD", "per": "year"}}),
    ("cancer_registrar.txt", "education", {"level": "associate", "strength": "REQ"}),
    ("cancer_registrar.txt", "experience", {"min_years": 2, "domain": "registry", "strength": "REQ"}),
    ("cancer_registrar.txt", "experience", {"min_years": None, "strength": "PREF"}),
    ("rhit.txt", "education", {"level": "associate", "field": "HIT", "cahiim": True, "strength": "REQ"}),
    ("rhit.txt", "duties", {"role": "coder", "text": "Codes clinic visits when the coding team is behind"}),
    ("rhia.txt", "education", {"level": "master", "strength": "PREF"}),
    ("rhia.txt", "experience", {"min_years": 7, "domain": "HIM", "strength": "REQ"}),
    ("rhia.txt", "experience", {"min_years": 3, "domain": "supervisory"}),
    ("rhia.txt", "offer", {"workplace": "hybrid"}),
    ("other_patient_access.txt", "experience", {"min_years": 1, "strength": "REQ"}),
    ("other_trauma_registrar.txt", "offer", {"location": "Fort Ansel, Texas", "level": None}),
    ("other_trauma_registrar.txt", "requirements", {"clause": "NEG:nr[ANY1(RHIT,CCS,ODS)]"}),
    ("other_data_analyst.txt", "offer", {"workplace": "remote", "level": "III"}),
    ("hybrid_biller_coder.txt", "requirements", {"clause": "NEG:na[CPC-A]"}),
    (
        "hybrid_biller_coder.txt",
        "offer",
        {"workplace": "onsite", "pay": {"min": 25.0, "max": 31.0, "currency": "USD", "per": "hour"}},
    ),
    ("director_title_clerk_duties.txt", "education", {"level": "hs", "strength": "REQ"}),
    ("director_title_clerk_duties.txt", "offer", {"location": "Pomfret, Vermont"}),
    ("glued_rhit.txt", "education", {"level": "associate", "strength": "PREF"}),
    (
        "glued_rhit.txt",
        "offer",
        {"pay": {"min": 23.4, "max": 31.05, "currency": "USD", "per": "hour"}},
    ),
    pytest.param("glued_clerk.txt", "requirements", {"clause": "NEG:nr[*]"}, marks=missed),
    (
        "glued_clerk.txt",
        "offer",
        {"pay": {"min": 15.9, "max": 19.25, "currency": "USD", "per": "hour"}, "employment_type": "part_time"},
    ),
    ("page_jsonld.html", "offer", {"location": "Gannet Harbor, ME", "employment_type": "full_time"}),
    ("page_jsonld_registrar.html", "offer", {"workplace": "remote", "employment_type": "part_time"}),
    ("page_jsonld_registrar.html", "education", {"level": "associate", "field": "HIM|related"}),
    ("page_plain.html", "offer", {"pay": {"min": 27.85, "max": 35.1, "currency": "USD", "per": "hour"}}),
    ("fragment.html", "requirements", {"clause": "NEG:na[CPC-A]"}),
    ("fragment.html", "offer", {"employment_type": "contract"}),
    ("fragment.html", "offer", {"workplace": "remote"}),
    ("posting.json", "education", {"level": "associate", "strength": "PREF"}),
    ("posting.json", "offer", {"workplace": "remote"}),
    ("cancer_registrar.txt", "systems", {"name": "METRIQ", "strength": "REQ"}),
    ("rhit.txt", "systems", {"name": "MEDITECH", "strength": "PREF"}),
    ("other_data_analyst.txt", "systems", {"name": "Power BI", "strength": "REQ"}),
    ("page_jsonld.html", "systems", {"name": "Epic", "strength": "REQ"}),
    ("cancer_registrar.txt", "systems", {"name": "Epic", "strength": "PREF"}),
    ("glued_rhit.txt", "systems", {"name": "NextGen", "strength": "PREF"}),
    ("other_data_analyst.txt", "systems", {"name": "Snowflake", "strength": "REQ"}),
    ("other_data_analyst.txt", "systems", {"name": "Databricks", "strength": "REQ"}),
    ("page_plain.html", "systems", {"name": "Oracle Health (Cerner)", "strength": "PREF"}),
    ("jobposting.json", "education", {"level": "associate", "strength": "REQ"}),
    ("jobposting.json", "offer", {"pay": {"min": 21.35, "max": 28.9, "currency": "USD", "per": "hour"}}),
]


@pytest.mark.parametrize(("name", "part", "entry"), SAYS)
def test_what_the_ad_says_comes_out(said: Said, name: str, part: str, entry: dict[str, Any]) -> None:
    assert any(matches(found, entry) for found in entries(said[name][part]))


SAYS_NOT = [
    ("clerk.txt", "duties", {"text": "Harrow Creek Medical Center"}),
    ("clerk.txt", "duties", {"text": "Bramley, OH"}),
    ("page_plain.html", "duties", {"text": "Juniper Flats Medical Center"}),
    ("posting.json", "duties", {"text": "Kestrel Moor Health runs five acute care hospitals in western New York."}),
    ("page_jsonld_registrar.html", "duties", {"text": "Quillfeather is an NCI-designated cancer center."}),
    ("director_title_clerk_duties.txt", "duties", {"text": "Small family practice, big title!"}),
    ("fragment.html", "experience", {"min_years": 3}),
    ("fragment.html", "systems", {"name": "Optum CAC"}),
    ("glued_clerk.txt", "offer", {"setting": "emergency"}),
    ("other_data_analyst.txt", "duties", {"text": "Meridian Plains insures 410,000 members."}),
    ("hybrid_biller_coder.txt", "duties", {"text": "You post no payments; our front office does that."}),
    ("other_data_analyst.txt", "offer", {"location": "NE, IA"}),
    ("posting.json", "offer", {"location": "PA, OH"}),
]


@pytest.mark.parametrize(("name", "part", "entry"), SAYS_NOT)
def test_what_the_ad_does_not_say_stays_out(said: Said, name: str, part: str, entry: dict[str, Any]) -> None:
    assert not any(matches(found, entry) for found in entries(said[name][part]))


def entries(part: list[dict[str, Any]] | dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries of a list, or the one that an object is."""
    return part if isinstance(part, list) else [part]


def matches(found: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    return {key: found[key] for key in entry} == entry


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("glued_rhit.txt", "Knowledge of HIPAA and state disclosure law"),
        ("glued_rhit.txt", "Minimum Qualifications\nHigh school diploma or GED\nTwo years"),
        ("glued_clerk.txt", "High school diploma or GED\nPreferred: RHIT student"),
    ],
)
def test_lost_line_breaks_are_found_where_they_were(said: Said, name: str, words: str) -> None:
    assert words in said[name]["text"]


def test_a_page_of_search_results_is_told_from_an_ad(verdicts: dict[str, Verdict]) -> None:
    assert "list" in [doubt.code for doubt in verdicts["list_page.html"].doubts]
