"""Full names of credentials, found piece by piece, so that no misspelling of one has to be written out beforehand.

A piece is what stands between two spaces of the folded text: a word, or nothing where signs follow one another.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from classifier.knowledge import table
from classifier.names.catalogue import Credential, credentials
from classifier.names.forms import Form, Part, Shape, folded, forms

_REACH = 160  # characters in which the longest name ends, slips and signs included
_SLIPS, _DRESSED_SLIPS = 2, 1  # words of a name that may be misspelled, fewer where its signs differ too
_NAMES = "\n"  # no piece: the names that end at a place of the tree are kept under it

#: A place of the tree: the pieces that names go on with, and the places behind them.
_Node = dict[str, Any]


class _Name(NamedTuple):
    """A name as the catalogue writes it; of two that fit the same words, the one of lower ``rank`` holds."""

    rank: int
    code: str
    written: str
    slips: int


def full_names(fold: str, start: int) -> tuple[Form, ...]:
    """Return the names that begin at ``start`` of the folded text; a plural "s" behind a name is none of it."""
    found: dict[int, _Name] = {}
    for length, name in _walk(_tree(), fold[start : start + _REACH].split(" "), -1, 0):
        found[length] = min(name, found.get(length, name))
    return tuple(
        Form(fold[start : start + length], name.written, Shape.NAME, (Part(name.code, 0, length),))
        for length, name in found.items()
    )


@cache
def heads() -> frozenset[str]:
    """Return the first two pieces of every name, in every spelling."""
    spellings: dict[str, list[str]] = {}
    for slip, right in _slips().items():
        spellings.setdefault(right, [right]).append(slip)
    pairs = [(one, two) for one, node in _tree().items() for two in node if two != _NAMES]
    spelled = [product(spellings.get(one, [one]), spellings.get(two, [two])) for one, two in pairs]
    return frozenset(f"{one} {two}" for ways in spelled for one, two in ways)


def _walk(node: _Node, pieces: list[str], length: int, slips: int) -> Iterator[tuple[int, _Name]]:
    """Give the names that ``pieces`` go on with from ``node``, each with its length; ``length`` is that so far."""
    for count in range(1, min(2, len(pieces)) + 1):  # a slip may part a word: "health care"
        said = " ".join(pieces[:count])
        end = length + 1 + len(said)
        for behind, more in _behind(node, said):
            yield from ((end, name) for name in _ending(behind, slips + more))
            yield from _walk(behind, pieces[count:], end, slips + more)
        if said.endswith("s"):
            for behind, more in _behind(node, said[:-1]):
                yield from ((end - 1, name) for name in _ending(behind, slips + more))


def _behind(node: _Node, said: str) -> Iterator[tuple[_Node, int]]:
    """Give the places that ``said`` leads to, as the word that it is and as a slip of another."""
    if said in node:
        yield node[said], 0
    right = _slips().get(said)
    if right in node:
        yield node[right], 1


def _ending(node: _Node, slips: int) -> Iterable[_Name]:
    return (name for name in node.get(_NAMES, ()) if slips <= name.slips)


@cache
def _slips() -> dict[str, str]:
    return {slip: right for right, slips in table("credentials")["spelling"].items() for slip in slips}


@cache
def _tree() -> _Node:
    """Return the names of all credentials by their pieces; what the letters of a code spell already is left to them."""
    tree: _Node = {}
    for rank, (entry, name) in enumerate(_names()):
        for dress, text in enumerate(_dressed(name)):
            if text not in forms():
                node = tree
                for piece in text.split(" "):
                    node = node.setdefault(piece, {})
                slips = _DRESSED_SLIPS if dress else _SLIPS
                node.setdefault(_NAMES, []).append(_Name(rank, entry.code, name, slips))
    return tree


def _names() -> Iterator[tuple[Credential, str]]:
    for entry in credentials():
        stayed = [old.name for old in entry.former if old.code is None]
        for name in () if entry.is_class else (entry.name, *stayed, *entry.forms, *entry.misspellings):
            if " " in name and not (name == entry.name and " or " in name):  # a code, or two credentials in one entry
                yield entry, name


def _dressed(name: str) -> tuple[str, ...]:
    """Return the name folded, then with "and", dashes, commas and slashes in every other usual dress."""
    marks = {" and ": (" and ", " & ", "&", "/"), " - ": (" - ", " ", ", ", "-"), "/": ("/", " / "), ", ": (", ", " ")}
    names = [name]
    for mark, dresses in marks.items():
        if any(mark in one for one in names):
            names = [one.replace(mark, dress) for one in names for dress in dresses]
    return tuple(dict.fromkeys(folded(one) for one in names))
