"""The cleaned text of a posting and its lines."""

from dataclasses import dataclass


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
    """The cleaned text that every span indexes, and its lines that hold at least one character, in order."""

    content: str
    lines: tuple[Line, ...]
