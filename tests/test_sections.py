"""How an ad is parted into sections."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.knowledge import table
from classifier.layout.headings import heading
from classifier.layout.sections import Section, SectionKind, sections, title_of
from classifier.layout.sentences import sentences
from classifier.layout.text import Line, Text, read_text

HEADINGS = table("headings")
GROUPS = [kind for kind in SectionKind if kind in HEADINGS]

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


def _kind(words: str) -> SectionKind | None:
    head = heading(read_text(words).lines[0])
    return head.kind if head else None


def _read(body: str, title: str | None = None) -> list[tuple[str, str | None, list[str]]]:
    found = sections(read_text(body), title)
    return [(s.kind.value, s.heading.text if s.heading else None, [line.text for line in s.lines]) for s in found]


def _kinds(body: str, title: str | None = None) -> dict[str, str]:
    """Return the kind of each line of ``body``, by its text."""
    return {line: kind for kind, _, lines in _read(body, title) for line in lines}


def _rules(name: str) -> list[dict[str, Any]]:
    rules = HEADINGS[name]
    return rules if isinstance(rules, list) else [rules]


@pytest.mark.parametrize("kind", GROUPS)
def test_examples_of_headings_are_found(kind: SectionKind) -> None:
    assert {words: _kind(words) for words in HEADINGS[kind]["examples"]} == dict.fromkeys(
        HEADINGS[kind]["examples"], kind
    )


@pytest.mark.parametrize("kind", GROUPS)
def test_look_alikes_are_no_heading_of_the_kind(kind: SectionKind) -> None:
    assert [words for words in HEADINGS[kind]["counterexamples"] if _kind(words) is kind] == []


@pytest.mark.parametrize("kind", [kind for kind in GROUPS if kind is not SectionKind.TITLE])
def test_every_phrase_is_the_heading_of_its_kind(kind: SectionKind) -> None:
    assert [phrase for phrase in HEADINGS[kind]["phrases"] if _kind(f"{phrase}:") is not kind] == []
    assert [label for label in HEADINGS[kind].get("labels", ()) if _kind(f"{label}:") is not kind] == []


@pytest.mark.parametrize("rule", HEADINGS["word_rule"], ids=lambda rule: str(rule["kind"]))
def test_headings_of_known_words_are_found(rule: dict[str, Any]) -> None:
    assert {words: _kind(words) for words in rule["examples"]} == dict.fromkeys(rule["examples"], rule["kind"])


@pytest.mark.parametrize("name", ["cue", "recall", "goes_on", "asks", "no_title", "labeled_fact"])
def test_rules_find_their_examples_and_nothing_else(name: str) -> None:
    for rule in _rules(name):
        pattern = re.compile(rule["pattern"], re.IGNORECASE)
        assert [words for words in rule["examples"] if not pattern.search(words)] == []
        assert [words for words in rule["counterexamples"] if pattern.search(words)] == []


@pytest.mark.parametrize("rule", _rules("cue"), ids=lambda rule: str(rule["kind"]))
def test_a_line_tells_its_kind_without_a_heading(rule: dict[str, Any]) -> None:
    for words in rule["examples"]:
        line = read_text(words).lines[0].text
        assert _kinds(f"Duties\nFiles charts\n{words}\nScans forms")[line] == rule["kind"]


SPOKEN_FOR = [
    ("Required: RHIT", "requirements", "Required", "RHIT"),
    ("Education: HS diploma", "schooling", "Education", "HS diploma"),
    ("Licensure/certification: None", "licensure", "Licensure/certification", "None"),
    ("Location: Remote", "offer", "Location", "Remote"),
    ("Preferred qualifications: CCS", "preferred", "Preferred qualifications", "CCS"),
    ("**Preferred:** CCS or CPC", "preferred", "Preferred", "CCS or CPC"),
    ("Desired education: Bachelor's degree", "preferred", "Desired education", "Bachelor's degree"),
    ("Required education: Associate degree", "schooling", "Required education", "Associate degree"),
    ("Required - RHIT", "requirements", "Required", "RHIT"),
    ("Experience. One year in a record room.", "experience", "Experience", "One year in a record room."),
    ("Preferred licensure:RHIA", "preferred", "Preferred licensure", "RHIA"),
]


@pytest.mark.parametrize(("line", "kind", "head", "rest"), SPOKEN_FOR)
def test_words_behind_a_heading_are_its_first_line(line: str, kind: str, head: str, rest: str) -> None:
    assert (kind, head, [rest]) in _read(f"Clerk\nDuties\nFiles charts\n{line}\n")


def test_a_label_of_the_offer_speaks_for_its_own_line_only() -> None:
    kinds = _kinds("Clerk\nDuties\nFiles charts\nLocation: Remote\nScans forms")
    assert kinds == {"Clerk": "title", "Files charts": "duties", "Remote": "offer", "Scans forms": "duties"}


def test_a_label_behind_a_bullet_speaks_for_its_own_line_only() -> None:
    kinds = _kinds("Qualifications\n\u2022 Education: HS diploma\n\u2022 Types 40 words a minute", "Clerk")
    assert kinds == {"HS diploma": "schooling", "Types 40 words a minute": "requirements"}


def test_what_stands_under_preferred_is_preferred() -> None:
    body = "Preferred Qualifications\nEducation: Bachelor's degree\nCertification: RHIA\nRequired Education\nHS diploma"
    assert _kinds(body, "Clerk") == {"Bachelor's degree": "preferred", "RHIA": "preferred", "HS diploma": "schooling"}


def test_a_heading_beside_preferred_is_not_preferred() -> None:
    assert _kinds("Preferred\nCCS\nEducation\nHS diploma", "Clerk") == {"CCS": "preferred", "HS diploma": "schooling"}


def test_an_unknown_heading_stays_within_its_section() -> None:
    assert _read("Duties\nFront desk:\n- Files charts\nMail room:\n- Opens mail", "Clerk") == [
        ("duties", "Duties", []),
        ("duties", "Front desk", ["Files charts"]),
        ("duties", "Mail room", ["Opens mail"]),
    ]


def test_an_unknown_heading_ends_an_aside() -> None:
    assert (
        _kinds("## About Us\nAcme heals.\n## The Front Desk Needs Help\nFiles charts", "Clerk")["Files charts"]
        == "intro"
    )


def test_capital_lines_of_a_loud_ad_are_not_lost() -> None:
    kinds = _kinds("CLERK\nFILES CHARTS DAILY\nREQUIREMENTS\nRHIT OR RHIA REQUIRED")
    assert kinds == {"CLERK": "title", "FILES CHARTS DAILY": "intro", "RHIT OR RHIA REQUIRED": "requirements"}


def test_an_ad_on_one_line_is_parted_at_its_headings_and_cues() -> None:
    body = (
        "We need a clerk. Responsibilities: files charts. Scans forms. Requirements: HS diploma. RHIT preferred. "
        "We offer competitive pay and 401(k). Acme is an equal opportunity employer. All decisions are based on merit."
    )
    assert [(kind, lines) for kind, _, lines in _read(body, "Clerk")] == [
        ("intro", ["We need a clerk."]),
        ("duties", ["files charts. Scans forms."]),
        ("requirements", ["HS diploma. RHIT preferred."]),
        ("benefits", ["We offer competitive pay and 401(k)."]),
        ("legal", ["Acme is an equal opportunity employer. All decisions are based on merit."]),
    ]


def test_asides_without_a_heading_do_not_end_the_section() -> None:
    body = "Duties\nFiles charts\nFounded in 1931, Acme is a 400-bed hospital.\nScans forms\nEOE\nPulls charts"
    assert list(_kinds(body, "Clerk").values()) == ["duties", "about", "duties", "legal", "duties"]


def test_credentials_in_other_jobs_belong_to_no_section_that_asks() -> None:
    body = "Duties\nFiles charts\nSimilar jobs\nWe are looking for a coder\nRHIT required"
    assert _kinds(body, "Clerk")["RHIT required"] == "other_jobs"


def test_a_benefits_section_leads_back_to_the_work() -> None:
    body = "About us\nAcme heals.\nWe are looking for a clerk.\nThe clerk files charts."
    assert list(_kinds(body, "Clerk").values()) == ["about", "intro", "intro"]


def test_what_is_said_of_a_credential_makes_it_no_heading() -> None:
    assert heading(Line("Coding certification: not necessary.", 0, 36)) is None


def test_abilities_under_education_are_requirements() -> None:
    body = "Education\nHS diploma\nAbility to type\nKnowledge of filing"
    assert list(_kinds(body, "Clerk").values()) == ["schooling", "requirements", "requirements"]


TITLES = [
    ("Medical Coder\nDuties\nCodes charts", None, "Medical Coder", True),
    ("Job Description\nMedical Coder\nCodes charts", None, "Medical Coder", True),
    ("MEDICAL CODER\nCodes charts", "Medical Coder!", "Medical Coder!", True),
    ("Acme Hospital\nCodes charts", "Medical Coder", "Medical Coder", False),
    ("Acme Hospital\nJob Title: Medical Coder\nCodes charts", None, "Medical Coder", True),
    ("RHIT required", None, "RHIT required", False),
    ("RHIT required\nCCS preferred", None, "RHIT required", False),
    ("", None, "", False),
    ("Duties\nQualifications", None, "", False),
    ("Codes charts", "  ", "Codes charts", False),
]


@pytest.mark.parametrize(("body", "title", "expected", "has_section"), TITLES)
def test_the_title_is_given_or_the_first_line_that_is_no_heading(
    body: str, title: str | None, expected: str, has_section: object
) -> None:
    assert title_of(read_text(body), title) == expected
    assert ("title" in _kinds(body, title).values()) is has_section


SENTENCES = [
    ("Codes charts. Files forms.", ["Codes charts.", "Files forms."]),
    ("Uses systems, e.g. Epic, i.e. Dr. Smith's.", ["Uses systems, e.g. Epic, i.e. Dr. Smith's."]),
    ("Pays 3.5 cents. Works in the U.S. Army.", ["Pays 3.5 cents.", "Works in the U.S. Army."]),
    (
        "Files charts, etc. Scans forms at 8 a.m. Pulls charts.",
        ["Files charts, etc.", "Scans forms at 8 a.m.", "Pulls charts."],
    ),
    ("Form No. 5, incl. Part B. Files it.", ["Form No. 5, incl. Part B. Files it."]),
    ("Why us? Because! (Really.) Yes.", ["Why us?", "Because!", "(Really.)", "Yes."]),
]


@pytest.mark.parametrize(("words", "found"), SENTENCES)
def test_sentences_end_at_full_stops_but_not_at_abbreviations(words: str, found: list[str]) -> None:
    assert [sentence.text for sentence in sentences(read_text(words).lines[0])] == found


PHRASES = [phrase for kind in GROUPS for phrase in HEADINGS[kind].get("phrases", ())[:6]]
PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(PHRASES),
    st.sampled_from(
        [
            " ",
            "\n",
            "\n",
            ". ",
            ": ",
            " - ",
            "\u2022 ",
            "# ",
            "**",
            "EOE",
            "401(k)",
            "Files charts",
            "We are hiring",
            "RHIT required",
        ]
    ),
)
BODIES = st.lists(PIECES, max_size=30).map("".join)


def _spans(found: tuple[Section, ...]) -> Iterator[Line]:
    for section in found:
        if section.heading:
            yield section.heading
        yield from section.lines


def _is_covered(text: Text, found: tuple[Section, ...]) -> bool:
    """Tell whether every letter and digit of the lines stands in one section and none in two."""
    covered = [0] * len(text.content)
    for line in _spans(found):
        for place in range(line.start, line.end):
            covered[place] += 1
    letters = [place for line in text.lines for place in range(line.start, line.end) if text.content[place].isalnum()]
    return max(covered, default=0) <= 1 and all(covered[place] for place in letters)


@given(BODIES, st.sampled_from([None, "", "Clerk"]))
def test_sections_hold_every_line_once_with_exact_spans(body: str, title: str | None) -> None:
    text = read_text(body)
    found = sections(text, title)
    lines = list(_spans(found))
    assert all(text.content[line.start : line.end] == line.text for line in lines)
    assert all(one.end <= two.start for one, two in pairwise(lines))
    assert _is_covered(text, found)


@pytest.mark.parametrize(
    "piece",
    [
        "Duties: ",
        "Files charts. ",
        "EOE. ",
        "Required: RHIT. ",
        "x",
        "we ",
        "a: ",
        "Duties\n",
        "- A: b\n",
        "**",
        "$ 5 ",
        "# ",
    ],
)
def test_time_grows_with_length_only(piece: str, grows_in_line: Growth) -> None:
    def work(body: str) -> Callable[[], object]:
        text = read_text(body)
        return lambda: sections(text, None)

    assert grows_in_line(work, piece, 200_000)


def test_a_sentence_behind_the_bullets_of_a_list_is_no_demand_of_it() -> None:
    listed = "Qualifications\n- RHIT\n- One year in a record room. A second year helps much.\n"
    kinds = _kinds(f"{listed}Our two coders, both CPCs, sit next door.\nHigh school diploma", "Clerk")
    assert kinds["Our two coders, both CPCs, sit next door."] == "intro"
    assert list(kinds.values())[:2] == ["requirements", "requirements"]
