"""Checks of the ad against itself: where title, duties, credentials and schooling disagree."""

from dataclasses import dataclass
from enum import StrEnum

from classifier.evidence import Evidence
from classifier.reading import Reading
from classifier.scores import Scores


class Severity(StrEnum):
    """How much a finding matters: a contradiction, something improbable, a note."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check that fired: its id (F01 to F40), a message in plain words, and the words of the ad where there are any."""

    check: str
    severity: Severity
    message: str
    evidence: Evidence | None


def findings(reading: Reading, scores: Scores) -> tuple[Finding, ...]:
    """Return the checks that fire on this ad, in the order of their ids."""
    return ()
