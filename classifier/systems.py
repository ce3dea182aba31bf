"""Software that the ad names."""

from dataclasses import dataclass

from classifier.evidence import Evidence
from classifier.expression import Strength
from classifier.sections import Section
from classifier.text import Text


@dataclass(frozen=True, slots=True)
class System:
    """A product by its usual name, with how strongly the ad asks for it (required or preferred)."""

    name: str
    strength: Strength
    evidence: Evidence


def systems(text: Text, sections: tuple[Section, ...]) -> tuple[System, ...]:
    """Return the software that the ad asks for."""
    return ()
