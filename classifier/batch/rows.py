"""A row of the input before it is judged: bytes or values, and where they stood."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from classifier.source.posting import InputKind


class Form(StrEnum):
    """What a row was read as."""

    LINE = "line"
    """``content`` is one JSON object."""
    RECORD = "record"
    """``values`` are the cells of a table by the names of their columns."""
    PAGE = "page"
    """``content`` is a file of its own: a page, a text or JSON."""
    UNREADABLE = "unreadable"
    """``code`` and ``message`` say why; ``content`` is what was met, as far as there is something."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reader found. ``name`` stands in for the id of a page, ``charset`` is that of an HTTP header."""

    form: Form
    content: bytes = b""
    values: Mapping[str, object] | None = None
    kind: InputKind | None = None
    name: str | None = None
    charset: str | None = None
    code: str = ""
    message: str = ""

    @property
    def size(self) -> int:
        """Return about how many bytes the entry holds."""
        cells = self.values.values() if self.values else ()
        return len(self.content) + sum(len(cell) for cell in cells if isinstance(cell, str | bytes))

    @property
    def sha256(self) -> str | None:
        """The digest of the bytes as they came in, or of the cells as JSON; None where there is nothing."""
        if self.values is not None:
            cells = json.dumps(self.values, ensure_ascii=True, sort_keys=True, default=str)
            return hashlib.sha256(cells.encode()).hexdigest()
        return hashlib.sha256(self.content).hexdigest() if self.content else None


@dataclass(frozen=True, slots=True)
class Row:
    """An entry by its place: ``number`` counts all rows of a run from 1, ``place`` those of ``source``."""

    number: int
    source: str
    place: int
    entry: Entry


def unreadable(code: str, message: str, content: bytes = b"", name: str | None = None) -> Entry:
    """Return the entry that becomes an error row."""
    return Entry(Form.UNREADABLE, content, name=name, code=code, message=message)
