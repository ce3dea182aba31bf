"""A verdict as a panel for people at a terminal."""

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from classifier.demands.requirements import requirements
from classifier.verdict import Verdict

#: The most duties that are shown; the JSON has them all.
_DUTIES = 8


def panel(verdict: Verdict) -> Panel:
    """Return the verdict as one panel: the role, the duties that carried it, what is asked for, and what to look at."""
    parts: list[RenderableType] = [_role(verdict)]
    parts += [Text(f"  look at it: {doubt.reason}", style="yellow") for doubt in verdict.doubts]
    parts += _titled(
        "What the job does", [(duty.role.value, duty.duty.text) for duty in verdict.scores.duties[:_DUTIES]]
    )
    parts += _titled("What it asks for", _asked(verdict))
    parts += _titled("What to check", [(found.check, found.message) for found in verdict.findings])
    title = Text(verdict.reading.title or "(no title)", style="bold")
    return Panel(Group(*parts), title=title, title_align="left", padding=(1, 2))


def _role(verdict: Verdict) -> Text:
    first, second = verdict.scores.ranked[:2]
    chances = verdict.scores.probabilities
    sure = Text(f"{first.value} ", style="bold")
    return sure.append(f"{chances[first]:.0%}, then {second.value} {chances[second]:.0%}", style="not bold")


def _asked(verdict: Verdict) -> list[tuple[str, str]]:
    said = verdict.reading
    rows = [(str(clause), clause.evidence.text) for clause in requirements(said.clauses)]
    rows += [(f"{entry.strength.value} {entry.level}", entry.evidence.text) for entry in said.education]
    rows += [(f"{entry.strength.value} {_years(entry.min_years)}", entry.evidence.text) for entry in said.experience]
    return rows


def _years(count: float | None) -> str:
    return "experience" if count is None else f"{count:g} years"


def _titled(title: str, rows: list[tuple[str, str]]) -> list[RenderableType]:
    """Return a heading and a two-column table, or nothing where there are no rows."""
    if not rows:
        return []
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", overflow="fold")
    table.add_column(ratio=1)
    for left, right in rows:
        table.add_row(Text(left), Text(right))
    return [Text(f"\n{title}", style="bold"), table]
