"""The things asked for in a stretch, with the words between them read as links."""

from collections.abc import Sequence
from dataclasses import replace

from classifier.demands.element import Element, Elements
from classifier.demands.expression import (
    All,
    Atom,
    Code,
    Deadline,
    Expression,
    Marker,
    Status,
    Upkeep,
    Years,
    atoms,
)
from classifier.demands.shared_fields import leveled, shared
from classifier.demands.sorts import held, with_deadline, with_status
from classifier.demands.tokens import Kind, Token, codes, is_item, next_deadline, value_of

_LINKS = {Kind.OR: "or", Kind.EITHER_OR: "or", Kind.AND: "and", Kind.PLUS: "plus", Kind.WITH: "with", Kind.BUT: "with"}


_MARKS = {Kind.EITHER: "either", Kind.BOTH: "both", Kind.COUNT: "count"}


_APPRENTICE = ("CPC-A", "CPC")


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
        self.token = Token(Kind.FILL, 0, 0, "")
        self.ahead: Sequence[Token] = ()
        self.link = ""
        self.comma = False
        self.mark = ""
        self.k = 1
        self.status: Status | None = None
        self.exampling = False
        self.obtaining = False
        self.strayed = False
        self.lost = False
        self.waiting: list[Element] | None = None
        self.removing_first = False
        self.replacing = False
        self.excepting = False
        self.copied = 0

    def read(self, token: Token, ahead: Sequence[Token]) -> None:
        self.token, self.ahead = token, ahead
        kind = token.kind
        self.excepting = self.excepting or self.excepts(token)
        if self.excepting:
            return
        if token.sign(",", "/", "|"):
            self.separate(token)
        elif kind in _LINKS:
            self.join(_LINKS[kind])
        elif kind in _MARKS:
            self.mark, self.k = _MARKS[kind], token.value if isinstance(token.value, int) else 1
        elif is_item(token):
            self.item(token)
        elif kind in _HANDLERS:
            getattr(self, _HANDLERS[kind])()

    def excepts(self, token: Token) -> bool:
        """Tell whether a substitution ends in what it doesn't reach: "may replace the degree, but not the RHIT"."""
        return (self.out.replaced is not None or self.waiting is not None) and token.text.lower() == "not"

    def separate(self, token: Token) -> None:
        if token.sign("/"):
            self.link = self.link or "/"
        elif token.sign("|"):
            self.link = "or"
        else:
            self.comma = True

    def join(self, link: str) -> None:
        if self.lost:
            self.link, self.lost = "", False
        if link in ("and", "plus", "with") and self.out.main:
            self.status = None
        if self.link in ("", "/") or link == "plus":
            self.link = link
        elif {self.link, link} == {"and", "with"} or link == "with":
            self.link = "with" if self.link != "or" else "or"

    def item(self, token: Token) -> None:
        value = value_of(token)
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
            enrolled = self.status is Status.ENROLLED
            self.add(self.with_status(leveled(value, self.out.main) if enrolled else value))

    def of_staff(self, value: Expression) -> bool:
        """Tell whether a credential is that of the people led: "experience supervising RHIT staff"."""
        before = self.out.main[-1].value if self.out.main and not self.link and not self.comma else None
        led = isinstance(before, Atom) and isinstance(before.item, Years) and before.item.domain == "supervisory"
        return led and isinstance(value, Atom) and isinstance(value.item, Code)

    def with_status(self, value: Expression) -> Expression:
        status = self.status
        if status is None or isinstance(next(atoms(value)).item, Years):
            return value
        return with_status(value, status)

    def add(self, value: Expression) -> None:
        """Add an element; "have or be working toward RHIT" gives RHIT under both."""
        if not self.out.main and self.link == "or" and self.status is not None:
            self.out.main.append(Element(held(value)))
            self.comma = False
        element = Element(
            value, self.link if self.out.main else "", self.comma and bool(self.out.main), self.mark, self.k
        )
        if self.obtaining and self.link == "or" and self.out.main:
            element = replace(element, mark="branch" if not self.mark else self.mark)
        self.out.main.append(element)
        self.link, self.comma, self.mark, self.k, self.obtaining, self.lost = "", False, "", 1, False, False
        self.copied = 0

    def on_eq(self) -> None:
        follows = next((each for each in self.ahead if each.kind is not Kind.FILL), None)
        if follows is not None and follows.kind is Kind.CLASS:
            self.join("or")
        elif self.out.main:
            self.out.main[-1] = replace(self.out.main[-1], eq=True)

    def on_example(self) -> None:
        if self.out.main and any(map(is_item, self.ahead)):
            self.exampling = True
        elif self.out.generic:
            self.exampling = False

    def on_noun(self) -> None:
        self.out.generic = True
        self.replacing = self.replacing or (self.waiting is not None and not self.out.main)
        if self.link == "or" and self.status is None and self.out.main and self.token.text.lower() == "certified":
            self.copies(Status.HELD, None)

    def on_field(self) -> None:
        self.out.subject = str(self.token.value)

    def on_none(self) -> None:
        self.out.nothing = True

    def on_condition(self) -> None:
        self.out.condition = str(self.token.value)

    def on_obtain(self) -> None:
        self.out.obtains = True
        self.obtaining, self.strayed = True, False

    def on_word(self) -> None:
        self.strayed = True
        self.lost = self.link != ""
        if self.mark == "count" and self.out.main:
            self.mark, self.k = "", 1

    def on_maintain(self) -> None:
        self.out.maintains = True
        self.out.too = self.token.value == "too"

    def on_remove(self) -> None:
        self.out.removes = True
        self.removing_first = not self.out.main

    def on_lieu(self) -> None:
        marks = {token.kind for token in self.ahead if token.kind is not Kind.SIGN}
        if self.out.main and marks == {Kind.EITHER}:
            return  # "A or B, or five years in place of either": one more alternative
        if self.out.main:
            self.out.replaced = [
                replace(element, comma=False, link="") if not place else element
                for place, element in enumerate(self.out.main)
            ]
            self.out.main = []
        else:
            self.waiting = []
        self.link, self.comma = "", False

    def on_accept(self) -> None:
        closing = self.token.text.lower().endswith(("considered", "accepted", "acceptable"))
        if not closing and any(map(is_item, self.ahead)) and self.out.main:
            self.link, self.comma = "or", True

    def on_status(self) -> None:
        status = Status(str(self.token.value))
        if status is Status.ACTIVE:
            self.out.active = True
            return
        passed = (Kind.FILL, Kind.COUNT, Kind.EITHER, Kind.BOTH, Kind.NOUN)
        follows = next(
            (each for each in self.ahead if each.kind not in passed and (self.out.main or not each.sign(","))), None
        )
        if follows is not None and follows.kind is Kind.OR and not self.out.main and any(map(is_item, self.ahead)):
            self.status = status
            return
        if (
            follows is not None
            and is_item(follows)
            and not (
                self.out.main
                and not self.link
                and not self.comma
                and self.token.side == "either"
                and _adjoins(self.token)
            )
        ):
            self.status = status
        elif self.link in ("or", "/") or (self.comma and self.out.main):
            self.copies(status, next_deadline(self.ahead))
        elif self.out.main:
            self.back(status)
        else:
            self.out.bare_status = status
            self.out.widened = self.link == "or" and self.out.generic

    def copies(self, status: Status, deadline: Deadline | None) -> None:
        """Add "or eligible": the alternatives before it once more, under another status."""
        start = len(self.out.main) - 1
        while (
            start > 0
            and (
                self.out.main[start].link in ("or", "/")
                or (self.out.main[start].comma and not self.out.main[start].link)
            )
            and self.out.main[start].sort == self.out.main[start - 1].sort
        ):
            start -= 1
        for element in self.out.main[start:]:
            value = held(element.value)
            value = with_status(value, status)
            if deadline:
                value = with_deadline(value, deadline)
            self.out.main.append(Element(value, "or", element.comma))
        self.copied = (len(self.out.main) - start) // 2
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

    def on_deadline(self) -> None:
        deadline, main = self.token.value, self.out.main
        if not isinstance(deadline, Deadline):
            raise TypeError(f"{self.token.text!r} holds no deadline")
        if (main and any(atom.deadline for atom in atoms(main[-1].value))) or self.of_another():
            return
        if self.out.removes and main:
            self.out.removes = not self.apprentice(deadline)
            self.out.deadline = deadline if self.out.removes else self.out.deadline
        elif main and self.on_branch():
            for place in range(len(main) - max(1, self.copied), len(main)):
                main[place] = replace(main[place], value=with_deadline(main[place].value, deadline))
        elif self.out.deadline is None:
            self.out.deadline = deadline

    def of_another(self) -> bool:
        """Tell whether a deadline is that of a course to complete, or of a degree behind a comma."""
        if self.obtaining and self.strayed and self.out.main:
            return True
        last = self.out.main[-1] if len(self.out.main) > 1 else None
        return last is not None and last.comma and not last.link and _sort(last) == "schooling"

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
        if self.mark == "count" and out.main:
            out.main[0] = replace(out.main[0], mark="count", k=self.k)
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
        out.main = shared(out.main)
        return out


#: What a token of a kind does that is no element, link or mark.
_HANDLERS = {kind: f"on_{kind}" for kind in Kind if hasattr(_Reader, f"on_{kind}")}


def _adjoins(token: Token) -> bool:
    return token.text.lower() in ("eligible", "registry eligible", "elig")


def _sort(element: Element) -> str:
    return element.sort
