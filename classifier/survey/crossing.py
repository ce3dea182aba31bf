"""Tables that cross something with the roles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifier.roles import Role
from classifier.shares import Share
from classifier.survey.sheet import Book, Cell, Named, Table
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


@dataclass(frozen=True, slots=True)
class _Crossing:
    """What the cells of one table have in common; ``of`` gives the count of a role and a name."""

    book: Book
    counted: Survey
    caption: str
    roles: tuple[str, ...]
    of: Callable[[str, str], Count]

    def row(self, head: Cell, name: str) -> tuple[Cell, ...]:
        words = f"{self.caption}: {head if isinstance(head, str) else head.text}"
        field = self._field(words, name) if _has_field(self.roles) else ()
        return (head, *field, *(self._cell(words, role, name) for role in self.roles))

    def _field(self, words: str, name: str) -> tuple[Cell, ...]:
        count = self.counted.tally.together(self.of(role, name) for role in HIM)
        figure = self.book.figure(count, f"{words}, health information")
        return (figure, *shares(count, self.counted.all_of(Subject.ROLE, HIM)))

    def _cell(self, words: str, role: str, name: str) -> Cell:
        count = self.of(role, name)
        beside = share(part(count, self.counted.of(Subject.ROLE, role))) if count.rows else ""
        return self.book.figure(count, f"{words}, {_head(role)}", beside)


def crossing(
    book: Book, counted: Survey, caption: str, rows: Sequence[tuple[Cell, str]], of: Callable[[str, str], Count]
) -> Table:
    """Return a table with a row for each (head, name), and the roles as columns; ``of`` gives the count of both.

    Beside each count stands its share among the ads of the role.
    """
    roles = ranked(counted)
    field = ("all health information", *SHARES) if _has_field(roles) else ()
    made = _Crossing(book, counted, caption, roles, of)
    heads = ("", *field, *map(_head, roles))
    return Table(caption, heads, tuple(made.row(head, name) for head, name in rows))


def _has_field(roles: tuple[str, ...]) -> bool:
    return not set(roles) <= {Role.OTHER}


def _head(role: str) -> str:
    name = role_names().get(role, role)
    return name[0].lower() + name[1:]
