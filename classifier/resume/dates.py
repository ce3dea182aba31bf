"""Dates and stretches of time as résumés write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from classifier.knowledge import table

_JOINT = re.compile(r"\s?(?:-{1,2}|to|until|till|thru|through)\s?", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from)\s?$", re.IGNORECASE)
_FIRST, _LAST = 1940, 2100
_MIDDLE = 7  # the month that a year alone is counted from


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, with month and day where they are written."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """Return it as a candidate's ``since``: YYYY, YYYY-MM or YYYY-MM-DD."""
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part is not None)

    @property
    def months(self) -> int:
        """Months since the year 0; a year alone counts from its middle."""
        return self.year * 12 + (self.month or _MIDDLE)

    def after(self, today: date) -> bool:
        """Tell whether it lies wholly after ``today``."""
        return (self.year, self.month or 1) > (today.year, today.month if self.month else 1)

    def before(self, today: date) -> bool:
        """Tell whether it lies wholly before ``today``."""
        return (self.year, self.month or 1) < (today.year, today.month if self.month else 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A date, or a stretch from one to another at ``text[begins:closes]``; ``is_open`` tells that it still goes on.

    ``end`` is None for a single date and for a stretch that goes on.
    """

    start: Moment
    end: Moment | None
    is_open: bool
    begins: int
    closes: int

    @property
    def is_range(self) -> bool:
        """Whether it has an end or still goes on."""
        return self.is_open or self.end is not None

    def interval(self, today: date) -> tuple[int, int]:
        """Return it as months from and to, the second not included; the same twice where a year alone can't tell."""
        until = Moment(today.year, today.month) if self.is_open else self.end or self.start
        inclusive = self.start.month is not None and until.month is not None
        return self.start.months, max(self.start.months, until.months + inclusive)


def stretches(text: str) -> tuple[Stretch, ...]:
    """Return the dates and stretches of ``text`` in order."""
    return tuple(_paired(text, list(_moments(text))))


@cache
def _pattern() -> re.Pattern[str]:
    rules = table("resume")["dates"]
    month, year = "|".join(rules["months"]), r"(?:19|20)\d\d(?!\d)"
    return re.compile(
        rf"""(?<![\d#.$/])(?:
          (?P<us>\d{{1,2}}/\d{{1,2}}/{year}) | (?P<numbers>\d{{1,2}}[/.]{year})
          | (?P<iso>{year}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d))
          | \b(?P<month>{month})\b\.?,?\s?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s?)?(?P<named>{year})
          | (?P<year>{year})
        )(?![%\d]) | \b(?P<now>{"|".join(rules["now"])})\b""",
        re.IGNORECASE | re.VERBOSE,
    )


def _moments(text: str) -> Iterator[tuple[Moment | None, int, int]]:
    """Yield each date with its place, None for the words that mean now."""
    for found in _pattern().finditer(text):
        moment = None if found["now"] else _moment(found)
        if moment is None or _is_real(moment):
            yield moment, found.start(), found.end()


def _moment(found: re.Match[str]) -> Moment:
    if found["us"]:
        month, day, year = map(int, found["us"].split("/"))
        return Moment(year, month, day)
    if found["numbers"]:
        month, year = map(int, re.split(r"[/.]", found["numbers"]))
        return Moment(year, month)
    if found["iso"]:
        return Moment(*map(int, found["iso"].split("-")))
    if found["month"]:
        return Moment(int(found["named"]), _number(found["month"]), int(found["day"]) if found["day"] else None)
    return Moment(int(found["year"]))


def _number(month: str) -> int:
    names = table("resume")["dates"]["months"]
    return next(place for place, name in enumerate(names, 1) if re.fullmatch(name, month, re.IGNORECASE))


def _is_real(moment: Moment) -> bool:
    try:
        date(moment.year, moment.month or 1, moment.day or 1)
    except ValueError:
        return False
    return _FIRST <= moment.year <= _LAST


def _paired(text: str, moments: list[tuple[Moment | None, int, int]]) -> Iterator[Stretch]:
    place = 0
    while place < len(moments):
        start, begins, closes = moments[place]
        place += 1
        if start is None:
            continue
        if place < len(moments) and _JOINT.fullmatch(text, closes, moments[place][1]):
            end, _, closes = moments[place]
            place += 1
            yield Stretch(start, end, end is None, begins, closes)
        else:
            yield Stretch(start, None, bool(_SINCE.search(text[:begins])), begins, closes)
