"""Reading a candidate: what is taken, and what is refused."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.candidate import (
    Candidate,
    CandidateError,
    Holding,
    Schooling,
    Service,
    Standing,
    read_candidate,
)
from classifier.errors import RolecallError
from classifier.knowledge import table


def test_a_whole_candidate() -> None:
    candidate = read_candidate(
        {
            "credentials": [
                {"code": "CCS", "status": "held", "since": "2021-05"},
                {"code": "RHIT", "status": "expired"},
            ],
            "education": {"level": "associate", "field": "Health Information Technology", "cahiim": True},
            "experience": [{"years": 2, "domain": "inpatient"}, {"years": 0.5, "domain": None}],
        }
    )
    assert candidate == Candidate(
        (Holding("CCS", Standing.HELD, "2021-05"), Holding("RHIT", Standing.EXPIRED)),
        Schooling("associate", "HIT", cahiim=True),
        (Service(2.0, "inpatient"), Service(0.5)),
    )


EMPTY: list[dict[str, Any]] = [
    {},
    {"credentials": None, "education": None, "experience": None},
    {"credentials": [], "education": None, "experience": []},
]


@pytest.mark.parametrize("record", EMPTY)
def test_nothing_needs_to_be_said(record: dict[str, Any]) -> None:
    assert read_candidate(record) == Candidate()


def test_fields_may_be_null() -> None:
    record = {
        "credentials": [{"code": "RHIA", "status": "eligible", "since": None}],
        "education": {"level": "bachelor", "field": None, "cahiim": None},
        "experience": [{"years": None, "domain": None}],
    }
    candidate = read_candidate(record)
    assert candidate.education == Schooling("bachelor")
    assert candidate.experience == (Service(None),)


CODES = [
    ("CTR", "ODS"),
    ("CPC-H", "COC"),
    ("ART", "RHIT"),
    ("RRA", "RHIA"),
    ("CHP", "CHPS"),
    ("ODS-C", "ODS"),
    ("rhit", "RHIT"),
    (" CCS-P ", "CCS-P"),
    ("RN", "RN"),
    ("LPN", "LPN/LVN"),
]


@pytest.mark.parametrize(("written", "code"), CODES)
def test_codes_become_those_of_today(written: str, code: str) -> None:
    assert read_candidate({"credentials": [{"code": written, "status": "held"}]}).credentials[0].code == code


REFUSED: list[tuple[Any, str, str, str]] = [
    ([], "wrong_type", "candidate", "object"),
    ({"credentials": "RHIT"}, "wrong_type", "credentials", "a list"),
    ({"credentials": ["RHIT"]}, "wrong_type", "credentials[0]", "an object"),
    ({"credentials": [{"code": 7, "status": "held"}]}, "wrong_type", "credentials[0].code", "a text"),
    ({"credentials": [{"status": "held"}]}, "wrong_type", "credentials[0].code", "missing"),
    (
        {"credentials": [{"code": "XYZ", "status": "held"}]},
        "unknown_code",
        "credentials[0].code",
        "rolecall credentials",
    ),
    ({"credentials": [{"code": "AHIMA_ANY", "status": "held"}]}, "unknown_code", "credentials[0].code", "AHIMA_ANY"),
    (
        {"credentials": [{"code": "RHIT"}]},
        "unknown_value",
        "credentials[0].status",
        "held, eligible, expired, enrolled",
    ),
    ({"credentials": [{"code": "RHIT", "status": "active"}]}, "unknown_value", "credentials[0].status", "'active'"),
    ({"credentials": [{"code": "RHIT", "status": True}]}, "wrong_type", "credentials[0].status", "a text"),
    (
        {"credentials": [{"code": "RHIT", "status": "held", "since": "May"}]},
        "unknown_value",
        "credentials[0].since",
        "2024-05",
    ),
    ({"education": "bachelor"}, "wrong_type", "education", "an object"),
    ({"education": {"level": "phd"}}, "unknown_value", "education.level", "doctorate"),
    ({"education": {"level": "bachelor", "cahiim": "yes"}}, "wrong_type", "education.cahiim", "true, false or null"),
    ({"education": {"level": "bachelor", "field": 3}}, "wrong_type", "education.field", "a text"),
    ({"experience": {"years": 3}}, "wrong_type", "experience", "a list"),
    ({"experience": [{"years": "3"}]}, "wrong_type", "experience[0].years", "a number"),
    ({"experience": [{"years": True}]}, "wrong_type", "experience[0].years", "a number"),
    ({"experience": [{"years": -1}]}, "out_of_range", "experience[0].years", "0 to 80"),
    ({"experience": [{"years": 81}]}, "out_of_range", "experience[0].years", "0 to 80"),
    ({"experience": [{"years": math.nan}]}, "out_of_range", "experience[0].years", "0 to 80"),
    ({"experience": [{"years": math.inf}]}, "out_of_range", "experience[0].years", "0 to 80"),
    ({"experience": [{"years": 10**400}]}, "out_of_range", "experience[0].years", "0 to 80"),
    ({"experience": [{"years": 1, "domain": "x" * 201}]}, "out_of_range", "experience[0].domain", "200"),
    ({"hobbies": []}, "unknown_key", "hobbies", "credentials, education, experience"),
    ({"experience": [{"years": 1, "employer": "Lakemont"}]}, "unknown_key", "experience[0].employer", "years, domain"),
]


@pytest.mark.parametrize(("record", "code", "key", "advice"), REFUSED, ids=[f"{row[1]}-{row[2]}" for row in REFUSED])
def test_what_cannot_be_read_is_refused_by_its_key(record: Any, code: str, key: str, advice: str) -> None:
    with pytest.raises(CandidateError) as refused:
        read_candidate(record)
    assert refused.value.code == code
    assert refused.value.message.startswith(key)
    assert advice in refused.value.message
    assert isinstance(refused.value, RolecallError)


PERSONAL = [key for rule in table("candidate")["refused"] for key in rule["keys"]]


@pytest.mark.parametrize("key", PERSONAL)
def test_who_a_person_is_is_neither_needed_nor_used(key: str) -> None:
    with pytest.raises(CandidateError, match="neither needed nor used") as refused:
        read_candidate({key: "anything"})
    assert refused.value.code == "not_needed"


WRITTEN = ["Name", "Date of birth", "graduation-year", "DOB"]


@pytest.mark.parametrize("key", WRITTEN)
def test_however_the_key_is_written(key: str) -> None:
    with pytest.raises(CandidateError, match="neither needed nor used"):
        read_candidate({key: None})


def test_a_year_of_graduation_is_refused_inside_the_schooling_too() -> None:
    with pytest.raises(CandidateError, match=r"education\.graduation_year: .* tells the age"):
        read_candidate({"education": {"level": "bachelor", "graduation_year": 1998}})


def test_no_personal_key_is_one_that_is_used() -> None:
    used = {"credentials", "education", "experience", "code", "status", "since", "level", "field", "cahiim", "years"}
    assert not used & set(PERSONAL)
    assert len(set(PERSONAL)) == len(PERSONAL)


VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("RHIT") | st.just("held")
)
KEYS = ("credentials", "education", "experience", "code", "status", "level", "field", "years", "domain", "cahiim")
ROWS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4)


@given(st.dictionaries(st.sampled_from(KEYS[:4]), VALUES | ROWS | st.lists(ROWS, max_size=2), max_size=4))
def test_any_json_is_read_or_refused(record: dict[str, Any]) -> None:
    try:
        candidate = read_candidate(record)
    except CandidateError:
        return
    assert isinstance(candidate, Candidate)
