"""What a cheap scan of HTML tells before any parser runs: whether it is HTML, its scripts, its size."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

from classifier.errors import PostingError
from classifier.source.furniture import tags

MAX_DEPTH = 1_000
"""Tags that may be open at once on a page."""
MAX_ATTRIBUTES = 1_000
"""Attributes that one tag may have."""
MAX_TAGS = 100_000
"""Tags up to which a page is parsed, end tags too: two to three seconds. One with more is read by ``flat``."""

_NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|body|center|code|dd|div|dl|dt|em|figure|font|footer|form|h[1-6]|head"
    "|header|html|i|label|li|main|mark|nav|o:p|ol|p|pre|s|script|section|small|span|strong|style|sub|sup|table|tbody"
    "|td|th|thead|title|tr|u|ul"
)
_TELLING = re.compile(
    rf"<!doctype\s+html|</(?:{_NAMES})\s*>|<(?:html|body|br|hr|p|li|ul|div|table|tr|td)\s*/?>|<(?:html|body|p|li|ul|div|img|br)\s[^<>]*>",
    re.IGNORECASE,
)
_ISLAND = re.compile(r"<!--|<\?|<!\[CDATA\[|<(?P<name>script|style)\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_LD_JSON = re.compile(r"/ld[^<>]{1,8}json", re.IGNORECASE)
_CLOSERS = {
    "script": re.compile(r"</script\s*>?", re.IGNORECASE),
    "style": re.compile(r"</style\s*>?", re.IGNORECASE),
    "<!--": re.compile(r"--!?>"),
    "<?": re.compile(r">"),
}
# The quoted values are possessive: a quote left open ends the match there, and with it the scan.
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)([>\"']?)")
_ATTRIBUTE = re.compile(r"[^\s\"'/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?")


@dataclass(frozen=True, slots=True)
class Island:
    """A stretch of a page that is no markup: a script, a style sheet, a comment.

    ``name`` is ``script``, ``style``, ``<!--`` or ``<?``; ``html[start:end]`` is the whole of it, ``html[inside]`` what
    stands between its tags.
    """

    name: str
    attributes: str
    inside: slice
    start: int
    end: int


def is_html(text: str) -> bool:
    """Return whether ``text`` looks like a page or a fragment of one; a stray ``<`` or ``>`` does not make it one."""
    return _TELLING.search(text) is not None


def islands(html: str) -> Iterator[Island]:
    """Yield the scripts, styles and comments of a page in order; one that is never closed runs to the end."""
    at = 0
    while opening := _ISLAND.search(html, at):
        name = (opening["name"] or opening[0]).lower()
        at = opening.end()
        if name == "<![cdata[":
            continue
        closing = _CLOSERS[name].search(html, at)
        inside, end = (slice(at, closing.start()), closing.end()) if closing else (slice(at, None), len(html))
        yield Island(name, opening["attributes"] or "", inside, opening.start(), end)
        at = end


def without_islands(html: str) -> str:
    """Return the page without scripts, styles and comments, CDATA sections unwrapped."""
    kept, at = [], 0
    for island in islands(html):
        kept += [html[at : island.start], " " if island.name == "script" else ""]
        at = island.end
    return "".join((*kept, html[at:])).replace("<![CDATA[", "").replace("]]>", "")


def ld_json(html: str) -> tuple[str, ...]:
    """Return the bodies of the page's JSON-LD scripts as they stand, in order."""
    if not _LD_JSON.search(html):
        return ()
    scripts = (island for island in islands(html) if island.name == "script")
    return tuple(html[script.inside] for script in scripts if "ld+json" in unescape(script.attributes).lower())


def tag_count(html: str) -> int:
    """Return the number of tags of a page without islands. One pass, linear in its length.

    Raises PostingError ``too_deep`` or ``too_many_attributes`` for a page over those limits.
    """
    count = depth = 0
    leaves = _leaves()
    for tag in _TAG.finditer(html):
        closing, name, attributes, end = tag.groups()
        count += 1
        if name not in leaves and name.lower() not in leaves and not attributes.endswith("/"):
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > MAX_DEPTH:
                raise PostingError("too_deep", _advice(f"tags nested deeper than {MAX_DEPTH:,}"))
        if len(attributes) > MAX_ATTRIBUTES and sum(1 for _ in _ATTRIBUTE.finditer(attributes)) > MAX_ATTRIBUTES:
            raise PostingError("too_many_attributes", _advice(f"a tag with more than {MAX_ATTRIBUTES:,} attributes"))
        if end in ("'", '"'):
            break
    return count


@cache
def _leaves() -> frozenset[str]:
    """Return the tags that hold no other of their kind, so that many of them make no depth."""
    return tags("void") | tags("self_closing")


def flat(html: str) -> str:
    """Return the text of a page without islands by its tags alone, whatever is hidden or furniture in it."""
    lines = (" ".join(line.split()) for line in unescape(_TAG.sub(_break, html)).split("\n"))
    return "\n".join(line for line in lines if line not in ("", "•"))


def _break(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name == "li":
        return "\n" if tag[1] else "\n• "
    return "\n" if name in tags("blocks") or name == "br" else " " if name in ("td", "th") else ""


def _advice(met: str) -> str:
    return f"The page has {met}, which is over the limit: paste the ad's text instead."
