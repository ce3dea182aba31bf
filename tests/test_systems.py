"""Software that an ad asks for."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.demands.expression import Strength
from classifier.knowledge import table
from classifier.layout.passages import passages
from classifier.layout.sections import sections
from classifier.layout.text import read_text
from classifier.offers.products import Certainty, products
from classifier.offers.sightings import sightings
from classifier.offers.systems import System, systems

PRODUCTS = table("systems")["system"]

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


def _read(body: str) -> tuple[System, ...]:
    text = read_text(body)
    page = passages(text, sections(text, "Coder"))
    return systems(page, sightings(page))


def _asked(body: str) -> list[tuple[str, str]]:
    return [(system.name, system.strength.value) for system in _read(body)]


def _named(words: str) -> set[str]:
    text = read_text(words)
    page = passages(text, sections(text, "A job"))
    return {product.name for product in products(page, sightings(page))}


@pytest.mark.parametrize(("rule", "example"), [(rule, each) for rule in PRODUCTS for each in rule["examples"]])
def test_each_product_is_found_in_its_examples(rule: dict[str, Any], example: str) -> None:
    assert rule["name"] in _named(example)


@pytest.mark.parametrize(("rule", "example"), [(rule, each) for rule in PRODUCTS for each in rule["counterexamples"]])
def test_no_product_is_found_in_its_counterexamples(rule: dict[str, Any], example: str) -> None:
    assert rule["name"] not in _named(example)


def test_the_list_of_products_is_whole() -> None:
    assert len({rule["name"] for rule in PRODUCTS}) == len(PRODUCTS) >= 70
    assert {rule["kind"] for rule in PRODUCTS} == set(table("systems")["kind_cues"])
    names = [name for rule in PRODUCTS for name in {each.lower() for key in Certainty for each in rule.get(key, ())}]
    assert len(names) == len(set(names))


ENCOMPASS, ENCODER, CERNER = (
    "3M/Solventum 360 Encompass",
    "3M/Solventum Coding and Reimbursement System",
    "Oracle Health (Cerner)",
)
NAMED = [
    ("Experience with Epic, Cerner or Meditech", {"Epic", CERNER, "MEDITECH"}),
    ("Proficient in EPIC", {"Epic"}),
    ("Works in Epic", {"Epic"}),
    ("An epic journey in our system", set()),
    ("Epic success with our software", set()),
    ("3M 360 Encompass", {ENCOMPASS}),
    ("3M/Solventum 360 Encompass", {ENCOMPASS}),
    ("3M encoder", {ENCODER}),
    ("Encoders such as 3M, Optum, TruCode", {ENCODER, "Optum CAC", "TruCode"}),
    ("A $3M system", set()),
    ("Encompass Health uses an EHR", set()),
    ("Word, Excel and PowerPoint", {"Microsoft Word", "Microsoft Excel", "Microsoft PowerPoint"}),
    ("Word, Excel, Access", {"Microsoft Word", "Microsoft Excel", "Microsoft Access"}),
    ("Word, Excel, Outlook and Teams", {"Microsoft Word", "Microsoft Excel", "Microsoft Outlook", "Microsoft Teams"}),
    ("Microsoft Office (Word, Excel)", {"Microsoft Office", "Microsoft Word", "Microsoft Excel"}),
    ("MS Word", {"Microsoft Word"}),
    ("Spread the word and excel in the office", set()),
    ("Has access to the office", set()),
    ("Word of mouth", set()),
    ("Excel in a role with computer skills", set()),
    ("Patient Access works with Excel", {"Microsoft Excel"}),
    ("Works with other Teams", set()),
    ("Zoom, Teams", {"Zoom", "Microsoft Teams"}),
    ("Registry software: METRIQ, CNExT, OncoLog", {"METRIQ", "CNExT", "OncoLog"}),
    ("CRStar or ERS", {"CRStar", "ERS"}),
    ("ED and ERS visits", set()),
    ("ROI tools such as MRO and Verisma", {"MRO", "Verisma"}),
    ("MRO supplies", set()),
    ("Ciox software", {"Datavant (Ciox, HealthPort)"}),
    ("Join Ciox Health", set()),
    ("Logs requests in HealthPort", {"Datavant (Ciox, HealthPort)"}),
    ("CPRS and VistA", {"VistA/CPRS"}),
    ("Chula Vista, CA", set()),
    ("MHS GENESIS", {"MHS GENESIS"}),
    ("Genesis HealthCare", set()),
    ("AHLTA, CHCS and Essentris", {"AHLTA", "CHCS", "Essentris"}),
    ("PointClickCare or MatrixCare", {"PointClickCare", "MatrixCare"}),
    ("NextGen and eClinicalWorks", {"NextGen", "eClinicalWorks"}),
    ("athenahealth EHR", {"athenahealth"}),
    ("athena, goddess of wisdom", set()),
    ("Dragon dictation", {"Dragon Medical"}),
    ("Every nuance of the guidelines", set()),
    ("Nuance CDE One", {"Nuance CDI"}),
    ("Iodine in CDI", {"Iodine"}),
    ("Radioactive iodine in CDI", set()),
    ("OnBase and ChartMaxx", {"OnBase", "ChartMaxx"}),
    ("Streamline the workflow", set()),
    ("SQL, Tableau and Power BI", {"SQL", "Tableau", "Power BI"}),
    ("Python, R and SAS", {"Python", "R", "SAS"}),
    ("Aria and MOSAIQ", {"ARIA", "MOSAIQ"}),
    ("The Rocky Mountain region", set()),
    ("TruBridge (CPSI)", {"TruBridge (CPSI)"}),
    ("Thrive with our team", set()),
    ("Dolbey Fusion CAC", {"Dolbey Fusion CAC"}),
    ("Join Optum", set()),
    ("Kronos and Workday", {"Kronos (UKG)", "Workday"}),
    ("Each Workday counts", set()),
    ("Metepic ceremony", set()),
    ("Works edits in Epic and the 3M encoder", {"Epic", ENCODER}),
    ("Works the Epic Identity queue", {"Epic"}),
    ("Indexes outside records into NextGen", {"NextGen"}),
    ("Strong SQL; experience with Snowflake or Databricks", {"SQL", "Snowflake", "Databricks"}),
    ("Cotiviti or Optum platform experience", {"Cotiviti"}),
    ("Comfortable with DDE and payer portals", {"DDE/FISS"}),
    ("SQL and Excel beyond the basics", {"SQL", "Microsoft Excel"}),
    ("ImageTrend Patient Registry", {"ImageTrend"}),
    ("Excel", {"Microsoft Excel"}),
]


@pytest.mark.parametrize(("words", "names"), NAMED, ids=[row[0] for row in NAMED])
def test_names_are_told_from_words(words: str, names: set[str]) -> None:
    assert _named(words) == names


STRENGTH = [
    ("Requirements\n- Proficient in Epic", [("Epic", "REQ")]),
    ("Requirements\n- Epic experience preferred", [("Epic", "PREF")]),
    ("Requirements\n- Epic experience a plus", [("Epic", "PREF")]),
    ("Requirements\n- EHR experience required (Epic preferred)", [("Epic", "PREF")]),
    ("Requirements\n- Preferably Epic EHR", [("Epic", "PREF")]),
    ("Requirements\n- Epic EHR required, Cerner a plus", [("Epic", "REQ"), (CERNER, "PREF")]),
    ("Requirements\n- Epic EHR required; Cerner preferred", [("Epic", "REQ"), (CERNER, "PREF")]),
    ("Requirements\n- Knows Epic. Cerner preferred.", [("Epic", "REQ"), (CERNER, "PREF")]),
    ("Requirements\n- Must know Excel spreadsheets", [("Microsoft Excel", "REQ")]),
    ("Requirements\n- Knowledge of Meditech is desired", [("MEDITECH", "PREF")]),
    ("Requirements\n- Tableau would be helpful", [("Tableau", "PREF")]),
    ("Requirements\n- Ideally, SQL", [("SQL", "PREF")]),
    ("Requirements\n- SQL and either Python (preferred) or SAS", [("SQL", "REQ"), ("Python", "PREF"), ("SAS", "REQ")]),
    ("Requirements\n- Epic or Cerner experience (preferred)", [("Epic", "PREF"), (CERNER, "PREF")]),
    ("Requirements\n- Some time in OncoLog would help", [("OncoLog", "PREF")]),
    ("Requirements\n- RHIT preferred. Word, Excel.", [("Microsoft Word", "REQ"), ("Microsoft Excel", "REQ")]),
    ("Preferred qualifications\n- Epic experience", [("Epic", "PREF")]),
    ("Preferred qualifications\n- Proficient in Epic", [("Epic", "PREF")]),
    ("Preferred qualifications\n- Epic experience required", [("Epic", "REQ")]),
    ("Duties\n- Works in Epic daily", [("Epic", "REQ")]),
    ("Duties\n- Uses TruCode to assign codes", [("TruCode", "REQ")]),
    ("Duties\n- Enters cases in METRIQ", [("METRIQ", "REQ")]),
    ("Requirements\n- Epic experience not required", []),
    ("Requirements\n- No experience with Cerner needed", []),
    ("Duties\n- Works in Epic; training is provided", [("Epic", "REQ")]),
    ("Duties\n- Works in Epic, training is provided", []),
    ("Benefits\n- Our Epic EHR saves time", []),
    ("About us\n- We run on the Epic EHR", []),
    ("Preferred qualifications\n- Epic experience\nDuties\n- Works in Epic daily", [("Epic", "REQ")]),
    ("Duties\n- Works in Epic daily\n- Prints from Epic EHR", [("Epic", "REQ")]),
    (
        "Requirements\n- Excel, Word and Outlook skills",
        [("Microsoft Excel", "REQ"), ("Microsoft Word", "REQ"), ("Microsoft Outlook", "REQ")],
    ),
]


@pytest.mark.parametrize(("body", "asked"), STRENGTH, ids=[row[0].replace("\n", " ") for row in STRENGTH])
def test_how_strongly_software_is_asked_for(body: str, asked: list[tuple[str, str]]) -> None:
    assert _asked(body) == asked


WORDS = [
    "Epic",
    "Cerner",
    "3M",
    "360",
    "Encompass",
    "Word,",
    "Excel",
    "Access",
    "MS",
    "Office",
    "SQL",
    "R",
    "preferred",
    "required",
    "not",
    ".",
    ";",
    "\n",
    "•",
    "İ",
    "ß",
    "METRIQ",
    "ERS",
    "$3M",
    "software",
]


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_any_text_is_read_and_proved_exactly(body: str) -> None:
    text = read_text(body)
    page = passages(text, sections(text, None))
    found = systems(page, sightings(page))
    assert len({system.name for system in found}) == len(found)
    for system in found:
        assert system.strength in (Strength.REQ, Strength.PREF)
        assert text.content[system.evidence.start : system.evidence.end] == system.evidence.text


@pytest.mark.parametrize("piece", ["Epic or ", "Word, ", "Access ", "preferred Epic ", "Epic (preferred) "])
def test_time_grows_with_length_only(piece: str, grows_in_line: Growth) -> None:
    def work(text: str) -> Callable[[], object]:
        body = read_text(text)
        page = passages(body, sections(body, None))
        return lambda: systems(page, sightings(page))

    assert grows_in_line(work, piece, 100_000)
