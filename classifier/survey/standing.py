"""What is counted and what is left out: roles, rows for review, duplicates and errors."""

from classifier.roles import Role
from classifier.shares import Share
from classifier.survey import charts
from classifier.survey.crossing import SHARES, part, ranked, role_name, shares, unflagged
from classifier.survey.sheet import Book, Cell, Part, Section, Table
from classifier.survey.survey import Survey
from classifier.survey.tally import Count, Subject
from classifier.survey.wording import about, interval, missing, plural, role_names, share


def roles(counted: Survey, book: Book) -> Section:
    """Return how often each role comes."""
    ads, came = counted.ads, ranked(counted)
    rows = []
    for role in came:
        count = counted.of(Subject.ROLE, role)
        figure = book.figure(count, role_names()[role])
        rows.append((role_name(role), figure, *shares(count, ads), interval(unflagged(count, ads))))
    table = Table("Ads by role", ("role", "ads", *SHARES, "95 % interval"), tuple(rows))
    drawn = [(part(counted.of(Subject.ROLE, role), ads), role) for role in came]
    names = [role_names()[role] for role in came]
    said = "; ".join(f"{name} {share(one)}" for name, (one, _) in zip(names, drawn, strict=True))
    chart = charts.shares(names, drawn, "share of ads", f"Share of each role among the ads: {said}")
    return Section("roles", "Roles", (), (Part((table,), chart),))


def left_out(counted: Survey, book: Book) -> Section:
    """Return how many rows stand in the figures, and why the others don't."""
    tables = (_rows(counted, book), _errors(counted, book), _duplicates(counted, book))
    told = list(about("left-out"))
    if counted.rows and counted.lacking["duplicate_of"] == counted.rows:
        told.append(missing("duplicates_unsought"))
    elif counted.rows and not counted.all_of(Subject.DUPLICATE).rows:
        told.append(missing("duplicates_unknown"))
    parts = (Part(tuple(one for one in tables if one.rows)),)
    return Section("left-out", "What is counted, and what is left out", tuple(told), parts)


def error_count(counted: Survey) -> Count:
    """Return the rows that couldn't be read."""
    return counted.tally.together(counted.of(Subject.ERROR, *name) for name in counted.tally.names(Subject.ERROR))


def _rows(counted: Survey, book: Book) -> Table:
    ads, flagged, doubles = counted.ads, counted.all_of(Subject.FLAGGED), counted.all_of(Subject.DUPLICATE)
    errors = error_count(counted)
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Rows in the results", book.figure(counted.tally.together((ads, doubles, errors)), "All rows"), "", ""),
        ("Ads in the figures of this page", book.figure(ads, "Ads in the figures"), *_of(ads.rows, counted.rows)),
        ("of them flagged for review", book.figure(flagged, "Flagged for review"), *_of(flagged.rows, ads.rows)),
        ("Left out: duplicates", book.figure(doubles, "Duplicates"), *_of(doubles.rows, counted.rows)),
        ("Left out: rows that couldn't be read", book.figure(errors, "Errors"), *_of(errors.rows, counted.rows)),
    )
    return Table("Rows", ("", "rows", "share", "95 % interval"), rows)


def _errors(counted: Survey, book: Book) -> Table:
    counts = {code: counted.of(Subject.ERROR, code) for (code,) in counted.tally.names(Subject.ERROR)}
    codes = sorted(counts, key=lambda code: (-counts[code].rows, code))
    rows = tuple(
        (code, book.figure(counts[code], f"Error {code}"), *_of(counts[code].rows, counted.rows)) for code in codes
    )
    heads = ("reason", "rows", "share of all rows", "95 % interval")
    return Table("Rows that couldn't be read, by reason", heads, rows)


def _duplicates(counted: Survey, book: Book) -> Table:
    rows = []
    for role in Role:
        count, kept = counted.of(Subject.DUPLICATE, role), counted.of(Subject.ROLE, role)
        if count.rows:
            figure = book.figure(count, f"Duplicates, {role_names()[role]}")
            rows.append((role_name(role), figure, *_of(count.rows, count.rows + kept.rows)))
    return Table("Duplicates", ("role", "rows", "share of the role's rows", "95 % interval"), tuple(rows))


def _of(hits: int, of: int) -> tuple[str, str]:
    one = Share(hits, of)
    return share(one), interval(one)


def review(counted: Survey, book: Book) -> Section | None:
    """Return which share of each role a person should look at, with a sample."""
    if not counted.all_of(Subject.FLAGGED).rows:
        return None
    rows = []
    for role in ranked(counted):
        count, ads = counted.of(Subject.FLAGGED, role), counted.of(Subject.ROLE, role)
        figure = book.figure(count, f"Flagged, {role_names()[role]}")
        rows.append((role_name(role), book.figure(ads, role_names()[role]), figure, *_of(count.rows, ads.rows)))
    heads = ("role", "ads", "flagged", "share of the role", "95 % interval")
    table = Table("Ads flagged for review, by role", heads, tuple(rows))
    tables = tuple(one for one in (table, _sample(counted)) if one.rows)
    return Section("review", "Flagged for review", about("review"), (Part(tables),))


def _sample(counted: Survey) -> Table:
    shown = counted.all_of(Subject.FLAGGED).examples
    rows = tuple(
        (one.id, one.title or "-", role_names().get(one.role, one.role), f"{one.confidence or 0:.2f}") for one in shown
    )
    return Table(
        f"A sample of {plural(len(shown), 'flagged ad')}", ("id", "title", "role", "confidence"), rows, words=(1, 2)
    )
