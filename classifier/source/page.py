"""A page to plain text: what a reader sees of the ad, without the furniture around it.

The only module that knows Beautiful Soup.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement, PreformattedString

from classifier.source.furniture import Furniture, attribute_words, furniture_of, names_other_jobs, tags, telling_title
from classifier.source.lines import Lines
from classifier.source.markup import MAX_TAGS, flat, is_html, ld_json, tag_count, without_islands

__all__ = ["Page", "is_html", "ld_json", "page", "plain", "title_of_page"]

_NAMING = ("class", "id", "role", "aria-label")
_BREAKING = re.compile(r"<(?:br|hr|p|div|li|ul|ol|tr|td|table|h[1-6]|dd|dt|section|article)\b", re.IGNORECASE)
_LINE_ENDS = re.compile(r"(\n\s*)")
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_LINKED = 0.2
"""Share of link text from which what follows a heading such as "Similar jobs" is taken for its list."""
_FEW_WORDS = 10
"""Words under which a page is read anew with its weak furniture, if that gives ten times as many."""
_LONGEST_HEADING = 60
_ANSWER_WORDS = 5
"""Words an option has on average where a choice is part of the ad: a list of states or countries has fewer."""


@dataclass(frozen=True, slots=True)
class Page:
    """The plain text of a page and the title its markup gives, None where it gives none."""

    text: str
    title: str | None


def plain(html: str, *, keeps_lines: bool = False) -> str:
    """Return the text of ``page(html)``; ``keeps_lines`` says that its line breaks mean something beside its tags."""
    return page(html, keeps_lines=keeps_lines).text


def title_of_page(html: str) -> str | None:
    """Return the title of ``page(html)``."""
    return page(html).title


def page(html: str, *, keeps_lines: bool = False) -> Page:
    """Return what a page or fragment says as plain text, empty where it holds no word.

    Blocks stand on lines of their own, list items behind a bullet, table cells apart by a bar. Line breaks of a
    fragment that has no block at all are kept. Raises PostingError for a page over the limits of ``tag_count``.
    """
    bare = without_islands(html)
    if tag_count(bare) > MAX_TAGS:
        return Page(flat(bare), None)
    # Beautiful Soup warns of a text without any tag, so a comment stands behind it.
    soup = BeautifulSoup(f"{bare}<!-- -->", "lxml", multi_valued_attributes=None)
    tree = _Tree(soup, keeps_lines=keeps_lines or not _BREAKING.search(bare))
    return Page(_ad(tree), _title(tree))


class _Tree:
    """A parsed page with the number of visible characters of each tag and of the links in it."""

    def __init__(self, soup: BeautifulSoup, *, keeps_lines: bool) -> None:
        self.soup = soup
        self.keeps_lines = keeps_lines
        self.weight: dict[int, int] = {}
        self.linked: dict[int, int] = {}
        self.landmarks: set[int] = set()
        for node in reversed(list(soup.descendants)):
            self._weigh(node)
        self.whole = self.weight.setdefault(id(soup), 0)

    def _weigh(self, node: PageElement) -> None:
        if isinstance(node, Tag):
            weight, linked = self.weight.get(id(node), 0), self.linked.get(id(node), 0)
            linked = weight if node.name == "a" else linked
            if node.name in tags("dropped"):
                weight = linked = 0
            if node.name in ("h1", "main", "article") or id(node) in self.landmarks:
                self.landmarks.add(id(node.parent))
        else:
            weight, linked = _visible(node), 0
        self.weight[id(node)], self.linked[id(node)] = weight, linked
        above = id(node.parent)
        self.weight[above] = self.weight.get(above, 0) + weight
        self.linked[above] = self.linked.get(above, 0) + linked

    def holds_the_ad(self, tag: Tag) -> bool:
        """Return whether a tag holds half of the page's text or more and the place where ads stand."""
        return id(tag) in self.landmarks and 2 * self.weight[id(tag)] >= self.whole

    def is_link_list(self, node: PageElement) -> bool:
        weight = self.weight[id(node)]
        return weight == 0 or (isinstance(node, Tag) and self.linked[id(node)] >= _LINKED * weight)

    def fills(self, tag: Tag) -> bool:
        """Return whether a tag holds all text of the tag around it."""
        return tag.parent is not None and self.weight[id(tag.parent)] == self.weight[id(tag)]


def _visible(node: PageElement) -> int:
    return 0 if isinstance(node, PreformattedString) else len(str(node).strip())


def _ad(tree: _Tree) -> str:
    """Return the text without furniture, or with it where hardly anything else is there."""
    strict = _text(tree, _microdata(tree) or tree.soup, Furniture.ANY)
    words = len(strict.split())
    if words >= _FEW_WORDS:
        return strict
    for furniture in (Furniture.STRONG, Furniture.NONE):
        lenient = _text(tree, tree.soup, furniture)
        if len(lenient.split()) >= max(1, 10 * words):
            return lenient
    return strict


def _microdata(tree: _Tree) -> Tag | None:
    """Return the one tag that is marked as a JobPosting, if it holds half of the page's text or more."""
    marked = tree.soup.find_all(itemtype=re.compile(r"schema\.org/JobPosting\s*$"))
    found = [tag for tag in marked if isinstance(tag, Tag)]
    return found[0] if len(found) == 1 and 2 * tree.weight[id(found[0])] >= tree.whole else None


class _Step(Enum):
    """What is to be done with a node: ``PART`` opens one that lies in a part of the page such as an article."""

    OPEN = auto()
    PART = auto()
    CLOSE = auto()


def _text(tree: _Tree, root: Tag, furniture: Furniture) -> str:
    """Walk the page without recursion, however deep it is."""
    lines = Lines()
    skipped: set[int] = set()
    todo: list[tuple[PageElement, _Step]] = [(root, _Step.OPEN)]
    while todo:
        node, step = todo.pop()
        if not isinstance(node, Tag):
            _write(lines, node, keeps_lines=tree.keeps_lines or _in_pre(node))
        elif step is _Step.CLOSE:
            _close(lines, node.name)
        elif id(node) in skipped or _is_dropped(tree, node, furniture, in_part=step is _Step.PART):
            continue
        elif furniture is Furniture.ANY and (heading := _heading_of_other_jobs(tree, node)):
            skipped.update(_list_behind(tree, heading))
        else:
            if not (node.name in ("p", "div") and _is_cell(node.parent) and tree.fills(node)):
                _open(lines, node.name)
                todo.append((node, _Step.CLOSE))
            step = _Step.PART if node.name in tags("parts") else step
            todo.extend((child, step) for child in reversed(node.contents))
    return lines.text()


def _is_cell(tag: Tag | None) -> bool:
    return tag is not None and tag.name in ("td", "th", "dt", "dd")


def _write(lines: Lines, node: PageElement, *, keeps_lines: bool) -> None:
    if isinstance(node, PreformattedString):
        return
    if not keeps_lines:
        lines.write(str(node))
        return
    first, *rest = _LINE_ENDS.split(str(node))
    lines.write(first)
    for end, line in zip(rest[::2], rest[1::2], strict=True):
        lines.end_line(blank=end.count("\n") > 1)
        lines.write(line)


def _in_pre(node: PageElement) -> bool:
    above = node.parent
    if above is None or "\n" not in str(node):
        return False
    near = [above, *([above.parent] if above.parent else [])]
    return any(tag.name == "pre" or _KEEPS_LINES.search(str(tag.get("style", ""))) for tag in near)


def _open(lines: Lines, name: str) -> None:
    if name == "br":
        lines.end_line()
    elif name in ("td", "th"):
        lines.cell()
    elif name == "dd":
        lines.answer()
    elif name in tags("blocks"):
        lines.end_line(blank=name in tags("spaced"))
        if name == "li":
            lines.bullet()


def _close(lines: Lines, name: str) -> None:
    if name == "li":
        lines.end_item()
    elif name in ("dt", "th"):
        lines.label()
    elif name in tags("blocks") and name != "td":
        lines.end_line(blank=name in tags("spaced"))


def _is_dropped(tree: _Tree, tag: Tag, furniture: Furniture, *, in_part: bool) -> bool:
    """Return whether a tag and all in it is no part of the ad."""
    if tag.name in tags("dropped"):
        return True
    if tag.name in ("html", "body", "[document]"):
        return False  # A page that shows itself by script begins hidden.
    if tag.name == "select":
        return not _asks_for_an_answer(tag)
    if _is_hidden(tag):
        return True
    if tag.name in ("header", "footer"):
        return furniture is Furniture.ANY and not in_part and not tree.holds_the_ad(tag)
    return furniture is not Furniture.NONE and _is_furniture(tree, tag, furniture)


def _is_hidden(tag: Tag) -> bool:
    if tag.has_attr("hidden") or (tag.name == "dialog" and not tag.has_attr("open")):
        return True
    return tag.has_attr("style") and _HIDDEN_STYLE.search(str(tag["style"])) is not None


def _is_furniture(tree: _Tree, tag: Tag, furniture: Furniture) -> bool:
    if tag.get("aria-hidden") == "true" and not tree.holds_the_ad(tag):
        return True
    if tag.name in ("main", "article") or tag.has_attr("itemprop"):
        return False
    written = " ".join(str(tag[name]) for name in _NAMING if tag.has_attr(name))
    return bool(furniture_of(tag.name, attribute_words(written)) & furniture) and not tree.holds_the_ad(tag)


def _asks_for_an_answer(select: Tag) -> bool:
    options = [len(option.get_text().split()) for option in select.find_all("option")]
    return sum(options) >= _ANSWER_WORDS * max(len(options), 1)


def _heading_of_other_jobs(tree: _Tree, tag: Tag) -> Tag | None:
    """Return the block that holds nothing but a heading such as "Similar jobs", if ``tag`` has those words."""
    if tree.weight[id(tag)] > _LONGEST_HEADING or not any(
        names_other_jobs(str(child)) for child in tag.children if not isinstance(child, Tag)
    ):
        return None
    while tag.parent is not None and tree.fills(tag):
        tag = tag.parent
    return tag if tag.name in tags("blocks") or tag.name in ("b", "strong") else None


def _list_behind(tree: _Tree, heading: Tag) -> Iterator[int]:
    """Yield the ids of the lists of links that follow a heading."""
    for node in heading.next_siblings:
        if not tree.is_link_list(node) or (isinstance(node, Tag) and node.name in tags("headings")):
            return
        yield id(node)


def _title(tree: _Tree) -> str | None:
    named = next((tag for tag in tree.soup.find_all("title", limit=20) if not tag.find_parent("svg")), None)
    page_title = telling_title(named.get_text(" ")) if named else None
    marked = tree.soup.find(None, {"itemprop": "title"})
    headings = (tag for tag in (marked, *tree.soup.find_all("h1", limit=20)) if tag and not _lies_hidden(tag))
    titles = [title for heading in headings if (title := telling_title(heading.get_text(" ")))]
    if page_title:
        shared = [title for title in titles if title.casefold() in page_title.casefold()]
        titles = shared or titles
    return titles[0] if titles else page_title


def _lies_hidden(tag: PageElement) -> bool:
    return isinstance(tag, Tag) and any(_is_hidden(above) for above in (tag, *tag.parents) if above.name != "body")
