"""A verdict as a panel for people at a terminal."""

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from classifier.demands.expression import Strength
from classifier.demands.requirements import requirements
from classifier.offers.pay import Pay
from classifier.verdict import Verdict

#: The most duties that are shown; the JSON has them all.
_DUTIES = 8
#: Chances this near to certain or to nothing aren't rounded to 100% or 0%.
_ALMOST = 0.005

_Rows = list[tuple[str, str]]


def panel(verdict: Verdict) -> Panel:
    """Return the verdict as one panel: the role, what the job does, asks for and offers, and what to look at."""
    parts: list[RenderableType] = [_role(verdict)]
    parts += [Text(f"  look at it: {doubt.reason}", style="yellow") for doubt in verdict.doubts]
    parts += _titled("What the job does", _duties(verdict))
    parts += _titled("What it measures", [(quota.kind.value, quota.evidence.text) for quota in verdict.reading.quotas])
    parts += _titled("What it asks for", _asked(verdict))
    parts += _titled("What it only mentions", _mentioned(verdict))
    parts += _titled("What it offers", _offered(verdict))
    parts += _titled("What to check", [(found.check, found.message) for found in verdict.findings])
    title = Text(verdict.reading.title or "(no title)", style="bold")
    return Panel(Group(*parts), title=title, title_align="left", padding=(1, 2))


def _role(verdict: Verdict) -> Text:
    first, second = verdict.scores.ranked[:2]
    chances = verdict.scores.probabilities
    sure = Text(f"{first.value} ".replace("_", " "), style="bold")
    told = f"{_percent(chances[first])}, then {second.value} {_percent(chances[second])}".replace("_", " ")
    return sure.append(told, "not bold")


def _percent(chance: float) -> str:
    if chance > 1 - _ALMOST:
        return "over 99%"
    return "under 1%" if chance < _ALMOST else f"{chance:.0%}"


def _duties(verdict: Verdict) -> _Rows:
    """Return the first duties, the role named where it changes, and how many more there are."""
    duties = verdict.scores.duties
    roles = [judged.role.value.replace("_", " ") for judged in duties]
    shown = zip(["", *roles], roles, duties[:_DUTIES], strict=False)
    rows = [("\u00b7" if role == before else role, judged.duty.text) for before, role, judged in shown]
    return rows + ([("", f"and {len(duties) - _DUTIES} more")] if len(duties) > _DUTIES else [])


def _asked(verdict: Verdict) -> _Rows:
    said = verdict.reading
    rows = [(str(clause), clause.evidence.text) for clause in requirements(said.clauses)]
    rows += [(f"{entry.strength.value} {entry.level}", entry.evidence.text) for entry in said.education]
    rows += [(f"{entry.strength.value} {_years(entry.min_years)}", entry.evidence.text) for entry in said.experience]
    for strength in (Strength.REQ, Strength.PREF):
        names = [system.name for system in said.systems if system.strength is strength]
        rows += [(f"{strength.value} software", ", ".join(names))] if names else []
    return rows


def _years(count: float | None) -> str:
    return "experience" if count is None else f"{count:g} year{'s' if count != 1 else ''}"


def _mentioned(verdict: Verdict) -> _Rows:
    codes = verdict.reading.credentials.mentioned
    return [("credentials", ", ".join(codes))] if codes else []


def _offered(verdict: Verdict) -> _Rows:
    """Return what the ad offers, in its own words too where they differ."""
    offer = verdict.reading.offer
    rows = [("pay", _pay(offer.pay))] if offer.pay else []
    for name in ("workplace", "employment_type", "location", "setting", "level"):
        if said := getattr(offer, name):
            value, words = said.value.replace("_", " "), said.evidence.text
            rows.append((name.replace("_", " "), value if words.lower() == value.lower() else f'{value} ("{words}")'))
    return rows


def _pay(pay: Pay) -> str:
    """Return pay in one form however the ad writes it: "27.40 to 38.10 USD an hour", "up to 60,000 USD a year"."""
    low, high = pay.minimum, pay.maximum
    if low is None or high is None:
        amounts = f"up to {_amount(high)}" if high is not None else f"from {_amount(low or 0)}"
    else:
        amounts = _amount(low) if low == high else f"{_amount(low)} to {_amount(high)}"
    article = "an" if pay.per == "hour" else "a"
    return " ".join(filter(None, (amounts, pay.currency, pay.per and f"{article} {pay.per}")))


def _amount(amount: float) -> str:
    return f"{amount:,.0f}" if amount.is_integer() else f"{amount:,.2f}"


def _titled(title: str, rows: _Rows) -> list[RenderableType]:
    """Return a heading and a two-column table, or nothing where there are no rows."""
    if not rows:
        return []
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", overflow="fold", max_width=36)
    table.add_column(ratio=1)
    for left, right in rows:
        table.add_row(Text(left), Text(right))
    return [Text(f"\n{title}", style="bold"), table]
