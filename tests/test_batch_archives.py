"""Web archives and packed files: what is read, and that a truncated one is told from a whole one."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from classifier.cli import main

CODER = "Medical Coder\n- Assigns ICD-10-CM codes to inpatient charts\nCCS required"
PAGE = f"<html><body><h1>Coder</h1><p>{CODER}</p></body></html>".encode()


def batch(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["batch", "--workers", "1", *map(str, arguments)])


def record(kind: str, name: str, body: bytes, content_type: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{name}\r\n"
    head += f"WARC-Record-ID: <urn:{name}>\r\n"
    return f"{head}Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def response(name: str, status: str, kind: str, body: bytes, *more: str) -> bytes:
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more)
    http = "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body
    return record("response", name, http, "application/http; msgtype=response")


RECORDS = (
    record("warcinfo", "info", b"software: test\r\n", "application/warc-fields"),
    response("one", "200 OK", "text/html; charset=utf-8", PAGE),
    response("gone", "404 Not Found", "text/html", PAGE),
    response("logo", "200 OK", "image/png", b"\x89PNG"),
    response("packed", "200 OK", "text/html", gzip.compress(PAGE), "Content-Encoding: gzip"),
    response("ad", "200 OK", "text/plain", CODER.encode()),
)


def archive(*, packed: bool) -> bytes:
    return b"".join(gzip.compress(one) if packed else one for one in RECORDS)


def read(out: Path) -> list[tuple[str, str]]:
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return [(row["id"], row.get("role") or row["error"]["code"]) for row in rows]


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_an_archive_are_rows_under_their_addresses(tmp_path: Path, *, packed: bool) -> None:
    source = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    source.write_bytes(archive(packed=packed))
    told = batch(source, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 0, told.stderr
    assert read(tmp_path / "out.jsonl") == [
        (f"https://example.org/{name}", "coder") for name in ("one", "packed", "ad")
    ]
    assert "3 archived records that are no pages were passed over" in told.stderr


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("share", [0.35, 0.6, 0.9, 0.97, 0.999])
def test_a_truncated_archive_is_told(tmp_path: Path, *, packed: bool, share: float) -> None:
    source = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    whole = archive(packed=packed)
    source.write_bytes(whole[: int(len(whole) * share)])
    told = batch(source, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    assert "truncated" in told.stderr
    assert read(tmp_path / "out.jsonl")[-1][1] == "truncated"


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(b"<html>no archive</html>")
    told = batch(tmp_path / "crawl.warc", "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    assert read(tmp_path / "out.jsonl")[0][1] == "broken"


@pytest.mark.parametrize("kind", ["gz", "zst"])
@pytest.mark.parametrize("cut", [5, 60, 400])
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_truncated_packed_file_is_told_and_what_came_before_is_judged(
    tmp_path: Path, kind: str, cut: int, form: str
) -> None:
    import zstandard

    ads = [{"id": str(number), "text": f"{CODER} {number * 7919}"} for number in range(300)]
    content = "".join(f"{json.dumps(ad)}\n" for ad in ads)
    if form == "csv":
        content = "id,text\n" + "".join(f'{ad["id"]},"{ad["text"]}"\n' for ad in ads)
    data = gzip.compress(content.encode()) if kind == "gz" else zstandard.ZstdCompressor().compress(content.encode())
    (tmp_path / f"ads.{form}.{kind}").write_bytes(data[:-cut])
    told = batch(tmp_path / f"ads.{form}.{kind}", "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    if not (tmp_path / "out.jsonl").exists():  # nothing of a CSV header was there
        assert "column" in told.stderr
        return
    found = read(tmp_path / "out.jsonl")
    assert found[-1][1] == "truncated"
    assert [name for name, _ in found[:-1]] == [str(number) for number in range(len(found) - 1)]
    assert "is truncated or broken" in told.stderr


def test_a_broken_packed_file_is_told(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(json.dumps({"id": "1", "text": CODER}).encode()))
    data[-6] ^= 255
    (tmp_path / "ads.jsonl.gz").write_bytes(bytes(data))
    told = batch(tmp_path / "ads.jsonl.gz", "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    assert read(tmp_path / "out.jsonl")[-1][1] == "broken"
