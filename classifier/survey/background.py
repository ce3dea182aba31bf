"""Schooling and years that the ads of each role ask for."""

from collections.abc import Callable, Sequence

from classifier.survey import charts
from classifier.survey.crossing import crossing, part, ranked
from classifier.survey.offered import LEVELS
from classifier.survey.sheet import Book, Part, Section
from classifier.survey.survey import BANDS, UNTOLD, Survey
from classifier.survey.tally import Count, Subject
from classifier.survey.wording import LEVEL_NAMES, about, role_names

_YEARS = {"none": "0 years, none needed", "under 1": "under 1 year", "1": "1 year"}


def schooling(counted: Survey, book: Book) -> Section | None:
    """Return the lowest schooling that is required, and the lowest that is preferred; None where no ad tells any."""
    came = {level for _, level, _ in counted.tally.names(Subject.SCHOOLING)}
    levels = [(LEVEL_NAMES[level], level) for level in (*LEVELS, UNTOLD) if level in came]
    if came <= {UNTOLD}:
        return None
    asked = _part(book, counted, "Lowest schooling required", levels, _schooling(counted, "REQ"))
    wished = crossing(book, counted, "Lowest schooling preferred", levels, _schooling(counted, "PREF"))
    return Section("schooling", "Schooling", about("schooling"), (asked, Part((wished,))))


def _schooling(counted: Survey, strength: str) -> Callable[[str, str], Count]:
    return lambda role, level: counted.of(Subject.SCHOOLING, role, level, strength)


def experience(counted: Survey, book: Book) -> Section | None:
    """Return the years that are required; None where no ad tells any."""
    came = {band for _, band in counted.tally.names(Subject.YEARS)}
    bands = [(_YEARS.get(name, f"{name} years"), name) for _, name in BANDS if name in came]
    if not bands:
        return None
    rows = [*bands, ("none told", UNTOLD)]
    made = _part(book, counted, "Years required", rows, lambda role, name: counted.of(Subject.YEARS, role, name))
    return Section("experience", "Experience", about("experience"), (made,))


def _part(
    book: Book, counted: Survey, caption: str, rows: Sequence[tuple[str, str]], of: Callable[[str, str], Count]
) -> Part:
    roles = ranked(counted)
    colors = [*charts.steps(sum(bool(name) for _, name in rows)), "none"]
    series = []
    for (told, name), color in zip(rows, colors, strict=False):
        values = [part(of(role, name), counted.of(Subject.ROLE, role)).value or 0.0 for role in roles]
        series.append(charts.Series(told, color, values))
    words = f"{caption}, as shares of the ads of each role; the table below has the numbers"
    chart = charts.bars([role_names()[role] for role in roles], series, "share of the role's ads", words, whole=True)
    return Part((crossing(book, counted, caption, rows, of),), chart)
