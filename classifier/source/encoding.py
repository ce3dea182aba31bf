"""Bytes to text: which encoding a file is in, whatever it says of itself, and which files are no text at all."""

import codecs
import re
from functools import cache

from classifier.errors import PostingError
from classifier.knowledge import table

SAMPLE = 65_536
"""Bytes that guesses look at; decoding itself always takes the whole."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Tab, line feed, form feed, carriage return and escape stand in real text; the other control bytes hardly do.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_DECLARATION = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_UNPRINTABLE = {code: " " for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n\r\x85"}
_UNPRINTABLE |= {0x85: "\n", 0x0C: "\n"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ufffd]")
# What `readable` changes, as characters and as bytes of UTF-8; nearly every text holds none of it.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ODD_BYTES = bytes({*range(32), 127} - {9, 10, 13})
_ODD_PAIR = re.compile(rb"\xc2[\x80-\x9f]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, charset: str | None = None) -> str:
    """Return the text of ``data``; control characters in it become spaces.

    In order: byte order mark, UTF-16 and UTF-32 by their null bytes, bytes that are valid UTF-8 (no other encoding
    looks like it by chance, so a declared one that disagrees is wrong), ``charset`` (of the HTTP header), a meta tag
    or XML declaration, UTF-8 with a few bytes of Windows-1252 among it, and last a guess.

    Raises PostingError ``binary`` for what is no text.
    """
    _refuse_known_binary(data)
    wide = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _wide(data)
    if wide:
        text = data.decode(wide, "replace").removeprefix("\ufeff")
        _refuse_noise(len(_CONTROL.findall(text, 0, SAMPLE)), min(len(text), SAMPLE), limit=0.1)
        return readable(text)
    data = data.removeprefix(codecs.BOM_UTF8)
    plain = _strict(data, "utf-8")
    if plain is not None and len(data.translate(None, _ODD_BYTES)) == len(data) and not _ODD_PAIR.search(data):
        return plain
    _refuse_noise(len(data) - len(data.translate(None, _CONTROLS)), len(data), limit=0.03 if plain is None else 0.3)
    return readable(_narrow(data, charset) if plain is None else plain)


def readable(text: str) -> str:
    """Return ``text`` with control characters as spaces and lone surrogates as U+FFFD, so that any parser takes it."""
    return _SURROGATE.sub("\ufffd", text.translate(_UNPRINTABLE)) if _ODD.search(text) else text


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 that data without a byte order mark is in, told by where its null bytes stand."""
    sample = data[: SAMPLE - SAMPLE % 4]
    if 0 not in sample:
        return None
    quarter = len(sample) // 4
    nulls = [sample[place::4].count(0) for place in range(4)]
    full = [count >= 0.7 * quarter and quarter > 0 for count in nulls]
    bare = [count <= 0.05 * quarter for count in nulls]
    if full[1] and full[2] and full[3] and bare[0]:
        return "utf-32-le"
    if full[0] and full[1] and full[2] and bare[3]:
        return "utf-32-be"
    if full[1] and full[3] and bare[0] and bare[2]:
        return "utf-16-le"
    return "utf-16-be" if full[0] and full[2] and bare[1] and bare[3] else None


def _refuse_known_binary(data: bytes) -> None:
    met = _kind(data)
    if met:
        raise PostingError("binary", f"This is {met}, not text: paste the ad's text or save the page as HTML.")


def _refuse_noise(controls: int, length: int, limit: float) -> None:
    """Refuse what holds too many control characters; compressed or encrypted bytes hold 10 % of them."""
    if controls > limit * length:
        message = "These bytes are not text in any known encoding: paste the ad's text or save the page as HTML."
        raise PostingError("binary", message)


def _kind(data: bytes) -> str | None:
    """Return what the first bytes say the file is, None where they say nothing."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf\t\n\r ")
    for name, at, marks in _magic():
        if (data if at else head).startswith(marks, at):
            return name
    if data.startswith(b"MZ") and 0 in data[:64]:
        return "a Windows program"
    return None


@cache
def _magic() -> tuple[tuple[str, int, tuple[bytes, ...]], ...]:
    return tuple(
        (kind["name"], kind.get("at", 0), tuple(mark.encode("latin-1") for mark in kind["marks"]))
        for kind in table("files")["file"]
    )


def _narrow(data: bytes, charset: str | None) -> str:
    """Return the text of bytes that are no UTF-8."""
    for name in (charset, _declared(data)):
        text = _strict(data, _known(name)) if name else None
        if text is not None:
            return text
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_SURROGATE.findall(text))
    whole = len(_BEYOND_ASCII.findall(text)) - stray
    if whole > stray or not (guess := _guess(data)):
        return text.translate(_western())
    return data.decode(guess, "replace")


def _strict(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> str | None:
    found = _DECLARATION.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else None


def _known(name: str) -> str | None:
    """Return the codec for a declared charset; Latin-1 and ASCII are read as Windows-1252, as browsers do.

    Only encodings of the list are taken: ``punycode`` or ``unicode_escape`` would be slow or change the text.
    """
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    codec = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(codec, codec)
    return codec if codec in table("files")["encodings"] else None


@cache
def _western() -> dict[int, str]:
    """Return what a byte that is no UTF-8, decoded as a lone surrogate, means in Windows-1252."""
    return {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(128, 256)}


def _guess(data: bytes) -> str | None:
    """Return the encoding of a text that says nothing true of it, None for Windows-1252.

    A text that is nearly all ASCII is English with curly quotes and dashes in it: too little for statistics.
    """
    high = data.translate(None, bytes(range(128)))
    if len(high) < 0.3 * len(data):
        return "mac_roman" if _from_macintosh(high) else None
    start = max(0, data.find(high[:1]) - 1024)
    from charset_normalizer import from_bytes  # noqa: PLC0415 - long in loading, and seldom needed

    best = from_bytes(data[start : start + SAMPLE]).best()
    return best.encoding if best and best.encoding in table("files")["encodings"] else None


def _from_macintosh(high: bytes) -> bool:
    """Return whether the bytes are curly quotes, dashes and bullets of old Macintosh text rather than of Windows."""
    macintosh = sum(high.count(byte) for byte in b"\xd0\xd1\xd2\xd3\xd4\xd5\xa5\xca")
    return macintosh > 0.8 * len(high)
