"""What a section of an ad can be about, and the words that its heading says that with."""

import re
from enum import StrEnum
from functools import cache

from classifier.knowledge import table


class SectionKind(StrEnum):
    """What a section is about. ``INTRO`` is what stands before the first known heading."""

    TITLE = "title"
    INTRO = "intro"
    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    PREFERRED = "preferred"
    LICENSURE = "licensure"
    SCHOOLING = "schooling"
    EXPERIENCE = "experience"
    OFFER = "offer"
    BENEFITS = "benefits"
    ABOUT = "about"
    LEGAL = "legal"
    PHYSICAL = "physical"


MOST_WORDS = 9
# Words up to this length may stay small in a heading in title case, and have no plural.
_SMALL = 3
# Of questions only these are headings: "What will you do?", not "Do you meet the requirement?".
_ASKING = re.compile("what|who|why|how|where|ready|interested", re.IGNORECASE)
# An item of a list, though every word of it is one of headings too: "Ability to work with all levels".
_ITEM = re.compile(r"(?:abilit|knowledge|skill|experience)\w* (?:to|of|in|with|using|as|on) ", re.IGNORECASE)
_TAIL = re.compile(r"\b(?:but (?:are |is )?not limited to|as follows|the following)\b")
_TOKEN = re.compile(r"[a-z0-9#]+")


def kind_of(words: str, *, marked: bool = True) -> SectionKind | None:
    """Return the kind of section that a heading of these words opens, None for words that are no heading we know.

    What is not ``marked`` as a heading by a colon or the like has to be in capitals or a question to fit a pattern.
    """
    key = _key(words)
    if kind := _listed(words, key, marked=marked):
        return kind
    if not key or len(key.split()) > MOST_WORDS or (words.endswith("?") and not _ASKING.match(words)):
        return None
    kind = _kind_by_words(key)
    if kind and (marked or not (_ITEM.match(words) or kind is SectionKind.OFFER)):
        return kind
    if not (marked or _ASKING.match(words) or all(word[0].isupper() for word in words.split() if len(word) > _SMALL)):
        return None
    return next((kind for kind, pattern in _patterns() if pattern.search(key)), None)


def _listed(words: str, key: str, *, marked: bool) -> SectionKind | None:
    """Return the kind of the phrase or, where it is marked, of the label that ``words`` are."""
    if kind := _phrases(silent=False).get(_key(words, silent=False)):
        return kind
    labeled = next((kind for kind, labels in _labels().items() if key in labels), None)
    if marked and labeled and labeled is not SectionKind.TITLE:
        return labeled
    return _phrases(silent=True).get(key)


def _kind_by_words(key: str) -> SectionKind | None:
    """Return the kind where every word of ``key`` belongs to the vocabulary of headings."""
    words = set(key.split())
    if not words <= _vocabulary("fillers").union(*map(_vocabulary, _DECIDERS)):
        return None
    named = {name for name in _DECIDERS if words & _vocabulary(name)}
    for kind in ("preferred", "physical", "benefits", "duties"):
        if kind in named and not (kind == "preferred" and "required" in named):
            return SectionKind(kind)
    about = named & {"licensure", "schooling", "experience"}
    if len(about) == 1 and not words & _vocabulary("requirements") - {"requirement"}:
        return SectionKind(about.pop())
    if about or named & {"requirements", "preferred"}:
        return SectionKind.REQUIREMENTS
    return SectionKind.OFFER if named == {"offer"} else None


_DECIDERS = (
    *("preferred", "required", "requirements", "licensure", "schooling", "experience"),
    *("duties", "physical", "benefits", "offer"),
)


def is_strict(words: str) -> bool:
    """Tell whether the heading itself says "required" or "preferred"."""
    return not _vocabulary("required").union(_vocabulary("preferred"), {"requirement"}).isdisjoint(_key(words).split())


@cache
def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(table("headings")["words"][name])


@cache
def _phrases(*, silent: bool) -> dict[str, SectionKind]:
    """Return the kinds of the phrases. "Our mission" is about the firm and "Your mission" about the work."""
    found = ((kind, phrase) for kind in SectionKind for phrase in table("headings").get(kind, {}).get("phrases", ()))
    kinds: dict[str, SectionKind] = {}
    for kind, phrase in found:
        kinds.setdefault(_key(phrase, silent=silent), kind)
    return kinds


@cache
def _labels() -> dict[SectionKind, frozenset[str]]:
    """Return the headings that are one only with a colon or another mark, by kind."""
    found = ((kind, table("headings").get(kind, {}).get("labels", ())) for kind in SectionKind)
    return {kind: frozenset(map(_key, labels)) for kind, labels in found if labels}


@cache
def _patterns() -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    found = ((kind, rule) for kind in SectionKind for rule in table("headings").get(kind, {}).get("patterns", ()))
    return tuple((kind, re.compile(rule)) for kind, rule in found)


def _key(words: str, *, silent: bool = True) -> str:
    """Return ``words`` without case, punctuation, plural "s" and ``silent`` words: what headings are compared by."""
    words = _TAIL.sub(" ", words.lower().replace("'", ""))
    kept = (word for word in re.findall(r"[a-z0-9#]+", words) if not silent or word not in _silent())
    return " ".join(
        word[:-1] if len(word) > _SMALL and word.endswith("s") and not word.endswith("ss") else word for word in kept
    )


@cache
def _silent() -> frozenset[str]:
    return frozenset(table("headings")["silent"])
