"""Many verdicts as one table: the rows of the page, and a CSV that no spreadsheet takes for formulas."""

import csv
import io
from dataclasses import dataclass

from classifier import Verdict
from service.sheets import Named, Sheet, sheet
from service.summaries import summary

_COLUMNS = (
    "id",
    "title",
    "role",
    "role_name",
    "confidence",
    "needs_review",
    "review_reason",
    "required",
    "required_within",
    "preferred",
    "schooling_and_experience",
    "pay",
    "location",
    "findings",
    "error",
)
_FORMULAS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")
_LONGEST = 2_000
"""Characters of a cell; what goes on and on is cut, so that a table stays one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One ad of a table. Without a verdict ``error`` says why, and all but ``id`` is empty.

    ``findings`` leaves out mere notes; ``summary`` has them.
    """

    id: str
    title: str = ""
    role: Named | None = None
    share: float = 0.0
    percent: str = ""
    doubts: tuple[str, ...] = ()
    required: str = ""
    required_within: str = ""
    preferred: str = ""
    background: str = ""
    pay: str = ""
    location: str = ""
    findings: tuple[str, ...] = ()
    summary: str = ""
    error: str = ""


def row(id: str, verdict: Verdict) -> Row:  # noqa: A002 - the name that postings give it everywhere
    """Return the row of a verdict."""
    shown = sheet(verdict)
    lists = verdict.reading.credentials
    return Row(
        id=id,
        title=shown.title,
        role=shown.role.role,
        share=shown.role.share,
        percent=shown.role.percent,
        doubts=shown.doubts,
        required=", ".join(lists.required),
        required_within=", ".join(lists.required_within),
        preferred=", ".join(lists.preferred),
        background="; ".join(f"{demand.words} ({demand.strength.lower()})" for demand in shown.background),
        pay=_fact(shown, "Pay"),
        location=_fact(shown, "Location"),
        findings=tuple(f"{remark.label}: {remark.message}" for remark in shown.remarks if remark.severity != "info"),
        summary=summary(shown),
    )


def spreadsheet(rows: tuple[Row, ...]) -> bytes:
    """Return the rows as CSV with a byte order mark, by which spreadsheets know UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    writer.writerows([[harmless(cell) for cell in _cells(row)] for row in rows])
    return out.getvalue().encode("utf-8-sig", "replace")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs: what could begin a formula gets a quotation mark before it."""
    flat = " ".join(cell.split())
    flat = flat if len(flat) <= _LONGEST else flat[:_LONGEST] + " ..."
    return f"'{flat}" if flat.startswith(_FORMULAS) else flat


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.id,
        row.title,
        row.role.code if row.role else "",
        row.role.name if row.role else "",
        f"{row.share:.4f}" if row.role else "",
        ("yes" if row.doubts else "no") if row.role else "",
        " ".join(row.doubts),
        row.required,
        row.required_within,
        row.preferred,
        row.background,
        row.pay,
        row.location,
        " ".join(row.findings),
        row.error,
    )


def _fact(shown: Sheet, label: str) -> str:
    return next((fact.value for fact in shown.offer if fact.label == label), "")
