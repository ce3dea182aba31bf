"""What of a page is no ad, told by names: menus, cookie notes, lists of other jobs, titles of the site."""

import re
from enum import Flag, auto
from functools import cache, lru_cache

from classifier.knowledge import table

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_HEADING_WORD = re.compile(r"\w+")
_LONGEST = 3
"""Words in the longest phrase of an attribute."""
_LONGEST_WRITTEN = 1000
"""Characters of the attributes of a tag that are looked at."""
_LONGEST_TITLE = 300
"""Characters up to which a heading or ``<title>`` can be the title of an ad."""


@cache
def tags(group: str) -> frozenset[str]:
    """Return the names of tags of a group: ``dropped``, ``blocks``, ``spaced``, ``headings``, ``parts``, ``void``..."""
    return frozenset(table("page")["tags"][group])


class Furniture(Flag):
    """Strong furniture always falls away, weak furniture unless the page is left with nearly no word."""

    NONE = 0
    STRONG = auto()
    WEAK = auto()
    ANY = STRONG | WEAK


def attribute_words(written: str) -> tuple[str, ...]:
    """Return the words of class names and the like: ``ukCookiePolicy`` holds uk, cookie and policy."""
    return tuple(word.lower() for word in _WORD.findall(written))


@cache
def _phrases() -> dict[tuple[str, ...], Furniture]:
    return {tuple(phrase.split()): _strength(rule) for rule in table("page")["furniture"] for phrase in rule["words"]}


@cache
def _named() -> dict[str, Furniture]:
    return {tag: _strength(rule) for rule in table("page")["furniture"] for tag in rule.get("tags", ())}


def _strength(rule: dict[str, object]) -> Furniture:
    return Furniture.WEAK if rule.get("weak") else Furniture.STRONG


@cache
def telling_names() -> frozenset[str]:
    """Return the names of tags that may be no part of the ad by their name alone."""
    return tags("dropped") | {"select", "dialog", "header", "footer"} | _named().keys()


def furniture_of(tag: str, written: str) -> Furniture:
    """Return what a tag is whose attributes hold the words ``written``, ``NONE`` for a part of the ad."""
    by_name = _named().get(tag, Furniture.NONE)
    return by_name | _furniture_by_words(written[:_LONGEST_WRITTEN]) if written else by_name


@lru_cache(1024)
def _furniture_by_words(written: str) -> Furniture:
    """Return what a tag is by the words of its attributes, which come back tag after tag and page after page."""
    words, found = attribute_words(written), Furniture.NONE
    for size in range(1, _LONGEST + 1):
        for start in range(len(words) - size + 1):
            if (phrase := words[start : start + size]) in _phrases():
                found |= _phrases()[phrase]
    return found


def names_other_jobs(heading: str) -> bool:
    """Return whether a heading opens a list of other jobs."""
    return not heading.isspace() and " ".join(_HEADING_WORD.findall(heading.lower())) in _other_jobs()


@cache
def _other_jobs() -> frozenset[str]:
    return frozenset(phrase for rule in table("page")["heading"] for phrase in rule["phrases"])


def telling_title(written: str) -> str | None:
    """Return the title of the ad in a heading or ``<title>`` without the site's name, None where it names no job."""
    names = table("page")["title"]
    if len(written) > _LONGEST_TITLE:
        return None
    parts = [" ".join(part.split()) for part in re.split(r"\s[|·•»]\s|\s::\s", written)]
    title = next((part for part in parts if _tells(part)), "")
    head, dash, tail = title.rpartition(" - ")
    if dash and tail.casefold() in names["boards"]:
        title = head
    for tail in names["tails"]:
        if title.casefold().endswith(f" {tail}"):
            title = title[: -len(tail)].rstrip(" -,")
    return title or None


def _tells(part: str) -> bool:
    """Return whether a part of a title has words that are not all the site's: "USAJOBS - Search Jobs" has none."""
    names = table("page")["title"]
    said = [word for word in part.casefold().split(" - ") if word.strip()]
    return not all(word in names["generic"] or word in names["boards"] for word in said)
