"""The words of the ad that prove a claim."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the cleaned text, so that ``content[start:end] == text``.

    ``start`` and ``end`` count Unicode code points of the cleaned text of the posting.
    """

    text: str
    start: int
    end: int


def cite(content: str, start: int, end: int) -> Evidence:
    """Return the evidence for ``content[start:end]``, without the white space at its edges."""
    words = content[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Evidence(words, start, start + len(words))
