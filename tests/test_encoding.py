"""Bytes of every kind become text or are refused by name."""

# ruff: noqa: RUF001 - dashes and quotes as ads have them

import codecs
import contextlib
import gzip
import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.errors import PostingError
from classifier.knowledge import table
from classifier.source.encoding import decode, readable

AD = "Café Hospital – “RHIT” required"
RUSSIAN = "Больница ищет медицинского статистика: кодирование диагнозов, проверка историй болезни и отчёты для врачей. "

ENCODINGS = [
    pytest.param(AD.encode(), None, AD, id="utf-8"),
    pytest.param(codecs.BOM_UTF8 + AD.encode(), None, AD, id="utf-8 with mark"),
    pytest.param(codecs.BOM_UTF8 + AD.encode(), "windows-1252", AD, id="mark against header"),
    pytest.param(AD.encode("utf-16"), None, AD, id="utf-16 with mark"),
    pytest.param(codecs.BOM_UTF16_BE + AD.encode("utf-16-be"), None, AD, id="utf-16 big endian with mark"),
    pytest.param(AD.encode("utf-16-le"), None, AD, id="utf-16 without mark"),
    pytest.param(AD.encode("utf-16-be"), None, AD, id="utf-16 big endian without mark"),
    pytest.param(AD.encode("utf-16-le"), "utf-8", AD, id="utf-16 declared as utf-8"),
    pytest.param(AD.encode("utf-16-le")[:-1], None, AD[:-1] + "�", id="utf-16 cut in a character"),
    pytest.param(AD.encode("utf-32"), None, AD, id="utf-32 with mark"),
    pytest.param(AD.encode("utf-32-le"), None, AD, id="utf-32 without mark"),
    pytest.param(AD.encode("utf-32-be"), None, AD, id="utf-32 big endian without mark"),
    pytest.param(AD.encode("cp1252"), None, AD, id="windows-1252 unsaid"),
    pytest.param(AD.encode("cp1252"), "windows-1252", AD, id="windows-1252 in the header"),
    pytest.param(AD.encode("cp1252"), "iso-8859-1", AD, id="windows-1252 declared as latin-1"),
    pytest.param(AD.encode("cp1252"), "us-ascii", AD, id="windows-1252 declared as ascii"),
    pytest.param(AD.encode("cp1252"), "utf-8", AD, id="windows-1252 declared as utf-8"),
    pytest.param(AD.encode(), "iso-8859-1", AD, id="utf-8 declared as latin-1"),
    pytest.param(AD.encode(), "utf-16", AD, id="utf-8 declared as utf-16"),
    pytest.param(AD.encode(), "no-such-charset", AD, id="charset that nobody knows"),
    pytest.param(AD.encode("cp1252"), "unicode_escape", AD, id="charset that is a Python codec"),
    pytest.param(AD.encode("cp1252"), '"windows-1252"', AD, id="charset in quotes"),
    pytest.param("Gdańsk RHIT".encode("iso-8859-2"), "iso-8859-2", "Gdańsk RHIT", id="header of another alphabet"),
    pytest.param(
        '<meta charset="iso-8859-2"><p>Gdańsk'.encode("iso-8859-2"),
        None,
        '<meta charset="iso-8859-2"><p>Gdańsk',
        id="meta charset",
    ),
    pytest.param(
        '<meta http-equiv=Content-Type content="text/html; charset=koi8-r"><p>Привет'.encode("koi8-r"),
        None,
        '<meta http-equiv=Content-Type content="text/html; charset=koi8-r"><p>Привет',
        id="meta content type",
    ),
    pytest.param(
        "<?xml version='1.0' encoding='iso-8859-15'?><p>5 €".encode("iso-8859-15"),
        None,
        "<?xml version='1.0' encoding='iso-8859-15'?><p>5 €",
        id="xml declaration",
    ),
    pytest.param("“RHIT” – she’ll code".encode("mac_roman"), None, "“RHIT” – she’ll code", id="old Macintosh"),
    pytest.param("é – ".encode() + b"caf\xe9 \x93RHIT\x94", None, "é – café “RHIT”", id="utf-8 and windows-1252 mixed"),
    pytest.param(AD.encode() + "é".encode()[:1], None, AD + "Ã", id="utf-8 cut in a character"),
    pytest.param(RUSSIAN.encode("cp1251"), None, RUSSIAN, id="guessed"),
    pytest.param(b"RHIT\x00required", None, "RHIT required", id="null byte"),
    pytest.param(b"RHIT\x1f required\x0b", None, "RHIT  required ", id="control characters"),
    pytest.param(b"RHIT\x81 caf\xe9", None, "RHIT� café", id="byte that windows-1252 has not"),
    pytest.param(b"", None, "", id="nothing"),
]

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


@pytest.mark.parametrize(("data", "charset", "text"), ENCODINGS)
def test_reads_each_encoding(data: bytes, charset: str | None, text: str) -> None:
    assert decode(data, charset) == text


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", AD)
    return packed.getvalue()


BINARY = [
    pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nRHIT required", "PDF", id="pdf"),
    pytest.param(b"\n\n%PDF-1.4\nRHIT required", "PDF", id="pdf behind empty lines"),
    pytest.param(_zip(), "ZIP", id="zip or docx"),
    pytest.param(gzip.compress(AD.encode()), "gzip", id="gzip"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(100), "picture", id="png"),
    pytest.param(b"\xff\xd8\xff\xe0" + bytes(100), "picture", id="jpeg"),
    pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Office", id="doc"),
    pytest.param(b"{\\rtf1\\ansi RHIT required}", "RTF", id="rtf"),
    pytest.param(b"MZ\x90\x00\x03\x00" + bytes(100), "Windows", id="windows program"),
    pytest.param(b"\x7fELF\x02\x01" + bytes(100), "program", id="linux program"),
    pytest.param(b"SQLite format 3\x00" + bytes(100), "database", id="sqlite"),
    pytest.param(b"PAR1\x15\x04\x15" + bytes(100), "Parquet", id="parquet"),
    pytest.param(b"\x28\xb5\x2f\xfd" + bytes(100), "archive", id="zstd"),
    pytest.param(bytes(1000), "not text", id="nulls"),
    pytest.param(bytes(range(256)) * 10, "not text", id="every byte"),
]


@pytest.mark.parametrize(("data", "name"), BINARY)
def test_refuses_what_is_no_text_by_name(data: bytes, name: str) -> None:
    with pytest.raises(PostingError, match="paste the ad's text or save the page as HTML") as refusal:
        decode(data)
    assert refusal.value.code == "binary"
    assert name in refusal.value.message


@pytest.mark.parametrize(
    "text", ["PK plus", "MZ health", "BM Hospital", "GIFT shop", "PAR10 clerk", "%PDF is a format"]
)
def test_text_that_begins_like_a_binary_file_is_text(text: str) -> None:
    assert decode(text.encode()) == text


def test_every_charset_of_the_list_is_one_that_python_has() -> None:
    for name in table("files")["encodings"]:
        assert codecs.lookup(name).name == name or name == "mac_roman"


@pytest.mark.parametrize("piece", [b"RHIT \x93or\x94 ", "é RHIT ".encode() + b"\xe9", "Больница ".encode("cp1251")])
def test_time_grows_with_length_only(piece: bytes, grows_in_line: Growth) -> None:
    signs = piece.decode("latin-1")

    def work(text: str) -> Callable[[], object]:
        data = text.encode("latin-1")
        return lambda: decode(data)

    assert grows_in_line(work, signs, 1_000_000)


def test_readable_leaves_no_lone_surrogate() -> None:
    assert readable("a\ud800b\x00c\td\n") == "a\ufffdb c\td\n"


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=12)))
def test_any_bytes_are_read_or_refused(data: bytes, charset: str | None) -> None:
    with contextlib.suppress(PostingError):
        decode(data, charset).encode()


@given(st.text(alphabet=st.characters(exclude_categories=["C"]), min_size=1))
def test_utf_8_is_read_as_written(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize("code", [*range(32), *range(127, 162), 0x2028, 0xFFFD])
def test_control_characters_become_spaces_wherever_they_stand(code: int) -> None:
    shown = " " if code < 32 or 127 <= code < 160 else chr(code)
    shown = {"\t": "\t", "\n": "\n", "\f": "\n", "\r": "\r", "\x85": "\n"}.get(chr(code), shown)
    text = f"{chr(code)}coder{'s' * 60}{chr(code)}"
    assert decode(text.encode()) == readable(text) == f"{shown}coder{'s' * 60}{shown}"
