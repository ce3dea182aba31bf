"""Targets for accuracy, output and speed."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.layout.passages import passages
from classifier.layout.sections import sections
from classifier.layout.text import read_text
from classifier.offers.quotas import Quota, quotas
from classifier.offers.sightings import sightings

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


def _read(body: str) -> tuple[Quota, ...]:
    text = read_text(body)
    page = passages(text, sections(text, "Coder"))
    return quotas(page, sightings(page))


def _told(line: str) -> list[tuple[str, float, str, str | None]]:
    return [(quota.kind.value, quota.value, quota.unit, quota.per) for quota in _read(f"Coder\nDuties\n- {line}")]


ACCURATE = ("accuracy", 95, "percent", None)
QUOTAS = [
    ("Maintains 95% accuracy", [ACCURATE]),
    ("Maintains 95 % accuracy", [ACCURATE]),
    ("Maintains ninety or 95 percent accuracy", [ACCURATE]),
    ("Coding accuracy of 95% or better", [ACCURATE]),
    ("Accuracy: 95 percent", [ACCURATE]),
    ("Keeps an accuracy rate of 95%", [ACCURATE]),
    ("Keeps a quality score of 95% or greater", [ACCURATE]),
    ("Codes accurately at 95% on audit", [ACCURATE]),
    ("Maintains 97.5% accuracy", [("accuracy", 97.5, "percent", None)]),
    ("Keeps 95% productivity and 95% accuracy", [("productivity", 95, "percent", None), ACCURATE]),
    ("Meets 100% productivity", [("productivity", 100, "percent", None)]),
    ("Codes 3 charts an hour", [("productivity", 3, "chart", "hour")]),
    ("Codes three charts per hour", [("productivity", 3, "chart", "hour")]),
    ("Completes 20 charts/day", [("productivity", 20, "chart", "day")]),
    ("Codes 20-25 outpatient charts per day", [("productivity", 20, "chart", "day")]),
    ("Codes 20 to 25 charts daily", [("productivity", 20, "chart", "day")]),
    ("Abstracts 1.5 cases per hour", [("productivity", 1.5, "case", "hour")]),
    ("Processes 40 requests daily", [("productivity", 40, "request", "day")]),
    ("Scans 1,200 images per hour", [("productivity", 1200, "image", "hour")]),
    ("Types at 45 wpm", [("productivity", 45, "word", "minute")]),
    ("Types at 45 words per minute", [("productivity", 45, "word", "minute")]),
    ("Enters data at 10,000 kph", [("productivity", 10000, "keystroke", "hour")]),
    ("Reviews 10 inpatient records per day with 95% quality", [("productivity", 10, "record", "day"), ACCURATE]),
    ("Keeps turnaround within 48 hours", [("turnaround", 48, "hour", None)]),
    ("Keeps a turnaround time of 24 hours", [("turnaround", 24, "hour", None)]),
    ("Meets a 24-hour turnaround on requests", [("turnaround", 24, "hour", None)]),
    ("Codes charts within 4 days of discharge", [("turnaround", 4, "day", None)]),
    ("Answers requests within two business days of receipt", [("turnaround", 2, "day", None)]),
    ("Obtains certification within 12 months of hire", []),
    ("Works 8 hours per day", []),
    ("Works 5 days per week", []),
    ("Travels 50% of the time for quality audits", []),
    ("Improves accuracy by 5%", []),
    ("Earns $3 per chart", []),
    ("Checks charts for accuracy", []),
    ("Reviews 401k match at 100% with accuracy", []),
    ("Audits forty notes a week", [("productivity", 40, "note", "week")]),
    ("Clears about 60 pairs a day", [("productivity", 60, "pair", "day")]),
    ("Expect eleven to thirteen assessments a day", [("productivity", 11, "assessment", "day")]),
    ("Samples 300 physician reports a month", [("productivity", 300, "report", "month")]),
    ("Turns every chart in 24 hours", [("turnaround", 24, "hour", None)]),
    ("Keeps accuracy at 95 or better in review", [ACCURATE]),
    ("Is audited at 95 percent", [ACCURATE]),
    ("Reaches 97 percent agreement with our review", [("accuracy", 97, "percent", None)]),
    ("Audits ten percent of patients monthly", []),
    ("Sixty thousand claims a month go out", []),
    ("Takes in 38,000 abstracts a year", []),
]


@pytest.mark.parametrize(("line", "told"), QUOTAS, ids=[row[0] for row in QUOTAS])
def test_quotas(line: str, told: list[tuple[str, float, str, str | None]]) -> None:
    assert _told(line) == told


def test_only_what_a_person_does_has_quotas() -> None:
    assert _read("Coder\nDuties\n- Codes charts\nBenefits\n- 95% accuracy in paychecks") == ()


WORDS = [
    "95%",
    "accuracy",
    "3",
    "charts",
    "per",
    "hour",
    "/day",
    "within",
    "48",
    "hours",
    "of",
    "discharge",
    "turnaround",
    "productivity",
    "-",
    "to",
    "\n",
    ".",
    "•",
    "İ",
    "45",
    "wpm",
]


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_any_text_is_read_and_proved_exactly(body: str) -> None:
    text = read_text(body)
    page = passages(text, sections(text, None))
    for quota in quotas(page, sightings(page)):
        assert text.content[quota.evidence.start : quota.evidence.end] == quota.evidence.text


@pytest.mark.parametrize("piece", ["95% accuracy ", "3 charts ", "within 48 ", "3 a ", "turnaround ", "a day ", "% "])
def test_time_grows_with_length_only(piece: str, grows_in_line: Growth) -> None:
    def work(text: str) -> Callable[[], object]:
        body = read_text(text)
        page = passages(body, sections(body, None))
        return lambda: quotas(page, sightings(page))

    assert grows_in_line(work, piece, 100_000)
