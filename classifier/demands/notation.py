"""Reading the normal form back from its string."""

import re
from typing import NoReturn

from classifier.demands.expression import (
    All,
    Any,
    Atom,
    Clause,
    Code,
    Deadline,
    Degree,
    Expression,
    Group,
    Item,
    License,
    Marker,
    Status,
    Strength,
    Upkeep,
    Years,
)
from classifier.errors import RolecallError

_DEADLINE = re.compile(r"@(?:([0-9]{1,4})(d|mo|yr)|(\?|ongoing))")
_HEAD = re.compile(r"(?:if\(([^()]+)\) )?(REQ|PREF\+?|NEG:nr|NEG:na|INFO)")
_FLAG = re.compile(r' (\w+)=("[^"]*"|[^\s;]+)')
_STATUS = re.compile(r"(held|active|elig|sched|enrolled):")
_MANY = re.compile(r"ANY([0-9]{1,3})\(|(ALL)\(")
_CALL = re.compile(r"(deg|exp|lic|maint)\(([^()]*)\)")
_CLASS = re.compile(r"#([A-Z_]+)(?:\{([^{}]*)\})?")
_WORD = re.compile(r"it\b|training\b|\*|[A-Za-z0-9][A-Za-z0-9/-]*")
_COUNT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)(yr|mo)")
_HOURS = re.compile(r"[0-9]{1,6}")
_MARKERS = ("it", "training", "*")

#: Groups within groups that are read; demands of people have three or four.
_DEEPEST = 50


class NotationError(RolecallError):
    """The string isn't in the normal form; the message gives the place."""


def parse(text: str) -> tuple[Clause, ...]:
    """Return the clauses written in ``text``; ``clause_text(parse(text)) == text`` for every canonical string."""
    reader = _Reader(text)
    clauses = [reader.clause()]
    while reader.skip("; "):
        clauses.append(reader.clause())
    if reader.place != len(text):
        reader.fail("the end or '; '")
    return tuple(clauses)


class _Reader:
    """A recursive-descent reader over one string; ``place`` is the next character to read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.depth = 0

    def fail(self, wanted: str) -> NoReturn:
        found = self.text[self.place : self.place + 20]
        raise NotationError("notation", f"expected {wanted} at character {self.place}, found {found!r}")

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.place)
        if found:
            self.place = found.end()
        return found

    def skip(self, text: str) -> bool:
        if not self.text.startswith(text, self.place):
            return False
        self.place += len(text)
        return True

    def clause(self) -> Clause:
        head = self.match(_HEAD) or self.fail("a strength such as REQ")
        deadline = self.deadline()
        if not self.skip("["):
            self.fail("'['")
        args = self.arguments("]")
        flags = []
        while flag := self.match(_FLAG):
            flags.append((flag[1], flag[2]))
        return Clause(Strength(head[2]), args, deadline, head[1], tuple(flags))

    def arguments(self, closing: str) -> tuple[Expression, ...]:
        args = [self.expression()]
        while self.skip(","):
            args.append(self.expression())
        if not self.skip(closing):
            self.fail(f"',' or '{closing}'")
        return tuple(args)

    def expression(self) -> Expression:
        if many := self.match(_MANY):
            return self.group(None if many[2] else int(many[1]))
        status = self.match(_STATUS)
        item = self.item()
        eq = self.skip("+eq")
        return Atom(item, Status(status[1]) if status else Status.HELD, eq, self.deadline())

    def group(self, wanted: int | None) -> Expression:
        if self.depth == _DEEPEST:
            self.fail(f"at most {_DEEPEST} groups within groups")
        self.depth += 1
        args = self.arguments(")")
        self.depth -= 1
        eq = self.skip("+eq")
        return All(args, eq) if wanted is None else Any(wanted, args, eq)

    def deadline(self) -> Deadline | None:
        found = self.match(_DEADLINE)
        if not found:
            return None
        return Deadline(None, found[3]) if found[3] else Deadline(int(found[1]), found[2])

    def item(self) -> Item:
        if call := self.match(_CALL):
            return self.called(call[1], call[2])
        if found := self.match(_CLASS):
            return Group(found[1], tuple(found[2].split("|")) if found[2] else ())
        word = self.match(_WORD) or self.fail("a code, a class or deg(...)")
        return Marker(word[0]) if word[0] in _MARKERS else Code(word[0])

    def called(self, name: str, inside: str) -> Item:
        first, *rest = (part.strip() or self.fail(f"no empty part in {name}({inside})") for part in inside.split(","))
        if name == "deg":
            return _degree(first, rest)
        if name == "lic":
            return License(inside)
        if name == "maint":
            return Upkeep(first, self.hours(rest[0]) if rest else None)
        domain = rest[0] if rest else None
        if first == "?":
            return Years(domain=domain)
        count = _COUNT.fullmatch(first) or self.fail(f"a count such as 4yr before the end of exp({inside})")
        return Years(float(count[1]), None, count[2], domain)

    def hours(self, said: str) -> int:
        found = _HOURS.fullmatch(said) or self.fail(f"hours instead of {said!r} in maint(...)")
        return int(found[0])


def _degree(level: str, rest: list[str]) -> Degree:
    accredited = [part for part in rest if part in ("CAHIIM", "accredited") or part.endswith("-approved")]
    subjects = [part for part in rest if part not in accredited]
    return Degree(level, subjects[0] if subjects else None, accredited[0] if accredited else None)
