"""What the page shows of a candidate beside an ad: plain words for each demand, those that aren't met first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from classifier import Candidate, Fit
from service.applicants import DOMAINS, LEVELS
from service.sentences import sentence, strength

_OVERALL = {
    "meets": ("Meets what the ad requires", "Every requirement of the ad is met."),
    "meets_if": ("Meets the ad, with something still due", "What isn't met yet has a deadline after hire."),
    "unknown": ("It can't be told yet", "The ad and the candidate leave something open; it decides."),
    "does_not_meet": ("Not everything required is there", "At least one requirement isn't met, as far as was said."),
}
_NOTHING = ("Nothing to compare", "The ad requires nothing that could be compared with a candidate.")
_STANDS = {"met": "Met", "later": "Due after hire", "unknown": "Not known", "unmet": "Not met"}
_WISH = ("wish", "A wish, not met")
_ORDER = ("unmet", "unknown", "later", "wish", "met")


@dataclass(frozen=True, slots=True)
class Row:
    """One demand: how it stands as a word for the style and for the eye, and why; ``closes`` is empty without a gap."""

    stands: str
    label: str
    strength: str
    words: str
    quote: str
    reason: str
    closes: str


@dataclass(frozen=True, slots=True)
class Match:
    """The answer on one candidate; ``counts`` has how many demands stand how, in the order of the rows."""

    overall: str
    headline: str
    meaning: str
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, str, int], ...]
    note: str


def match(fit: Fit) -> Match:
    """Return what the page shows of ``fit``, which has a candidate."""
    told = fit.to_dict()
    entries = (*told["unmet"], *told["open"], *told["met"])
    rows = tuple(sorted(map(_row, entries), key=lambda row: _ORDER.index(row.stands)))
    headline, meaning = _OVERALL[told["fit"]] if rows else _NOTHING
    found = [(row.stands, row.label) for row in rows]
    counts = tuple((*pair, found.count(pair)) for pair in dict.fromkeys(found))
    return Match(told["fit"], headline, meaning, rows, counts, told["note"])


def heard(candidate: Candidate) -> tuple[str, ...]:
    """Return what was understood of the candidate, a phrase each."""
    return tuple(_heard(candidate))


def _heard(candidate: Candidate) -> Iterator[str]:
    for holding in candidate.credentials:
        yield f"{holding.code}: {holding.status.value}"
    schooling = candidate.education
    if schooling:
        accredited = {True: "CAHIIM", False: "not CAHIIM", None: ""}[schooling.cahiim]
        level = LEVELS[schooling.level] if schooling.level else "Schooling, level not said"
        yield ", ".join(part for part in (level, schooling.field, accredited) if part)
    for entry in candidate.experience:
        years = (
            "years not said" if entry.years is None else f"{entry.years:g} {'year' if entry.years == 1 else 'years'}"
        )
        work = DOMAINS.get(entry.domain, entry.domain) if entry.domain else "Work, kind not said"
        yield f"{work}: {years}"


def _row(entry: dict[str, Any]) -> Row:
    clause, firm, outcome = (entry[key] for key in ("clause", "strength", "outcome"))
    quote = " ".join(entry["evidence"]["text"].split())
    wish = firm.startswith("PREF") and outcome == "unmet"
    stands, label = _WISH if wish else (outcome, _STANDS[outcome])
    return Row(stands, label, strength(clause), sentence(clause), quote, entry["reason"], entry["closes"] or "")
