"""The text of an ad with what each of its lines is about, for readers that look words up by their place."""

from bisect import bisect_right
from dataclasses import dataclass

from classifier.layout.sections import Section, SectionKind
from classifier.layout.text import Text

_TITLE_WORDS = 14


@dataclass(frozen=True, slots=True)
class Passages:
    """The cleaned text and its sections by place.

    ``fold`` is the text in lower case with "?" for other letters than ASCII, of the same length, so that a place in
    one is the place in the other. ``title`` is where the line that names the job starts and ends, ``posted`` the title
    that the posting came with, in lower case, empty where it had none.
    """

    text: Text
    content: str
    fold: str
    title: tuple[int, int]
    posted: str
    starts: tuple[int, ...]
    sections: tuple[Section, ...]

    def section(self, place: int) -> Section | None:
        """Return the section that ``place`` stands in, None before the first line."""
        index = bisect_right(self.starts, place) - 1
        return self.sections[index] if index >= 0 else None

    def kind(self, place: int) -> SectionKind:
        """Return what the line at ``place`` is about."""
        start, end = self.title
        if start <= place < end:
            return SectionKind.TITLE
        section = self.section(place)
        return section.kind if section else SectionKind.INTRO

    def line(self, place: int) -> tuple[int, int]:
        """Return where the line at ``place`` starts and ends, its bullet included."""
        return self.around(place, place, len(self.content))

    def around(self, start: int, end: int, reach: int) -> tuple[int, int]:
        """Return the line that holds ``start`` to ``end``, cut off ``reach`` characters to each side."""
        first, last = max(0, start - reach), min(len(self.content), end + reach)
        before, behind = self.content.rfind("\n", first, start), self.content.find("\n", end, last)
        return before + 1 if before >= 0 else first, behind if behind >= 0 else last

    def under(self, place: int) -> str:
        """Return the heading that ``place`` stands under, in lower case; empty where it has none."""
        section = self.section(place)
        return section.heading.text.lower() if section and section.heading else ""


def passages(text: Text, sections: tuple[Section, ...], title: str | None = None) -> Passages:
    """Return ``text`` with its sections by place; ``title`` is the title that the posting came with."""
    fold = text.content.encode("ascii", "replace").decode("ascii").lower()
    starts = tuple(_start(section) for section in sections)
    return Passages(text, text.content, fold, _title(text, sections), (title or "").lower(), starts, sections)


def _start(section: Section) -> int:
    first = section.heading or (section.lines[0] if section.lines else None)
    return first.start if first else 0


def _title(text: Text, sections: tuple[Section, ...]) -> tuple[int, int]:
    """Return where the title stands; without one the first line, if that is short and no sentence."""
    named = next((section for section in sections if section.kind is SectionKind.TITLE and section.lines), None)
    if named:
        return named.lines[0].start, named.lines[0].end
    first = text.lines[0] if text.lines else None
    if first is None or first.bullet or len(first.text.split()) > _TITLE_WORDS or first.text.endswith((".", ":", ";")):
        return 0, 0
    # A single line is the whole ad: what stands in it is judged as a sentence.
    return (first.start, first.end) if len(text.lines) > 1 else (0, 0)
