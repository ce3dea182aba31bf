"""The normal form of a requirement, read back from the one line that a verdict gives it as."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLAUSE = re.compile(
    r"(?:if\((?P<condition>.*?)\) (?=[RPNI]))?(?P<strength>PREF\+|REQ|PREF|NEG:nr|NEG:na|INFO)(?P<due>@[\w?]+)?"
    r'\[(?P<body>.*)\](?P<flags>(?: \w+=(?:"[^"]*"|\S+))*)'
)
_FLAG = re.compile(r'(\w+)=(?:"([^"]*)"|(\S+))')
_ATOM = re.compile(r"(?:(?P<status>active|elig|sched|enrolled):)?(?P<item>.+?)(?P<eq>\+eq)?(?P<due>@[\w?]+)?")
_GROUP = re.compile(r"(?:ANY(?P<k>\d+)|ALL)\((?P<body>.*)\)(?P<eq>\+eq)?")
_DUE = re.compile(r"@(?P<n>\d*)(?P<unit>d|mo|yr|\?|ongoing)")


@dataclass(frozen=True, slots=True)
class Due:
    """Time after hire: ``n`` of ``d``, ``mo`` or ``yr``; ``n`` is None for ``?`` (not stated) and ``ongoing``."""

    n: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing asked for; ``item`` is as the normal form writes it, such as ``RHIT`` or ``deg(associate,HIT)``."""

    item: str
    status: str | None = None
    eq: bool = False
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """At least ``k`` of ``args``; ``k`` is None where all of them are asked for."""

    k: int | None
    args: "tuple[Atom | Group, ...]"
    eq: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """A clause. ``args`` holds one expression, several only where they are just named (``INFO``)."""

    strength: str
    args: tuple[Atom | Group, ...]
    due: Due | None = None
    condition: str | None = None
    flags: tuple[tuple[str, str], ...] = ()


def demand(clause: str) -> Demand:
    """Return the clause that one line of the normal form stands for; ValueError for anything else."""
    found = _CLAUSE.fullmatch(clause)
    if found is None:
        raise ValueError(f"{clause!r} is no clause in normal form")
    return Demand(
        strength=found["strength"],
        args=tuple(_expression(part) for part in _parts(found["body"])),
        due=_due(found["due"]),
        condition=found["condition"],
        flags=tuple((name, quoted or bare) for name, quoted, bare in _FLAG.findall(found["flags"])),
    )


def _expression(text: str) -> Atom | Group:
    if group := _GROUP.fullmatch(text):
        args = tuple(_expression(part) for part in _parts(group["body"]))
        return Group(int(group["k"]) if group["k"] else None, args, bool(group["eq"]))
    atom = _ATOM.fullmatch(text)
    if atom is None:
        raise ValueError(f"{text!r} is no expression in normal form")
    return Atom(atom["item"], atom["status"], bool(atom["eq"]), _due(atom["due"]))


def _due(text: str | None) -> Due | None:
    found = _DUE.fullmatch(text or "")
    return Due(int(found["n"]) if found["n"] else None, found["unit"]) if found else None


def _parts(text: str) -> Iterator[str]:
    """Yield what commas outside brackets part."""
    depth = begin = 0
    for place, letter in enumerate(text):
        depth += (letter in "({") - (letter in ")}")
        if letter == "," and not depth:
            yield text[begin:place]
            begin = place + 1
    yield text[begin:]
