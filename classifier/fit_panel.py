"""How a candidate meets an ad, as a panel for people at a terminal."""

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from classifier.checks.shares import shares_told
from classifier.comparison import PERSON_DECIDES, Fit, Judged, Overall
from classifier.findings import Finding, Severity
from classifier.meeting import Meeting
from classifier.verdict import Verdict

_OVERALL = {
    Overall.MEETS: ("meets everything that the ad requires", "green"),
    Overall.MEETS_IF: ("meets the ad, if what is still due follows after hire", "cyan"),
    Overall.UNKNOWN: ("can't be told: what is open below decides", "yellow"),
    Overall.DOES_NOT_MEET: ("doesn't have everything that the ad requires", "red"),
}
_MARKS = {
    Meeting.MET: ("met", "green"),
    Meeting.LATER: ("later", "cyan"),
    Meeting.UNKNOWN: ("unknown", "yellow"),
    Meeting.UNMET: ("unmet", "red"),
}
_WISH = ("wish", "dim")
_SEVERITIES = {Severity.ERROR: "red", Severity.WARN: "yellow", Severity.INFO: "cyan"}


def fit_panel(fit: Fit) -> Panel:
    """Return the answer as one panel: the overall fit, each demand with the ad's words, and what to look at in the ad.

    Without a candidate it tells how the ad stands to itself.
    """
    verdict = fit.verdict
    parts: list[RenderableType] = [_overall(fit), *_doubts(verdict)]
    parts += _demands("Not met", fit.unmet)
    parts += _demands("Open", fit.open)
    parts += _demands("Met", fit.met)
    parts += _findings(fit.findings)
    parts += [Text(f"\n{PERSON_DECIDES}", style="italic")] if fit.fit else []
    title = Text(verdict.reading.title or "(no title)", style="bold")
    return Panel(Group(*parts), title=title, title_align="left", padding=(1, 2))


def _overall(fit: Fit) -> Text:
    if fit.fit is None:
        return _alone(fit.verdict)
    words, style = _OVERALL[fit.fit]
    if fit.fit is Overall.MEETS and not fit.met:
        words = "the ad requires nothing that could be compared"
    return Text("The candidate ").append(words, style=f"bold {style}").append(f" ({fit.fit.value}).")


def _alone(verdict: Verdict) -> Text:
    told = shares_told(verdict.scores)
    line = Text("The ad by itself: ").append(verdict.role.value, style="bold")
    line.append(f"; its duties are {told}." if told else "; it names no duty.")
    return line if verdict.findings else line.append(" Title, duties, credentials and schooling agree.")


def _doubts(verdict: Verdict) -> list[RenderableType]:
    return [Text(f"Look at the ad first: {doubt.reason}", style="yellow") for doubt in verdict.doubts]


def _demands(title: str, entries: tuple[Judged, ...]) -> list[RenderableType]:
    """Return a heading and a row for each demand, or nothing where there are none."""
    return _titled(title, [(*_mark(entry), _words(entry)) for entry in entries])


def _mark(entry: Judged) -> tuple[str, str]:
    wish = entry.strength.value.startswith("PREF") and entry.meeting is not Meeting.MET
    return _WISH if wish else _MARKS[entry.meeting]


def _words(entry: Judged) -> Text:
    quote = " ".join(entry.evidence.text.split())
    words = Text(f'"{quote}"\n{entry.reason}')
    return words.append(f"\nWould close it: {entry.closes}.", style="bold") if entry.closes else words


def _findings(found: tuple[Finding, ...]) -> list[RenderableType]:
    rows = [(finding.check, _SEVERITIES[finding.severity], _remark(finding)) for finding in found]
    return _titled("What to look at in the ad", rows)


def _remark(finding: Finding) -> Text:
    remark = Text(finding.message)
    return remark.append(f"\n{finding.advice}", style="dim") if finding.advice else remark


def _titled(title: str, rows: list[tuple[str, str, Text]]) -> list[RenderableType]:
    if not rows:
        return []
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=7)
    table.add_column(ratio=1)
    for label, style, words in rows:
        table.add_row(Text(label, style=style), words)
    return [Text(f"\n{title}", style="bold"), table]
