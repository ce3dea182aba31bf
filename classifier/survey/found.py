"""What the checks found, the most frequent first."""

from classifier.survey import charts
from classifier.survey.crossing import SHARES, ranked, shares
from classifier.survey.sheet import Book, Cell, Named, Part, Section, Table
from classifier.survey.survey import Survey
from classifier.survey.tally import Subject
from classifier.survey.wording import about, checks, role_names

_MOST_DRAWN = 15


def found(counted: Survey, book: Book) -> Section | None:
    """Return the findings by frequency; None where nothing was found."""
    names = frequent_checks(counted)
    if not names:
        return None
    ads, roles = counted.ads, ranked(counted)
    heads = ("check", "severity", "ads", *SHARES, *(role_names()[role] for role in roles))
    rows: list[tuple[Cell, ...]] = []
    for name in names:
        severity, title = checks().get(name, ("-", ""))
        count = counted.of(Subject.FINDING, name)
        own = (
            book.figure(counted.of(Subject.FINDING, name, role), f"{name} {title}, {role_names()[role]}")
            for role in roles
        )
        rows.append((Named(name, title), severity, book.figure(count, f"{name} {title}"), *shares(count, ads), *own))
    drawn = names[:_MOST_DRAWN]
    series = [charts.Series("ads", "accent", [counted.of(Subject.FINDING, name).rows for name in drawn])]
    names_drawn = [checks().get(name, ("", name))[1] for name in drawn]
    chart = charts.bars(names_drawn, series, "ads", "How many ads each check fired on; the table below has the numbers")
    table = Table("Findings by frequency", heads, tuple(rows), words=(1,))
    return Section("findings", "Findings", about("findings"), (Part((table,), chart),))


def frequent_checks(counted: Survey) -> list[str]:
    """Return the checks that fired, the most frequent first."""
    names = {name[0] for name in counted.tally.names(Subject.FINDING)}
    return sorted(names, key=lambda name: (-counted.of(Subject.FINDING, name).rows, name))
