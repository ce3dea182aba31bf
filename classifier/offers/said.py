"""One thing that an ad says of what it offers."""

from dataclasses import dataclass

from classifier.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the ad says, in the word of the verdict, and the words that prove it."""

    value: str
    evidence: Evidence
