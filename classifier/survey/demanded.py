"""Which credentials the ads of each role ask for."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

from classifier.survey import charts
from classifier.survey.asked import STRENGTHS
from classifier.survey.crossing import HIM, SHARES, crossing, part, ranked, shares
from classifier.survey.sheet import Book, Cell, Named, Part, Section, Table
from classifier.survey.survey import Survey
from classifier.survey.tally import Count, Subject
from classifier.survey.wording import STRENGTH_NAMES, about, credential_names, interval, plural, role_names, share

#: Rows that a table shows; how many more there are is told in a note.
_MOST_CODES, _MOST_SETS, _MOST_DRAWN = 12, 10, 10
#: Ads that the most frequent credential needs before a chart says more than the table.
_FEWEST_DRAWN = 5
#: How firmly a credential is asked for; one that is only named isn't.
_ASKED = STRENGTHS[:3]
_COLORS = ("step8", "step5", "step2")


def demanded(counted: Survey, book: Book) -> Section | None:
    """Return what is asked for over all roles, then role by role; None where no ad asks for a credential."""
    roles = [role for role in ranked(counted) if counted.of(Subject.ASKING, role).rows]
    parts = [_overview(counted, book), *(_of_role(counted, book, role) for role in roles)]
    if not roles:
        return None
    return Section("credentials", "Credentials", about("credentials"), tuple(made for made in parts if made))


def asking(counted: Survey, role: str, code: str) -> Count:
    """Return the ads of a role that require or prefer a credential."""
    return counted.tally.together(counted.of(Subject.CREDENTIAL, role, code, strength) for strength in _ASKED)


def asked_codes(counted: Survey, role: str) -> list[str]:
    """Return the credentials that ads of a role require or prefer, the most frequent first."""
    names = counted.tally.names(Subject.CREDENTIAL)
    codes = {code for own, code, strength in names if own == role and strength in _ASKED}
    return _frequent(codes, lambda code: asking(counted, role, code).rows)


def _frequent(codes: Iterable[str], rows: Callable[[str], int]) -> list[str]:
    return sorted(codes, key=lambda code: (-rows(code), code))


def _overview(counted: Survey, book: Book) -> Part | None:
    codes = {code for role in HIM for code in asked_codes(counted, role)}
    best = _frequent(codes, lambda code: sum(asking(counted, role, code).rows for role in HIM))[:_MOST_CODES]
    rows = [(_head(code), code) for code in best]
    caption = "Ads that require or prefer a credential"
    table = crossing(book, counted, caption, rows, lambda role, code: asking(counted, role, code))
    return Part((table,), None, "All roles") if best else None


def _of_role(counted: Survey, book: Book, role: str) -> Part:
    codes, name = asked_codes(counted, role), role_names()[role]
    tables = tuple(one for one in (_codes(counted, book, role, codes), _sets(counted, book, role)) if one.rows)
    drawn = codes[:_MOST_DRAWN] if codes and asking(counted, role, codes[0]).rows >= _FEWEST_DRAWN else []
    return Part(tables, _chart(counted, role, drawn) if drawn else None, name, role)


def _chart(counted: Survey, role: str, codes: list[str]) -> Markup:
    series = []
    for strength, color in zip(_ASKED, _COLORS, strict=True):
        values = [counted.of(Subject.CREDENTIAL, role, code, strength).rows for code in codes]
        series.append(charts.Series(STRENGTH_NAMES[strength], color, values))
    name = role_names()[role]
    told = f"How many ads of the role {name} require or prefer each credential; the table below has the numbers"
    return charts.bars(codes, series, "ads", told)


def _codes(counted: Survey, book: Book, role: str, codes: list[str]) -> Table:
    ads = counted.of(Subject.ROLE, role)
    whole = part(counted.of(Subject.ASKING, role), ads)
    told = f"{plural(whole.hits, 'ad')} of {whole.of:,} ({share(whole)}, {interval(whole)}) ask for one or a class."
    heads = ("credential", *(STRENGTH_NAMES[strength] for strength in STRENGTHS), "asked for", *SHARES)
    rows = tuple(_row(counted, book, role, code) for code in codes[:_MOST_CODES])
    return Table(f"Credentials, {role_names()[role]}", heads, rows, f"{told}{_rarer(len(codes) - _MOST_CODES)}")


def _row(counted: Survey, book: Book, role: str, code: str) -> tuple[Cell, ...]:
    words, cells = f"{role_names()[role]}, {code}", []
    for strength in STRENGTHS:
        count = counted.of(Subject.CREDENTIAL, role, code, strength)
        cells.append(book.figure(count, f"{words}: {STRENGTH_NAMES[strength]}"))
    whole = asking(counted, role, code)
    figure = book.figure(whole, f"{words}: asked for")
    return (_head(code), *cells, figure, *shares(whole, counted.of(Subject.ROLE, role)))


def _sets(counted: Survey, book: Book, role: str) -> Table:
    """Return the classes of credentials, and the sets of which some are enough, that ads ask for most."""
    counts: dict[str, list[Count]] = {}
    for subject in (Subject.CLASS, Subject.CHOICE):
        for own, words, _ in counted.tally.names(subject):
            if own == role:
                counts[words] = [counted.of(subject, role, words, strength) for strength in _ASKED]
    best = _frequent(counts, lambda words: sum(count.rows for count in counts[words]))
    rows = tuple(_set(book, role, words, counts[words]) for words in best[:_MOST_SETS])
    heads = ("any of these", *(STRENGTH_NAMES[strength] for strength in _ASKED))
    return Table(f"Any-of sets and classes, {role_names()[role]}", heads, rows, _rarer(len(best) - _MOST_SETS).strip())


def _set(book: Book, role: str, words: str, counts: list[Count]) -> tuple[Cell, ...]:
    titles = (f"{role_names()[role]}, {words}: {STRENGTH_NAMES[strength]}" for strength in _ASKED)
    return (words, *(book.figure(count, title) for count, title in zip(counts, titles, strict=True)))


def _rarer(more: int) -> str:
    return f" {plural(more, 'rarer one is', 'rarer ones are')} left out." if more > 0 else ""


def _head(code: str) -> Named:
    return Named(code, credential_names().get(code, ""))
