"""The page on limits tells the numbers that the code has."""

import re
from pathlib import Path

import pytest

from classifier import candidates
from classifier.batch import lines, reader
from classifier.resume import file as resume
from classifier.source import jobposting, markup, posting
from service import bodies, forms, limits, uploads

PAGE = (Path(__file__).parents[2] / "docs" / "limits.md").read_text("utf-8")
TOLD = dict(re.findall(r"^\| ([^|]+?) \| ([\d,]+) \|", PAGE, re.MULTILINE))

CODE = {
    "bytes of a posting as it comes in": posting.MAX_BYTES,
    "tags open at once on a page": markup.MAX_DEPTH,
    "attributes of one tag": markup.MAX_ATTRIBUTES,
    "postings on a page": posting.MAX_POSTINGS_A_PAGE,
    "tags of a page read with its structure": markup.MAX_TAGS,
    "digits of a number in JSON-LD": jobposting.LONGEST_NUMBER,
    "bytes of a line of JSONL or a cell of CSV": lines.LONGEST_LINE,
    "bytes of a `.json` file": reader.MAX_JSON_BYTES,
    "bytes of a body to `/v1/classify` and `/v1/fit`": limits.body_limit("/v1/classify"),
    "bytes of any other body": limits.MAX_BATCH_BYTES,
    "postings of one batch request": limits.MAX_BATCH_POSTINGS,
    "bytes of all bodies that a worker holds": bodies.MAX_HELD,
    "seconds that a body may take in all": bodies.MAX_SECONDS,
    "fields and files of a form": forms.MAX_PARTS,
    "ads of one table on the page": uploads.MAX_ADS,
    "bytes of an uploaded zip, unpacked": uploads.MAX_UNPACKED,
    "times its packed size that a zip, or a file in it, over a megabyte may have": uploads.MAX_RATIO,
    "bytes of a candidate as JSON": candidates.MAX_BYTES,
    "bytes of a résumé": resume.MAX_BYTES,
    "pages of a résumé as PDF": resume.MAX_PAGES,
    "bytes of a résumé as DOCX, unpacked": resume.MAX_UNPACKED,
    "characters of a résumé": resume.MAX_CHARACTERS,
}


def test_the_page_names_every_limit_and_no_other() -> None:
    assert set(TOLD) == set(CODE)


@pytest.mark.parametrize("name", CODE)
def test_a_limit_has_the_number_of_the_code(name: str) -> None:
    assert TOLD[name] == f"{CODE[name]:,}"
