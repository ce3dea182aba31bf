"""The duty statements of an ad."""

from dataclasses import dataclass

from classifier.sections import SectionKind


@dataclass(frozen=True, slots=True)
class Duty:
    """One statement of what the ad may ask the person to do: ``content[start:end] == text``.

    ``section`` is where it stood; ``share`` is the part of the working time that the ad gives it (0 to 1), None where
    the ad doesn't say.
    """

    text: str
    start: int
    end: int
    section: SectionKind
    share: float | None = None
