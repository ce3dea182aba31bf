"""Résumés read into candidates: what is held, learned and worked, and nothing that says who the person is."""

import builtins
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from classifier.candidate import CandidateError, Standing, read_candidate
from classifier.knowledge import table
from classifier.layout.text import read_text
from classifier.resume.cues import spoken_of
from classifier.resume.dates import stretches
from classifier.resume.file import MAX_BYTES, MAX_CHARACTERS, MAX_PAGES
from classifier.resume.parts import PartKind, parts
from classifier.resume.resume import Resume, resume

HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)
WHOLE = sorted(path for path in (HERE / "resumes").iterdir() if path.suffix != ".json")
RESUME = (HERE / "resumes" / "technician.txt").read_text("utf-8")
GOLD = json.loads((HERE / "resumes" / "technician.json").read_text("utf-8"))


def snippets(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / "tables" / name).read_text("utf-8").splitlines()]


#: Those of the second file were written after the code, and read right at once but for two.
SNIPPETS = snippets("resume_snippets.jsonl") + snippets("resume_snippets_later.jsonl")


def read(content: str | bytes) -> Resume:
    return resume(content.encode() if isinstance(content, str) else content, TODAY)


def plain(candidate: Mapping[str, Any]) -> dict[str, object]:
    """Return a candidate with its lists in a fixed order."""
    lists = {key: sorted(map(json.dumps, candidate[key])) for key in ("credentials", "experience")}
    return {**lists, "education": candidate["education"]}


def gold(candidate: Mapping[str, Any]) -> dict[str, object]:
    return plain(read_candidate(candidate).to_dict())


def snippet(row: dict[str, Any]) -> Any:
    name = " ".join(row["text"].removeprefix("Candidate A").split())[:60]
    marks = [pytest.mark.xfail(strict=True, reason=row["missed"])] if "missed" in row else []
    return pytest.param(row["text"], row["candidate"], id=name, marks=marks)


@pytest.mark.parametrize(("text", "candidate"), [snippet(row) for row in SNIPPETS])
def test_snippets(text: str, candidate: dict[str, Any]) -> None:
    assert plain(read(text).candidate.to_dict()) == gold(candidate)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: str(path.name))
def test_whole_resumes(path: Path) -> None:
    candidate = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert plain(read(path.read_bytes()).candidate.to_dict()) == gold(candidate)


def test_there_are_enough_of_both() -> None:
    assert len(SNIPPETS) >= 80
    assert len(WHOLE) >= 8


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: str(path.name))
def test_what_was_read_is_shown_with_the_words_it_was_read_from(path: Path) -> None:
    found = read(path.read_bytes())
    proofs = (*found.proofs, *found.left_out)
    assert all(found.text.content[p.evidence.start : p.evidence.end] == p.evidence.text for p in proofs)
    assert (
        len(found.proofs)
        == sum(len(rows or ()) for rows in (found.candidate.credentials, found.candidate.experience)) + 1
    )
    assert read_candidate(found.candidate.to_dict()) == found.candidate


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: str(path.name))
def test_nothing_that_says_who_it_is_is_carried_over(path: Path) -> None:
    found = read(path.read_bytes())
    told = json.dumps(found.candidate.to_dict()) + "".join(found.lines)
    assert not re.search(r"Candidate|example\.org|555|Bramley|Lakemont|Pomfret|College|University", told)
    schooling = json.dumps(found.candidate.to_dict()["education"]) + "".join(p.evidence.text for p in found.left_out)
    assert not re.search(r"\d{4}", schooling)


def test_a_second_degree_and_an_internship_are_told_and_not_used() -> None:
    found = read(
        "Candidate A\n\nEducation\nB.S. Biology\nA.A.S. Health Information Technology\n\n"
        "Experience\nHIM Intern, Lakemont, 01/2024 - 06/2024"
    )
    assert [proof.told for proof in found.left_out] == ["associate, HIT", "learned on the job, not paid work"]
    assert sum(line.startswith("not used") for line in found.lines) == 2


def test_a_resume_that_tells_nothing_gives_an_empty_candidate() -> None:
    assert read("Candidate A").candidate.to_dict() == {"credentials": [], "education": None, "experience": []}


# --- files


def docx_of(lines: Sequence[str]) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line.removeprefix("• "), style="List Bullet" if line.startswith("• ") else None)
    document.save(out := BytesIO())
    return out.getvalue()


def pdf_of(lines: Sequence[str], pages: int = 1, password: str | None = None) -> bytes:
    """Return a PDF of ``lines`` in one column, made by hand."""
    escaped = [re.sub(r"([()\\])", r"\\\1", line) for line in lines]
    shown = "".join(f"({line}) Tj T*\n" for line in escaped)
    stream = f"BT /F1 9 Tf 12 TL 40 800 Td\n{shown}ET".encode("cp1252", "replace")
    kids = " ".join(f"{place} 0 R" for place in range(5, 5 + pages))
    resources = b"/Resources << /Font << /F1 3 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % resources
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        *[page] * pages,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    index = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    data = body + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, index, tail)
    if password is None:
        return data
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, algorithm="RC4-128")
    writer.write(out := BytesIO())
    return out.getvalue()


def html_of(lines: Sequence[str]) -> bytes:
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(RESUME.encode(), id="text"),
        pytest.param(RESUME.encode("utf-16"), id="utf-16"),
        pytest.param(RESUME.replace("\n", "\r\n").encode("cp1252", "replace"), id="windows"),
        pytest.param(html_of(RESUME.splitlines()), id="html"),
        pytest.param(docx_of(RESUME.splitlines()), id="docx"),
        pytest.param(pdf_of(RESUME.splitlines()), id="pdf"),
        pytest.param(pdf_of(RESUME.splitlines(), password=""), id="pdf that opens without a password"),
    ],
)
def test_every_kind_of_file_tells_the_same(data: bytes) -> None:
    assert plain(read(data).candidate.to_dict()) == gold(GOLD)


def test_a_table_of_a_docx_is_read_cell_by_cell() -> None:
    document = Document()
    document.add_paragraph("Candidate A")
    document.add_heading("Experience")
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Outpatient Coder, Lakemont Clinics", "01/2020 - 12/2021"
    document.save(out := BytesIO())
    assert [(row.years, row.domain) for row in read(out.getvalue()).candidate.experience] == [(2.0, "coding")]


def archive(name: str) -> bytes:
    with zipfile.ZipFile(out := BytesIO(), "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" 123 ", "empty", id="no word"),
        pytest.param(b"<html><body><img src=a.png></body></html>", "empty", id="picture"),
        pytest.param(pdf_of([]), "empty", id="scan"),
        pytest.param(b"%PDF-1.7\nbroken", "unreadable", id="broken PDF"),
        pytest.param(pdf_of(["RHIT"], password="secret"), "encrypted", id="locked PDF"),  # noqa: S106
        pytest.param(pdf_of(["RHIT"], pages=MAX_PAGES + 1), "too_large", id="pages"),
        pytest.param(b"PK\x03\x04broken", "unreadable", id="broken archive"),
        pytest.param(archive("a.txt"), "binary", id="archive"),
        pytest.param(archive("word/document.xml"), "unreadable", id="broken DOCX"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(60), "binary", id="PNG"),
        pytest.param(b"a" * (MAX_BYTES + 1), "too_large", id="bytes"),
        pytest.param(b"RHIT " * (MAX_CHARACTERS // 5 + 1), "too_large", id="characters"),
    ],
)
def test_what_is_no_resume_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(CandidateError) as refused:
        read(data)
    assert refused.value.code == code
    assert len(refused.value.message) > 30


@pytest.mark.parametrize(("data", "library"), [(pdf_of(["RHIT"]), "pypdf"), (docx_of(["RHIT"]), "docx")])
def test_without_its_library_a_file_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, data: bytes, library: str
) -> None:
    true_import = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == library:
            raise ModuleNotFoundError(name)
        return true_import(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(CandidateError, match=r"pip install rolecall\[resume\]"):
        read(data)


# --- rules

STATUSES = [(rule, example) for rule in table("resume")["status"] for example in rule["examples"]]
SILENT = [(rule, example) for rule in table("resume")["status"] for example in rule["counterexamples"]]


def said_of_the_first(example: str) -> Standing | str | None:
    """Return what is said of the first credential of an example, "nothing" where no rule speaks."""
    places = [(match.start(), match.end()) for match in re.finditer(r"CCS|RHITs?|RHIA", example)]
    cue = spoken_of(example, tuple(places))[0]
    return cue.standing if cue else "nothing"


@pytest.mark.parametrize(("rule", "example"), STATUSES, ids=[example for _, example in STATUSES])
def test_a_rule_reads_its_examples(rule: dict[str, Any], example: str) -> None:
    assert said_of_the_first(example) == (None if rule["status"] == "none" else Standing(rule["status"]))


@pytest.mark.parametrize(("rule", "example"), SILENT, ids=[f"{rule['status']} {example}" for rule, example in SILENT])
def test_a_rule_is_silent_on_its_counterexamples(rule: dict[str, Any], example: str) -> None:
    assert said_of_the_first(example) != (None if rule["status"] == "none" else Standing(rule["status"]))


def test_headings_have_a_kind_and_stand_once() -> None:
    rules = table("resume")["heading"]
    assert {rule["kind"] for rule in rules} == set(PartKind) - {PartKind.HEAD}
    phrases = [phrase for rule in rules for phrase in rule["phrases"]]
    assert len(phrases) == len(set(phrases))


HEADINGS = [
    ("Certifications & Licenses", PartKind.CREDENTIALS),
    ("C E R T I F I C A T I O N S", PartKind.CREDENTIALS),
    ("EDUCATION:", PartKind.SCHOOLING),
    ("Relevant Coding Experience", PartKind.WORK),
    ("CLINICAL AND CODING EXPERIENCE", PartKind.WORK),
    ("Volunteer and Community Experience", PartKind.OTHER),
    ("Board Certifications", PartKind.CREDENTIALS),
    ("Technology Skills", PartKind.SKILLS),
    ("Bramley Community College", None),
    ("Director of Medical Education", None),
    ("Coder with experience", None),
    ("5 years of experience", None),
    ("Education Coordinator", None),
    ("I have experience.", None),
]


@pytest.mark.parametrize(("heading", "kind"), HEADINGS)
def test_headings(heading: str, kind: PartKind | None) -> None:
    found = parts(read_text(f"Candidate A\n\n{heading}\nRHIT"))
    assert [part.kind for part in found] == [PartKind.HEAD, *([kind] if kind else [])]


DATES = [
    ("May 2019", "2019-05", None),
    ("Sept. 2019", "2019-09", None),
    ("July 4, 2019", "2019-07-04", None),
    ("05/2019", "2019-05", None),
    ("5/31/2019", "2019-05-31", None),
    ("2019-05", "2019-05", None),
    ("2019-05-31", "2019-05-31", None),
    ("2009-2015", "2009", "2015"),
    ("March 2018 - June 2022", "2018-03", "2022-06"),
    ("03/2018 to 06/2022", "2018-03", "2022-06"),
    ("2019 - present", "2019", "now"),
    ("since April 2010", "2010-04", "now"),
    ("Jan 2019 through Current", "2019-01", "now"),
]


@pytest.mark.parametrize(("text", "start", "end"), DATES)
def test_dates(text: str, start: str, end: str | None) -> None:
    (found,) = stretches(text)
    assert (str(found.start), "now" if found.is_open else found.end and str(found.end)) == (start, end)


@pytest.mark.parametrize(
    "text", ["20140077", "no. 12019", "$2019", "2019%", "13/2019", "02/30/2019", "1850", "maybe", "$2,019"]
)
def test_no_dates(text: str) -> None:
    assert not [found for found in stretches(text) if found.begins == 0]


WORDS = st.sampled_from(
    [
        *(
            "RHIT",
            "CCS",
            "CPC-A",
            "CPC(A)",
            "expired",
            "pursuing",
            "both",
            "Certifications",
            "Experience",
            "Education",
            "2019",
        ),
        *(
            "05/2020",
            "-",
            "present",
            "Coder",
            "B.S.",
            "HIM",
            "10 years of coding experience",
            "\n",
            "\n- ",
            ",",
            ";",
            "(",
            ")",
            ":",
        ),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except CandidateError:
        return
    assert read_candidate(found.candidate.to_dict()) == found.candidate
    assert all(p.evidence.text == found.text.content[p.evidence.start : p.evidence.end] for p in found.proofs)
