"""What the rows of a batch add up to."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from classifier.survey.amounts import Amounts
from classifier.survey.examples import Example
from classifier.survey.places import state
from classifier.survey.results import results as read
from classifier.survey.survey import Survey, survey
from classifier.survey.tally import MOST_NAMES, Subject, Tally

from .made import failed, flat, results, verdict

FORMATS = ("out.jsonl", "out.csv", "out.parquet")
HOURLY = {"currency": "USD", "per": "hour"}
MIXED = [
    verdict(
        "a",
        posted="2026-05-04",
        place="Gary, IN",
        company="Acme  Health",
        required=["CCS"],
        preferred=["RHIT"],
        education=[("hs",)],
    ),
    verdict("b", posted="2026-06-30", location="Remote in Ohio", required=["CCS", "CPC"], needs_review=True),
    verdict(
        "c",
        role="rhia",
        education=[("master",), ("bachelor",), ("doctorate", "PREF")],
        experience=[(5.0,), (2.0, 4.0)],
    ),
    verdict("d", role="clerk", pay={**HOURLY, "min": 16.5, "max": 18.0}, findings=["F01", "F40"]),
    verdict("e", role="other", workplace="remote", findings=["F40"]),
    verdict("f", duplicate_of="a", required=["CCS"]),
    failed("g"),
    failed("h", "too_large"),
]

#: What is counted, and how often it comes in the rows above.
COUNTS: list[tuple[Subject, tuple[str, ...], int]] = [
    (Subject.ROLE, ("coder",), 2),
    (Subject.ROLE, ("rhia",), 1),
    (Subject.ROLE, ("rhit",), 0),
    (Subject.FLAGGED, ("coder",), 1),
    (Subject.DUPLICATE, ("coder",), 1),
    (Subject.ERROR, ("no_words",), 1),
    (Subject.ERROR, ("too_large",), 1),
    (Subject.MONTH, ("coder", "2026-05"), 1),
    (Subject.MONTH, ("rhia", ""), 1),
    (Subject.STATE, ("coder", "IN"), 1),
    (Subject.STATE, ("coder", ""), 1),
    (Subject.WORKPLACE, ("other", "remote"), 1),
    (Subject.EMPLOYER, ("coder", "Acme Health"), 1),
    (Subject.EMPLOYER, ("coder", ""), 1),
    (Subject.CREDENTIAL, ("coder", "CCS", "required"), 2),
    (Subject.CREDENTIAL, ("coder", "RHIT", "preferred"), 1),
    (Subject.ASKING, ("coder",), 2),
    (Subject.ASKING, ("clerk",), 0),
    (Subject.SCHOOLING, ("rhia", "bachelor", "REQ"), 1),
    (Subject.SCHOOLING, ("rhia", "master", "REQ"), 0),
    (Subject.SCHOOLING, ("rhia", "doctorate", "PREF"), 1),
    (Subject.SCHOOLING, ("clerk", "", "REQ"), 1),
    (Subject.YEARS, ("rhia", "2"), 1),
    (Subject.YEARS, ("coder", ""), 2),
    (Subject.PAY, ("clerk", "hour", "USD"), 1),
    (Subject.PAY, ("clerk",), 0),
    (Subject.FINDING, ("F40",), 2),
    (Subject.FINDING, ("F40", "other"), 1),
]


def counted(folder: Path, *rows: dict[str, Any], name: str = "out.jsonl", most: int = 5) -> Survey:
    return survey(read(str(results(folder / name, *rows))), most)


@pytest.fixture(scope="module", params=FORMATS)
def mixed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return counted(tmp_path_factory.mktemp("mixed"), *MIXED, name=request.param)


@pytest.mark.parametrize(("subject", "name", "rows"), COUNTS)
def test_rows_are_counted_the_same_in_every_format(
    mixed: Survey, subject: Subject, name: tuple[str, ...], rows: int
) -> None:
    assert mixed.of(subject, *name).rows == rows


def test_errors_and_duplicates_stand_in_no_figure(mixed: Survey) -> None:
    assert (mixed.rows, mixed.ads.rows, mixed.ads.flagged) == (8, 5, 1)
    assert mixed.days == ("2026-05-04", "2026-06-30")


#: Clauses, and the classes and sets that they ask for, with how firmly.
CLAUSES = [
    ("REQ[ANY1(CPC,CCS)]", {("CHOICE", "CCS or CPC", "required")}),
    ("REQ[ANY1(active:CCS,elig:CPC)]", {("CHOICE", "CCS or CPC", "required")}),
    ("PREF+[ANY2(CCS,CPC,COC)]", {("CHOICE", "two of CCS, COC and CPC", "preferred")}),
    ("REQ@12mo[ANY1(RHIT,RHIA)]", {("CHOICE", "RHIA or RHIT", "required_within")}),
    ("REQ@ongoing[ANY1(RHIT,RHIA)]", {("CHOICE", "RHIA or RHIT", "required")}),
    ("REQ[ALL(RHIT,ANY1(CCS,CIC))]", {("CHOICE", "CCS or CIC", "required")}),
    ("REQ[#CODING_ANY{AHIMA|AAPC}]", {("CLASS", "a coding credential of AHIMA or AAPC", "required")}),
    ("REQ[ANY1(CCS,exp(2yr,coding))]", set()),
    ("REQ[RHIT]", set()),
    ("NEG:nr[*]", set()),
    ("if(level=II) REQ[ANY1(CCS,CPC)]", set()),
    ('REQ[ANY1(CCS,CPC)] note="a; b"', {("CHOICE", "CCS or CPC", "required")}),
]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("clause", "asked"), CLAUSES, ids=[clause for clause, _ in CLAUSES])
def test_classes_and_sets_are_counted_by_how_firmly_they_are_asked_for(
    tmp_path: Path, name: str, clause: str, asked: set[tuple[str, str, str]]
) -> None:
    made = counted(tmp_path, verdict("a", clauses=["REQ[ODS]", clause]), name=name)
    found = {(s.name, *name[1:]) for s in (Subject.CLASS, Subject.CHOICE) for name in made.tally.names(s)}
    assert found == asked


STATES = [
    ("Gary, IN", "IN"),
    ("Gary, Indiana", "IN"),
    ("Gary, IN 46402", "IN"),
    ("Gary, IN 46402-1234, US", "IN"),
    ("Gary, IN, United States", "IN"),
    ("US-IN-Gary", None),
    ("Indiana", "IN"),
    ("TX", "TX"),
    ("New York, NY", "NY"),
    ("New York", "NY"),
    ("Washington, PA", "PA"),
    ("Gary, IN; Joliet, IL", "IN"),
    ("Remote - Ohio", "OH"),
    ("Hybrid (Dallas, TX)", "TX"),
    ("remote", None),
    ("Toronto, ON", None),
    ("", None),
]


@pytest.mark.parametrize(("place", "letters"), STATES)
def test_a_place_lies_in_a_state(place: str, letters: str | None) -> None:
    assert state(place) == letters


PAYS: list[dict[str, Any]] = [
    {**HOURLY, "min": 20.0, "max": 30.0},
    {**HOURLY, "min": 25.0, "max": None},
    {**HOURLY, "min": None, "max": 40.0, "currency": "EUR"},
    {**HOURLY, "min": 0.0, "max": None},
    {**HOURLY, "min": 10**400, "max": float("inf")},
    {**HOURLY, "min": float("nan"), "max": -1.0},
    {"min": 60000.0, "max": 70000.0, "currency": "USD", "per": "year"},
    {"min": 9.0, "max": 9.0, "currency": None, "per": None},
]


def test_pay_is_kept_apart_by_unit_and_currency(tmp_path: Path) -> None:
    rows = [verdict(str(number), pay=pay) for number, pay in enumerate(PAYS)]
    made = counted(tmp_path, *rows)
    assert {kind: (one.low.held, one.high.held) for kind, one in made.pays.items()} == {
        ("coder", "hour", "USD"): ({20.0: 1, 25.0: 1}, {30.0: 1, 25.0: 1}),
        ("coder", "year", "USD"): ({60000.0: 1}, {70000.0: 1}),
        ("coder", "", ""): ({9.0: 1}, {9.0: 1}),
        ("coder", "hour", "EUR"): ({40.0: 1}, {40.0: 1}),
    }


def test_quantiles_are_amounts_that_were_told() -> None:
    spread = Amounts()
    for amount in (10.0, 20.0, 30.0, 40.0, 28.471):
        spread.add(amount)
    assert [spread.quantile(part) for part in (0.25, 0.5, 0.75)] == [20.0, 28.47, 30.0]
    assert spread.median_interval is None


def test_the_interval_of_a_median_narrows_with_the_number() -> None:
    few, many = Amounts(), Amounts()
    for number in range(1, 1001):
        many.add(float(number))
        if number % 50 == 0:
            few.add(float(number))
    assert few.median_interval == (250.0, 800.0)
    assert many.median_interval == (469.0, 532.0)


def test_examples_are_a_fair_sample_and_the_same_each_time(tmp_path: Path) -> None:
    rows = [verdict(f"ad-{n}") for n in range(1000)]
    once, again = (counted(tmp_path, *rows, most=50).ads.examples for _ in range(2))
    assert once == again
    assert len(once) == 50
    assert [one.number for one in once] == sorted(one.number for one in once)
    assert 350 < sum(one.number for one in once) / 50 < 650


def test_a_sum_holds_the_sample_that_counting_at_once_would(tmp_path: Path) -> None:
    rows = [verdict(f"ad-{n}", role="coder" if n % 3 else "clerk") for n in range(200)]
    made = counted(tmp_path, *rows)
    whole = counted(tmp_path, *[{**row, "role": "coder"} for row in rows]).of(Subject.ROLE, "coder")
    assert [one.id for one in made.ads.examples] == [one.id for one in whole.examples]


def test_memory_holds_names_and_a_few_examples_not_rows() -> None:
    tally = Tally(2)
    for number in range(MOST_NAMES + 10):
        tally.add(Example(number, number, "a", "", "coder", 1.0, flagged=False), Subject.CHOICE, "coder", str(number))
    assert len(tally.names(Subject.CHOICE)) == MOST_NAMES
    assert tally.beyond[Subject.CHOICE] == 10


def test_ten_times_the_rows_take_no_more_memory() -> None:
    def peak(number: int) -> int:
        rows = (flat({**row, "id": f"{row['id']}-{place}"}) for place in range(number) for row in MIXED)
        tracemalloc.start()
        survey(rows, 5)
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return held

    peak(10)
    assert peak(500) < peak(50) + 100_000  # 3,600 more rows held would be millions


def test_what_a_format_lacks_is_told(tmp_path: Path) -> None:
    old = {name: value for name, value in verdict("a").items() if name != "given"}
    place = tmp_path / "old.jsonl"
    place.write_text(f"{json.dumps(old)}\n")
    made = survey(read(str(place)), 5)
    assert made.lacking == {"posted": 1, "place": 1, "duplicate_of": 1}
