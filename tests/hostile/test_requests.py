"""The running server under attack: the list of docs/security.md, sent as bytes."""

import io
import json
import re
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from socket import create_connection, socket

import pytest

from service.keys import new_key

from .case import AD
from .conftest import Target, serving

BYTES = AD.encode()
HEAD = b"Host: x\r\nConnection: close\r\n"
POST = b"POST /v1/classify HTTP/1.1\r\n" + HEAD + b"Content-Type: text/plain\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"


def get(path: bytes, more: bytes = b"") -> bytes:
    return b"GET " + path + b" HTTP/1.1\r\n" + HEAD + more + b"\r\n"


#: What is sent, and the status of the one answer; 0 where the line is just closed.
RAW: list[tuple[str, bytes, int]] = [
    ("a negative length", POST + b"Content-Length: -1\r\n\r\nRHIT", 400),
    ("a length in words", POST + b"Content-Length: ten\r\n\r\nRHIT", 400),
    ("a length without end", POST + b"Content-Length: " + b"9" * 30 + b"\r\n\r\nRHIT", 400),
    ("a length with a sign", POST + b"Content-Length: +4\r\n\r\nRHIT", 400),
    ("two lengths", POST + b"Content-Length: 4\r\nContent-Length: 40\r\n\r\nRHIT", 400),
    ("a list of lengths", POST + b"Content-Length: 4, 4\r\n\r\nRHIT", 400),
    (
        "a length and chunks, and a request behind",
        CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 4\r\n\r\n") + b"0\r\n\r\n" + get(b"/healthz"),
        422,
    ),
    ("chunks under two names", CHUNKED.replace(b"chunked", b"chunked, identity") + b"4\r\nRHIT\r\n0\r\n\r\n", 400),
    ("chunks behind a space", CHUNKED.replace(b"g: ", b"g : ") + b"4\r\nRHIT\r\n0\r\n\r\n", 400),
    ("a chunk without length", CHUNKED + b"ZZ\r\nRHIT\r\n0\r\n\r\n", 400),
    ("a chunk without end", CHUNKED + b"F" * 17 + b"\r\nRHIT\r\n0\r\n\r\n", 400),
    ("a header folded", get(b"/healthz", b"X-A: b\r\n c\r\n"), 400),
    ("a header in a request id", get(b"/healthz", b"X-Request-ID: a\r\n X-Evil: 1\r\n"), 400),
    ("a request of another age", b"GET /healthz\r\n", 400),
    ("another protocol", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0),
    ("a greeting of TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 500, 400),
    ("noise", bytes(range(256)) * 8, 400),
    ("a path of 100 KB", get(b"/" + b"a" * 100_000), 414),
    ("5,000 headers", get(b"/healthz", b"".join(b"X-%d: a\r\n" % n for n in range(5_000))), 431),
    ("a null byte in the path", get(b"/static/%00"), 404),
    ("a path that climbs", get(b"/static/../../../etc/passwd"), 404),
    ("a path that climbs in disguise", get(b"/static/..%2f..%2f..%2fetc/passwd"), 404),
    ("dots in disguise", get(b"/static/%2e%2e/app.py"), 404),
    ("back slashes", get(b"/static/..%5c..%5capp.py"), 404),
    ("a path from the root", get(b"/static//etc/passwd"), 404),
    ("an example that climbs", get(b"/examples/..%2f..%2fapp"), 404),
    ("slashes too many", get(b"//v1//roles"), 404),
    ("another host for a path", get(b"//evil.example/%2f.."), 404),
    ("another host and a slash", get(b"/\\evil.example"), 404),
    ("another host in the line", get(b"http://evil.example/several/"), 404),
    ("a line feed in the query", get(b"/healthz?a=%0d%0aX-Evil:%201"), 200),
    ("TRACE", b"TRACE / HTTP/1.1\r\n" + HEAD + b"\r\n", 405),
    ("PUT", b"PUT /v1/classify HTTP/1.1\r\n" + HEAD + b"Content-Length: 0\r\n\r\n", 405),
    ("CONNECT", b"CONNECT evil.example:443 HTTP/1.1\r\n" + HEAD + b"\r\n", 404),
    ("a method of nobody", b"FOO / HTTP/1.1\r\n" + HEAD + b"\r\n", 405),
    ("a method in a header", get(b"/v1/classify", b"X-HTTP-Method-Override: POST\r\n"), 405),
    ("a packed body", POST + b"Content-Encoding: gzip\r\nContent-Length: 24\r\n\r\n\x1f\x8b\x08" + bytes(21), 422),
    (
        "a charset of Python",
        POST.replace(b"plain", b"plain; charset=zlib_codec") + b"Content-Length: 5\r\n\r\nRHIT\xff",
        200,
    ),
    ("a type of 5 KB", POST.replace(b"text/plain", b"a" * 5_000) + b"Content-Length: 4\r\n\r\nRHIT", 415),
    ("ranges without measure", get(b"/static/page.css", b"Range: bytes=0-0," + b"0-0," * 2_000 + b"0-0\r\n"), 416),
]


@pytest.mark.parametrize(("sent", "status"), [row[1:] for row in RAW], ids=[row[0] for row in RAW])
def test_a_request_gets_one_answer_and_nothing_of_its_sender_in_the_head(
    target: Target, sent: bytes, status: int
) -> None:
    answer = target.send(sent)
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert answer.count(b"HTTP/1.1 ") == bool(status)
    assert head.startswith(f"http/1.1 {status} ".encode() if status else b"")
    assert not re.search(rb"^(location|x-evil|set-cookie|access-control-\S+):", head, re.MULTILINE)
    assert b"evil.example" not in answer
    assert b"root:" not in answer


EVIL = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "evil"}


def test_no_answer_names_the_host_that_the_client_says(target: Target) -> None:
    for path in ("/", "/several", "/fit", "/docs", "/openapi.json", "/nothing", "/examples/nothing", "/static//x"):
        answer = target.ask(path, headers=EVIL)
        assert answer.startswith(b"HTTP/1.1 ")
        assert b"evil" not in answer


def test_every_answer_of_the_pages_carries_the_policy(target: Target) -> None:
    for answer in (
        target.ask("/"),
        target.ask("/nothing"),
        target.ask("/", b"text=RHIT", "application/x-www-form-urlencoded"),
    ):
        head = answer.partition(b"\r\n\r\n")[0].lower()
        policy = re.search(rb"content-security-policy: (.*)", head)
        assert policy
        assert b"unsafe" not in policy[1]
        assert {b"default-src 'none'", b"base-uri 'none'", b"frame-ancestors 'none'", b"form-action 'self'"} <= set(
            policy[1].strip().split(b"; ")
        )
        assert b"cache-control: no-store" in head
        assert b"set-cookie" not in head


def form(*parts: bytes) -> bytes:
    return b"".join(b"--B\r\n" + part + b"\r\n" for part in parts) + b"--B--\r\n"


def part(name: str, value: bytes, file: str | None = None) -> bytes:
    named = f'; filename="{file}"' if file is not None else ""
    return f'Content-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + value


CSV = part("answer", b"csv")
MULTIPART = "multipart/form-data; boundary=B"
SCRIPT = "<script>alert(1)</script>"

#: Path, type, body, status, and whether the words of the second column stand in the answer as they were sent.
FORMS: list[tuple[str, str, str, bytes, int]] = [
    ("no boundary", "/", "multipart/form-data", form(part("text", BYTES)), 422),
    ("a boundary of 5 KB", "/", f"multipart/form-data; boundary={'B' * 5_000}", form(part("text", BYTES)), 422),
    ("2,000 fields", "/", MULTIPART, form(*(part(f"f{n}", b"x") for n in range(2_000))), 413),
    ("a head without end", "/", MULTIPART, form(b"X-A: " + b"a" * 1_000_000 + b"\r\n\r\nx"), 422),
    (
        "a field without name",
        "/",
        MULTIPART,
        form(b"Content-Disposition: form-data\r\n\r\nx", part("text", BYTES)),
        200,
    ),
    (
        "a field in a charset of Python",
        "/",
        MULTIPART,
        form(part("text", BYTES).replace(b"\r\n\r\n", b"\r\nContent-Type: text/plain; charset=zlib_codec\r\n\r\n")),
        200,
    ),
    ("100,000 fields of a line", "/", "application/x-www-form-urlencoded", b"a=1&" * 100_000, 422),
    ("half an escape", "/", "application/x-www-form-urlencoded", b"text=RHIT+required+%ff%fe%0", 200),
    ("a script for a title", "/", MULTIPART, form(part("text", BYTES), part("title", SCRIPT.encode())), 200),
    (
        "a script for a file name",
        "/several",
        MULTIPART,
        form(part("files", BYTES, f"{SCRIPT}.txt"), part("files", b"", "b.txt")),
        200,
    ),
    (
        "a script for a candidate",
        "/fit",
        MULTIPART,
        form(part("text", BYTES), part("held", SCRIPT.encode()), part("years1", SCRIPT.encode())),
        422,
    ),
    ("a line feed in a file name", "/several", MULTIPART, form(part("files", BYTES, "a\r\nX-Evil: 1.txt"), CSV), 422),
    ("a file name that climbs", "/several", MULTIPART, form(part("files", BYTES, "../../../tmp/evil.txt"), CSV), 200),
    (
        "a file name in a codec of Python",
        "/several",
        MULTIPART,
        form(b"Content-Disposition: form-data; name=files; filename*=zlib_codec''%00%ff\r\n\r\n" + BYTES),
        200,
    ),
]


@pytest.mark.parametrize(("path", "kind", "body", "status"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS])
def test_a_form_is_answered_and_nothing_in_it_is_markup(
    target: Target, path: str, kind: str, body: bytes, status: int
) -> None:
    answer = target.ask(path, body, kind)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert SCRIPT.encode() not in answer
    assert b"x-evil" not in answer.partition(b"\r\n\r\n")[0].lower()


def test_too_many_fields_are_told_by_their_limit(target: Target) -> None:
    assert b"more than 1,000 fields and files" in target.ask(
        "/", form(*(part("f", b"x") for _ in range(2_000))), MULTIPART
    )


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def link(name: str, to: str) -> tuple[zipfile.ZipInfo, bytes]:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member, to.encode()


def lying(data: bytes, size: int = 10) -> bytes:
    """Return a zip of one member whose size is given as ``size`` in both places."""
    told = bytearray(data)
    central = told.rindex(b"PK\x01\x02")
    told[central + 24 : central + 28] = told[22:26] = struct.pack("<I", size)
    return bytes(told)


#: A zip, and what the CSV or the page must hold; nothing may be written, and no file of the machine be read.
ZIPS: list[tuple[str, Callable[[], bytes], int, bytes]] = [
    ("climbing names", lambda: zipped(("../../../../tmp/evil.txt", BYTES)), 200, b'"../../../../tmp/evil.txt"'),
    ("names from the root", lambda: zipped(("/etc/evil.txt", BYTES)), 200, b"evil.txt"),
    ("a link", lambda: zipped(link("link.txt", "/etc/passwd"), ("a.txt", BYTES)), 200, b'"link.txt"'),
    ("a formula for a name", lambda: zipped(("=cmd|x!A1.txt", BYTES)), 200, b'"\'=cmd|x!A1.txt"'),
    ("a line feed in a name", lambda: zipped(("a\r\nX-Evil: 1.txt", BYTES)), 200, b'"a X-Evil: 1.txt"'),
    ("a false size", lambda: lying(zipped(("a.txt", b"a" * 9_000_000))), 422, b"no zip that can be read"),
    ("a bomb", lambda: zipped(("a.txt", b"a" * 9_000_000)), 422, b"packed too tightly"),
    (
        "many small bombs",
        lambda: zipped(*((f"{n}.txt", b"a" * 900_000) for n in range(60))),
        422,
        b"packed too tightly",
    ),
    ("a zip in a zip", lambda: zipped(("b.zip", zipped(("a.txt", BYTES)))), 422, b"zip in a zip"),
    ("5,000 members", lambda: zipped(*((f"{n}.txt", b"") for n in range(5_000))), 422, b"more than 500 ads"),
    ("an end alone", lambda: b"PK\x05\x06" + b"\xff" * 18, 422, b"no zip that can be read"),
]


@pytest.mark.parametrize(("made", "status", "words"), [row[1:] for row in ZIPS], ids=[row[0] for row in ZIPS])
def test_a_zip_is_read_in_memory_or_refused(
    target: Target, made: Callable[[], bytes], status: int, words: bytes
) -> None:
    answer = target.ask("/several", form(part("files", made(), "ads.zip"), CSV), MULTIPART)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert words in answer
    assert b"root:" not in answer
    assert not Path("/tmp/evil.txt").exists()  # noqa: S108
    assert not Path("/etc/evil.txt").exists()


def test_the_log_holds_no_word_of_what_was_sent_and_no_line_of_an_attacker(target: Target) -> None:
    target.ask("/v1/classify?secret=Xylophone", b"Xylophone coder wanted", headers={"X-Request-ID": "last-of-all"})
    target.ask("/Xylophone", headers=dict.fromkeys(("X-API-Key", "Authorization", "Cookie", "Referer"), "Xylophone"))
    target.ask("/", form(part("text", b"Xylophone", "Xylophone.txt")), MULTIPART)
    target.ask("/several", form(part("files", b"{Xylophone", "Xylophone.jsonl")), MULTIPART)
    told = [line for line in target.log if not line.startswith("Rolecall answers")]
    assert any("last-of-all" in line for line in told)
    assert not [line for line in told if "Xylophone" in line or "Evil" in line or "evil" in line]
    assert all(json.loads(line)["level"] for line in told)
    assert "Traceback" not in "".join(told)


def test_keys_are_asked_for_and_forged_addresses_are_no_way_round_the_rate(tmp_path: Path) -> None:
    key, line = new_key("ats")
    (tmp_path / "keys").write_text(f"{line}\n")
    with serving(workers=2, API_KEYS=str(tmp_path / "keys"), RATE_LIMIT="5/hour") as server:
        wrong: list[dict[str, str]] = [
            {},
            {"X-API-Key": ""},
            {"X-API-Key": key[:-1]},
            {"X-API-Key": "a" * 60_000},
            {"Cookie": f"key={key}"},
        ]
        wrong += [{"Authorization": f"Basic {key}"}, {"Authorization": f"Bearer {key}, {key}"}]
        assert {server.ask("/v1/roles", headers=headers)[9:12] for headers in wrong} == {b"401"}
        assert server.ask(f"/v1/roles?api_key={key}")[9:12] == b"401"
        forged = [{"X-Forwarded-For": f"203.0.113.{n}", "Forwarded": f"for=203.0.113.{n}"} for n in range(9)]
        answers = [server.ask("/v1/roles", headers={"X-API-Key": key, **headers})[9:12] for headers in forged]
        assert answers == [b"200"] * 5 + [b"429"] * 4
        assert not [line for line in server.log if key in line]


def test_a_client_that_sends_a_byte_at_a_time_stops_nobody(target: Target) -> None:
    with create_connection(("127.0.0.1", target.port), 30) as slow:
        for sign in POST[:20]:
            slow.sendall(bytes([sign]))
            assert target.ask("/healthz").startswith(b"HTTP/1.1 200")


def test_nothing_of_an_ad_is_fetched(target: Target) -> None:
    with socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.settimeout(0.2)
        here = f"http://127.0.0.1:{trap.getsockname()[1]}"
        page = (
            f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "{here}/a.dtd" [<!ENTITY x SYSTEM "{here}/x">]>'
            f'<html><head><link rel=stylesheet href="{here}/b"><base href="{here}"><script src="{here}/c"></script>'
            f'<meta http-equiv=refresh content="0;{here}">'
            f'<script type="application/ld+json">{{"@context": "{here}/d"}}</script></head>'
            f'<body><img src="{here}/e"><iframe src="{here}/f"></iframe><p>RHIT required &x; {here}/g</p></body></html>'
        ).encode()
        assert target.ask("/v1/classify", page, "text/html").startswith(b"HTTP/1.1 200")
        assert target.ask("/", form(part("file", page, "ad.html")), MULTIPART).startswith(b"HTTP/1.1 200")
        assert target.ask("/", form(part("text", here.encode())), MULTIPART).startswith(b"HTTP/1.1 422")
        with pytest.raises(TimeoutError):
            trap.accept()
