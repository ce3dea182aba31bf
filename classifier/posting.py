"""A posting as it came in: the plain text of one ad and what its source said about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Posting:
    """One job ad as plain text, not yet cleaned.

    ``body`` is text without markup; list items of a page stand on lines of their own behind a bullet. ``title`` and
    ``company`` are None where the source has no field for them.
    """

    body: str
    id: str | None = None
    title: str | None = None
    company: str | None = None
