"""Software products named in a text, told from other meanings of their names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias

from classifier.knowledge import table
from classifier.layout.passages import Passages
from classifier.offers.sightings import Sightings, Subject

_REACH = 110
"""Characters to each side of a doubtful name, within its line, where a cue counts."""
_NEAR = 60
_UNLESS_REACH = 40
_MARKS = " -*?.,;:"
"""A doubtful name with nothing but these on its line stands for its product: "- Excel"."""
_DESKTOP = {"office", "analytics"}


class Certainty(StrEnum):
    """How sure a name is: in any case, only as written, or only where a cue stands near."""

    ALIAS = "aliases"
    EXACT = "exact"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a product as the list of products writes it."""

    product: str
    kind: str
    written: str
    certainty: Certainty


_Sighting: TypeAlias = tuple[int, int, Name]
"""Where a name stands, start and end."""


@dataclass(frozen=True, slots=True)
class Product:
    """A product named in a text: ``content[start:end]``."""

    name: str
    start: int
    end: int


def products(page: Passages, seen: Sightings) -> tuple[Product, ...]:
    """Return the products that the text names, in order and never overlapping; of names that overlap the longest."""
    named: list[_Sighting] = []
    for one in sorted(_sightings(page, seen), key=lambda each: (each[0], -each[1])):
        if not named or one[0] >= named[-1][1]:
            named.append(one)
    return tuple(
        Product(name.product, *place) for index, (*place, name) in enumerate(named) if _is_meant(page, named, index)
    )


def _sightings(page: Passages, seen: Sightings) -> Iterator[_Sighting]:
    """Yield the names in letters that fit."""
    for start, end in seen[Subject.PRODUCT]:
        if page.fold[end : end + 1].isalnum():
            continue
        found = page.content[start:end]
        for name in _names()[page.fold[start:end]]:
            if name.certainty is Certainty.ALIAS or found in (name.written, name.written.upper()):
                yield start, end, name
                break


def _is_meant(page: Passages, named: list[_Sighting], index: int) -> bool:
    """Tell whether a name stands for its product: nothing says otherwise and, for a doubtful one, a cue stands near."""
    start, end, name = named[index]
    unless, cues = _contexts()[name.product]
    if unless and unless.search(page.fold, *page.around(start, end, _UNLESS_REACH)):
        return False
    if name.certainty is not Certainty.DOUBTFUL:
        return True
    first, last = page.around(start, end, _REACH)
    if not page.fold[first:start].strip(_MARKS) and not page.fold[end:last].strip(_MARKS):
        return True
    if cues.search(page.fold, first, start) or cues.search(page.fold, end, last):
        return True
    return any(
        _vouches(page, named[index], other)
        for other in (*named[max(0, index - 2) : index], *named[index + 1 : index + 3])
    )


def _vouches(page: Passages, one: _Sighting, other: _Sighting) -> bool:
    """Tell whether another product of a like kind stands near on the line: "Word, Excel, Access"."""
    first, last = page.around(one[0], one[1], _NEAR)
    alike = other[2].kind == one[2].kind or {other[2].kind, one[2].kind} == _DESKTOP
    return alike and other[2].product != one[2].product and first <= other[0] < last


@cache
def _names() -> dict[str, list[Name]]:
    """Return the names that are written alike in lower case."""
    names: dict[str, list[Name]] = {}
    for rule in table("systems")["system"]:
        for certainty in Certainty:
            for written in rule.get(certainty, ()):
                names.setdefault(written.lower(), []).append(Name(rule["name"], rule["kind"], written, certainty))
    return names


@cache
def _contexts() -> dict[str, tuple[re.Pattern[str] | None, re.Pattern[str]]]:
    """Return for each product what its name means otherwise, and the cues for its doubtful names."""
    return {
        rule["name"]: (re.compile(rule["unless"]) if "unless" in rule else None, _cues(rule))
        for rule in table("systems")["system"]
    }


def _cues(rule: dict[str, Any]) -> re.Pattern[str]:
    rules = table("systems")
    words = [rule["cues"]] if "cues" in rule else []
    if not rule.get("own"):
        words += [*rules["all_cues"], *rules["kind_cues"][rule["kind"]]]
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(words) or '(?!)'})(?![a-z0-9])")
