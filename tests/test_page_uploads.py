"""Files of many ads: what is read, what is refused, and that one bad ad never stops the others."""

import io
import json
import zipfile
from collections.abc import Mapping
from contextlib import suppress

import pytest

from classifier import PostingError
from service.forms import Upload
from service.uploads import MAX_ADS, entries, single

AD = "Medical Coder\n- Assigns ICD-10-CM codes to outpatient encounters\nCPC required"
PAGE = f"<html><body><h1>Coder</h1><p>{AD}</p></body></html>"


def packed(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def read(name: str, data: bytes | str) -> list[tuple[str, bool]]:
    upload = Upload(name, data if isinstance(data, bytes) else data.encode())
    return [(entry.id, entry.posting is not None) for entry in entries((upload,))]


READ = [
    ("plain", "ads.csv", f'id,text\n7,"{AD}"\n', [("7", True)]),
    ("no id", "ads.csv", f'text\n"{AD}"\n"{AD}"\n', [("row 1", True), ("row 2", True)]),
    ("other names and case", "ads.csv", f'ID,Description\nx,"{AD}"\n', [("x", True)]),
    ("semicolons", "ads.csv", f'id;text\n1;"{AD}"\n', [("1", True)]),
    ("tabs", "ads.csv", "id\ttext\n1\tMedical coder needed\n", [("1", True)]),
    ("byte order mark", "ads.csv", b"\xef\xbb\xbfid,text\n1,Medical coder\n", [("1", True)]),
    ("old Windows letters", "ads.csv", b"id,text\n1,Medical coder \x96 r\xe9mote\n", [("1", True)]),
    ("Unicode text", "ads.csv", "id\ttext\n1\tMedical coder\n".encode("utf-16"), [("1", True)]),
    ("a workbook", "ads.xlsx", b"PK\x03\x04", [("ads.xlsx", False)]),
    ("a letter", "ad.docx", b"PK\x03\x04", [("ad.docx", False)]),
    ("an empty cell", "ads.csv", "id,text\n1,\n2,Medical coder\n", [("1", False), ("2", True)]),
    ("a short row", "ads.csv", "text,id\nMedical coder\n", [("row 1", True)]),
    ("empty lines", "ads.csv", "text\nMedical coder\n\n\n", [("row 1", True)]),
    (
        "lines",
        "ads.jsonl",
        json.dumps({"id": 3, "text": AD}) + "\n\n{\n[]\n",
        [("3", True), ("line 2", False), ("line 3", False)],
    ),
    ("a list", "ads.json", json.dumps([{"id": "a", "text": AD}, {"text": AD}]), [("a", True), ("ads.json#2", True)]),
    ("a page", "ad.html", PAGE, [("ad.html", True)]),
    ("a text", "ad.txt", AD, [("ad.txt", True)]),
    ("a zip", "ads.zip", packed({"a/one.html": PAGE, "two.txt": AD}), [("a/one.html", True), ("two.txt", True)]),
    ("a zip under another name", "ads.bin", packed({"two.txt": AD}), [("two.txt", True)]),
    (
        "folders and hidden files",
        "ads.zip",
        packed({"a/": "", "__MACOSX/x": "x", "a/.DS": "x", "b.txt": AD}),
        [("b.txt", True)],
    ),
    (
        "a table in a zip",
        "ads.zip",
        packed({"x.csv": f'text\n"{AD}"\n', "y.csv": "no\n1\n"}),
        [("row 1", True), ("y.csv", False)],
    ),
    (
        "a zip in a zip",
        "ads.zip",
        packed({"in.zip": packed({"a": AD}), "b.txt": AD}),
        [("in.zip", False), ("b.txt", True)],
    ),
    ("a path that climbs", "ads.zip", packed({"../../etc/passwd.txt": AD}), [("../../etc/passwd.txt", True)]),
    (
        "PDF and picture beside an ad",
        "ads.zip",
        packed({"a.pdf": b"%PDF-1", "b.png": b"\x89PNG\0\0", "c.txt": AD}),
        [("a.pdf", False), ("b.png", False), ("c.txt", True)],
    ),
]


@pytest.mark.parametrize(("name", "data", "found"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_a_file_is_read(name: str, data: bytes | str, found: list[tuple[str, bool]]) -> None:
    assert read(name, data) == found


REFUSED = [
    ("no column", "ads.csv", b"id,words\n1,x\n", "text"),
    ("a sheet in another format", "ads.csv", b"PK\x03\x04\x00\x00", "CSV"),
    ("nothing", "ads.csv", b"text\n", "no ad"),
    ("too many", "ads.csv", b"text\n" + b"Medical coder\n" * (MAX_ADS + 1), "rolecall batch"),
    ("no zip", "ads.zip", b"PK\x03\x04 but broken", "zip"),
    ("many small bombs", "ads.zip", packed({f"{n}.txt": b"a" * 900_000 for n in range(9)}), "200 times"),
    ("a bomb", "ads.zip", packed({"a.txt": b"a" * 9_000_000}), "tightly"),
    ("too much", "ads.zip", packed({f"{n}.txt": b"a" * 9_000_000 for n in range(8)}, zipfile.ZIP_DEFLATED), "bytes"),
    ("an unusual method", "ads.zip", packed({"a.txt": AD}, zipfile.ZIP_BZIP2), "unusual"),
]


@pytest.mark.parametrize(("name", "data", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_file_that_cannot_be_read_as_a_whole_is_refused(name: str, data: bytes, told: str) -> None:
    with pytest.raises(PostingError) as refused:
        entries((Upload(name, data),))
    assert told in refused.value.message


def test_a_damaged_zip_never_breaks_the_page() -> None:
    sound = packed({"a.txt": AD * 20, "b.txt": AD})
    for place in range(0, len(sound), 3):
        damaged = bytes([*sound[:place], sound[place] ^ 0xFF, *sound[place + 1 :]])
        with suppress(PostingError):
            entries((Upload("ads.zip", damaged),))


def test_one_bad_file_among_several_becomes_an_error_row() -> None:
    found = entries((Upload("bad.csv", b"no\n1\n"), Upload("ad.txt", AD.encode())))
    assert [(entry.id, entry.posting is not None) for entry in found] == [("bad.csv", False), ("ad.txt", True)]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("ad.pdf", b"%PDF-1.7 x", "PDF"),
        ("ad.txt", b"%PDF-1.7 x", "PDF"),
        ("ad.docx", b"PK\x03\x04", "word processor"),
        ("ads.xlsx", b"PK\x03\x04", "save the sheet as CSV"),
        ("ads.csv", b"text\n", "Several ads"),
        ("ad.json", b"{", "JSON"),
        ("ad.png", b"\x89PNG\x00\x00", "text"),
    ],
)
def test_a_file_that_holds_no_readable_ad_is_refused_with_advice(name: str, data: bytes, told: str) -> None:
    with pytest.raises(PostingError) as refused:
        single(Upload(name, data), None)
    assert told in refused.value.message
