"""What a page is made of: sections with tables, whose figures lead to lists of examples."""

from dataclasses import dataclass, field

from markupsafe import Markup

from classifier.survey.examples import Example
from classifier.survey.tally import Count
from classifier.survey.wording import counted


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a table; ``anchor`` names the list of examples behind it, ``beside`` is a share or the like.

    ``back`` is where the list leads back to, empty for a figure that another one with the same list went before.
    """

    text: str
    anchor: str = ""
    beside: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """The head of a row: a short name, and what it means in small letters."""

    text: str
    meaning: str = ""
    role: str = ""


Cell = str | Figure | Named


@dataclass(frozen=True, slots=True)
class Table:
    """``caption`` says what is counted, ``heads`` name the columns; the first cell of a row is its head.

    ``words`` are the places of the other columns that hold words instead of numbers.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A chart and the tables under it."""

    tables: tuple[Table, ...] = ()
    chart: Markup | None = None
    heading: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the page; ``about`` is read before its figures."""

    anchor: str
    title: str
    about: tuple[str, ...]
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """The examples behind a figure."""

    anchor: str
    back: str
    title: str
    count: Count

    @property
    def examples(self) -> tuple[Example, ...]:
        """Up to as many rows as are shown, in their order."""
        return self.count.examples


@dataclass(slots=True)
class Book:
    """Hands out figures, and remembers the lists that they lead to."""

    listings: list[Listing] = field(default_factory=list)
    _anchors: dict[str, str] = field(default_factory=dict)

    def figure(self, count: Count, title: str, beside: str = "") -> Figure:
        """Return the figure of a count; ``title`` heads its list, and the same title always leads to the same list."""
        if not count.rows:
            return Figure("0")
        text, anchor = counted(count.rows), self._anchors.get(title, "")
        if anchor or not count.examples:
            return Figure(text, anchor, beside)
        number = len(self._anchors) + 1
        made = Listing(f"x{number}", f"n{number}", title, count)
        self._anchors[title] = made.anchor
        self.listings.append(made)
        return Figure(text, made.anchor, beside, made.back)
