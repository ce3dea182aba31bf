"""The table of many ads as CSV."""

import csv
import io

import pytest

from service.tables import Row, harmless, spreadsheet


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Medical Coder", "Medical Coder"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1+1", "'=1+1"),
        ("\t=1+1", "'=1+1"),
        ("\r=1+1", "'=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("a\n=1+1", "a =1+1"),
        ("a" * 3000, "a" * 2000 + " ..."),
    ],
)
def test_no_cell_begins_a_formula(cell: str, written: str) -> None:
    assert harmless(cell) == written


def test_the_csv_opens_in_a_spreadsheet_as_it_was() -> None:
    data = spreadsheet((Row("1", title='Coder, "II"', required="CPC, CCS"), Row("=2", error="Empty: paste the text.")))
    assert data.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert (first["id"], first["title"], first["required"]) == ("1", 'Coder, "II"', "CPC, CCS")
    assert (second["id"], second["error"]) == ("'=2", "Empty: paste the text.")
