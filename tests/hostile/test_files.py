"""Files, folders and archives that no batch should trip over, and names that no file should have."""

import csv
import gzip
import io
import json
import os
import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from classifier.cli import main

from .case import AD, PAGE

ROW = {"id": "a", "text": AD}
LINE = json.dumps(ROW).encode() + b"\n"


def batch(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["batch", "--workers", "1", *map(str, arguments)])


def rows(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def said(row: dict[str, Any]) -> str:
    """Return the role of a verdict, the code of an error."""
    return str(row.get("role") or row["error"]["code"])


def parquet(columns: dict[str, list[Any]]) -> bytes:
    arrow, tables = import_module("pyarrow"), import_module("pyarrow.parquet")
    file = io.BytesIO()
    tables.write_table(arrow.table(columns), file)
    return file.getvalue()


def zst(data: bytes) -> bytes:
    return bytes(import_module("zstandard").ZstdCompressor().compress(data))


def warc(content: bytes = PAGE.encode(), length: int | None = None) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/ad\r\n"
        f"Content-Length: {length or len(http)}\r\nContent-Type: application/http\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def ids(given: list[object]) -> bytes:
    """Return a row for each id."""
    return b"".join(json.dumps({"id": one, "text": AD}).encode() + b"\n" for one in given)


#: Name, file, its bytes, status, and what each row of the output says.
READ: list[tuple[str, str, Callable[[], bytes], int, list[str]]] = [
    ("ids that stand twice", "a.jsonl", lambda: LINE * 3, 0, ["coder"] * 3),
    ("no ids", "a.jsonl", lambda: json.dumps({"text": AD}).encode() + b"\n", 0, ["coder"]),
    (
        "ids of every kind",
        "a.jsonl",
        lambda: ids([None, "", 7, 1.5, True, [], {}]),
        0,
        ["coder"] * 7,
    ),
    ("an id of 5,000 digits", "a.jsonl", lambda: LINE.replace(b'"a"', b"9" * 5_000), 0, ["coder"]),
    (
        "lines that are no rows",
        "a.jsonl",
        lambda: b'null\n7\n[]\n"RHIT"\n{\n\x00\n' + LINE,
        0,
        ["wrong_type"] * 4 + ["bad_json", "coder"],
    ),
    ("a line 10,000 deep", "a.jsonl", lambda: b'{"id": ' + b"[" * 10_000 + b"\n" + LINE, 0, ["bad_json", "coder"]),
    (
        "half a letter",
        "a.jsonl",
        lambda: b'{"text": "Cancer Registrar \xc3"}\n' + LINE,
        0,
        ["cancer_registrar", "coder"],
    ),
    ("a surrogate for an id", "a.jsonl", lambda: LINE.replace(b'"a"', b'"\\ud800"'), 0, ["coder"]),
    (
        "a line over 64 MB, packed",
        "a.jsonl.gz",
        lambda: gzip.compress(b'{"text": "' + bytes(65_000_000) + b'"}\n' + LINE, 1),
        0,
        ["too_large", "coder"],
    ),
    ("a bomb of gzip", "a.txt.gz", lambda: gzip.compress(b"RHIT " * 4_000_000), 0, ["too_large"]),
    ("gzip cut off", "a.jsonl.gz", lambda: gzip.compress(LINE * 50)[:-9], 1, ["coder"] * 50 + ["truncated"]),
    ("gzip with rubbish behind", "a.jsonl.gz", lambda: gzip.compress(LINE) + b"rubbish", 1, ["coder", "broken"]),
    ("gzip with a wrong sum", "a.jsonl.gz", lambda: gzip.compress(LINE)[:-8] + bytes(8), 1, ["coder", "broken"]),
    ("no gzip at all", "a.jsonl.gz", lambda: LINE, 0, ["coder"]),
    ("Zstandard cut off", "a.jsonl.zst", lambda: zst(LINE * 50)[:-3], 1, ["truncated"]),
    ("an open quotation mark", "a.csv", lambda: b'id,text\n1,"RHIT\n2,RHIT required\n', 0, ["bad_row", "rhit"]),
    ("a cell of 2 MB", "a.csv", lambda: b"id,text\n1,RHIT " + b"a" * 2_000_000 + b"\n", 0, ["rhit"]),
    (
        "10,000 columns",
        "a.csv",
        lambda: b"text" + b",x" * 10_000 + b"\nRHIT required" + b"," * 10_000 + b"\n",
        0,
        ["rhit"],
    ),
    ("more cells than columns", "a.csv", lambda: b"id,text\n1,RHIT,required,now\n", 0, ["bad_row"]),
    ("null bytes in cells", "a.csv", lambda: b"id,text\n\x001,RHIT \x00required\n", 0, ["rhit"]),
    ("a column that stands twice", "a.csv", lambda: b"text,text\nRHIT required,\n", 0, ["rhit"]),
    (
        "Parquet of other types",
        "a.parquet",
        lambda: parquet({"id": [b"\xff", None], "text": [b"RHIT required", None]}),
        0,
        ["rhit", "no_text"],
    ),
    ("Parquet of lists", "a.parquet", lambda: parquet({"text": [["RHIT"], None]}), 0, ["wrong_type", "no_text"]),
    ("WARC cut off", "a.warc", lambda: warc()[:-40], 1, ["coder", "truncated"]),
    ("WARC that promises more", "a.warc", lambda: warc(length=10_000_000), 1, ["coder", "truncated"]),
    ("WARC with a zip for a page", "a.warc", lambda: warc(b"PK\x03\x04" + bytes(99)), 0, ["binary"]),
]


@pytest.mark.parametrize(("name", "made", "status", "found"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_a_file_gives_its_rows(
    tmp_path: Path, name: str, made: Callable[[], bytes], status: int, found: list[str]
) -> None:
    (tmp_path / name).write_bytes(made())
    told = batch(tmp_path / name, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == status, told.output
    assert [said(row) for row in rows(tmp_path / "out.jsonl")] == found


#: Name, file, its bytes, and what the one line says.
REFUSED: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("Parquet cut off", "a.parquet", lambda: parquet({"text": [AD] * 50})[:-40], "no whole Parquet file"),
    (
        "Parquet with a broken inside",
        "a.parquet",
        lambda: _dented(parquet({"text": [AD] * 50})),
        "no whole Parquet file",
    ),
    ("Parquet of nothing", "a.parquet", lambda: b"PAR1PAR1", "no whole Parquet file"),
    ("CSV without text", "a.csv", lambda: b"id,words\n1,RHIT\n", "--text-field"),
    ("an empty CSV", "a.csv", lambda: b"", "--text-field"),
    ("a zip named CSV", "a.csv", lambda: b"PK\x03\x04" + bytes(99), "--text-field"),
    ("a workbook", "a.xlsx", lambda: b"PK\x03\x04" + bytes(99), "--input-format"),
]


def _dented(data: bytes) -> bytes:
    return data[:20] + bytes(40) + data[60:]


@pytest.mark.parametrize(("name", "made", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_file_that_is_no_table_stops_the_run_and_leaves_no_output(
    tmp_path: Path, name: str, made: Callable[[], bytes], words: str
) -> None:
    (tmp_path / name).write_bytes(made())
    told = batch(tmp_path / name, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    assert words in told.stderr
    assert not (tmp_path / "out.jsonl").exists()


NAMES = (
    "plain.txt",
    "two words.txt",
    "-rf.txt",
    "--output.txt",
    "*.txt",
    "[a].txt",
    "?.txt",
    "~root.txt",
    "$(touch x).txt",
    "'; rm -r ..txt",
    'a"b.txt',
    "a\nb.txt",
    "a\tb.txt",
    "a\x1b[31mb.txt",
    "=1+1.txt",
    "<script>.txt",
    "ä é 診療.txt",
    "\u202egnp.txt",
    "UPPER.TXT",
    "many.dots.in.it.txt",
    f"{'n' * 240}.txt",
)


def test_a_folder_of_odd_names_gives_a_row_each(tmp_path: Path) -> None:
    folder = tmp_path / "ads"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(AD)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_text(AD)
    told = batch(folder, "--output", tmp_path / "out.csv")
    assert told.exit_code == 0, told.stderr
    sheet = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8"), newline="")))
    assert len(sheet) == len(NAMES) + 1
    assert {row["role"] for row in sheet} == {"coder"}
    assert not [cell for row in sheet for cell in row.values() if cell[:1] in ("=", "+", "@", "\t", "\r", "\n")]
    assert not [cell for row in sheet for cell in (row["id"],) if cell[:1] == "-"]


@pytest.mark.parametrize("name", NAMES[:17])
def test_a_file_of_an_odd_name_is_judged(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(AD)
    told = CliRunner().invoke(main, ["classify", "--json", "--", name])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["role"] == "coder"


def test_a_folder_of_links_pipes_and_devices_gives_an_end(tmp_path: Path) -> None:
    folder = tmp_path / "ads"
    (folder / "below").mkdir(parents=True)
    (folder / "a.txt").write_text(AD)
    (folder / "below" / "around").symlink_to(folder, target_is_directory=True)
    (folder / "endless.txt").symlink_to("/dev/zero")
    (folder / "folder.txt").mkdir()
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    (folder / "lost.txt").symlink_to(folder / "nowhere.txt")
    (folder / "other.txt").symlink_to(folder / "a.txt")
    os.mkfifo(folder / "pipe.txt")
    told = batch(folder, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 0, told.stderr
    assert [(row["id"], said(row)) for row in rows(tmp_path / "out.jsonl")] == [
        ("a", "coder"),
        ("endless", "not_a_file"),
        ("itself", "unreadable"),
        ("lost", "unreadable"),
        ("other", "coder"),
        ("pipe", "not_a_file"),
    ]


@pytest.mark.parametrize("command", ["classify", "batch"])
@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "loop", "nothing", "long name"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, command: str, kind: str) -> None:
    place = tmp_path / "ad.txt"
    if kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "device":
        place = Path("/dev/zero")
    elif kind == "loop":
        place.symlink_to(place)
    elif kind == "long name":
        place = tmp_path / ("n" * 300)
    more = ["--output", str(tmp_path / "out.jsonl")] if command == "batch" else []
    told = CliRunner().invoke(main, [command, str(place), *more])
    assert told.exit_code in {1, 2}
    assert told.exception is None or isinstance(told.exception, SystemExit)
    assert told.stderr.strip()


def test_a_run_writes_nothing_but_its_output_and_manifest(tmp_path: Path) -> None:
    (tmp_path / "ads.jsonl").write_bytes(LINE)
    assert batch(tmp_path / "ads.jsonl", "--output", tmp_path / "out.jsonl").exit_code == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ads.jsonl", "out.jsonl", "out.jsonl.manifest.jsonl"]
    assert stat.S_IMODE((tmp_path / "out.jsonl").stat().st_mode) & stat.S_IWOTH == 0
