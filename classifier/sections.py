"""The sections of an ad: lines grouped under their heading."""

from dataclasses import dataclass
from enum import StrEnum

from classifier.text import Line


class SectionKind(StrEnum):
    """What a section is about. ``INTRO`` is what stands before the first known heading."""

    TITLE = "title"
    INTRO = "intro"
    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    PREFERRED = "preferred"
    LICENSURE = "licensure"
    SCHOOLING = "schooling"
    EXPERIENCE = "experience"
    OFFER = "offer"
    BENEFITS = "benefits"
    ABOUT = "about"
    LEGAL = "legal"
    PHYSICAL = "physical"


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading; ``heading`` is None for the title and for what stands before the first heading.

    A heading with words behind it on its own line ("Required: RHIT") gives those words as the first line.
    """

    kind: SectionKind
    heading: Line | None
    lines: tuple[Line, ...]
