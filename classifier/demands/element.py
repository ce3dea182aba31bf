"""The things asked for, as they stand between their links before they are joined."""

from dataclasses import dataclass, field

from classifier.demands.expression import Atom, Deadline, Expression, Status
from classifier.demands.sorts import sort_of


@dataclass(frozen=True, slots=True)
class Element:
    """One thing asked for and what joins it to the one before.

    ``link`` is ``/``, ``or``, ``and``, ``plus``, ``with`` or nothing, ``comma`` tells a comma before it; ``mark`` is
    ``either``, ``both`` or ``count`` (with ``k``) where a group opens here; ``eq`` admits an equivalent.
    """

    value: Expression
    link: str = ""
    comma: bool = False
    mark: str = ""
    k: int = 1
    eq: bool = False

    @property
    def sort(self) -> str:
        """``credential``, ``schooling`` or ``experience``."""
        return sort_of(self.value)


@dataclass(slots=True)
class Elements:
    """What a stretch holds, and what it says of all that it holds.

    ``main`` are the elements, ``replaced`` those that may stand in for them; ``elsewhere`` are training and continuing
    education, which are no demands. ``generic`` tells a noun such as "certification", ``nothing`` the word "none";
    ``bare_status`` is a status without an object, ``subject`` a field of study without a degree.
    """

    main: list[Element] = field(default_factory=list)
    replaced: list[Element] | None = None
    elsewhere: list[Atom] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    deadline: Deadline | None = None
    condition: str | None = None
    conflict: bool = False
    obtains: bool = False
    maintains: bool = False
    too: bool = False
    removes: bool = False
    generic: bool = False
    nothing: bool = False
    active: bool = False
    bare_status: Status | None = None
    subject: str | None = None
    widened: bool = False
