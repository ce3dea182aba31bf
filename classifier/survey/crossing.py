"""Tables that cross something with the roles."""

from collections.abc import Callable, Sequence

from classifier.roles import Role
from classifier.shares import Share
from classifier.survey.sheet import Book, Cell, Figure, Named, Table
from classifier.survey.survey import Survey
from classifier.survey.tally import Count, Subject
from classifier.survey.wording import interval, role_names, share

#: The roles of the field; ``other`` isn't one of them.
HIM = tuple(role.value for role in Role if role is not Role.OTHER)


def ranked(counted: Survey) -> tuple[str, ...]:
    """Return the roles that came, the most frequent first and ``other`` last."""
    came = [role.value for role in Role if counted.of(Subject.ROLE, role).rows]
    return tuple(sorted(came, key=lambda role: (role == Role.OTHER, -counted.of(Subject.ROLE, role).rows)))


def drawn_roles(counted: Survey) -> tuple[str, ...]:
    """Return the roles that a chart of counts shows: those of the field, ``other`` only where none came."""
    return tuple(role for role in ranked(counted) if role != Role.OTHER) or ranked(counted)


def part(count: Count, of: Count) -> Share:
    """Return the share of a count, flagged ads included."""
    return Share(count.rows, of.rows)


def unflagged(count: Count, of: Count) -> Share:
    """Return the share of a count where flagged ads are left out."""
    return Share(count.rows - count.flagged, of.rows - of.flagged)


def shares(count: Count, of: Count) -> tuple[str, str, str]:
    """Return a share, its interval, and the share without flagged ads."""
    whole = part(count, of)
    return share(whole), interval(whole), share(unflagged(count, of))


#: The heads of what ``shares`` gives.
SHARES = ("share", "95 % interval", "share without flagged")


def role_name(role: str) -> Named:
    """Return the head of a row that is a role."""
    return Named(role_names().get(role, role), role=role)


def crossing(
    book: Book, counted: Survey, caption: str, rows: Sequence[tuple[Cell, str]], of: Callable[[str, str], Count]
) -> Table:
    """Return a table with a row for each (head, name), and the roles as columns; ``of`` gives the count of both.

    Beside each count stands its share among the ads of the role.
    """
    roles = ranked(counted)
    heads = ("", *([] if set(roles) <= {Role.OTHER} else ["all health information", *SHARES]), *map(_head, roles))
    made = tuple(_row(book, counted, caption, head, name, roles, of) for head, name in rows)
    return Table(caption, heads, made)


def _row(  # noqa: PLR0913, PLR0917 - one row of a table that two things cross in
    book: Book,
    counted: Survey,
    caption: str,
    head: Cell,
    name: str,
    roles: tuple[str, ...],
    of: Callable[[str, str], Count],
) -> tuple[Cell, ...]:
    words = f"{caption}: {head if isinstance(head, str) else head.text}"
    cells: list[Cell] = [head]
    if not set(roles) <= {Role.OTHER}:
        field = counted.tally.together(of(role, name) for role in HIM)
        cells += [book.figure(field, f"{words}, health information"), *shares(field, counted.all_of(Subject.ROLE, HIM))]
    return (*cells, *(_cell(book, counted, words, role, of(role, name)) for role in roles))


def _cell(book: Book, counted: Survey, words: str, role: str, count: Count) -> Figure:
    beside = share(part(count, counted.of(Subject.ROLE, role))) if count.rows else ""
    return book.figure(count, f"{words}, {_head(role)}", beside)


def _head(role: str) -> str:
    name = role_names().get(role, role)
    return name[0].lower() + name[1:]
