"""The laws of the normal form."""

import pytest

from classifier.demands.expression import Status, clause_text
from classifier.demands.laws import Outcome, fold, reduce, satisfaction, simplify, sorted_form
from classifier.demands.notation import parse

SIMPLER = [
    ("ANY1(RHIT)", "RHIT"),
    ("ALL(RHIT)", "RHIT"),
    ("ANY1(RHIT,ANY1(RHIA,CCS))", "ANY1(RHIT,RHIA,CCS)"),
    ("ALL(RHIT,ALL(CCS,CPC))", "ALL(RHIT,CCS,CPC)"),
    ("ANY1(CTR,ODS)", "ODS"),
    ("ANY1(CPC-H,CPC)", "ANY1(COC,CPC)"),
    ("ANY2(CPC,CRC,CRC)", "ANY2(CPC,CRC)"),
    ("ANY1(RHIT)+eq", "RHIT+eq"),
    ("ANY1(RHIT,ANY2(CPC,CRC))", "ANY1(RHIT,ANY2(CPC,CRC))"),
    ("ANY1(RHIT,elig:RHIT)", "ANY1(RHIT,elig:RHIT)"),
]

EQUAL = [
    ("REQ[ANY1(RHIT,RHIA)]", "REQ[ANY1(RHIA,RHIT)]"),
    ("REQ[RHIT]; PREF[CCS]", "PREF[CCS]; REQ[RHIT]"),
    ("REQ[ALL(RHIT,CCS)]", "REQ[RHIT]; REQ[CCS]"),
    ("REQ[deg(bachelor,HIM|related)]", "REQ[deg(bachelor,related|HIM)]"),
    ("REQ[#CODING_ANY] eg=CPC|CCS", "REQ[#CODING_ANY] eg=CCS|CPC"),
]

DIFFERENT = [
    ("REQ[RHIT]", "REQ[RHIA]"),
    ("REQ[CPC]", "REQ[CPC-A]"),
    ("REQ[ALL(RHIA,RHIT)] ambiguous=true", "REQ[RHIA]; REQ[RHIT]"),
    ("REQ[CCS]", "REQ@12mo[CCS]"),
]

REDUCED = [
    ("REQ[RHIT]; PREF[RHIT]", "REQ[RHIT]"),
    ("REQ[RHIT]; REQ[RHIT]", "REQ[RHIT]"),
    ("REQ@12mo[RHIT]; PREF[RHIT]", "REQ@12mo[RHIT]; PREF[RHIT]"),
    ("REQ[ANY1(RHIA,RHIT)]; PREF[RHIA]", "REQ[ANY1(RHIA,RHIT)]; PREF[RHIA]"),
]

# What is asked for, what the candidate has, and whether that is enough.
CANDIDATES = [
    ("RHIT", {"RHIT": "held"}, "met"),
    ("ODS", {"CTR": "held"}, "met"),
    ("CPC", {"CPC-A": "held"}, "not met"),
    ("CCS", {"CCS-P": "held"}, "not met"),
    ("RHIT", {"RHIA": "held"}, "unknown"),
    ("RHIT", {"RHIT": "elig"}, "not met"),
    ("elig:RHIT", {"RHIT": "elig"}, "met"),
    ("ANY1(RHIT,CCS)", {"CCS": "held"}, "met"),
    ("ANY2(CPC,CRC,CPMA)", {"CPC": "held"}, "not met"),
    ("ALL(RHIT,CCS)", {"RHIT": "held"}, "not met"),
    ("#AAPC_ANY", {"CPC": "held"}, "met"),
    ("#AHIMA_ANY", {"CPC": "held"}, "not met"),
    ("#HIM_ANY", {"RHIA": "held"}, "met"),
    ("#CODING_ANY{AHIMA}", {"CPC": "held"}, "not met"),
    ("CPC+eq", {"CCS": "held"}, "unknown"),
    ("CPC+eq", {}, "not met"),
]


def _expression(text: str):  # type: ignore[no-untyped-def] # noqa: ANN202
    return parse(f"REQ[{text}]")[0].expression


@pytest.mark.parametrize(("text", "expected"), SIMPLER)
def test_expressions_simplify(text: str, expected: str) -> None:
    assert str(simplify(_expression(text))) == expected


@pytest.mark.parametrize(("left", "right"), EQUAL)
def test_order_and_an_unambiguous_all_carry_no_meaning(left: str, right: str) -> None:
    assert sorted_form(parse(left)) == sorted_form(parse(right))


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_what_differs_stays_different(left: str, right: str) -> None:
    assert sorted_form(parse(left)) != sorted_form(parse(right))


@pytest.mark.parametrize(("text", "expected"), REDUCED)
def test_clauses_reduce(text: str, expected: str) -> None:
    assert clause_text(reduce(parse(text))) == expected


@pytest.mark.parametrize(("text", "held", "expected"), CANDIDATES)
def test_a_candidate_meets_or_not(text: str, held: dict[str, str], expected: str) -> None:
    statuses = {code: Status(status) for code, status in held.items()}
    assert satisfaction(_expression(text), statuses) is Outcome(expected)


def test_expired_credentials_dont_count() -> None:
    assert satisfaction(_expression("RHIT"), {"RHIT": Status.HELD}, frozenset({"RHIT"})) is Outcome.NOT_MET


def test_codes_fold_and_unknown_ones_stay() -> None:
    assert [fold(code) for code in ("CTR", "CPC-H", "ART", "RRA", "RRL", "XYZ")] == [
        "ODS", "COC", "RHIT", "RHIA", "RRL", "XYZ",
    ]  # fmt: skip
