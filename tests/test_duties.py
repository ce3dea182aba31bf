"""Which statements of an ad may be duties."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.knowledge import table
from classifier.layout.duties import Duty, duties
from classifier.layout.sections import sections
from classifier.layout.text import read_text

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


def _read(body: str, title: str | None = "Clerk") -> tuple[Duty, ...]:
    text = read_text(body)
    return duties(sections(text, title))


def _texts(body: str) -> list[str]:
    return [duty.text for duty in _read(body)]


OPTION = "A. I have one year of work which includes the following: assigning codes; reviewing charts; querying doctors."
SPLIT = [
    ("bullets", "Duties\n- Files charts\n- Scans forms", ["Files charts", "Scans forms"]),
    ("prose", "The clerk files charts. She scans forms.", ["The clerk files charts.", "She scans forms."]),
    ("abbreviations", "Duties\nUses tools, e.g. Epic, at 3.5 screens.", ["Uses tools, e.g. Epic, at 3.5 screens."]),
    ("two parts", "Duties\nFiles charts; scans forms", ["Files charts; scans forms"]),
    (
        "a list",
        "Duties\nFiling charts; scanning forms; and pulling charts.",
        ["Filing charts", "scanning forms", "pulling charts."],
    ),
    (
        "a short lead",
        "Duties\nDaily work: filing charts; scanning forms; pulling charts",
        ["filing charts", "scanning forms", "pulling charts"],
    ),
    (
        "an answer",
        OPTION,
        [
            "I have one year of work which includes the following",
            "assigning codes",
            "reviewing charts",
            "querying doctors.",
        ],
    ),
    ("one word", "Duties\n- Filing\n- Filing charts", ["Filing charts"]),
]


@pytest.mark.parametrize(("body", "found"), [row[1:] for row in SPLIT], ids=[row[0] for row in SPLIT])
def test_statements_are_parted(body: str, found: list[str]) -> None:
    assert _texts(body) == found


SILENT = [
    "Preferred",
    "Licensure",
    "Education",
    "Location",
    "Benefits",
    "About us",
    "EEO statement",
    "Physical demands",
]


@pytest.mark.parametrize("heading", SILENT)
def test_sections_about_something_else_tell_no_duties(heading: str) -> None:
    assert _texts(f"{heading}\nFiles charts all day") == []


@pytest.mark.parametrize("heading", ["Duties", "Qualifications", "Experience", "The Front Desk:"])
def test_sections_that_may_tell_duties_do(heading: str) -> None:
    assert _texts(f"{heading}\nFiles charts all day") == ["Files charts all day"]


def test_the_title_is_no_duty() -> None:
    text = read_text("Filing Clerk\nFiles charts")
    assert [duty.text for duty in duties(sections(text, None))] == ["Files charts"]


SHARES = [
    ("40% Files charts", "Files charts", 0.4),
    ("(40%) Files charts", "Files charts", 0.4),
    ("40 % - Files charts", "Files charts", 0.4),
    ("40%: Files charts", "Files charts", 0.4),
    ("Files charts (25%)", "Files charts", 0.25),
    ("Files charts - 25%", "Files charts", 0.25),
    ("Files charts 5%", "Files charts", 0.05),
    ("Files charts, approximately 30% of time", "Files charts", 0.3),
    ("Spends about 30% of the time on filing charts", "Spends about 30% of the time on filing charts", 0.3),
    ("40 percent of time: Files charts", "Files charts", 0.4),
    ("100% Files charts", "Files charts", 1.0),
    ("Files charts. (30%)", "Files charts.", 0.3),
    ("About 30% of the week goes to filing charts", "filing charts", 0.3),
    ("Primarily files charts", "Primarily files charts", None),
    ("Codes with an accuracy of at least 95%", "Codes with an accuracy of at least 95%", None),
    ("95% accuracy in coding", "95% accuracy in coding", None),
    ("Maintains 98% accuracy (95% in year one)", "Maintains 98% accuracy (95% in year one)", None),
    ("Travels to clinics up to 20%", "Travels to clinics up to 20%", None),
    ("Scans 150% of forms", "Scans 150% of forms", None),
]


@pytest.mark.parametrize(("line", "words", "share"), SHARES)
def test_a_share_of_the_time_is_read_and_left_out(line: str, words: str, share: float | None) -> None:
    (duty,) = _read(f"Duties\n- {line}")
    assert (duty.text, duty.share) == (words, share)


@pytest.mark.parametrize("rule", table("duties")["boilerplate"], ids=lambda rule: str(rule["examples"][0])[:30])
def test_questions_of_a_questionnaire_are_no_duties(rule: dict[str, Any]) -> None:
    assert [words for words in rule["examples"] if _texts(f"Duties\n{words}")] == []
    assert [words for words in rule["counterexamples"] if not _texts(f"Duties\n{words}")] == []


@pytest.mark.parametrize("rule", table("duties")["no_duty"], ids=lambda rule: str(rule["name"]))
def test_names_slogans_and_words_about_the_employer_are_no_duties(rule: dict[str, Any]) -> None:
    assert [words for words in rule["examples"] if _texts(words)] == []
    assert [words for words in rule["counterexamples"] if not _texts(words)] == []


@pytest.mark.parametrize("rule", table("duties")["no_duty"], ids=lambda rule: str(rule["name"]))
def test_a_bullet_is_never_taken_for_a_word_about_the_employer(rule: dict[str, Any]) -> None:
    assert [words for words in rule["examples"] if not _texts(f"- {words}")] == []


def test_a_sentence_that_shares_out_the_time_is_parted() -> None:
    body = "Duties\nAbout 60% of your week goes to coding visits, 25% to sending claims, and 15% to calling payers."
    assert [(duty.text, duty.share) for duty in _read(body)] == [
        ("coding visits", 0.6),
        ("sending claims", 0.25),
        ("calling payers.", 0.15),
    ]


def test_two_percentages_of_something_else_part_nothing() -> None:
    (duty,) = _read("Duties\nRaises clean claims from 80% to 95% and audits 10% of visits.")
    assert duty.share is None


def test_the_share_in_a_heading_is_parted_among_its_bullets() -> None:
    body = "Duties\nRecords (40%):\n- Files charts\n- Scans forms\nRelease (60%):\n- Answers requests"
    assert [(duty.text, duty.share) for duty in _read(body)] == [
        ("Files charts", 0.2),
        ("Scans forms", 0.2),
        ("Answers requests", 0.6),
    ]


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            " ",
            "\n",
            "; ",
            ": ",
            ". ",
            "40%",
            "(5%)",
            "% of time",
            "- ",
            "Duties",
            "Files charts",
            "e.g. ",
            "Are you",
            "?",
        ]
    ),
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_duties_in_order_with_exact_spans(body: str) -> None:
    text = read_text(body)
    found = duties(sections(text, None))
    assert all(text.content[duty.start : duty.end] == duty.text == duty.text.strip() for duty in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(duty.share is None or 0 < duty.share <= 1 for duty in found)


@pytest.mark.parametrize("piece", ["Files charts; ", "Files charts. ", "40% ", "a; ", ": ", "(4", "do you ", "e.g. "])
def test_time_grows_with_length_only(piece: str, grows_in_line: Growth) -> None:
    def work(body: str) -> Callable[[], object]:
        text = read_text(f"Duties\n{body}")
        found = sections(text, None)
        return lambda: duties(found)

    assert grows_in_line(work, piece, 200_000)
