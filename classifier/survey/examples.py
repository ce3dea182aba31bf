"""Rows that stand for the others that are counted with them."""

from dataclasses import dataclass
from hashlib import blake2b

from classifier.survey.rows import Row

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Example:
    """What a list shows of a row; ``number`` is its place in the results, ``note`` why it couldn't be read.

    ``rank`` is drawn from place and id, so that the lowest ranks are a fair sample, and the same in every run.
    """

    rank: int
    number: int
    id: str
    title: str
    role: str
    confidence: float | None
    flagged: bool
    note: str = ""


def example(row: Row, number: int) -> Example:
    """Return what a list shows of a row, long texts cut."""
    id_, code = str(row["id"] or ""), row["error_code"]
    drawn = blake2b(f"{number}:{id_}".encode("utf-8", "replace"), digest_size=8).digest()
    return Example(
        rank=int.from_bytes(drawn),
        number=number,
        id=cut(id_),
        title=cut(str(row["title"] or "")),
        role=str(row["role"] or ""),
        confidence=row["confidence"],
        flagged=bool(row["needs_review"]),
        note=cut(f"{code}: {row['error_message'] or ''}") if code else "",
    )


def cut(text: str) -> str:
    """Return a text as a page can show it: no longer than there is room for, with spaces for signs that aren't seen."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
