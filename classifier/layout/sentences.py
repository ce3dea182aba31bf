"""The sentences of a line."""

import re
from functools import cache

from classifier.knowledge import table
from classifier.layout.text import Line

_BOUNDARY = re.compile(r"[.!?][\"')\]]{0,3} +(?=[\"'(\[$]{0,2}[A-Z0-9])")
_LAST_WORD = re.compile(r"[A-Za-z][A-Za-z.']{0,11}$")


def sentences(line: Line) -> tuple[Line, ...]:
    """Return the sentences of ``line``, each with its exact span; the first keeps the bullet of the line.

    Abbreviations ("e.g.", "Dr.", "U.S.") and decimals end no sentence.
    """
    ends = [found.end() for found in _BOUNDARY.finditer(line.text) if not _is_abbreviation(line.text, found)]
    if not ends:
        return (line,) if line.text else ()
    found = (part(line, start, end) for start, end in zip([0, *ends], [*ends, len(line.text)], strict=True))
    return tuple(sentence for sentence in found if sentence.text)


def part(line: Line, start: int, end: int) -> Line:
    """Return ``line.text[start:end]`` as a line of its own, edge white space left out."""
    words = line.text[start:end]
    if len(words) == len(line.text):
        return line
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Line(words, line.start + start, line.start + start + len(words), line.bullet and start == 0)


def _is_abbreviation(text: str, boundary: re.Match[str]) -> bool:
    """Tell whether the full stop at ``boundary`` belongs to a short form in front of it."""
    if text[boundary.start()] != ".":
        return False
    found = _LAST_WORD.search(text, max(0, boundary.start() - 12), boundary.start())
    if found is None:
        return False
    word = found.group().lower()
    if len(word) == 1 or word in _short_forms("inside"):
        return True
    if word in _short_forms("units"):
        return not text[boundary.end()].isalpha()
    return word in _short_forms("either") and not text[boundary.end() : boundary.end() + 2].istitle()


@cache
def _short_forms(place: str) -> frozenset[str]:
    return frozenset(table("duties")["short_forms"][place])
