"""A page to plain text: what a reader sees of the ad, without the furniture around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from classifier.source.furniture import Furniture, furniture_of, names_other_jobs, tags, telling_names, telling_title
from classifier.source.lines import Lines
from classifier.source.markup import MAX_TAGS, flat, is_html, ld_json, tag_count, without_islands
from classifier.source.tree import Node, Tree

__all__ = ["Page", "is_html", "ld_json", "page", "plain", "title_of_page"]

_NAMING = ("class", "id", "role", "aria-label")
_BREAKING = re.compile(r"<(?:br|hr|p|div|li|ul|ol|tr|td|table|h[1-6]|dd|dt|section|article)\b", re.IGNORECASE)
_LINE_ENDS = re.compile(r"(\n\s*)")
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_JOB_POSTING = re.compile(r"schema\.org/JobPosting\s*$")
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_LINKED = 0.2
"""Share of link text from which what follows a heading such as "Similar jobs" is taken for its list."""
_FEW_WORDS = 10
"""Words under which a page is read anew with its weak furniture, if that gives ten times as many."""
_LONGEST_HEADING = 60
_HEADINGS = 20
"""Headings of a page that may give the title."""
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
    from classifier.source.growth import tree  # noqa: PLC0415 - plain text needs no parser, which is long in loading

    # The parser refuses a text without any tag, so a comment stands behind it.
    parsed = tree(f"{bare}<!-- -->")
    return Page(_ad(parsed, keeps_lines=keeps_lines or not _BREAKING.search(bare)), _title(parsed))


def _ad(parsed: Tree, *, keeps_lines: bool) -> str:
    """Return the text without furniture, or with it where hardly anything else is there."""
    strict = _text(parsed, _microdata(parsed) or parsed.root, Furniture.ANY, keeps_lines=keeps_lines)
    words = len(strict.split())
    if words >= _FEW_WORDS:
        return strict
    for furniture in (Furniture.STRONG, Furniture.NONE):
        lenient = _text(parsed, parsed.root, furniture, keeps_lines=keeps_lines)
        if len(lenient.split()) >= max(1, 10 * words):
            return lenient
    return strict


def _microdata(parsed: Tree) -> Node | None:
    """Return the one tag that is marked as a JobPosting, if it holds half of the page's text or more."""
    marked = [tag for tag in parsed.tags if _JOB_POSTING.search(tag.attributes.get("itemtype", ""))]
    return marked[0] if len(marked) == 1 and parsed.holds_half(marked[0]) else None


def _text(parsed: Tree, root: Node, furniture: Furniture, *, keeps_lines: bool) -> str:
    """Walk the page without recursion, however deep it is."""
    lines = Lines()
    skipped: set[int] = set()
    todo: list[tuple[Node, str, Iterator[Node | str], bool]] = [(root, "", iter([root]), False)]
    while todo:
        around, name, rest, in_part = todo[-1]
        node = next(rest, None)
        if node is None:
            _close(lines, name)
            todo.pop()
        elif isinstance(node, str):
            _write(lines, node, keeps_lines=keeps_lines or ("\n" in node and _keeps_lines(around)))
        elif id(node) in skipped or _is_dropped(parsed, node, furniture, in_part=in_part):
            continue
        elif furniture is Furniture.ANY and (heading := _heading_of_other_jobs(node)):
            skipped.update(map(id, _list_behind(heading)))
        else:
            name = "" if _fills_cell(node) else node.name
            _open(lines, name)
            todo.append((node, name, iter(node.children), in_part or node.name in tags("parts")))
    return lines.text()


def _fills_cell(tag: Node) -> bool:
    around = tag.parent.name if tag.parent else ""
    return tag.name in ("p", "div") and around in ("td", "th", "dt", "dd") and tag.fills


def _keeps_lines(tag: Node) -> bool:
    """Return whether line breaks in a tag, or in that around it, are shown as such."""
    near = (tag, tag.parent) if tag.parent else (tag,)
    return any(one.name == "pre" or _KEEPS_LINES.search(one.attributes.get("style", "")) for one in near)


def _write(lines: Lines, words: str, *, keeps_lines: bool) -> None:
    if not keeps_lines:
        lines.write(words)
        return
    first, *rest = _LINE_ENDS.split(words)
    lines.write(first)
    for end, line in zip(rest[::2], rest[1::2], strict=True):
        lines.end_line(blank=end.count("\n") > 1)
        lines.write(line)


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


def _is_dropped(parsed: Tree, tag: Node, furniture: Furniture, *, in_part: bool) -> bool:
    """Return whether a tag and all in it is no part of the ad."""
    # A page that shows itself by script begins hidden.
    if tag.name in ("html", "body", "[document]") or not (tag.attributes or tag.name in telling_names()):
        return False
    if tag.name in tags("dropped"):
        return True
    if tag.name == "select":
        return not _asks_for_an_answer(tag)
    if _is_hidden(tag):
        return True
    if tag.name in ("header", "footer"):
        return furniture is Furniture.ANY and not in_part and not parsed.holds_the_ad(tag)
    return furniture is not Furniture.NONE and _is_furniture(tag, furniture) and not parsed.holds_the_ad(tag)


def _is_hidden(tag: Node) -> bool:
    given = tag.attributes
    if not given:
        return tag.name == "dialog"
    if "hidden" in given or (tag.name == "dialog" and "open" not in given):
        return True
    return "style" in given and _HIDDEN_STYLE.search(given["style"]) is not None


def _is_furniture(tag: Node, furniture: Furniture) -> bool:
    given = tag.attributes
    if given.get("aria-hidden") == "true":
        return True
    if tag.name in ("main", "article") or "itemprop" in given:
        return False
    written = " ".join(given[name] for name in _NAMING if name in given) if given else ""
    found = furniture_of(tag.name, written)
    return found is not Furniture.NONE and bool(found & furniture)


def _asks_for_an_answer(select: Node) -> bool:
    options = [
        len(option.words().split()) for option in select.below() if isinstance(option, Node) and option.name == "option"
    ]
    return sum(options) >= _ANSWER_WORDS * max(len(options), 1)


def _heading_of_other_jobs(tag: Node) -> Node | None:
    """Return the block that holds nothing but a heading such as "Similar jobs", if ``tag`` has those words."""
    if not 0 < tag.weight <= _LONGEST_HEADING:
        return None
    if not any(names_other_jobs(own) for own in tag.children if isinstance(own, str)):
        return None
    block = next(around for around in tag.above() if not around.fills)
    return block if block.name in tags("blocks") or block.name in ("b", "strong") else None


def _list_behind(heading: Node) -> Iterator[Node]:
    """Yield the lists of links that follow a heading."""
    for node in heading.following():
        if isinstance(node, Node):
            if node.name in tags("headings") or (node.weight and node.linked < _LINKED * node.weight):
                return
            yield node
        elif not node.isspace():
            return


def _title(parsed: Tree) -> str | None:
    named = [tag for tag in parsed.tags if tag.name == "title"][:_HEADINGS]
    page_title = next((telling_title(tag.words(" ")) for tag in named if _names_page(tag)), None)
    marked = [tag for tag in parsed.tags if tag.attributes.get("itemprop") == "title"][:1]
    first = [tag for tag in parsed.tags if tag.name == "h1"][:_HEADINGS]
    titles = [title for tag in (*marked, *first) if not _lies_hidden(tag) and (title := telling_title(tag.words(" ")))]
    if page_title:
        shared = [title for title in titles if title.casefold() in page_title.casefold()]
        titles = shared or titles
    return titles[0] if titles else page_title


def _names_page(title: Node) -> bool:
    return all(around.name != "svg" for around in title.above())


def _lies_hidden(tag: Node) -> bool:
    return any(_is_hidden(around) for around in tag.above() if around.name != "body")
