"""Tables of phrases that are looked up in the words of a text."""

import re
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from classifier.demands.words import Word, keys

_SLOT = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\S+)")
Value = TypeVar("Value")

#: What a place in a phrase leads on to: keys of words and slots, "" with the value where a phrase ends there.
_Node = dict[str, Any]


class _Rest(NamedTuple):
    """What is left of a phrase behind a key that it begins with: further keys, then slots yet unread."""

    keys: tuple[str, ...]
    slots: str
    value: object


class Phrases(Generic[Value]):
    """A table from phrases to values, looked up at a place in a list of words; the longest phrase wins.

    In a phrase ``(a|b)`` means either, ``[a|b]`` either or nothing, ``<n>`` a number and ``<u>`` a word of time. The
    wordings that this stands for are spelled out only as far as texts lead into them: most are never met.
    """

    def __init__(self) -> None:
        self._root: _Node = {}

    def add(self, phrase: str, value: Value) -> None:
        """Add every wording of ``phrase``; the first value given to a wording stays."""
        _grow(self._root, _Rest((), phrase, value))

    @property
    def first(self) -> frozenset[str]:
        """The look-up keys that a phrase can start with, slots included."""
        return frozenset(self._root)

    def find(self, found: list[Word], place: int) -> tuple[Value, int] | None:
        """Return the value of the longest phrase that starts at ``place`` and the place behind it, or None."""
        node, best = self._root, None
        for at in range(place, len(found)):
            word = found[at]
            if (word.low is not None and "<n>" in node) or (word.unit and "<u>" in node):
                return _walk(node, found, at) or best
            child = node.get(word.key)
            if child is None:
                break
            node = child if isinstance(child, dict) else _behind(node, word.key)
            if "" in node:
                best = node[""], at + 1
        return best


def _walk(node: _Node, found: list[Word], place: int) -> tuple[Any, int] | None:
    best: tuple[Any, int] | None = (node[""], place) if "" in node else None
    if place == len(found):
        return best
    word = found[place]
    for slot in (word.key, "<n>" if word.low is not None else None, "<u>" if word.unit else None):
        if slot and slot in node:
            further = _walk(_behind(node, slot), found, place + 1)
            if further and (best is None or further[1] > best[1]):
                best = further
    return best


def _behind(node: _Node, key: str) -> _Node:
    """Return the node that ``key`` leads to, grown from the rests of its phrases where it is met for the first time."""
    child = node[key]
    if isinstance(child, list):
        grown: _Node = {}
        for rest in child:
            _grow(grown, rest)
        node[key] = child = grown
    return child  # type: ignore[no-any-return]


def _grow(node: _Node, rest: _Rest) -> None:
    """Let ``node`` lead on to every key that ``rest`` can begin with."""
    if rest.keys:
        node.setdefault(rest.keys[0], []).append(rest._replace(keys=rest.keys[1:]))
    elif slot := _SLOT.match(rest.slots):
        behind = rest.slots[slot.end() :]
        for option in _options(slot[0]):
            _grow(node, _Rest(option, behind, rest.value))
    else:
        node.setdefault("", rest.value)


@cache
def _options(slot: str) -> tuple[tuple[str, ...], ...]:
    """Return what may stand for a slot of a phrase, each as its look-up keys; none of them for ``[a]``'s nothing."""
    slot = slot.strip()
    if slot[0] == "(" and slot[-1] == ")":
        options = slot[1:-1].split("|")
    elif slot[0] == "[" and slot[-1] == "]":
        options = ["", *slot[1:-1].split("|")]
    else:
        options = [slot]
    return tuple(_keys(option) for option in options)


def _keys(option: str) -> tuple[str, ...]:
    return tuple(key for word in option.replace("-", " ").split() for key in ([word] if word[0] == "<" else keys(word)))
