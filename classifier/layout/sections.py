"""The sections of an ad: lines grouped under their heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from classifier.knowledge import table
from classifier.layout.headings import Heading, SectionKind, heading
from classifier.layout.kinds import ASIDES
from classifier.layout.patterns import Finder, finder
from classifier.layout.sentences import part, sentences
from classifier.layout.text import Line, Text

__all__ = ["Section", "SectionKind", "sections", "title_of"]


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading; ``heading`` is None for the title and for what stands before the first heading.

    A heading with words behind it on its own line ("Required: RHIT") gives those words as the first line. A line that
    holds several kinds of text, such as prose that ends in an equal-opportunity statement, is parted at its sentences.
    """

    kind: SectionKind
    heading: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line or a part of one, where it stands, and the heading that it begins with."""

    kind: SectionKind
    heading: Line | None
    line: Line | None


# What bytes of ASCII become before they are parted into words.
_WORDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)) + b" " * 128
_TITLE_WORDS = 16
_OFFER_WORDS = 12
_FIRST_LINES = 6
# A label with words behind it speaks for these words only: "Location: Remote", "Note: bring your license".
_OWN_LINE = frozenset({SectionKind.OFFER, SectionKind.BENEFITS, SectionKind.LEGAL})
# These say what a person must have; one that stands under "Preferred" is preferred too.
_SCHOOLED = frozenset({SectionKind.LICENSURE, SectionKind.SCHOOLING, SectionKind.EXPERIENCE})
_CREDENTIALS = _SCHOOLED | {SectionKind.REQUIREMENTS}
# Where a bare "RHIT" is asked for; a whole sentence behind the bullets of such a list no longer belongs to it.
_DEMANDING = frozenset({SectionKind.REQUIREMENTS, SectionKind.PREFERRED, SectionKind.LICENSURE})
_SENTENCE_WORDS = 6


def sections(text: Text, title: str | None) -> tuple[Section, ...]:
    """Return the sections of ``text`` in order; together they hold every line once, as heading or as line.

    ``title`` is the title that the posting came with.
    """
    found: list[tuple[SectionKind, Line | None, list[Line]]] = []
    for piece in _pieces(text, title):
        if piece.heading or not found or found[-1][0] is not piece.kind:
            found.append((piece.kind, piece.heading, []))
        found[-1][2].extend([piece.line] if piece.line else [])
    return tuple(Section(kind, head, tuple(lines)) for kind, head, lines in found)


def title_of(text: Text, title: str | None) -> str:
    """Return ``title``, or the first line of ``text`` that is no known heading; empty where there is none.

    A line labeled as the title ("Job title: Coder") among the first lines comes before that.
    """
    if title and title.strip():
        return title.strip()
    for line in text.lines[:_FIRST_LINES]:
        head = heading(line)
        if head and head.kind is SectionKind.TITLE and head.rest:
            return head.rest.text
    first = _first_plain(text)
    return first.text if first else ""


def _first_plain(text: Text) -> Line | None:
    """Return the first line that is no heading we know, and no fact with a label ("Fee: $38/hr")."""
    plain = (line for line in text.lines if (head := heading(line)) is None or head.kind is None)
    return next((line for line in plain if not _rule("labeled_fact")(line.text)), None)


def _title_line(text: Text, title: str | None) -> Line | None:
    """Return the line that holds nothing but the title."""
    if title and title.strip():
        first = text.lines[0] if text.lines else None
        return first if first and _letters(first.text) == _letters(title) else None
    first = _first_plain(text)
    if first is None or first is text.lines[-1] or first.bullet or len(first.text.split()) > _TITLE_WORDS:
        return None
    return None if first.text.endswith((".", ";", ":")) or _rule("no_title")(first.text) else first


def _letters(words: str) -> str:
    # A title that is a link in Markdown stands in square brackets, its address in round ones.
    words = re.sub(r"\]\([^)]{0,500}\)", "]", words)
    return "".join(filter(str.isalnum, words.casefold()))


def _pieces(text: Text, title: str | None) -> Iterator[_Piece]:
    place = _Place()
    title_line = _title_line(text, title)
    for line in text.lines:
        if line is title_line:
            yield _Piece(SectionKind.TITLE, None, line)
            continue
        for head, words, cue in _parts(line):
            yield place.headed(head, line) if head else place.plain(line, words, cue)


class _Place:
    """Where the reader of an ad stands: the kind of the section, and what to return to from an aside."""

    def __init__(self) -> None:
        self.kind = SectionKind.INTRO
        self.before = SectionKind.INTRO
        self.bare = False
        self.listing = False

    def headed(self, head: Heading, line: Line) -> _Piece:
        """Return the piece that ``head`` opens on ``line``, and move there unless it speaks for its own line only."""
        if head.kind is None:
            return self._unknown(head, line)
        self.listing = False
        kind = head.kind
        opens = head.rest is None or head.rest.text.endswith(":")
        within = head.line is not None and head.line.start > line.start
        inner = (line.bullet or within) and not opens
        if inner and self.kind in ASIDES - {SectionKind.OFFER}:
            kind = self.kind
        elif self.kind is SectionKind.PREFERRED and kind in _CREDENTIALS and not head.strict and (inner or self.bare):
            kind = SectionKind.PREFERRED
        elif not inner:
            self.bare = kind is SectionKind.PREFERRED and head.rest is None
        if not inner and kind is not SectionKind.TITLE and not (kind in _OWN_LINE and not opens):
            self._move(kind, whole=opens)
        return _Piece(kind, head.line, head.rest)

    def _move(self, kind: SectionKind, *, whole: bool) -> None:
        """Go to a section of ``kind``, or past a line of that kind where its label speaks for no ``whole`` section."""
        if self.kind is not SectionKind.OFFER:
            self.before = self.kind
        if whole or kind not in _SCHOOLED:
            self.kind = kind
        elif self.kind is not SectionKind.EXPERIENCE:
            self.kind = SectionKind.REQUIREMENTS

    def _unknown(self, head: Heading, line: Line) -> _Piece:
        """Return the piece of a heading that we don't know: it ends an aside, unless it is one of its own."""
        colon = line.text.rstrip("*_ ").endswith(":")
        if cue := _cue(line):
            return _Piece(cue, None, line)
        # Within other sections it is one more heading of the same kind.
        if self.kind in ASIDES and not colon:
            self.kind = SectionKind.INTRO
        if self.kind in (SectionKind.SCHOOLING, SectionKind.LICENSURE) and not colon:
            self.kind = SectionKind.REQUIREMENTS
        if colon or line.text.startswith("#"):
            return _Piece(self.kind, head.line, None)
        return _Piece(self.kind, None, line)

    def plain(self, line: Line, words: Line, cue: SectionKind | None) -> _Piece:
        """Return the piece of ``words`` on ``line`` that are no heading; ``cue`` is the kind they name themselves."""
        self.bare = False
        if self.listing and _closes_list(line) and self.kind in _DEMANDING:
            self.kind = SectionKind.INTRO
        self.listing = line.bullet or (self.listing and self.kind in _DEMANDING)
        self.kind = _recalled(self.kind, words.text)
        if self.kind is SectionKind.OFFER and cue is None and len(words.text.split()) > _OFFER_WORDS:
            self.kind = self.before
        if cue is None or self.kind in (SectionKind.ABOUT, SectionKind.BENEFITS, SectionKind.LEGAL):
            return _Piece(self.kind, None, words)
        return _Piece(cue, None, words)


def _closes_list(line: Line) -> bool:
    """Tell whether a line under a list is a sentence of its own, which asks for nothing by standing there."""
    return not line.bullet and line.text.endswith(".") and len(line.text.split()) >= _SENTENCE_WORDS


def _recalled(kind: SectionKind, words: str) -> SectionKind:
    """Return the kind that ``words`` lead back to from a section of ``kind``; mostly that kind itself."""
    return next((to for kinds, to, find in _recalls() if kind in kinds and find(words)), kind)


@cache
def _recalls() -> tuple[tuple[frozenset[str], SectionKind, Finder], ...]:
    return tuple(
        (frozenset(rule["from"]), SectionKind(rule["to"]), finder(rule["pattern"]))
        for rule in table("headings")["recall"]
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Sentences of one line that belong together: the heading in front of them, the first and the last, their cue."""

    head: Heading | None
    first: Line
    last: Line
    cue: SectionKind | None


def _parts(line: Line) -> Iterator[tuple[Heading | None, Line, SectionKind | None]]:
    """Yield the headings of ``line`` with the words behind them, and its other words by the kind that they name."""
    head = heading(line)
    if head and head.rest is None:
        yield head, line, None
        return
    found = sentences(head.rest if head and head.rest else line)
    if head is None and len(found) == 1:
        yield None, line, _cue(line)
        return
    for run in _runs(found, head):
        words = part(line, run.first.start - line.start, run.last.end - line.start)
        yield replace(run.head, rest=words) if run.head else None, words, run.cue


def _runs(found: tuple[Line, ...], head: Heading | None) -> Iterator[_Run]:
    """Yield the sentences of a line by what they are about; the first stand behind ``head``."""
    run: _Run | None = None
    for sentence in found:
        inner = head if run is None else _labeled(sentence)
        cue = None if inner else _cue(sentence) or _carried(run, sentence)
        if run and inner is None and cue is run.cue and not (run.head and (cue or run.head.kind in _OWN_LINE)):
            run = _Run(run.head, run.first, sentence, run.cue)
            continue
        if run:
            yield run
        first = inner.rest if inner and inner.rest and run else sentence
        run = _Run(inner, first, first, cue)
    if run:
        yield run


def _labeled(sentence: Line) -> Heading | None:
    """Return the heading with a colon that begins a sentence in the middle of a line."""
    head = heading(sentence) if ":" in sentence.text[:60] else None
    return head if head and head.kind else None


def _carried(run: _Run | None, sentence: Line) -> SectionKind | None:
    """Return the kind of ``run`` where it tells of the firm or the law and ``sentence`` goes on with that."""
    if run is None or run.cue not in (SectionKind.ABOUT, SectionKind.LEGAL):
        return None
    same_subject = sentence.text.split()[0] == run.first.text.split()[0]
    goes_on = same_subject or _rule("goes_on")(sentence.text)
    if (
        not goes_on
        or _rule("asks")(sentence.text)
        or _recalled(SectionKind.ABOUT, sentence.text) is not SectionKind.ABOUT
    ):
        return None
    return run.cue


def _cue(words: Line) -> SectionKind | None:
    """Return the kind that ``words`` name themselves, such as an equal-opportunity statement under no heading."""
    lower = words.text.lower()
    hints = _needed().intersection(lower.encode("ascii", "replace").translate(_WORDS).split())
    return next(
        (kind for kind, needs, find in _cues() if (not needs or not needs.isdisjoint(hints)) and find(lower)), None
    )


@cache
def _cues() -> tuple[tuple[SectionKind, frozenset[bytes], Finder], ...]:
    return tuple(
        (
            SectionKind(rule["kind"]),
            frozenset(word.encode() for word in rule.get("needs", ())),
            finder(rule["pattern"], re.NOFLAG),
        )
        for rule in table("headings")["cue"]
    )


@cache
def _needed() -> frozenset[bytes]:
    return frozenset[bytes]().union(*(needs for _, needs, _ in _cues()))


@cache
def _rule(name: str) -> Finder:
    return finder(table("headings")[name]["pattern"])
