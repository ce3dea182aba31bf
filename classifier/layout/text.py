"""The cleaned text of a posting and its lines."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

from classifier.layout.breaks import mended
from classifier.layout.wraps import unwrapped


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the cleaned text: ``content[start:end] == text``, bullet and edge white space left out.

    ``bullet`` tells that the line stood behind a bullet or a list number.
    """

    text: str
    start: int
    end: int
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """The cleaned text that every span indexes, and its lines that hold at least one letter or digit, in order."""

    content: str
    lines: tuple[Line, ...]


# Bullets of word processors arrive as private-use letters of their symbol fonts.
_SYMBOL_BULLETS = "\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc\uf076\uf06e\uf071"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033"
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u180e\u2122\u00ae\u2120\ufeff\ufffe\uffff"

# More marks on one letter than any script has; Unicode's own stream-safe limit is 30. Sorting them takes squared time.
_MARKS = 30

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});")
_BEYOND_PLAIN = re.compile(r"[^\n -~]")
# What is looked for first stands first: a text is searched for a bracket far faster than for letters before one.
_WRITTEN_SIGN = re.compile(r"\((?<=[A-Za-z]\()(?:R|TM|SM|tm)\)(?![A-Za-z])")
_BULLET = re.compile(
    r"""(?:(?:
        [\u2022\u00b7\u25aa\u25cf\u25cb\u25e6\u2023\u2219\u25a0\u25a1\u25ba\u27a2\u2713\u2714\u2192\u00bb\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff]\ufe0f?
        | [\U0001f300-\U0001faff]\ufe0f?
        | [*](?![*]) | -(?!-) | [>+](?=[ ]|$) | [o\u00d8](?=[ ]|$) | \u00a7(?![ ]?\d)
        | [(]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)](?=[ ]|$)
        | [(](?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.]?[)](?=[ ]|$)
        | \d{1,2}[.)](?=[A-Z][a-z])
    )[ ]*){1,4}""",
    re.VERBOSE,
)


def read_text(body: str) -> Text:
    """Return ``body`` cleaned and parted into lines.

    Takes time in proportion to the length; never fails. An empty or blank ``body`` gives no lines.
    """
    content = _tidied(mended(unwrapped(_tidied(_without_odd_characters(body)))))
    return Text(content, tuple(_lines(content)))


def _without_odd_characters(body: str) -> str:
    """Return NFC text with plain spaces, dashes, quotes and line ends, and nothing that can't be seen."""
    body = _ENTITY.sub(lambda found: unescape(found.group()), _whole_characters(body)).replace("\r\n", "\n")
    body = _WRITTEN_SIGN.sub("", _plain(body))
    if unicodedata.is_normalized("NFC", body):
        return body
    body = _mark_runs().sub(r"\1", body)
    return _plain(unicodedata.normalize("NFC", body))


def _whole_characters(body: str) -> str:
    """Return ``body`` with pairs of surrogates, which are one character in two halves, made whole; lone ones fall."""
    try:
        body.encode()
    except UnicodeEncodeError:
        return body.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return body


def _plain(body: str) -> str:
    """Return ``body`` with each odd character as what it becomes; most texts hold few, so they are looked for."""
    becomes = _replacements()
    return _BEYOND_PLAIN.sub(lambda found: becomes.get(found.group(), found.group()), body)


@cache
def _replacements() -> dict[str, str]:
    """Return what each odd character becomes, for most of them nothing."""
    drops = [*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
    drops += [*range(0xD800, 0xE000), *range(0xFFF0, 0xFFFC), *range(0xE0000, 0xE0080)]
    becomes = dict.fromkeys([*map(chr, drops), *_INVISIBLE], "")
    becomes |= {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
    for characters, plain in (
        (_SPACES, " "),
        (_LINE_ENDS, "\n"),
        (_DASHES, "-"),
        (_SINGLE_QUOTES, "'"),
        (_DOUBLE_QUOTES, '"'),
        (_SYMBOL_BULLETS, "\u2022"),
    ):
        becomes |= dict.fromkeys(characters, plain)
    return becomes


@cache
def _mark_runs() -> re.Pattern[str]:
    """Return what finds a run of combining marks over the limit; its first group is what may stay."""
    marks = "".join(chr(point) for point in range(0x300, 0x1F000) if unicodedata.combining(chr(point)))
    return re.compile(f"([{marks}]{{{_MARKS}}})[{marks}]+")


def _tidied(content: str) -> str:
    """Return ``content`` with single spaces, no space at the edge of a line and at most one blank line in a row."""
    content = _single(content, "  ").replace(" \n", "\n").replace("\n ", "\n")
    return _single(content, "\n\n\n").strip()


def _single(content: str, run: str) -> str:
    """Return ``content`` with each ``run``, and each longer one, of a sign shorter by that sign until there is none."""
    while run in content:
        content = content.replace(run, run[1:])
    return content


def _lines(content: str) -> Iterator[Line]:
    """Yield the lines, those without a letter or digit left out. A bullet alone on its line marks the next one."""
    start, waiting = 0, False
    for words in content.split("\n"):
        bullet = _BULLET.match(words)
        lead = bullet.end() if bullet else 0
        if bullet and lead == len(words):
            waiting = True
        elif any(map(str.isalnum, words)):
            yield Line(words[lead:], start + lead, start + len(words), waiting or bullet is not None)
            waiting = False
        start += len(words) + 1
