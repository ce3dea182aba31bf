"""The tree of a page: its tags with their words, and how much of the page each holds.

The only module that knows Beautiful Soup. Its builder drives the parser and mends bad markup; the nodes are our own,
since Beautiful Soup's, each linked to six others, cost several times as much as the parsing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder

from classifier.source.furniture import tags

_SPACES = " \t\n\f\r"
_LANDMARKS = frozenset({"h1", "main", "article"})
_KEEPS_SPACES = frozenset({"pre", "textarea"})
# Words in these, such as the reading of a word in small letters above it, are no part of what their surroundings say.
_ASIDES = frozenset({"rt", "rp", "script", "style", "template"})


@dataclass(eq=False, slots=True)
class Node:
    """A tag, with its words and the tags in it in their order.

    ``place`` is where it stands among the children of its parent; ``weight`` counts the visible characters in it,
    ``linked`` those of links; ``landmark`` tells that a tag that ads stand in, or their title, lies in it.
    """

    name: str
    attributes: Mapping[str, str]
    parent: "Node | None"
    place: int
    children: "list[Node | str]" = field(default_factory=list)
    weight: int = 0
    linked: int = 0
    landmark: bool = False

    @property
    def fills(self) -> bool:
        """Whether the tag holds all words of the tag around it."""
        return self.parent is not None and self.parent.weight == self.weight

    def following(self) -> "Iterator[Node | str]":
        """Yield what follows the tag in the tag around it."""
        around = self.parent.children if self.parent else []
        return (around[place] for place in range(self.place + 1, len(around)))

    def above(self) -> "Iterator[Node]":
        """Yield the tag itself and those around it."""
        node: Node | None = self
        while node:
            yield node
            node = node.parent

    def below(self) -> "Iterator[Node | str]":
        """Yield the tags and the words in this tag, in the order of the page."""
        todo = self.children[::-1]
        while todo:
            child = todo.pop()
            yield child
            if isinstance(child, Node) and child.name not in _ASIDES:
                todo += child.children[::-1]

    def words(self, joint: str = "") -> str:
        """Return the words in the tag, ``joint`` between those of different tags; none of what lies in an aside."""
        if any(around.name in _ASIDES for around in self.above()):
            return ""
        return joint.join(child for child in self.below() if isinstance(child, str))


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page: its root, which is no tag of its own, and all tags in their order."""

    root: Node
    tags: tuple[Node, ...]

    def holds_half(self, tag: Node) -> bool:
        """Return whether a tag holds half of the page's words or more."""
        return 2 * tag.weight >= self.root.weight

    def holds_the_ad(self, tag: Node) -> bool:
        """Return whether a tag holds half of the page's words or more and the place where ads stand."""
        return tag.landmark and self.holds_half(tag)


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
