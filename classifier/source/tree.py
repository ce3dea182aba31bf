"""The tree of a page: its tags with their words, and how much of the page each holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

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
