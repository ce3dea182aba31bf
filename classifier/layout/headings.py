"""Headings of an ad: lines, or the first words of lines, that say what follows."""

import re
from dataclasses import dataclass

from classifier.layout.kinds import MOST_WORDS, SectionKind, is_strict, kind_of, names_the_title
from classifier.layout.sentences import part
from classifier.layout.text import Line

__all__ = ["Heading", "SectionKind", "heading"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found at the start of a line; ``kind`` is None where it is none that we know.

    ``line`` holds the heading without colon and marks, ``rest`` what stands behind it on the same line. ``strict``
    tells that it says itself whether what follows is asked for or preferred.
    """

    kind: SectionKind | None
    line: Line
    rest: Line | None
    strict: bool = False


_LONGEST = 90
_MARKDOWN = re.compile(r"^#{1,6} |^(?:\*{2,3}|_{2,3})(?=\S).*[*_]{2}$")
# What ends a label: "Required: RHIT", "**Required:** RHIT", "Experience. One year of ...".
_END = r" :(?!//)|:(?!//)| - |\.(?= [A-Z])|\?(?= [A-Z])"
# Each way begins with a sign of its own, so that the rest of a line is passed over quickly.
_LABEL_END = re.compile(rf"(?:\*\*(?:{_END})|__(?:{_END})|{_END})(?:\*\*|__)?(?= ?\S)")
# One of these is in every end of a label, and looked for first.
_ENDS = (":", " - ", ". ", "? ")
# Marks and spaces in and behind the end of a label.
_MARKS = 8
# What is said of the label itself: "Coding certification: not necessary".
_VERDICT = re.compile(r"(?:(?:is|are) )?not (?:required|necessary|needed|mandatory|asked for)\b", re.IGNORECASE)
# What brackets add to a heading: "Minimum qualifications (please show them on your resume)".
_REMARK = re.compile(r" \([^()%]{1,80}\)?$")
# Over lines it heads a list; in front of words it is part of what they say: "Not needed: an RHIT".
_DENYING = re.compile(r"not (?:required|necessary|needed)", re.IGNORECASE)
_NO_LABEL = re.compile("[:?!]")
_EDGES = " \t#*_=~:-|<>[]`\"'."


def heading(line: Line) -> Heading | None:
    """Return the heading that ``line`` is or begins with, None for a line of plain text."""
    whole = _whole(line) if len(line.text) <= _LONGEST else None
    if whole and whole.kind:
        return whole
    begin = line.text[: _LONGEST + _MARKS]
    found = _LABEL_END.search(begin, 2) if any(end in begin for end in _ENDS) else None
    return (_labeled(line, found) if found else None) or whole


def _whole(line: Line) -> Heading | None:
    """Return the heading that fills the line; one we don't know only where it is marked or stands in capitals."""
    words = line.text.strip(_EDGES)
    if not words or ":" in words or line.text.endswith((".", ",", ";")) or len(words.split()) > MOST_WORDS:
        return None
    marked = line.text.rstrip("*_ ").endswith(":") or _MARKDOWN.match(line.text) is not None
    marked = marked or (line.bullet and line.text.endswith(("*", "_")))  # its first star was taken for a bullet
    begins = marked or words[0].isupper() or words[0].isdigit()
    kind = _kind(words, marked=marked or (words.isupper() and " " in words)) if begins else None
    if line.bullet and not marked and not (kind is SectionKind.DUTIES or (kind and is_strict(words))):
        return None
    if kind is None and not marked and not (words.isupper() and " " in words):
        return None
    start = line.text.index(words)
    return Heading(kind, part(line, start, start + len(words)), None, is_strict(words))


def _kind(words: str, *, marked: bool) -> SectionKind | None:
    """Return the kind of heading that the words are, with or without what brackets add at their end."""
    plain = _REMARK.sub("", words)
    return kind_of(words, marked=marked) or (kind_of(plain, marked=marked) if plain != words else None)


def _labeled(line: Line, found: re.Match[str]) -> Heading | None:
    """Return the heading in front of a colon, with the words behind it."""
    label, mark = line.text[: found.start()], found.group().strip(" *_")
    words = label.strip(_EDGES)
    if (
        not words
        or len(label) > _LONGEST
        or _NO_LABEL.search(label)
        or _DENYING.fullmatch(words)
        or len(words.split()) > MOST_WORDS
        or not (words[0].isupper() or words[0].isdigit())
    ):
        return None
    kind = SectionKind.TITLE if mark == ":" and names_the_title(words) else _kind(words, marked=mark == ":")
    runs_in = mark == ":" or kind in _RUN_IN[mark == "-"] or (kind in _ASKED and _ALONE.fullmatch(words))
    if kind is None or not runs_in:
        return None
    start = line.text.index(words)
    rest = part(line, found.end(), len(line.text))
    if kind is SectionKind.LICENSURE and _VERDICT.match(rest.text):
        return None
    return Heading(kind, part(line, start, start + len(words)), rest, is_strict(words))


_SCHOOLED = frozenset({SectionKind.LICENSURE, SectionKind.SCHOOLING, SectionKind.EXPERIENCE})
_ASKED = frozenset({SectionKind.REQUIREMENTS, SectionKind.PREFERRED})
# What may end in a full stop ("Experience. One year ..."), and what in a dash ("Required - RHIT").
_RUN_IN = (_SCHOOLED, _SCHOOLED | _ASKED)
# What may end in a full stop though it can be an answer ("Preferred. Must ..."): these words alone.
_ALONE = re.compile(
    r"(?:(?:minimum|basic|required|preferred|desired) )?(?:qualifications|requirements)|required|preferred|desired",
    re.IGNORECASE,
)
