"""One page that holds everything known about how well a system does; it loads nothing from anywhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from classifier.roles import Role
from classifier.shares import Share, share
from classifier.training import charts
from classifier.training.controls import Point
from classifier.training.evaluation import Evaluation
from classifier.training.figures import Figures
from classifier.training.outcomes import Outcome
from classifier.training.table import interval, said

#: The page is told by this name in the folder that is asked for.
PAGE = "report.html"

_WORST = 20


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, what to know before reading, the heads of the columns and the rows."""

    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart: Markup | None = None


@dataclass(frozen=True, slots=True)
class Controls:
    """What stands in the report alone: figures of the controls by name, the learning curve, and unseen groups.

    ``groups`` are the briefs of the training rows, each judged by a model that had not seen it.
    """

    figures: Mapping[str, Figures]
    curve: Sequence[Point]
    groups: Mapping[str, Share]


def write_report(evaluated: Evaluation, controls: Controls, folder: Path) -> Path:
    """Write ``report.html`` into ``folder`` and return its place."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / PAGE
    place.write_text(page(evaluated, controls), "utf-8")
    return place


def page(evaluated: Evaluation, controls: Controls) -> str:
    """Return the page as HTML."""
    loader = PackageLoader("classifier.training", "pages")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    tables = [part for part in _tables(evaluated, controls) if part.rows]
    return pages.get_template(PAGE).render(evaluated=evaluated, tables=tables)


def _tables(evaluated: Evaluation, controls: Controls) -> Iterator[Table]:
    yield _systems(
        "Figures", "Each system on the same rows.", {evaluated.system: evaluated.figures, **evaluated.baselines}
    )
    yield _changes(evaluated)
    yield _roles(evaluated.figures)
    yield _confusion(evaluated.figures)
    yield _calibration(evaluated.figures)
    yield _coverage(evaluated.figures)
    yield _demands(evaluated)
    yield _systems("Groups", "The rows part by part.", evaluated.groups)
    yield _systems("Controls", "The model with something hidden or spoiled.", controls.figures)
    yield _curve(controls.curve)
    yield _unseen(controls.groups)
    yield _worst(evaluated)


def _systems(title: str, about: str, parts: Mapping[str, Figures]) -> Table:
    heads = ("", "rows", "accuracy", "95 %", "macro-F1", "HIM right", "other as HIM", "flagged", "right unflagged")
    rows = tuple(
        (
            name,
            str(part.rows),
            said(part.accuracy),
            interval(part.accuracy),
            f"{part.macro_f1:.3f}",
            *map(said, (part.him_right, part.other_called_him, part.flagged, part.unflagged)),
        )
        for name, part in parts.items()
    )
    return Table(title, about, heads, rows)


def _changes(evaluated: Evaluation) -> Table:
    rows = tuple(
        (
            name,
            str(told.kept_right),
            str(sum(evaluated.measures[name].values())),
            " ".join(told.newly_right) or "-",
            " ".join(told.newly_wrong) or "-",
        )
        for name, told in evaluated.changes.items()
    )
    heads = ("measure", "right then", "right now", "newly right", "newly wrong")
    return Table("Since the last kept outcomes", "Frozen rows, by id.", heads, rows)


def _roles(part: Figures) -> Table:
    rows = tuple(
        (
            one.role.value,
            str(one.rows),
            *_counted(one.precision),
            *_counted(one.recall),
            "-" if one.f1 is None else f"{one.f1:.3f}",
        )
        for one in part.roles
    )
    heads = ("role", "rows", "precision", "of", "95 %", "recall", "of", "95 %", "F1")
    return Table("Roles", "Intervals are Wilson's.", heads, rows)


def _counted(one: Share) -> tuple[str, str, str]:
    return said(one), f"{one.hits}/{one.of}", interval(one)


def _confusion(part: Figures) -> Table:
    called = (*Role, None)
    rows = tuple((role.value, *(str(part.confusion[role, one]) for one in called)) for role in Role)
    return Table("Confusion", "Right role down, called role across.", ("", *Role, "refused"), rows)


def _calibration(part: Figures) -> Table:
    rows = tuple((f"{one.confidence:.3f}", *_counted(one.right)) for one in part.calibration)
    told = "" if part.calibration_error is None else f"Expected calibration error {part.calibration_error:.3f}."
    drawn = Markup(charts.reliability(part.calibration)) if rows else None  # noqa: S704  # drawn here from numbers
    return Table("Reliability", told, ("mean confidence", "right", "of", "95 %"), rows, drawn)


def _coverage(part: Figures) -> Table:
    rows = tuple((f"{kept:.0%}", *_counted(right)) for kept, right in part.coverage)
    drawn = Markup(charts.coverage(part.coverage)) if rows else None  # noqa: S704  # drawn here from numbers
    return Table("Accuracy against coverage", "Surest rows first.", ("kept", "right", "of", "95 %"), rows, drawn)


def _demands(evaluated: Evaluation) -> Table:
    read, phrases = evaluated.figures.demands, share(evaluated.measures.get("phrases", {}).values())
    rows = (
        [(name, str(read.rows), f"{f1:.3f}", *_counted(read.exact[name])) for name, f1 in read.f1.items()]
        if read
        else []
    )
    rows += [("phrases", str(phrases.of), "-", *_counted(phrases))] if phrases.of else []
    heads = ("demand", "rows", "F1", "exact", "of", "95 %")
    return Table("Demands", "Entry by entry (F1), and rows without a slip (exact).", heads, tuple(rows))


def _curve(points: Sequence[Point]) -> Table:
    rows = tuple(
        (str(p.briefs), str(p.postings), *_counted(p.figures.accuracy), f"{p.figures.macro_f1:.3f}") for p in points
    )
    drawn = Markup(charts.learning(points)) if rows else None  # noqa: S704  # drawn here from numbers
    heads = ("briefs", "postings", "right", "of", "95 %", "macro-F1")
    return Table("Learning curve", "Taught the postings of more and more whole briefs.", heads, rows, drawn)


def _unseen(groups: Mapping[str, Share]) -> Table:
    rows = [(name, *_counted(right)) for name, right in groups.items()]
    total = Share(sum(one.hits for one in groups.values()), sum(one.of for one in groups.values()))
    rows += [("all", *_counted(total))] if rows else []
    about = "Training postings, each brief judged by a model that was not taught it."
    return Table("Grouped by brief", about, ("brief", "right", "of", "95 %"), tuple(rows))


def _worst(evaluated: Evaluation) -> Table:
    """Return the surest errors; of frozen rows the ids alone."""
    wrong = sorted((o for o in evaluated.outcomes if not o.right), key=lambda o: -(o.confidence or 0))
    if evaluated.frozen:
        return Table("Wrong rows", "Frozen rows are told by id alone.", ("id",), tuple((o.id,) for o in wrong))
    heads = ("id", "title", "right", "called", "confidence", "duties")
    return Table("Worst errors", "The surest first.", heads, tuple(map(_error, wrong[:_WORST])))


def _error(outcome: Outcome) -> tuple[str, ...]:
    sure = "-" if outcome.confidence is None else f"{outcome.confidence:.3f}"
    title = outcome.row.posting.title or "-"
    return outcome.id, title, outcome.row.label.value, str(outcome.predicted or "-"), sure, "; ".join(_duties(outcome))


def _duties(outcome: Outcome) -> Iterable[str]:
    judged = outcome.verdict.scores.duties if outcome.verdict else ()
    return (f"{one.duty.text} [{one.role}]" for one in judged)
