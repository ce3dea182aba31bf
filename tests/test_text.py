"""How the text of an ad is cleaned and parted into lines."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.knowledge import table
from classifier.layout.text import Text, read_text

CLEANED = [
    ("R\uff28\uff29\uff34 required", "RHIT required"),
    ("Two\u00a0years\u2003of\tcoding   work", "Two years of coding work"),
    ("certi\u00adfied co\u200bder\u200e", "certified coder"),
    ("RHIT\u00ae or CCS\u2122 or RHIA(R)", "RHIT or CCS or RHIA"),
    ("CCS\u2013P \u2014 a \u2018plus\u2019, \u201cgood\u201d", "CCS-P - a 'plus', \"good\""),
    ("one\r\ntwo\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
    ("cafe\u0301", "caf\u00e9"),
    ("lone \ud800 half and a pair \ud83d\ude00", "lone half and a pair \U0001f600"),
    ("bell\x07 and null\x00", "bell and null"),
    ("one\n\n\n\n  two  \n", "one\n\ntwo"),
    ("Pulls &amp; files charts&nbsp;daily, R&D; AT&T", "Pulls & files charts daily, R&D; AT&T"),
]

BULLETS = [
    "\u2022 Files charts",
    "\u00b7 Files charts",
    "\u25aaFiles charts",
    "\u25cf  Files charts",
    "\u25cb Files charts",
    "* Files charts",
    "- Files charts",
    "-Files charts",
    "\u2013 Files charts",
    "\u2014 Files charts",
    "o Files charts",
    "\u00a7 Files charts",
    "\u00d8 Files charts",
    "\u27a2 Files charts",
    "\u2713 Files charts",
    "\u2192 Files charts",
    "\uf0b7 Files charts",
    "\u2705 Files charts",
    "1. Files charts",
    "12) Files charts",
    "(1) Files charts",
    "1.Files charts",
    "a. Files charts",
    "A) Files charts",
    "i. Files charts",
    "iv) Files charts",
    "\u2022 - Files charts",
    "\u2022\nFiles charts",
    "1.\n\nFiles charts",
]

NO_BULLETS = [
    "Files charts",
    "1.5 FTE",
    "401k plan",
    "a.m. shift",
    "of charts",
    "Operates a scanner",
    "-- Files charts",
    "**Files charts**",
]

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


@pytest.mark.parametrize(("body", "content"), CLEANED)
def test_odd_characters_are_made_plain(body: str, content: str) -> None:
    assert read_text(body).content == content


@pytest.mark.parametrize("body", BULLETS)
def test_bullets_and_numbers_stay_out_of_the_line(body: str) -> None:
    (line,) = read_text(body).lines
    assert (line.text, line.bullet) == ("Files charts", True)


@pytest.mark.parametrize("body", NO_BULLETS)
def test_what_only_looks_like_a_bullet_is_part_of_the_line(body: str) -> None:
    (line,) = read_text(body).lines
    assert (line.text, line.bullet) == (body, False)


def test_a_lone_bullet_marks_one_line_only() -> None:
    assert [line.bullet for line in read_text("\u2022\nFiles charts\nScans forms").lines] == [True, False]


def test_lines_without_a_letter_or_digit_are_left_out() -> None:
    assert [line.text for line in read_text("Clerk\n-----\n***\n \nFiles charts").lines] == ["Clerk", "Files charts"]


def test_an_answer_option_is_a_bullet() -> None:
    (line,) = read_text("A. I have one year of coding work.").lines
    assert (line.text, line.bullet) == ("I have one year of coding work.", True)


@pytest.mark.parametrize("rule", table("text")["joint"], ids=lambda rule: str(rule["found"])[:30])
def test_lost_line_breaks_are_put_back(rule: dict[str, Any]) -> None:
    assert [line.text for line in read_text(rule["found"]).lines] == rule["lines"]


@pytest.mark.parametrize("body", table("text")["whole"])
def test_nothing_else_is_broken(body: str) -> None:
    assert [line.text for line in read_text(body).lines] == [body]


@pytest.mark.parametrize("name", table("text")["products"])
def test_names_with_a_capital_inside_stay_whole(name: str) -> None:
    body = f"Good with {name} each dayStrong typing skillsCurrent licenseTwo years"
    assert read_text(body).lines[0].text == f"Good with {name} each day"


def test_long_prose_stays_one_line() -> None:
    prose = "The clerk files charts. She scans forms - each day - and calls the clinic. " * 40
    assert len(read_text(prose).lines) == 1


WRAPPED = """We are looking for a technician who holds the credential Registered Health
Information Technician and who knows how to analyze records, to release
information to those who may have it, and to keep the index of patients in good
order for the hospital.

Duties
1. Analyzes records for completeness and assigns what is missing in them to the
   doctors.
2. Releases information.
Knows how to type
And how to file"""


def test_wrapped_prose_is_joined() -> None:
    assert [line.text for line in read_text(WRAPPED).lines] == [
        WRAPPED.partition("\n\n")[0].replace("\n", " "),
        "Duties",
        "Analyzes records for completeness and assigns what is missing in them to the doctors.",
        "Releases information.",
        "Knows how to type",
        "And how to file",
    ]


def test_a_list_without_bullets_is_not_joined() -> None:
    lines = [
        "Files charts and other papers of the record room of the hospital",
        "Scans forms",
        "Releases records to patients, lawyers and the courts of the county",
        "Answers the phone",
    ]
    assert [line.text for line in read_text("\n".join(lines)).lines] == lines


def _spans_are_exact(text: Text) -> bool:
    return all(text.content[line.start : line.end] == line.text for line in text.lines)


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            " ",
            "\n",
            "\u2022",
            "- ",
            "* ",
            "1. ",
            "o ",
            "charts",
            "Filing",
            ".",
            ":",
            "RHIT",
            "\u0301",
            "\ud800",
            "&amp;",
            "**",
        ]
    ),
)
BODIES = st.lists(PIECES, max_size=30).map("".join)


@given(BODIES)
def test_any_text_gives_lines_in_order_with_exact_spans(body: str) -> None:
    text = read_text(body)
    assert _spans_are_exact(text)
    assert all(line.text and line.text == line.text.strip() for line in text.lines)
    assert all(one.end < two.start for one, two in pairwise(text.lines))
    assert unicodedata.is_normalized("NFC", text.content)


HOSTILE = [
    "diplomaCurrent certificationTwo ",
    "a\u0301\u0316\u0301",
    "\u0301\u0316",
    "aaaaBb",
    "- Files charts ",
    "\u2022 x",
    "\u2022\n",
    "a.",
    "1. Aa ",
    " ",
    "\n",
    "&amp;",
    "((((1.",
    "aaaa.Bb",
    "aaaa:B",
    "*A ",
    "https://Aaaa.Bbbb/",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_only(piece: str, grows_in_line: Growth) -> None:
    assert grows_in_line(lambda body: lambda: read_text(body), piece, 250_000)
