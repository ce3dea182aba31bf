"""Checks of the ad against itself: where title, duties, credentials and schooling disagree."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from classifier.checks import administrator, clerk, coder, outside, registrar, retired, technician, wording
from classifier.checks.ad import Ad
from classifier.checks.shares import role_shares, shares_told, title_role
from classifier.evidence import Evidence
from classifier.knowledge import table
from classifier.reading import Reading
from classifier.scores import Scores

__all__ = ["CHECKS", "Finding", "Severity", "findings", "role_shares", "title_role"]


class Severity(StrEnum):
    """How much a finding matters: a contradiction, something improbable, a note."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check that fired: its id (F01 to F40), a message in plain words, and the words of the ad that prove it.

    ``advice`` is what the recruiter can do about it.
    """

    check: str
    severity: Severity
    message: str
    evidence: Evidence | None
    advice: str = ""


Check = Callable[[Ad], Evidence | None]

#: Each check with the function that returns the words of the ad that make it fire, None where it doesn't.
CHECKS: tuple[tuple[str, Check], ...] = (
    ("F01", clerk.administrator_credential),
    ("F02", clerk.technician_credential),
    ("F03", clerk.coding_credential),
    ("F04", clerk.high_schooling),
    ("F05", coder.clerk_title),
    ("F06", administrator.inflated_title),
    ("F07", administrator.clerical_duties),
    ("F08", coder.no_credential),
    ("F09", coder.stack),
    ("F10", coder.entry_credential),
    ("F11", coder.physician_credential),
    ("F12", coder.old_outpatient_name),
    ("F13", coder.blood_count),
    ("F14", coder.short_deadline),
    ("F15", registrar.old_registrar_name),
    ("F16", registrar.uncredentialed),
    ("F17", registrar.no_registry_work),
    ("F18", registrar.low_schooling),
    ("F19", registrar.trauma_registry),
    ("F20", registrar.commission_as_credential),
    ("F21", registrar.disease_as_credential),
    ("F22", technician.any_degree),
    ("F23", technician.earned_by_years),
    ("F24", technician.before_graduation),
    ("F25", technician.high_degree),
    ("F26", technician.misnamed),
    ("F27", administrator.misnamed),
    ("F28", administrator.low_degree),
    ("F29", administrator.production),
    ("F30", administrator.low_floor),
    ("F31", administrator.low_pay),
    ("F32", outside.nurse),
    ("F33", outside.biller),
    ("F34", retired.old_name),
    ("F35", wording.both_registrations),
    ("F36", wording.mixed_up),
    ("F37", wording.contradiction),
    ("F38", wording.two_numbers),
    ("F39", wording.code_set),
    ("F40", wording.only_mentioned),
)

_LONGEST_QUOTE = 160


def findings(reading: Reading, scores: Scores) -> tuple[Finding, ...]:
    """Return the checks that fire on this ad, in the order of their ids."""
    ad = Ad(reading, scores)
    fired = ((name, proof) for name, check in CHECKS if (proof := check(ad)) is not None)
    return tuple(_finding(_rules()[name], ad, proof) for name, proof in fired)


@cache
def _rules() -> dict[str, dict[str, Any]]:
    return {rule["id"]: rule for rule in table("checks")["check"]}


def _finding(rule: dict[str, Any], ad: Ad, proof: Evidence) -> Finding:
    words = {
        "quote": _short(proof.text),
        "title": ad.title,
        "duties": shares_told(ad.scores),
        "role": ad.role.value,
        "successor": retired.successor(ad),
    }
    return Finding(
        rule["id"],
        Severity(rule["severity"]),
        rule["message"].format_map(words),
        proof,
        rule["advice"].format_map(words),
    )


def _short(text: str) -> str:
    """Return ``text`` on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " ..."
