"""The normal form of a requirement: what an ad asks for, as a tree that prints as one line and reads back from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from classifier.evidence import Evidence


class Strength(StrEnum):
    """How firmly an ad asks: must have, nice to have, strongly preferred, not required, not accepted, only named."""

    REQ = "REQ"
    PREF = "PREF"
    STRONG = "PREF+"
    NOT_REQUIRED = "NEG:nr"
    NOT_ACCEPTED = "NEG:na"
    INFO = "INFO"


SOFT = (Strength.PREF, Strength.STRONG)
DENIALS = (Strength.NOT_REQUIRED, Strength.NOT_ACCEPTED)


class Status(StrEnum):
    """How far the person must be: holding it (the plain case), holding it actively, or on the way to it."""

    HELD = "held"
    ACTIVE = "active"
    ELIGIBLE = "elig"
    SCHEDULED = "sched"
    ENROLLED = "enrolled"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Time after hire by which something is due: ``n`` of ``d``, ``mo`` or ``yr``.

    ``n`` is None for ``?`` (unknown) and ``ongoing``.
    """

    n: int | None
    unit: str

    def __str__(self) -> str:
        return f"@{'' if self.n is None else self.n}{self.unit}"


UNKNOWN = Deadline(None, "?")
ONGOING = Deadline(None, "ongoing")


@dataclass(frozen=True, slots=True)
class Code:
    """A credential by the catalogue's code."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Group:
    """Any credential of a class such as ``CODING_ANY``, narrowed to ``issuers`` where the ad names some."""

    name: str
    issuers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"#{self.name}" + (f"{{{'|'.join(self.issuers)}}}" if self.issuers else "")


@dataclass(frozen=True, slots=True)
class Degree:
    """Schooling; ``level`` is ``?`` where unknown, ``*`` for any; ``subject`` holds alternatives parted by a pipe."""

    level: str
    subject: str | None = None
    accreditor: str | None = None

    def __str__(self) -> str:
        return f"deg({','.join(part for part in (self.level, self.subject, self.accreditor) if part)})"


@dataclass(frozen=True, slots=True)
class Years:
    """Experience: at least ``low`` of ``unit`` (``yr`` or ``mo``), None where the ad gives no count.

    ``high`` is the upper end of a range; the normal form leaves it out, so it doesn't count in comparison.
    """

    low: float | None = None
    high: float | None = field(default=None, compare=False)
    unit: str = "yr"
    domain: str | None = None

    def __str__(self) -> str:
        count = "?" if self.low is None else f"{self.low:g}{self.unit}"
        return f"exp({count}{',' + self.domain if self.domain else ''})"


@dataclass(frozen=True, slots=True)
class License:
    """A state license, such as that of a registered nurse."""

    name: str

    def __str__(self) -> str:
        return f"lic({self.name})"


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Continuing education to keep a credential."""

    what: str
    count: int | None = None

    def __str__(self) -> str:
        return f"maint({self.what}{'' if self.count is None else f',{self.count}'})"


@dataclass(frozen=True, slots=True)
class Marker:
    """``it`` (what was named before), ``*`` (any credential) or ``training``."""

    name: str

    def __str__(self) -> str:
        return self.name


Item = Code | Group | Degree | Years | License | Upkeep | Marker
IT = Marker("it")
ANYTHING = Marker("*")
TRAINING = Marker("training")


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing asked for. ``start`` and ``end`` span the words it was read from, and don't count in comparison."""

    item: Item
    status: Status = Status.HELD
    eq: bool = False
    deadline: Deadline | None = None
    start: int = field(default=-1, compare=False)
    end: int = field(default=-1, compare=False)

    def __str__(self) -> str:
        status = "" if self.status is Status.HELD else f"{self.status}:"
        return f"{status}{self.item}{'+eq' if self.eq else ''}{self.deadline or ''}"


@dataclass(frozen=True, slots=True)
class Any:
    """At least ``k`` of the arguments; ``eq`` admits an equivalent that isn't named."""

    k: int
    args: "tuple[Expression, ...]"
    eq: bool = False

    def __str__(self) -> str:
        return f"ANY{self.k}({','.join(map(str, self.args))}){'+eq' if self.eq else ''}"


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the arguments."""

    args: "tuple[Expression, ...]"
    eq: bool = False

    def __str__(self) -> str:
        return f"ALL({','.join(map(str, self.args))}){'+eq' if self.eq else ''}"


Expression = Atom | Any | All


#: The evidence of a clause that was read from its notation instead of from an ad.
NO_EVIDENCE = Evidence("", 0, 0)


@dataclass(frozen=True, slots=True)
class Clause:
    """One demand (or its denial). ``args`` holds one expression, several only under INFO.

    ``condition`` is the test inside ``if(...)``; ``flags`` are (name, value) pairs in the order of the grammar;
    ``heading`` is the strength that the heading over the words gives. Evidence and heading don't count in comparison.
    """

    strength: Strength
    args: tuple[Expression, ...]
    deadline: Deadline | None = None
    condition: str | None = None
    flags: tuple[tuple[str, str], ...] = ()
    evidence: Evidence = field(default=NO_EVIDENCE, compare=False)
    heading: Strength | None = field(default=None, compare=False)

    @property
    def expression(self) -> Expression:
        """The first expression, the only one outside INFO."""
        return self.args[0]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """All atoms of the clause, from left to right."""
        return tuple(atom for arg in self.args for atom in atoms(arg))

    def flagged(self, name: str, value: str = "true") -> "Clause":
        """Return the clause with one more flag."""
        return self if (name, value) in self.flags else replace(self, flags=(*self.flags, (name, value)))

    def __str__(self) -> str:
        condition = f"if({self.condition}) " if self.condition else ""
        flags = "".join(f" {name}={value}" for name, value in self.flags)
        return f"{condition}{self.strength}{self.deadline or ''}[{','.join(map(str, self.args))}]{flags}"


def atoms(expression: Expression) -> Iterator[Atom]:
    """Yield the atoms of the expression, from left to right."""
    if isinstance(expression, Atom):
        yield expression
    else:
        for arg in expression.args:
            yield from atoms(arg)


def clause_text(clauses: tuple[Clause, ...]) -> str:
    """Return the clauses as one string, as the 65 examples are written."""
    return "; ".join(map(str, clauses))


def tree(expression: Expression) -> dict[str, object]:
    """Return the expression as plain values for JSON; keys that hold nothing are left out."""
    if isinstance(expression, Atom):
        shown: dict[str, object] = {"item": str(expression.item)}
        if expression.status is not Status.HELD:
            shown["status"] = str(expression.status)
        if expression.deadline:
            shown["deadline"] = {"n": expression.deadline.n, "unit": expression.deadline.unit, "anchor": "hire"}
    elif isinstance(expression, Any):
        shown = {"op": "ANY", "k": expression.k, "args": [tree(arg) for arg in expression.args]}
    else:
        shown = {"op": "ALL", "args": [tree(arg) for arg in expression.args]}
    return shown | ({"eq": True} if expression.eq else {})
