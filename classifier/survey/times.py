"""Roles over time."""

from collections.abc import Sequence

from classifier.survey import charts
from classifier.survey.crossing import crossing, drawn_roles, ranked
from classifier.survey.sheet import Book, Part, Section
from classifier.survey.survey import UNTOLD, Survey
from classifier.survey.tally import Count, Subject
from classifier.survey.wording import plural, role_names

#: Periods that a table and a chart still show one by one.
_MOST_PERIODS = 36


def times(counted: Survey, book: Book) -> Section | None:
    """Return how many ads of each role were posted when; None where no row holds a day."""
    if counted.days is None:
        return None
    months = _months(*counted.days)
    periods = _periods(months)
    names = list(periods)
    roles = ranked(counted)

    def of(role: str, period: str) -> Count:
        return counted.tally.together(counted.of(Subject.MONTH, role, month) for month in periods[period])

    undated = counted.all_of(Subject.MONTH, roles, UNTOLD)
    caption = "Ads by time of posting"
    table = crossing(book, counted, caption, [(name, name) for name in names], of)
    series = [
        charts.Series(role_names()[role], role, [of(role, name).rows for name in names])
        for role in drawn_roles(counted)
    ]
    told = f"Ads by role and time of posting, from {names[0]} to {names[-1]}; the table below has the numbers"
    chart = charts.lines(names, series, "ads", told) if len(names) > 1 else None
    first, last = counted.days
    about = [f"Posted from {first} to {last}. The first and the last period may not be whole."]
    if undated.rows:
        about.append(f"{plural(undated.rows, 'ad holds', 'ads hold')} no day of posting and don't stand here.")
    return Section("time", "Over time", tuple(about), (Part((table,), chart),))


def _months(first: str, last: str) -> list[str]:
    """Return all months from one day to another."""
    start, end = (12 * int(day[:4]) + int(day[5:7]) - 1 for day in (first, last))
    return [f"{place // 12}-{place % 12 + 1:02}" for place in range(start, end + 1)]


def _periods(months: Sequence[str]) -> dict[str, list[str]]:
    """Return the months by the periods that are shown: months, quarters of a year, or years where they are many."""
    for named in (lambda month: month, _quarter, lambda month: month[:4]):
        periods: dict[str, list[str]] = {}
        for month in months:
            periods.setdefault(named(month), []).append(month)
        if len(periods) <= _MOST_PERIODS:
            break
    return periods


def _quarter(month: str) -> str:
    return f"{month[:4]} Q{(int(month[5:7]) + 2) // 3}"
