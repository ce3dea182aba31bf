"""Places where the letters or the name of a credential stand, whatever they may mean there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from string import ascii_letters

import ahocorasick

from classifier.knowledge import table
from classifier.names.catalogue import credential
from classifier.names.forms import Form, Shape, folded, forms
from classifier.names.fullnames import full_names, heads

_ADDRESS_REACH = 60  # characters looked back over for the start of a web address
_FEWEST_WRAPPED = 3  # words that a name must have to run over the end of a line
_FEWEST_SPACED = 3  # letters that may stand apart without dots: "C P C", but not "R N"
_DOMAINS = ("com", "org", "edu", "gov", "net")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One form of a credential in the content, before its surroundings are weighed.

    ``code`` is the code of the catalogue, ``written`` the form as the catalogue shows it.
    """

    code: str
    start: int
    end: int
    written: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class _Hit:
    """A form found in the content: its text ends at ``end``, a plural or possessive "s" behind it at ``closing``."""

    content: str
    form: Form
    start: int
    end: int
    closing: int

    @property
    def text(self) -> str:
        return self.content[self.start : self.end]

    def whole(self, end: int | None = None) -> Sighting:
        """Return the hit as one sighting of its first credential."""
        form = self.form
        return Sighting(form.parts[0].code, self.start, end or self.closing, form.written, form.shape)


def sightings(content: str, fold: str) -> tuple[Sighting, ...]:
    """Return all sightings in order; of those that overlap the leftmost stands, then the longest.

    ``fold`` is ``forms.folded(content)``.
    """
    seen = [parts for hit in _hits(content, fold) if (parts := _parts(hit))]
    seen.sort(key=lambda parts: (parts[0].start, -parts[-1].end, parts[0].shape is Shape.SPELLED))
    kept: list[Sighting] = []
    reached = 0
    for parts in seen:
        if parts[0].start >= reached:
            kept.extend(parts)
            reached = parts[-1].end
    return tuple(kept)


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for text in {*forms(), *heads()}:
        automaton.add_word(" " + text, text)
    automaton.make_automaton()
    return automaton


def _hits(content: str, fold: str) -> Iterator[_Hit]:
    """Give every form that stands as whole words. The space before it is part of the search, the end is checked."""
    for start, form in _starts(fold):
        end = start + len(form.folded)
        closing = _closing(content, fold, form, end)
        if closing and not _in_address(content, start, closing):
            yield _Hit(content, form, start, end, closing)


def _starts(fold: str) -> Iterator[tuple[int, Form]]:
    """Give every form whose text stands in ``fold`` and where it starts."""
    for end, text in _automaton().iter(f" {fold}"):
        start = end - len(text)
        if text in forms():
            yield start, forms()[text]
        if text in heads():
            yield from ((start, name) for name in full_names(fold, start))


def _closing(content: str, fold: str, form: Form, end: int) -> int | None:
    """Where the word ends, a plural or possessive "s" included; None inside a longer word."""
    if fold[end : end + 1] in ("", " "):
        if content[end : end + 2] in ("'s", "'S") and fold[end + 2 : end + 3] in ("", " "):
            return end + 2
        return None if content[end : end + 1].isalpha() else end
    if fold[end] != "s" or fold[end + 1 : end + 2] not in ("", " "):
        return None
    # CTRS is another credential than CTR, but CTRs are several.
    capitals = content[end - 1].isupper() and content[end] == "s"
    plural = capitals or form.shape is Shape.NAME or not credential(form.parts[0].code).colliding
    return end + 1 if plural else None


def _in_address(content: str, start: int, end: int) -> bool:
    """Whether the word is a piece of a web or mail address, a file name or a job number."""
    before, after = content[max(0, start - 1) : start], content[end : end + 4]
    if before in ("@", "=") or after[:1] in ("@", "="):
        return bool(before) or bool(after)
    if (after[:1] in (".", "-") and after[1:2].isdigit()) or after[1:] in _DOMAINS:
        return True
    if before not in (".", "/"):
        return False
    run = content[max(0, start - _ADDRESS_REACH) : start].rsplit(None, 1)
    return bool(run) and ("://" in run[-1] or "www." in run[-1])


def _parts(hit: _Hit) -> tuple[Sighting, ...]:
    """Return what the form names here, nothing where the text doesn't bear out its shape."""
    match hit.form.shape:
        case Shape.LETTERS:
            return (hit.whole(),)
        case Shape.ENDING:
            return _ending(hit)
        case Shape.SPELLED:
            return _spelled(hit)
        case Shape.GLUED:
            return _pieces(hit) if _is_glued(hit) else ()
        case Shape.NAME:
            wrapped = "\n" in hit.text and len(hit.text.split()) < _FEWEST_WRAPPED
            return () if wrapped or "\n\n" in hit.text else _pieces(hit)


def _pieces(hit: _Hit) -> tuple[Sighting, ...]:
    form = hit.form
    pieces = [
        Sighting(part.code, hit.start + part.start, hit.start + part.end, form.written, form.shape)
        for part in form.parts
    ]
    if pieces[-1].end == hit.end:
        pieces[-1] = replace(pieces[-1], end=hit.closing)
    return tuple(pieces)


def _is_glued(hit: _Hit) -> bool:
    """Whether the codes are in capitals and what stands between them is as written: "RHIT/A", not "RHIT a"."""
    capitals = all(hit.content[hit.start + part.start : hit.start + part.end].isupper() for part in hit.form.parts)
    return capitals and hit.text.lower() == hit.form.written.lower()


def _spelled(hit: _Hit) -> tuple[Sighting, ...]:
    """Letters apart: dotted in any case, or capitals with one and the same gap."""
    words = hit.content[hit.start : hit.closing]
    gaps = set(_gaps(words))
    letters = len(hit.form.folded.replace(" ", ""))
    dotted = gaps <= {".", ". ", ".-"} and gaps != {".-"}
    if dotted:
        dot = hit.content[hit.closing : hit.closing + 1] == "."
        return (hit.whole(hit.closing + dot),)
    spaced = gaps in ({" "}, {"-"}) and words.isupper() and letters >= _FEWEST_SPACED
    return (hit.whole(),) if spaced else ()


def _gaps(words: str) -> Iterator[str]:
    """Give what stands between the letters: ". " and "." for "R. H.I"."""
    gap = ""
    for character in words:
        if character.isalnum() and gap:
            yield gap
        gap = "" if character.isalnum() else gap + character


def _ending(hit: _Hit) -> tuple[Sighting, ...]:
    """Return CCS-P as one sighting, CPC(A) and CPC/A as the code and its variant."""
    base = hit.form.folded.split(" ")[0]
    gap = hit.text[len(base) :].rstrip(ascii_letters)
    bracket = "(" in gap and hit.content[hit.end : hit.end + 1] == ")"
    if "\n" in gap:
        return ()
    if gap.strip() == "-" or (gap == "/" and "/" in _slashed(hit.form)):
        return (hit.whole(),)
    if (bracket or gap == "/") and base.upper() in _bases():
        return _with_variant(hit, base, gap)
    if bracket:
        return (hit.whole(hit.end + 1),)
    return (hit.whole(),) if gap == " " and _spaced_ending(hit) else ()


def _slashed(form: Form) -> str:
    """Return the form as written, "CCS-P" with the slash that it's also known by."""
    return "CCS/P" if form.written == "CCS-P" else form.written


def _with_variant(hit: _Hit, base: str, gap: str) -> tuple[Sighting, ...]:
    """Return the base code, and the ending alone as the variant."""
    middle, bracket = hit.start + len(base), "(" in gap
    opening = middle + (gap.index("(") if bracket else len(gap))
    variant = replace(hit.whole(hit.end + bracket), start=opening)
    return Sighting(base.upper(), hit.start, middle, base.upper(), Shape.LETTERS), variant


@cache
def _bases() -> frozenset[str]:
    """Codes that other codes extend with an ending."""
    written = forms().values()
    codes = {form.parts[0].code for form in written if form.shape is Shape.LETTERS}
    return frozenset(codes & {form.folded.split(" ")[0].upper() for form in written if form.shape is Shape.ENDING})


def _spaced_ending(hit: _Hit) -> bool:
    """Whether "CPC A" is CPC-A: capitals, and no sentence that goes on ("CPC A PLUS", "a CPC I know", "ACS OR CCS")."""
    if not hit.text.isupper() or hit.text.endswith(" I") or hit.text[-2] != " ":
        return False
    following = folded(hit.content[hit.end : hit.end + 20])
    word = following[1:].partition(" ")[0] if following[:1] == " " else ""
    return not hit.text.endswith(" A") or not word or word in table("credentials")["glue"]["after_ending"]
