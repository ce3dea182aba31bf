"""Files of many candidates and ads, and the table of their pairs."""

import csv
import json
from io import StringIO

import pytest

from classifier import Model, Posting, classify
from classifier.candidate import CandidateError
from classifier.candidates import Entry, candidates
from classifier.pairs import COLUMNS, Ad, ads, pairs, table
from classifier.records import RecordKind, records

CSV, JSONL = RecordKind.CSV, RecordKind.JSONL
HEADER = "id,credentials,level,field,cahiim,experience\n"


def one(row: str) -> Entry:
    return next(iter(candidates((HEADER + row).encode(), CSV)))


CELLS = [
    ("a,RHIT,,,,", {"credentials": [{"code": "RHIT", "status": "held", "since": None}]}),
    ("a,ctr:Expired:2019,,,,", {"credentials": [{"code": "ODS", "status": "expired", "since": "2019"}]}),
    (
        "a,RHIT : eligible ; CCS: enrolled,,,,",
        {
            "credentials": [
                {"code": "RHIT", "status": "eligible", "since": None},
                {"code": "CCS", "status": "enrolled", "since": None},
            ]
        },
    ),
    ("a,,associate,HIT,Yes,", {"education": {"level": "associate", "field": "HIT", "cahiim": True}}),
    ("a,,bachelor,,no,", {"education": {"level": "bachelor", "field": None, "cahiim": False}}),
    ("a,,,,,coding:2.5;HIM", {"experience": [{"years": 2.5, "domain": "coding"}, {"years": None, "domain": "HIM"}]}),
]


@pytest.mark.parametrize(("row", "said"), CELLS)
def test_cells_of_a_candidate(row: str, said: dict[str, object]) -> None:
    candidate = one(row).candidate
    assert candidate
    assert candidate.to_dict() == {"credentials": [], "education": None, "experience": [], **said}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a,RHIT:certified,,,,", "held, eligible"),
        ("a,XYZ,,,,", "rolecall credentials"),
        ("a,RHIT:held:May,,,,", "2024-05"),
        ("a,,college,,,", "associate"),
        ("a,,,,maybe,", "yes or no"),
        ("a,,,,,coding:many", "coding:2.5"),
        ("a,RHIT,,,,coding:2,more", "quotes"),
    ],
)
def test_a_row_that_cannot_be_read_is_an_entry_with_its_error(row: str, told: str) -> None:
    entry = one(row)
    assert entry.candidate is None
    assert entry.error
    assert told in entry.error.message


@pytest.mark.parametrize(
    ("column", "code"), [("name", "not_needed"), ("Graduation Year", "not_needed"), ("score", "unknown_key")]
)
def test_a_column_that_is_none_of_a_candidate_is_refused(column: str, code: str) -> None:
    with pytest.raises(CandidateError) as refused:
        list(candidates(f"id,{column}\na,1\n".encode(), CSV))
    assert refused.value.code == code


def test_rows_keep_order_and_number_and_a_broken_one_costs_no_other() -> None:
    lines = ['{"id": "a"}', "", "{", "[]", '{"id": NaN}', '{"id": true}', "[" * 100_000, '{"id": 7}']
    found = list(records("\n".join(lines).encode(), JSONL))
    assert [(row.number, row.id) for row in found] == [
        *((1, "a"), (2, "2"), (3, "3"), (4, "4"), (5, "5"), (6, "6"), (7, "7")),
    ]
    assert [row.number for row in found if row.error] == [2, 3, 4, 6]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_may_have_any_usual_delimiter_long_cells_and_a_mark_in_front(delimiter: str) -> None:
    sheet = StringIO()
    csv.writer(sheet, delimiter=delimiter).writerows(
        [["ID", "Text"], ["a", "coder, " * 40_000], [], ["b", "two\nlines"]]
    )
    found = list(records(sheet.getvalue().encode("utf-8-sig"), CSV))
    assert [row.id for row in found] == ["a", "b"]
    assert found[1].values["text"] == "two\nlines"


def test_no_cell_is_a_formula(model: Model) -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "plain"]
    verdict = classify(Posting("Coder\nRequirements\n- CCS required"), model)
    sheet = table(pairs([Ad(name, verdict) for name in names], None))
    cells = [row[0] for row in csv.reader(StringIO(sheet))]
    assert cells[0] == COLUMNS[0]
    assert sorted(cells[1:]) == sorted([f"'{name}" for name in names[:-1]] + names[-1:])


def test_an_ad_that_cannot_be_read_is_a_row_with_its_error(model: Model) -> None:
    rows = [{"id": "a", "text": "Coder. CCS required."}, {"id": "b", "text": "..."}, {"id": "c"}]
    found = pairs(ads(records("\n".join(map(json.dumps, rows)).encode(), JSONL), model), None)
    assert [(pair.posting, bool(pair.error)) for pair in found] == [("a", False), ("b", True), ("c", True)]
