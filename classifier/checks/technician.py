"""Checks of ads for health information technicians."""

import re

from classifier.checks.ad import Ad, pattern, says
from classifier.demands.expression import Code, Degree, Status, Strength
from classifier.evidence import Evidence

_HIGH = ("bachelor", "master", "doctorate")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def any_degree(ad: Ad) -> Evidence | None:
    """F22: the RHIT with a degree in any field or from an unaccredited program."""
    if not ad.asks("RHIT"):
        return None

    def holds(line: str) -> bool:
        return says(line, "any_field") and says(line, "degree") and not says(line, "soft")

    return ad.sentence_where(holds, "any_field")


def earned_by_years(ad: Ad) -> Evidence | None:
    """F23: the RHIT with experience as a way to earn it; experience that stands in for it is fine."""
    if not ad.asks("RHIT"):
        return None

    def holds(line: str) -> bool:
        return "RHIT" in line and says(line, "earned_by_years") and not says(line, "instead")

    return ad.sentence_where(holds, "earned_by_years")


def before_graduation(ad: Ad) -> Evidence | None:
    """F24: eligible people accepted, and work that starts before they graduate."""
    eligible = any(
        atom.status is Status.ELIGIBLE and atom.item == Code("RHIT")
        for clause in ad.reading.clauses
        if clause.strength is not Strength.INFO
        for atom in clause.atoms
    )
    return (ad.sentence_with("before_graduation") or _starts_early(ad)) if eligible else None


def _starts_early(ad: Ad) -> Evidence | None:
    """Return the words that give a start date before a date of graduation."""
    content = ad.reading.text.content
    start, graduation = pattern("start").search(content), _graduation(content)
    if start is None or graduation is None or _date(start) >= _date(graduation):
        return None
    return Evidence(start[0], start.start(), start.end())


def _graduation(content: str) -> re.Match[str] | None:
    return pattern("graduation").search(content)


def _date(found: re.Match[str]) -> tuple[int, int]:
    return int(found[2]), _MONTHS.index(found[1].lower())


def high_degree(ad: Ad) -> Evidence | None:
    """F25: a bachelor's degree or more, none lower beside it, with the RHIT and without the RHIA."""
    if "RHIA" in ad.required or not ad.asks("RHIT"):
        return None
    for clause in ad.demands:
        levels = [atom.item.level for atom in clause.atoms if isinstance(atom.item, Degree)]
        instead = any(isinstance(atom.item, Code) for atom in clause.atoms)
        if levels and not instead and all(level in _HIGH for level in levels):
            return clause.evidence
    return None


def misnamed(ad: Ad) -> Evidence | None:
    """F26: the RHIT called a technology."""
    return ad.sentence_with("rhit_misnamed")
