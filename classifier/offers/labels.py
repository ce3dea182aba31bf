"""Facts that an ad gives behind a label: "Location: Springfield, IL", or the label on a line of its own."""

from dataclasses import dataclass
from functools import cache

from classifier.knowledge import table
from classifier.layout.text import Text

_LONGEST = 40
_VALUE_WORDS = 12
_LAST_LINES = 5
_EDGES = " \t*_#[]()`\"'"


@dataclass(frozen=True, slots=True)
class Labeled:
    """What stands behind a label: ``content[start:end]``, for the ``field`` of the offer that the label names.

    ``yes`` and ``no`` are what such an answer means behind this label ("Remote: yes"); empty where it means nothing.
    """

    field: str
    start: int
    end: int
    yes: str = ""
    no: str = ""


@dataclass(frozen=True, slots=True)
class _Label:
    field: str
    yes: str
    no: str
    bare: bool


def labels(text: Text) -> tuple[Labeled, ...]:
    """Return what stands behind labels, in order, after the facts of a page's own data, which end the text."""
    last = range(max(0, len(text.lines) - _LAST_LINES), len(text.lines))
    facts = [found for place in last for found in _fact(text, place)]
    told = [found for place in range(len(text.lines)) for found in _labeled(text, place)]
    return tuple(dict.fromkeys([*facts, *told]))


def _fact(text: Text, place: int) -> tuple[Labeled, ...]:
    """Return what a line says that was made from the data of a page, such as "Workplace: remote"."""
    line = text.lines[place]
    return _labeled(text, place) if line.text.startswith(_facts()) else ()


def _labeled(text: Text, place: int) -> tuple[Labeled, ...]:
    line = text.lines[place]
    colon = line.text.find(":", 0, _LONGEST)
    if colon < 0 and len(line.text) > _LONGEST:
        return ()
    name = (line.text[:colon] if colon >= 0 else line.text).strip(_EDGES).lower()
    found = _labels().get(name, ())
    if not found:
        return ()
    rest = line.text[colon + 1 :].strip(_EDGES) if colon >= 0 else ""
    if rest:
        return tuple(_value(label, line.start + line.text.index(rest, colon + 1), rest) for label in found)
    behind = text.lines[place + 1] if place + 1 < len(text.lines) else None
    if behind is None or len(behind.text.split()) > _VALUE_WORDS or ":" in behind.text[:_LONGEST]:
        return ()
    return tuple(_value(label, behind.start, behind.text) for label in found if colon >= 0 or label.bare)


def _value(label: _Label, start: int, words: str) -> Labeled:
    return Labeled(label.field, start, start + len(words), label.yes, label.no)


@cache
def _facts() -> tuple[str, ...]:
    return tuple(f"{name}: " for name in table("offer")["facts"])


@cache
def _labels() -> dict[str, tuple[_Label, ...]]:
    found: dict[str, tuple[_Label, ...]] = {}
    for rule in table("offer")["label"]:
        for name in rule["names"]:
            label = _Label(rule["field"], rule.get("yes", ""), rule.get("no", ""), name in rule.get("bare", ()))
            found[name] = (*found.get(name, ()), label)
    return found
