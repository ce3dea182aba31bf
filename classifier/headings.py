"""Headings of an ad: lines, or the first words of lines, that say what follows."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from classifier.knowledge import table
from classifier.sentences import part
from classifier.text import Line


class SectionKind(StrEnum):
    """What a section is about. ``INTRO`` is what stands before the first known heading."""

    TITLE = "title"
    INTRO = "intro"
    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    PREFERRED = "preferred"
    LICENSURE = "licensure"
    SCHOOLING = "schooling"
    EXPERIENCE = "experience"
    OFFER = "offer"
    BENEFITS = "benefits"
    ABOUT = "about"
    LEGAL = "legal"
    PHYSICAL = "physical"


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
_MOST_WORDS = 9
_MARKDOWN = re.compile(r"^#{1,6} |^(?:\*{2,3}|_{2,3})(?=\S).*[*_]{2}$")
# The label, its end, and what follows: "Required: RHIT", "**Required:** RHIT", "Experience. One year of ...".
_LABEL = re.compile(r"^([^:?!]{2,90}?)((?:\*\*|__)?(?: ?:(?!//)| - |[.?](?= [A-Z]))(?:\*\*|__)?)(?= ?\S)")
_EDGES = " \t#*_=~:-|<>[]`\"'."
_TAIL = re.compile(r"\b(?:but (?:are |is )?not limited to|as follows|the following)\b")


def heading(line: Line) -> Heading | None:
    """Return the heading that ``line`` is or begins with, None for a line of plain text."""
    whole = _whole(line) if len(line.text) <= _LONGEST else None
    if whole and whole.kind:
        return whole
    found = _LABEL.match(line.text)
    return (_labeled(line, found) if found else None) or whole


def _whole(line: Line) -> Heading | None:
    """Return the heading that fills the line."""
    words = line.text.strip(_EDGES)
    marked = line.text.rstrip("*_ ").endswith(":") or _MARKDOWN.match(line.text) is not None
    if not words or line.text.endswith((".", ",", ";")) or len(words.split()) > _MOST_WORDS:
        return None
    if line.bullet and not marked and len(words.split()) < 2:
        return None
    shouted = words.isupper() and len(words) > 3
    kind = None
    if marked or words[0].isupper() or words[0].isdigit():
        kind = kind_of(words, loose=marked or shouted or words.istitle() or not line.bullet)
    if kind is None and not marked and not (shouted and not line.bullet and " " in words):
        return None
    if line.bullet and not marked and kind not in _BULLETED:
        return None
    start = line.text.index(words)
    return Heading(kind, part(line, start, start + len(words)), None, _is_strict(words))


def _labeled(line: Line, found: re.Match[str]) -> Heading | None:
    """Return the heading in front of a colon, with the words behind it."""
    words, mark = found[1].strip(_EDGES), found[2].strip(" *_")
    if not words or len(words.split()) > _MOST_WORDS or not (words[0].isupper() or words[0].isdigit()):
        return None
    kind = SectionKind.TITLE if mark == ":" and _key(words) in _labels() else kind_of(words, loose=mark == ":")
    if kind is None or (mark != ":" and kind not in _RUN_IN):
        return None
    start = line.text.index(words)
    rest = part(line, found.end(), len(line.text))
    return Heading(kind, part(line, start, start + len(words)), rest, _is_strict(words))


# Of these a bullet without a colon may be the heading; "- Health benefits" is an item of a list.
_BULLETED = frozenset({SectionKind.DUTIES, SectionKind.REQUIREMENTS, SectionKind.PREFERRED})
# These end in a full stop or a dash as well: "Experience. One year ...", "Required - RHIT".
_RUN_IN = frozenset(
    {
        SectionKind.REQUIREMENTS,
        SectionKind.PREFERRED,
        SectionKind.LICENSURE,
        SectionKind.SCHOOLING,
        SectionKind.EXPERIENCE,
    }
)


def kind_of(words: str, *, loose: bool = True) -> SectionKind | None:
    """Return the kind of section that a heading of these words opens, None for words that are no heading we know.

    ``loose`` also tries patterns and the vocabulary of headings, after the list of phrases.
    """
    key = _key(words)
    if key in _phrases():
        return _phrases()[key]
    if not loose or not key or len(key.split()) > _MOST_WORDS:
        return None
    return _kind_by_words(key) or next((kind for kind, pattern in _patterns() if pattern.search(key)), None)


# What the words of a heading decide, from the first rule that fits: (words that must be there, kind).
def _kind_by_words(key: str) -> SectionKind | None:
    """Return the kind where every word of ``key`` belongs to the vocabulary of headings."""
    words = set(key.split())
    if not words <= _vocabulary("fillers").union(*map(_vocabulary, _DECIDERS)):
        return None
    named = {name for name in _DECIDERS if words & _vocabulary(name)}
    for kind in ("preferred", "physical", "benefits", "duties"):
        if kind in named and not (kind == "preferred" and "required" in named):
            return SectionKind(kind)
    about = named & {"licensure", "schooling", "experience"}
    if len(about) == 1 and not words & _vocabulary("requirements") - {"requirement"}:
        return SectionKind(about.pop())
    if about or named & {"requirements", "preferred"}:
        return SectionKind.REQUIREMENTS
    return SectionKind.OFFER if named == {"offer"} else None


_DECIDERS = (
    "preferred", "required", "requirements", "licensure", "schooling", "experience", "duties", "physical", "benefits", "offer",
)  # fmt: skip


def _is_strict(words: str) -> bool:
    """Tell whether the heading itself says "required" or "preferred"."""
    return not _vocabulary("required").union(_vocabulary("preferred"), {"requirement"}).isdisjoint(_key(words).split())


@cache
def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(table("headings")["words"][name])


@cache
def _phrases() -> dict[str, SectionKind]:
    found = ((kind, phrase) for kind in SectionKind for phrase in table("headings").get(kind, {}).get("phrases", ()))
    return {_key(phrase): kind for kind, phrase in found}


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(_key, table("headings")["title"]["labels"]))


@cache
def _patterns() -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    found = ((kind, rule) for kind in SectionKind for rule in table("headings").get(kind, {}).get("patterns", ()))
    return tuple((kind, re.compile(rule)) for kind, rule in found)


def _key(words: str) -> str:
    """Return ``words`` without case, punctuation, silent words and plural "s": what two headings are compared by."""
    words = _TAIL.sub(" ", words.lower().replace("'", ""))
    kept = (word for word in re.findall(r"[a-z0-9#]+", words) if word not in _silent())
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in kept
    )


@cache
def _silent() -> frozenset[str]:
    return frozenset(table("headings")["silent"])
