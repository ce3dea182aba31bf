"""How the tree of a page grows from its markup.

The only module that knows Beautiful Soup. Its builder drives the parser and mends bad markup; the nodes are our own,
since Beautiful Soup's, each linked to six others, cost several times as much as the parsing.
"""

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder

from classifier.source.furniture import tags
from classifier.source.tree import Node, Tree

_SPACES = " \t\n\f\r"
_LANDMARKS = frozenset({"h1", "main", "article"})
_KEEPS_SPACES = frozenset({"pre", "textarea"})


def tree(html: str) -> Tree:
    """Return the tree of a page or fragment, whatever is wrong with its markup."""
    builder = _Builder()
    BeautifulSoup(html, builder=builder)
    return builder.grown()


class _Builder(LXMLTreeBuilder):
    """Makes nodes of what the parser tells; it closes every tag that it opened, the last one first."""

    def __init__(self) -> None:
        super().__init__()
        self._at = Node("[document]", {}, None, 0)
        self._tags: list[Node] = []
        self._words: list[str] = []
        self._kept = 0

    def start(self, tag: str | bytes, attrib: Mapping[Any, Any], *_: object) -> None:
        """Open a tag."""
        self._end_words()
        siblings = self._at.children
        self._at = Node(str(tag), attrib, self._at, len(siblings))
        siblings.append(self._at)
        self._tags.append(self._at)
        self._kept += tag in _KEEPS_SPACES

    def end(self, *_: object) -> None:
        """Close the tag that was opened last."""
        self._end_words()
        self._close()

    def data(self, data: str | bytes) -> None:
        """Take some of the words up to the next tag."""
        self._words.append(str(data))

    def comment(self, *_: object) -> None:
        """Pass over a comment; the words behind it stand by themselves."""
        self._end_words()

    def pi(self, *_: object) -> None:
        """Pass over a processing instruction."""
        self._end_words()

    def doctype(self, *_: object) -> None:
        """Pass over the document type."""
        self._end_words()

    def grown(self) -> Tree:
        """Return the tree when the parser is done."""
        self._end_words()
        while self._at.parent:
            self._close()
        return Tree(self._at, tuple(self._tags))

    def _end_words(self) -> None:
        if not self._words:
            return
        words = "".join(self._words)
        self._words.clear()
        visible = len(words.strip())
        if not visible and not self._kept and not words.strip(_SPACES):
            words = "\n" if "\n" in words else " "
        self._at.children.append(words)
        self._at.weight += visible

    def _close(self) -> None:
        node, around = self._at, self._at.parent
        if around is None:
            return
        self._kept -= node.name in _KEEPS_SPACES
        if node.name in tags("dropped"):
            node.weight = node.linked = 0
        elif node.name == "a":
            node.linked = node.weight
        around.weight += node.weight
        around.linked += node.linked
        around.landmark |= node.landmark or node.name in _LANDMARKS
        self._at = around
