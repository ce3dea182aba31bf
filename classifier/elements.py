"""The things asked for in a stretch, with the words between them read as links."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from classifier.coordination import Element, with_deadline, with_status
from classifier.expression import (
    All,
    Any,
    Atom,
    Code,
    Deadline,
    Degree,
    Expression,
    Marker,
    Status,
    Upkeep,
    Years,
    atoms,
)
from classifier.naming import codes, is_item
from classifier.tokens import Kind, Token

_LINKS = {Kind.OR: "or", Kind.EITHER_OR: "or", Kind.AND: "and", Kind.PLUS: "plus", Kind.WITH: "with", Kind.BUT: "with"}
_MARKS = {Kind.EITHER: "either", Kind.BOTH: "both", Kind.COUNT: "count"}
_APPRENTICE = ("CPC-A", "CPC")


@dataclass(slots=True)
class Elements:
    """What a stretch holds: elements left and right of "in lieu of", and what is said of them all.

    ``elsewhere`` are training and continuing education, which are no demands; ``branch`` tells that the deadline was put
    on one branch already.
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


def elements(tokens: Sequence[Token]) -> Elements:
    """Return the elements of a stretch."""
    reader = _Reader()
    for place, token in enumerate(tokens):
        reader.read(token, tokens[place + 1 :])
    return reader.done()


class _Reader:
    """Reads a stretch from left to right; the fields hold what waits for the next element."""

    def __init__(self) -> None:
        self.out = Elements()
        self.link = ""
        self.comma = False
        self.mark = ""
        self.k = 1
        self.status: Status | None = None
        self.exampling = False
        self.obtaining = False
        self.waiting: list[Element] | None = None
        self.removing_first = False
        self.replacing = False

    def read(self, token: Token, ahead: Sequence[Token]) -> None:
        kind = token.kind
        if token.sign(",", "/", "|"):
            self.separate(token)
        elif kind in _LINKS:
            self.join(_LINKS[kind])
        elif kind in _MARKS:
            self.mark, self.k = _MARKS[kind], token.value if isinstance(token.value, int) else 1
        elif is_item(token):
            self.item(token)
        elif handler := getattr(self, f"on_{kind}", None):
            handler(token, ahead)

    def separate(self, token: Token) -> None:
        if token.sign("/"):
            self.link = self.link or "/"
        elif token.sign("|"):
            self.link = "or"
        else:
            self.comma = True

    def join(self, link: str) -> None:
        if link in ("and", "plus", "with") and self.out.main:
            self.status = None
        if self.link in ("", "/") or link in ("plus",):
            self.link = link
        elif {self.link, link} == {"and", "with"} or link == "with":
            self.link = "with" if self.link != "or" else "or"

    def item(self, token: Token) -> None:
        value = token.value
        assert isinstance(value, Atom | Any | All)
        self.out.conflict = self.out.conflict or token.conflict
        if self.exampling:
            found = codes([token])
            self.out.examples += found
            if found:
                return
            self.exampling = False
        if isinstance(value, Atom) and (isinstance(value.item, Upkeep) or value.item == Marker("training")):
            self.out.elsewhere.append(value)
            return
        if not self.of_staff(value):
            self.add(self.with_status(self.leveled(value)))

    def of_staff(self, value: Expression) -> bool:
        """Tell whether a credential is that of the people led: "experience supervising RHIT staff"."""
        before = self.out.main[-1].value if self.out.main and not self.link and not self.comma else None
        led = isinstance(before, Atom) and isinstance(before.item, Years) and before.item.domain == "supervisory"
        return led and isinstance(value, Atom) and isinstance(value.item, Code)

    def leveled(self, value: Expression) -> Expression:
        """Give a program to be enrolled in the level of the degree before it; "HIT program" alone is an associate's."""
        unknown = isinstance(value, Atom) and isinstance(value.item, Degree) and value.item.level == "?"
        if self.status is not Status.ENROLLED or not unknown:
            return value
        assert isinstance(value, Atom) and isinstance(value.item, Degree)
        named = [
            atom.item.level for each in self.out.main for atom in atoms(each.value) if isinstance(atom.item, Degree)
        ]
        level = named[-1] if named else "associate" if value.item.subject == "HIT" else "?"
        return replace(value, item=replace(value.item, level=level))

    def with_status(self, value: Expression) -> Expression:
        status = self.status
        if status is None or isinstance(next(atoms(value)).item, Years):
            return value
        return with_status(value, status)

    def add(self, value: Expression) -> None:
        """Add an element; "have or be working toward RHIT" gives RHIT under both."""
        if not self.out.main and self.link == "or" and self.status is not None:
            self.out.main.append(Element(_held(value)))
            self.comma = False
        element = Element(
            value, self.link if self.out.main else "", self.comma and bool(self.out.main), self.mark, self.k
        )
        if self.obtaining and self.link == "or" and self.out.main:
            element = replace(element, mark="branch" if not self.mark else self.mark)
        self.out.main.append(element)
        self.link, self.comma, self.mark, self.k, self.obtaining = "", False, "", 1, False

    def on_eq(self, token: Token, ahead: Sequence[Token]) -> None:
        if self.out.main:
            self.out.main[-1] = replace(self.out.main[-1], eq=True)

    def on_example(self, token: Token, ahead: Sequence[Token]) -> None:
        if self.out.main and any(map(is_item, ahead)):
            self.exampling = True
        elif self.out.generic:
            self.exampling = False

    def on_noun(self, token: Token, ahead: Sequence[Token]) -> None:
        self.out.generic = True
        self.replacing = self.replacing or (self.waiting is not None and not self.out.main)
        if self.link == "or" and self.status is None and self.out.main and token.text.lower() == "certified":
            self.copies(Status.HELD, None)

    def on_field(self, token: Token, ahead: Sequence[Token]) -> None:
        self.out.subject = str(token.value)

    def on_none(self, token: Token, ahead: Sequence[Token]) -> None:
        self.out.nothing = True

    def on_condition(self, token: Token, ahead: Sequence[Token]) -> None:
        self.out.condition = str(token.value)

    def on_obtain(self, token: Token, ahead: Sequence[Token]) -> None:
        self.out.obtains = True
        self.obtaining = True

    def on_maintain(self, token: Token, ahead: Sequence[Token]) -> None:
        self.out.maintains = True
        self.out.too = token.value == "too"

    def on_remove(self, token: Token, ahead: Sequence[Token]) -> None:
        self.out.removes = True
        self.removing_first = not self.out.main

    def on_lieu(self, token: Token, ahead: Sequence[Token]) -> None:
        if self.out.main:
            self.out.replaced = [
                replace(element, comma=False, link="") if not place else element
                for place, element in enumerate(self.out.main)
            ]
            self.out.main = []
        else:
            self.waiting = []
        self.link, self.comma = "", False

    def on_accept(self, token: Token, ahead: Sequence[Token]) -> None:
        if any(map(is_item, ahead)) and self.out.main:
            self.link, self.comma = "or", False

    def on_status(self, token: Token, ahead: Sequence[Token]) -> None:
        status = Status(str(token.value))
        if status is Status.ACTIVE:
            self.out.active = True
            return
        passed = (Kind.FILL, Kind.COUNT, Kind.EITHER, Kind.BOTH, Kind.NOUN)
        follows = next(
            (each for each in ahead if each.kind not in passed and (self.out.main or not each.sign(","))), None
        )
        if follows is not None and follows.kind is Kind.OR and not self.out.main and any(map(is_item, ahead)):
            self.status = status
            return
        if (
            follows is not None
            and is_item(follows)
            and not (self.out.main and not self.link and not self.comma and token.side == "either" and _adjoins(token))
        ):
            self.status = status
        elif self.link == "or" or (self.comma and self.out.main):
            self.copies(status, _next_deadline(ahead))
        elif self.out.main:
            self.back(status)
        else:
            self.out.bare_status = status
            self.out.widened = self.link == "or" and self.out.generic

    def copies(self, status: Status, deadline: Deadline | None) -> None:
        """Add "or eligible": the alternatives before it once more, under another status."""
        start = len(self.out.main) - 1
        while start > 0 and (
            self.out.main[start].link in ("or", "/") or (self.out.main[start].comma and not self.out.main[start].link)
        ):
            start -= 1
        for element in self.out.main[start:]:
            value = _held(element.value)
            value = with_status(value, status)
            if deadline:
                value = with_deadline(value, deadline)
            self.out.main.append(Element(value, "or", element.comma))
        self.link, self.comma = "", False

    def back(self, status: Status) -> None:
        """Put "eligible" on the credential before it, and on those that a slash ties to that one."""
        place = len(self.out.main) - 1
        while place >= 0:
            element = self.out.main[place]
            self.out.main[place] = replace(element, value=with_status(element.value, status))
            if element.link != "/":
                break
            place -= 1

    def on_deadline(self, token: Token, ahead: Sequence[Token]) -> None:
        deadline = token.value
        assert isinstance(deadline, Deadline)
        main = self.out.main
        if main and any(atom.deadline for atom in atoms(main[-1].value)):
            return
        if self.out.removes and main:
            self.out.removes = not self.apprentice(deadline)
        elif main and self.on_branch():
            main[-1] = replace(main[-1], value=with_deadline(main[-1].value, deadline))
        elif self.out.deadline is None:
            self.out.deadline = deadline

    def on_branch(self) -> bool:
        """Tell whether a deadline here belongs to the last alternative alone."""
        main = self.out.main
        if self.link == "or" and self.obtaining:
            return False
        if main[-1].mark == "branch" or any(
            atom.status is Status.ELIGIBLE and len(main) > 1 and main[-1].link == "or" for atom in atoms(main[-1].value)
        ):
            return True
        cuts = [place for place, element in enumerate(main) if place and element.comma and element.link == "or"]
        return (
            len(cuts) == 1
            and not any(element.comma for element in main[: cuts[0]])
            and not any(element.link == "or" for element in main[1 : cuts[0]])
            and _sort(main[-1]) == "credential"
        )

    def apprentice(self, deadline: Deadline) -> bool:
        """Read "CPC-A provided the A is removed within 12 months" as one branch: CPC-A now, CPC by then."""
        if self.removing_first:
            self.out.deadline = deadline
            return False
        for place, element in enumerate(self.out.main):
            if str(element.value) == _APPRENTICE[0]:
                atom = next(atoms(element.value))
                later = replace(atom, item=Code(_APPRENTICE[1]), deadline=deadline)
                self.out.main[place] = replace(element, value=All((atom, later)))
                return True
        return False

    def done(self) -> Elements:
        out = self.out
        if self.replacing:
            out.replaced, out.main = out.main, []
        elif self.waiting is not None and out.main:
            cut = next((place for place, element in enumerate(out.main) if place and element.comma), len(out.main))
            out.replaced, out.main = out.main[cut:], out.main[:cut]
            if out.replaced:
                out.replaced[0] = replace(out.replaced[0], comma=False, link="")
            else:
                out.replaced = None
        out.main = [replace(element, mark="") if element.mark == "branch" else element for element in out.main]
        return _subjects_shared(out)


def _adjoins(token: Token) -> bool:
    return token.text.lower() in ("eligible", "registry eligible", "elig")


def _sort(element: Element) -> str:
    return element.sort


def _held(value: Expression) -> Expression:
    if isinstance(value, Atom):
        return replace(value, status=Status.HELD)
    return replace(value, args=tuple(map(_held, value.args)))


def _next_deadline(ahead: Sequence[Token]) -> Deadline | None:
    """Return the deadline of the branch that "or eligible" opens, None where another thing comes first."""
    for token in ahead:
        if isinstance(token.value, Deadline):
            return token.value
        if is_item(token) or token.kind in _LINKS or token.sign(","):
            return None
    return None


def _subjects_shared(out: Elements) -> Elements:
    """Give "associate or bachelor's degree in HIM" its field on both levels: the first has no noun of its own."""
    main = out.main
    for place in range(len(main) - 1, 0, -1):
        first, second = main[place - 1].value, main[place].value
        if not (
            isinstance(first, Atom)
            and isinstance(second, Atom)
            and main[place].link in ("or", "/", "")
            and _is_level(first)
        ):
            continue
        if isinstance(first.item, Degree) and isinstance(second.item, Degree) and second.item.subject:
            item = replace(
                first.item, subject=second.item.subject, accreditor=first.item.accreditor or second.item.accreditor
            )
            main[place - 1] = replace(main[place - 1], value=replace(first, item=item))
    return out


def _is_level(atom: Atom) -> bool:
    """Tell whether the words are a bare level: "associate" or "master's", without "degree" behind."""
    bare = isinstance(atom.item, Degree) and atom.item.subject is None and atom.item.accreditor is None
    return bare and atom.item.level in ("associate", "bachelor", "master") and atom.end - atom.start <= 13  # type: ignore[union-attr]
