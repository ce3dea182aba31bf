"""A verdict as a few lines of plain text, to be pasted into an applicant system."""

from collections.abc import Iterable, Iterator

from service.demands import Demanded
from service.sheets import Sheet


def summary(sheet: Sheet) -> str:
    """Return the lines, each ``label: what``; a label with nothing to say is left out."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"Title: {sheet.title}"
    yield f"Role: {sheet.role.role.name} ({sheet.role.percent} sure{', please review' if sheet.doubts else ''})"
    yield from (f"Review: {doubt}" for doubt in sheet.doubts)
    yield from _demanded("Credential", sheet.demands)
    yield from _demanded("Background", sheet.background)
    yield from (f"{fact.label}: {fact.value}" for fact in sheet.offer)
    yield from (f"System, {fact.label.lower()}: {fact.value}" for fact in sheet.systems)
    yield from (f"{remark.label}: {remark.message}" for remark in sheet.remarks)
    yield f"Read by Rolecall ({sheet.model}); a person decides."


def _demanded(label: str, rows: Iterable[Demanded]) -> Iterator[str]:
    yield from (f"{label}, {row.strength.lower()}: {row.words}" for row in rows)
