"""Names of credentials found in the text."""

from dataclasses import dataclass


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
