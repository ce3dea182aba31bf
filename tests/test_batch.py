"""Rows in, verdicts out: formats, order, ids and errors of ``rolecall batch``."""

import csv
import gzip
import io
import json
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from classifier import load
from classifier.batch.columns import COLUMNS, NESTED
from classifier.cli import main

ROOT = Path(__file__).parent.parent
CODER = "Medical Coder\n- Assigns ICD-10-CM codes to inpatient charts\nCCS required"
CLERK = "File Clerk\n- Files charts and prepares records for scanning\nHigh school diploma required"
REGISTRAR = "Cancer Registrar\n- Abstracts cancer cases and stages tumors\nODS required"
ADS = [
    {"id": "b", "text": CODER},
    {"id": "a", "title": "HIM Clerk", "text": CLERK},
    {"id": "c", "text": REGISTRAR},
]


def batch(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["batch", "--workers", "1", *map(str, arguments)], input=stdin)


def rows(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def jsonl(path: Path, *entries: Any) -> Path:
    path.write_text("".join(f"{json.dumps(entry)}\n" for entry in entries))
    return path


def as_csv(entries: list[dict[str, Any]]) -> bytes:
    sheet = io.StringIO(newline="")
    table = csv.DictWriter(sheet, ["id", "title", "text"])
    table.writeheader()
    table.writerows(entries)
    return sheet.getvalue().encode()


def lines(entries: list[dict[str, Any]]) -> bytes:
    return "".join(f"{json.dumps(entry)}\n" for entry in entries).encode()


def zst(data: bytes) -> bytes:
    import zstandard

    return bytes(zstandard.ZstdCompressor().compress(data))


def parquet(entries: list[dict[str, Any]]) -> bytes:
    arrow, tables = import_module("pyarrow"), import_module("pyarrow.parquet")
    file = io.BytesIO()
    tables.write_table(arrow.Table.from_pylist([{"title": None, **entry} for entry in entries]), file)
    return file.getvalue()


INPUTS: list[tuple[str, Callable[[list[dict[str, Any]]], bytes]]] = [
    ("ads.jsonl", lines),
    ("ads.csv", as_csv),
    ("semicolons.csv", lambda ads: as_csv(ads).replace(b"id,title,text", b"id;title;text").replace(b",", b";")),
    ("bom.csv", lambda ads: b"\xef\xbb\xbf" + as_csv(ads)),
    ("wide.csv", lambda ads: as_csv(ads).decode().encode("utf-16")),
    ("windows.jsonl", lambda ads: lines(ads).replace(b"\n", b"\r\n")),
    ("ads.jsonl.gz", lambda ads: gzip.compress(lines(ads))),
    ("members.jsonl.gz", lambda ads: b"".join(gzip.compress(lines([ad])) for ad in ads)),
    ("ads.csv.gz", lambda ads: gzip.compress(as_csv(ads))),
    ("ads.jsonl.zst", lambda ads: zst(lines(ads))),
    ("frames.csv.zst", lambda ads: zst(as_csv(ads)[:50]) + zst(as_csv(ads)[50:])),
    ("ads.parquet", parquet),
]


@pytest.mark.parametrize(("name", "made"), INPUTS, ids=[name for name, _ in INPUTS])
def test_every_format_gives_the_same_verdicts_in_the_same_order(
    tmp_path: Path, name: str, made: Callable[[list[dict[str, Any]]], bytes]
) -> None:
    (tmp_path / name).write_bytes(made(ADS))
    told = batch(tmp_path / name, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 0, told.stderr
    found = rows(tmp_path / "out.jsonl")
    assert [(row["id"], row["role"]) for row in found] == [("b", "coder"), ("a", "clerk"), ("c", "cancer_registrar")]
    assert [row["title"] for row in found] == ["Medical Coder", "HIM Clerk", "Cancer Registrar"]
    assert "wrote 3 rows" in told.stderr
    assert "0 of them errors" in told.stderr


def test_a_row_is_a_verdict_with_the_digest_of_its_input_and_the_model(tmp_path: Path) -> None:
    import hashlib

    source = jsonl(tmp_path / "ads.jsonl", ADS[0])
    assert batch(source, "--output", tmp_path / "out.jsonl").exit_code == 0
    (row,) = rows(tmp_path / "out.jsonl")
    verdict = json.loads(CliRunner().invoke(main, ["classify", str(source), "--json"]).stdout)
    assert {key: row[key] for key in verdict} == verdict
    assert row["model"]["sha256"] == load().sha256
    digest = hashlib.sha256(source.read_bytes().strip()).hexdigest()
    assert row["input"] == {"source": str(source), "row": 1, "sha256": digest}


def test_a_bad_row_becomes_an_error_row_and_stops_nothing(tmp_path: Path) -> None:
    source = tmp_path / "ads.jsonl"
    bad = [
        b'{"id": "x", "text"',
        b"[1]",
        b'{"id": "e", "text": ""}',
        b'{"id": "n"}',
        b'{"id": "t", "text": 7}',
        b"\xff\x00\x01",
    ]
    bad.append(b'{"id": ' + b"[" * 100_000)
    source.write_bytes(b"\n".join([lines(ADS[:1]).strip(), *bad, b"", b"   ", lines(ADS[1:2])]))
    errors = tmp_path / "errors.jsonl"
    told = batch(source, "--output", tmp_path / "out.jsonl", "--errors", errors)
    assert told.exit_code == 0
    assert "7 of them errors" in told.stderr
    found = rows(tmp_path / "out.jsonl")
    assert [row["id"] for row in found] == ["b", "2", "3", "e", "n", "t", "7", "8", "a"]
    assert [row["error"]["code"] for row in found[1:6]] == [
        "bad_json",
        "wrong_type",
        "no_words",
        "no_text",
        "wrong_type",
    ]
    assert [row for row in found if "error" in row] == rows(errors)
    assert all(row["model"]["sha256"] and row["input"]["sha256"] for row in found)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "1"),
        ({"id": None}, "1"),
        ({"id": " "}, "1"),
        ({"id": 7}, "7"),
        ({"id": 7.0}, "7"),
        ({"id": "é"}, "é"),
        ({"id": True}, "1"),
    ],
)
def test_a_missing_id_becomes_the_row_number(tmp_path: Path, given: dict[str, Any], expected: str) -> None:
    source = jsonl(tmp_path / "ads.jsonl", {**given, "text": CODER})
    assert batch(source, "--output", tmp_path / "out.jsonl").exit_code == 0
    assert rows(tmp_path / "out.jsonl")[0]["id"] == expected


def test_row_numbers_count_on_over_several_inputs_and_no_blank_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"\n{json.dumps({'text': CODER})}\n\n{json.dumps({'text': CLERK})}\n")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": CLERK}))
    assert batch(tmp_path / "*.jsonl", "--output", tmp_path / "out.csv").exit_code == 0
    found = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8"), newline="")))
    assert [(row["id"], row["source_row"], Path(row["source"]).name) for row in found] == [
        ("1", "1", "a.jsonl"),
        ("2", "2", "a.jsonl"),
        ("3", "1", "b.jsonl"),
    ]


def test_a_repeated_id_keeps_both_rows_and_is_told(tmp_path: Path) -> None:
    told = batch(jsonl(tmp_path / "ads.jsonl", ADS[0], ADS[0], ADS[1]), "--output", tmp_path / "out.jsonl")
    assert [row["id"] for row in rows(tmp_path / "out.jsonl")] == ["b", "b", "a"]
    assert "1 ids stand more than once (b)" in told.stderr


def test_a_page_with_several_postings_gives_a_row_each(tmp_path: Path) -> None:
    blocks = [json.dumps({"@type": "JobPosting", "title": title, "description": CODER}) for title in ("One", "Two")]
    page = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    source = jsonl(tmp_path / "ads.jsonl", {"id": "p", "html": f"<html><body>{page}</body></html>"})
    assert batch(source, "--output", tmp_path / "out.jsonl").exit_code == 0
    assert [(row["id"], row["title"]) for row in rows(tmp_path / "out.jsonl")] == [("p#1", "One"), ("p#2", "Two")]


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    folder = tmp_path / "ads"
    (folder / "below").mkdir(parents=True)
    (folder / "b.txt").write_text(CODER)
    (folder / "a.html").write_text(f"<html><body><h1>HIM Clerk</h1><p>{CLERK}</p></body></html>")
    (folder / "zip.txt").write_bytes(b"PK\x03\x04" + bytes(60))
    (folder / "list.json").write_text(json.dumps([{"id": "own", "text": CODER}, {"text": CLERK}, {"text": 3}]))
    (folder / "below" / "d.txt").write_text(REGISTRAR)
    (folder / "notes.pdf").write_bytes(b"%PDF-1.7")
    if os.name == "posix":
        os.mkfifo(folder / "pipe.txt")
    assert batch(folder, "--output", tmp_path / "out.jsonl").exit_code == 0
    found = [(row["id"], row.get("role") or row["error"]["code"]) for row in rows(tmp_path / "out.jsonl")]
    assert found == [
        ("a", "clerk"),
        ("b", "coder"),
        ("own", "coder"),
        ("list#2", "clerk"),
        ("list#3", "wrong_type"),
        ("pipe", "not_a_file"),
        ("zip", "binary"),
        ("d", "cancer_registrar"),
    ]


def test_stdin_is_looked_at(tmp_path: Path) -> None:
    for data in (lines(ADS), as_csv(ADS), gzip.compress(lines(ADS))):
        told = batch("-", "--output", tmp_path / "out.jsonl", stdin=data)
        assert told.exit_code == 0, told.stderr
        assert [row["id"] for row in rows(tmp_path / "out.jsonl")] == ["b", "a", "c"]


def test_fields_may_be_named(tmp_path: Path) -> None:
    source = tmp_path / "ads.csv"
    source.write_text(f'Ref,Position,Job Text,text\n7,Chief,"{CODER}",nothing\n')
    named = ["--id-field", "ref", "--title-field", "Position", "--text-field", "Job Text"]
    assert batch(source, *named, "--output", tmp_path / "out.jsonl").exit_code == 0
    (row,) = rows(tmp_path / "out.jsonl")
    assert (row["id"], row["title"], row["role"]) == ("7", "Chief", "coder")
    jsonl(tmp_path / "ads.jsonl", {"Ref": "r", "Job Text": CODER, "text": "nothing"}, {"Ref": "q", "text": CODER})
    assert (
        batch(
            tmp_path / "ads.jsonl", "--id-field", "Ref", "--text-field", "Job Text", "-o", tmp_path / "out.jsonl"
        ).exit_code
        == 0
    )
    assert [(row["id"], row.get("role")) for row in rows(tmp_path / "out.jsonl")] == [("r", "coder"), ("q", None)]


def test_a_broken_csv_row_costs_no_other(tmp_path: Path) -> None:
    source = tmp_path / "ads.csv"
    long = "word " * 40_000
    source.write_text(
        f'id,text\n1,x,too,many\n2,"{CODER}"\n3,"{long}"\n\n,\n4,"an open quote\n5,"{CLERK}"\n6,last\n7,"open\n8,Coder'
    )
    told = batch(source, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 0, told.stderr
    found = {row["id"]: row for row in rows(tmp_path / "out.jsonl")}
    assert found["1"]["error"]["code"] == "bad_row"
    assert found["2"]["role"] == "coder"
    assert "error" not in found["3"]
    assert "error" not in found["8"]


def test_a_quote_that_never_closes_costs_its_own_row(tmp_path: Path) -> None:
    source = tmp_path / "ads.csv"
    source.write_text('id,text\n1,Coder\n2,"open\n3,Clerk\n4,Registrar\n')
    assert batch(source, "--output", tmp_path / "out.jsonl").exit_code == 0
    assert [row.get("error", {}).get("code") for row in rows(tmp_path / "out.jsonl")] == [None, "bad_row", None, None]


GREENHOUSE = {
    "id": 127817,
    "title": "Inpatient Coder",
    "company_name": "Acme",
    "absolute_url": "https://boards.example/127817",
    "location": {"name": "Springfield, IL"},
    "content": "&lt;p&gt;What you do:&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Assigns ICD-10-CM codes&lt;/li&gt;&lt;/ul&gt;"
    "&lt;p&gt;CCS required&lt;/p&gt;",
    "pay_input_ranges": [{"min_cents": 2500, "max_cents": 3150, "currency_type": "USD"}],
}
LEVER = {
    "id": "5ac2",
    "text": "Coding Specialist",
    "hostedUrl": "https://jobs.example/5ac2",
    "categories": {"location": "Remote", "commitment": "Full-time"},
    "description": "<div>We code charts.</div>",
    "descriptionPlain": "We code charts.",
    "lists": [
        {"text": "What you do", "content": "<li>Assigns ICD-10-CM codes</li>"},
        {"text": "You have", "content": "<li>CCS required</li>"},
    ],
    "salaryRange": {"min": 52000, "max": 61000, "currency": "USD", "interval": "per-year-salary"},
}


@pytest.mark.parametrize(
    ("value", "title", "ids"),
    [
        (GREENHOUSE, "Inpatient Coder", ["127817"]),
        ({"jobs": [GREENHOUSE, {**GREENHOUSE, "id": 2}], "meta": {"total": 2}}, "Inpatient Coder", ["127817", "2"]),
        (LEVER, "Coding Specialist", ["5ac2"]),
    ],
    ids=["Greenhouse", "Greenhouse board", "Lever"],
)
def test_jobs_are_read_as_job_boards_give_them(tmp_path: Path, value: object, title: str, ids: list[str]) -> None:
    assert batch(jsonl(tmp_path / "jobs.jsonl", value), "--output", tmp_path / "out.jsonl").exit_code == 0
    found = rows(tmp_path / "out.jsonl")
    assert [row["id"] for row in found] == ids
    assert {row["title"] for row in found} == {title}
    assert {row["role"] for row in found} == {"coder"}
    assert found[0]["credentials"]["required"] == ["CCS"]
    assert found[0]["offer"]["pay"] is not None
    assert found[0]["offer"]["pay"]["min"] in {25.0, 52000.0}


POSTING = {
    "@type": "JobPosting",
    "title": "Coder",
    "description": CODER,
    "datePosted": "2026-05-04T08:00",
    "hiringOrganization": {"name": "Acme"},
    "jobLocation": [
        {"address": {"addressLocality": "Gary", "addressRegion": "IN"}},
        {"address": {"addressLocality": "Joliet", "addressRegion": "IL"}},
    ],
}
PAGE = f"<script type='application/ld+json'>{json.dumps(POSTING)}</script>"
TOLD: list[tuple[str, dict[str, Any], list[str], tuple[str | None, ...]]] = [
    ("JobPosting", POSTING, [], ("Acme", "2026-05-04", "Gary, IN; Joliet, IL")),
    ("page", {"html": PAGE}, [], ("Acme", "2026-05-04", "Gary, IN; Joliet, IL")),
    (
        "Greenhouse",
        {**GREENHOUSE, "first_published": "2026-05-04T09:30:00-04:00"},
        [],
        ("Acme", "2026-05-04", "Springfield, IL"),
    ),
    ("Lever", {**LEVER, "createdAt": 1777852800000}, [], (None, "2026-05-04", "Remote")),
    (
        "row",
        {"text": CODER, "company": "Acme", "date_posted": "5/4/2026", "location": "Gary, IN"},
        [],
        ("Acme", "2026-05-04", "Gary, IN"),
    ),
    (
        "named fields",
        {"ad": CODER, "seen": "20260504", "city": "Gary", "location": "no"},
        ["--text-field", "ad", "--posted-field", "seen", "--place-field", "city"],
        (None, "2026-05-04", "Gary"),
    ),
    ("nothing told", {"text": CODER, "posted": "yesterday", "location": {"lat": 1}}, [], (None, None, None)),
]


@pytest.mark.parametrize(("value", "options", "told"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_employer_day_and_place_come_along_as_the_source_gives_them(
    tmp_path: Path, value: dict[str, Any], options: list[str], told: tuple[str | None, ...]
) -> None:
    assert batch(jsonl(tmp_path / "in.jsonl", value), *options, "--output", tmp_path / "out.jsonl").exit_code == 0
    (row,) = rows(tmp_path / "out.jsonl")
    assert tuple(row["given"][name] for name in ("company", "posted", "place")) == told


@pytest.mark.parametrize("name", ["in.csv", "in.parquet"])
def test_columns_tell_employer_day_and_place_too(tmp_path: Path, name: str) -> None:
    ads = tmp_path / name
    if name == "in.csv":
        ads.write_text(f'Text,Company,Posted,Location\n"{CODER}",Acme,2026-05-04,"Gary, IN"\n')
    else:
        ads.write_bytes(parquet([{"text": CODER, "company": "Acme", "posted": "2026-05-04", "location": "Gary, IN"}]))
    assert batch(ads, "--output", tmp_path / "out.csv").exit_code == 0
    (row,) = csv.DictReader((tmp_path / "out.csv").read_text("utf-8").splitlines())
    assert (row["company"], row["posted"], row["place"]) == ("Acme", "2026-05-04", "Gary, IN")


def test_csv_cells_are_no_formulas_and_hold_every_column(tmp_path: Path) -> None:
    risky = {"id": "=1+1", "title": "@SUM(A1)", "text": CODER}
    assert batch(jsonl(tmp_path / "ads.jsonl", risky), "--output", tmp_path / "out.csv").exit_code == 0
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8"), newline=""))
    assert list(row) == [column.name for column in COLUMNS]
    assert (row["id"], row["title"], row["role"]) == ("'=1+1", "'@SUM(A1)", "coder")
    assert row["requirements"] == "REQ[CCS]"
    assert row["required"] == "CCS"


def test_parquet_is_typed_and_says_its_schema(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "ads.jsonl", *ADS, {"id": "bad"}, GREENHOUSE)
    assert batch(source, "--output", tmp_path / "out.parquet").exit_code == 0
    table = import_module("pyarrow.parquet").read_table(tmp_path / "out.parquet")
    assert table.schema.metadata[b"rolecall.schema"] == b"1"
    assert table.column_names == [*(column.name for column in COLUMNS), *(f"{name}_detail" for name, _ in NESTED)]
    assert str(table.schema.field("confidence").type) == "double"
    found = table.to_pylist()
    assert [row["id"] for row in found] == ["b", "a", "c", "bad", "127817"]
    assert found[0]["required"] == ["CCS"]
    assert found[0]["requirements_detail"][0]["evidence"]["text"] == "CCS required"
    assert found[3]["error_code"] == "no_text"
    assert found[4]["pay_min"] == 25.0
    assert batch(tmp_path / "out.parquet", "--output", tmp_path / "x.jsonl").exit_code == 1


def test_ids_and_texts_of_parquet_may_be_numbers_and_empty(tmp_path: Path) -> None:
    (tmp_path / "ads.parquet").write_bytes(
        parquet([{"id": 7.0, "text": CODER}, {"id": None, "text": CODER}, {"id": 9.0, "text": None}])
    )
    assert batch(tmp_path / "ads.parquet", "--output", tmp_path / "out.jsonl").exit_code == 0
    assert [(row["id"], "error" in row) for row in rows(tmp_path / "out.jsonl")] == [
        ("7", False),
        ("2", False),
        ("9", True),
    ]


NOT_WHOLE = [
    ("no column", "ads.csv", b"id,words\n1,Coder\n", "--text-field"),
    ("nothing", "ads.csv", b"", "--text-field"),
    ("no Parquet", "ads.parquet", b"PAR1 nothing of the kind", "Parquet"),
    ("another format", "ads.docx", b"x", "--input-format"),
]


@pytest.mark.parametrize(("name", "content", "told"), [row[1:] for row in NOT_WHOLE], ids=[row[0] for row in NOT_WHOLE])
def test_an_input_that_cannot_be_read_as_a_whole_is_status_1(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = batch(tmp_path / name, "--output", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert told in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_missing_file_an_empty_folder_and_a_pattern_that_fits_nothing_are_status_1(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for place in ("none.jsonl", "empty", "*.csv"):
        assert batch(tmp_path / place, "--output", tmp_path / "out.jsonl").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["ads.jsonl"],
        ["--output", "o.jsonl"],
        ["ads.jsonl", "-o", "o.xlsx"],
        ["a.csv", "-o", "a.csv"],
        ["a.csv", "-o", "o.csv", "--errors", "o.csv"],
        ["a.csv", "-o", "o.csv", "--workers", "0"],
        ["a.csv", "-o", "s3://b/o.csv"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, ["batch", *arguments]).exit_code == 2


def test_no_rows_are_no_error(tmp_path: Path) -> None:
    (tmp_path / "ads.jsonl").write_bytes(b"\n\n")
    assert batch(tmp_path / "ads.jsonl", "--output", tmp_path / "out.jsonl").exit_code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_an_output_that_cannot_be_written_is_a_clear_stop(tmp_path: Path) -> None:
    told = batch(jsonl(tmp_path / "ads.jsonl", *ADS), "--output", "/proc/none/out.jsonl")
    assert told.exit_code == 1
    assert "/proc/none" in told.stderr


def test_addresses_go_through_fsspec(tmp_path: Path) -> None:
    store = import_module("fsspec").filesystem("memory")
    store.pipe("/bucket/ads.jsonl", lines(ADS))
    store.pipe("/bucket/pages/a.txt", CODER.encode())
    told = batch(
        "memory://bucket/ads.jsonl", "memory://bucket/pages", "-o", "memory://bucket/out.jsonl", "--work", tmp_path
    )
    assert told.exit_code == 0, told.stderr
    assert [json.loads(line)["id"] for line in store.cat("/bucket/out.jsonl").splitlines()] == ["b", "a", "c", "a"]


def test_the_columns_are_those_of_the_document() -> None:
    page = (ROOT / "docs" / "batch.md").read_text("utf-8")
    told = [
        line.split("|")[1].strip().strip("`")
        for line in page.split("## Columns")[1].split("## ")[0].splitlines()
        if line.startswith("| `")
    ]
    named = [column.name for column in COLUMNS] + [f"{name}_detail" for name, _ in NESTED]
    assert [name for entry in told for name in entry.replace("`", "").split(", ")] == named
