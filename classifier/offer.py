"""What the ad offers: pay, place, kind of employment, setting and level."""

from dataclasses import dataclass

from classifier.evidence import Evidence
from classifier.sections import Section
from classifier.text import Text


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay as written: ``minimum`` and ``maximum`` in ``currency`` (ISO 4217) per hour, day, week, month, year or chart."""

    minimum: float | None
    maximum: float | None
    currency: str | None
    per: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the ad says, in the word of the contract, and the words that prove it."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Offer:
    """What the ad offers; None for what it doesn't say."""

    pay: Pay | None = None
    workplace: Said | None = None
    employment_type: Said | None = None
    location: Said | None = None
    setting: Said | None = None
    level: Said | None = None


def offer(text: Text, sections: tuple[Section, ...]) -> Offer:
    """Return the offer of the ad."""
    return Offer()
