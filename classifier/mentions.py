"""Names of credentials found in the text."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import ahocorasick

from classifier.catalogue import credential, current
from classifier.forms import Form, Shape, folded, forms
from classifier.sections import Section, SectionKind
from classifier.surroundings import Found, Page, stands
from classifier.text import Text

_ADDRESS_REACH = 60  # characters looked back over for the start of a web address
_APPRENTICE_NEXT = frozenset(
    ["", "or", "and", "required", "preferred", "certified", "certification", "credential", "apprentice", "accepted"]
    + ["considered", "eligible", "ok", "welcome", "is", "with", "who", "will", "may", "coder", "coders"]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One credential named in the text: ``content[start:end] == text``.

    ``code`` is the code of the catalogue as the ad names it (``CTR``, ``CPC-H``), ``current`` the code that it goes by
    today (``ODS``, ``COC``); for most the two are equal. ``written`` is the surface form of the catalogue that matched.
    """

    code: str
    current: str
    text: str
    start: int
    end: int
    written: str


def mentions(text: Text, sections: tuple[Section, ...]) -> tuple[Mention, ...]:
    """Return the credentials that the text names, in order and never overlapping.

    A full name and its own code in brackets are one mention, ``CPC(A)`` is two. Letters that mean other things too
    count only where their surroundings speak for the credential (``classifier.surroundings``).
    """
    fold = folded(text.content)
    found = _longest(list(_found(text.content, fold)))
    starts, kinds = _headings(sections)

    def heading(place: int) -> SectionKind | None:
        index = bisect_right(starts, place) - 1
        return kinds[index] if index >= 0 else None

    kept = stands(Page(text.content, fold, tuple(found), heading))
    return tuple(_mention(text.content, one) for one in _with_own_code(text.content, kept))


def _mention(content: str, found: Found) -> Mention:
    words = content[found.start : found.end]
    return Mention(found.code, current(found.code), words, found.start, found.end, found.written)


def _headings(sections: tuple[Section, ...]) -> tuple[list[int], list[SectionKind]]:
    """Where each line under or with a heading starts, in order, and what its section is about."""
    lines = [
        (line.start, section.kind)
        for section in sections
        for line in ((section.heading,) if section.heading else ()) + section.lines
    ]
    lines.sort(key=lambda line: line[0])
    return [start for start, _ in lines], [kind for _, kind in lines]


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for form in forms():
        automaton.add_word(" " + form.folded, form)
    automaton.make_automaton()
    return automaton


def _found(content: str, fold: str) -> Iterator[tuple[Found, ...]]:
    """Every form that stands in the text as whole words, in the order of their ends; each with its parts."""
    padded = f" {fold} "
    for last, form in _automaton().iter(padded):
        start, end = last - len(form.folded), last
        closing = _close(content, fold, form, start, end)
        if closing is None or _in_address(content, start, closing):
            continue
        parts = _parts(content, form, start, end, closing)
        if parts:
            yield parts


def _close(content: str, fold: str, form: Form, start: int, end: int) -> int | None:
    """Where the word ends, a plural or possessive "s" included; None inside a longer word."""
    if end == len(fold) or fold[end] == " ":
        if content[end : end + 2] in ("'s", "'S") and fold[end + 2 : end + 3] in ("", " "):
            return end + 2
        return None if content[end : end + 1].isalpha() else end
    if fold[end] != "s" or fold[end + 1 : end + 2] not in ("", " "):
        return None
    capitals = content[start:end].isupper()
    plural = (
        form.shape is Shape.NAME or (capitals and content[end] == "s") or not credential(form.parts[0].code).colliding
    )
    return end + 1 if plural else None


def _in_address(content: str, start: int, end: int) -> bool:
    """Whether the word is a piece of a web or mail address, a file name or a job number."""
    if content[start - 1 : start] in ("@", "_", "=") or content[end : end + 1] in ("@", "_", "="):
        return start > 0 or end < len(content)
    if content[end : end + 1] in (".", "-") and content[end + 1 : end + 2].isdigit():
        return True
    if content[end : end + 1] == "." and content[end + 1 : end + 3].islower() and content[end + 1 : end + 3].isalpha():
        return content[end + 1 : end + 4] in ("com", "org", "edu", "gov", "net")
    if content[start - 1 : start] not in (".", "/"):
        return False
    run = content[max(0, start - _ADDRESS_REACH) : start].rsplit(None, 1)
    return bool(run) and ("://" in run[-1] or "www." in run[-1])


def _parts(content: str, form: Form, start: int, end: int, closing: int) -> tuple[Found, ...]:
    """The credentials that one form names here, none where the text doesn't bear out its shape."""
    if form.shape is Shape.ENDING:
        return _ending(content, form, start, end, closing)
    if form.shape is Shape.SPELLED:
        return _spelled(content, form, start, closing)
    if form.shape is Shape.NAME and "\n" in content[start:end] and form.folded.count(" ") < 2:
        return ()
    pieces = tuple(
        Found(part.code, start + part.start, start + part.end, form.written, form.shape) for part in form.parts
    )
    if form.shape is Shape.GLUED and not _glued(content[start:end], form, pieces):
        return ()
    grows = form.parts[-1].end == len(form.folded)
    return (*pieces[:-1], replace(pieces[-1], end=closing)) if grows else pieces


def _spelled(content: str, form: Form, start: int, closing: int) -> tuple[Found, ...]:
    """Letters apart: dotted in any case, or capitals with one and the same gap."""
    words = content[start:closing]
    gaps = {gap for gap in _gaps(words)}
    dotted = gaps <= {".", ". ", ".-"} and "." in "".join(gaps)
    spaced = len(gaps) == 1 and gaps <= {" ", "-"} and words.isupper() and len(form.folded) > 3
    if not dotted and not spaced:
        return ()
    if dotted and content[closing : closing + 1] == ".":
        closing += 1
    return (Found(form.parts[0].code, start, closing, form.written, form.shape),)


def _gaps(words: str) -> list[str]:
    """What stands between the letters: ". " and "." for "R. H.I"."""
    gaps, gap = [], ""
    for character in words:
        if character.isalnum() and gap:
            gaps.append(gap)
        gap = "" if character.isalnum() else gap + character
    return gaps


def _ending(content: str, form: Form, start: int, end: int, closing: int) -> tuple[Found, ...]:
    """A code with an ending: CCS-P is one, CPC(A) and CPC/A are the code and its variant."""
    code, written = form.parts[0].code, form.written
    base = form.folded.split(" ")[0]
    gap = content[start + len(base) : end].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    whole = Found(code, start, closing, written, form.shape)
    if "\n" in gap:
        return ()
    if gap.strip() == "-" or (gap == "/" and (code == "CCS-P" or "/" in written)):
        return (whole,)
    bracket = "(" in gap and content[end : end + 1] == ")"
    if (bracket or gap == "/") and base.upper() in _bases():
        opening = start + len(base) + gap.index("(" if bracket else "/")
        first = Found(base.upper(), start, start + len(base), base.upper(), Shape.LETTERS)
        last = (opening, end + 1) if bracket else (opening + 1, end)
        return first, Found(code, *last, written, form.shape)
    if bracket:
        return (replace(whole, end=end + 1),)
    return (whole,) if gap == " " and _spaced_ending(content, start, end) else ()


@cache
def _bases() -> frozenset[str]:
    """Codes that other codes extend with an ending."""
    letters = {form.parts[0].code for form in forms() if form.shape is Shape.LETTERS}
    endings = {form.folded.split(" ")[0].upper() for form in forms() if form.shape is Shape.ENDING}
    return frozenset(letters & endings)


def _spaced_ending(content: str, start: int, end: int) -> bool:
    """Whether "CPC A" is CPC-A: capitals, and no sentence that goes on ("CPC A PLUS", "as a CPC I code")."""
    words = content[start:end]
    if not words.isupper() or words.endswith(" I"):
        return False
    following = folded(content[end : end + 20]).split(" ")
    return words[-1] != "A" or (following[1] if len(following) > 1 and not following[0] else "") in _APPRENTICE_NEXT


def _longest(found: list[tuple[Found, ...]]) -> list[Found]:
    """The longest form from the left wins over what it overlaps."""
    found.sort(key=lambda parts: (parts[0].start, -parts[-1].end, parts[0].shape is Shape.SPELLED))
    kept: list[Found] = []
    reached = 0
    for parts in found:
        if parts[0].start >= reached:
            kept.extend(parts)
            reached = parts[-1].end
    return kept


def _with_own_code(content: str, found: list[Found]) -> Iterator[Found]:
    """Join a full name with its own code behind it, or the other way round, into one."""
    held: Found | None = None
    for one in found:
        joined = _join(content, held, one) if held else None
        if held and not joined:
            yield held
        held = joined or one
    if held:
        yield held


def _join(content: str, one: Found, two: Found) -> Found | None:
    """The two as one where they are a name and its code, parted by a bracket, comma, dash or colon at most."""
    gap = content[one.end : two.start]
    if (one.shape is Shape.NAME) == (two.shape is Shape.NAME) or current(one.code) != current(two.code):
        return None
    if len(gap) > 3 or gap.strip() not in ("", "(", "[", "-", ",", ":", "/") or "\n" in gap:
        return None
    closed = content[two.end : two.end + 1] in (")", "]")
    if gap.strip() in ("(", "[") and not closed:
        return None
    end = two.end + (gap.strip() in ("(", "["))
    code = one.code if one.shape is Shape.NAME and one.code != current(one.code) else two.code
    return Found(code, one.start, end, (one if one.shape is Shape.NAME else two).written, Shape.NAME)
