"""Line breaks that were lost on the way, put back.

Scrapers drop the markup between list items: marks of a list then stand within a line, and the words of two items are
glued together.
"""

import re
from itertools import pairwise

from classifier.layout.joints import joints, may_be_joined

# A line this long with list marks in it has lost its breaks; a shorter one may be a date, a title or a place.
_LONG = 100
# Items shorter than this on average are the words of a title or a place, parted by dashes.
_ITEM = 14
# So many marks in a row make a list.
_FEWEST_ITEMS = 3

# These part items wherever two of them stand in a line, or where one is glued to the word before.
_BULLET = re.compile(r"[\u2022\u25aa\u25cf\u25a0\u2023\u2219\u25ba\u27a2\u2713\u2714]")
# These part items only where three or more stand in a long line; what each looks for is counted first.
_WEAK_MARKS = (
    (" -", re.compile(r"-(?<= -) ?(?=[A-Z][a-z])")),
    (" \u00b7", re.compile(r"\u00b7(?<= \u00b7) ?(?=\S)")),
    (" o ", re.compile(r"o(?<= o) (?=[A-Z][a-z])")),
    ("*", re.compile(r"\*(?<!\*\*)(?!\*) ?(?=[A-Z])")),
)
_NUMBER = re.compile(r"[(]?(?<![\w.,$])(\d{1,2})[.)] ?(?=[A-Z][a-z])")
_CLOSED_STAR = re.compile(r"\w\*(?:[ ,.:;]|$)")


def mended(content: str) -> str:
    """Return ``content`` with a line break at each place where one was lost."""
    joined = may_be_joined(content)
    return "\n".join(_mended_line(line, joined=joined) for line in content.split("\n"))


def _mended_line(line: str, *, joined: bool) -> str:
    if places := _marks(line):
        line = _parted(line, places)
    if not (joined and may_be_joined(line)):
        return line
    return "\n".join(_parted(part, joints(part)) for part in line.split("\n"))


def _parted(line: str, places: list[int]) -> str:
    if not places:
        return line
    return "\n".join(line[start:end].strip() for start, end in pairwise([0, *places, len(line)]))


def _marks(line: str) -> list[int]:
    """Return where the items of a list within ``line`` begin."""
    if not line.isascii():
        bullets = [found.start() for found in _BULLET.finditer(line)]
        glued = [place for place in bullets if place and line[place - 1] != " " and line[place - 1] not in "(/"]
        if len(bullets) > 1 or glued:
            return [place for place in bullets if place]
    if len(line) < _LONG:
        return []
    for sign, mark in _WEAK_MARKS:
        if line.count(sign) < _FEWEST_ITEMS or (sign == "*" and _CLOSED_STAR.search(line)):
            continue  # Stars behind words stand around them, not in front of items.
        places = [found.start() for found in mark.finditer(line) if found.start()]
        if len(places) >= _FEWEST_ITEMS and (len(line) - places[0]) / len(places) >= _ITEM:
            return places
    return _numbered(line)


def _numbered(line: str) -> list[int]:
    """Return where the items of a list numbered from 1 to at least 3 begin."""
    if f"{_FEWEST_ITEMS}." not in line and f"{_FEWEST_ITEMS})" not in line:
        return []
    places: list[int] = []
    for found in _NUMBER.finditer(line):
        if int(found[1]) == len(places) + 1:
            places.append(found.start())
    return [place for place in places if place] if len(places) >= _FEWEST_ITEMS else []
