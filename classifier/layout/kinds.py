"""What a section of an ad can be about, and the words by which its heading says so."""

import re
from enum import StrEnum
from functools import cache, lru_cache

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
    OTHER_JOBS = "other_jobs"
    PHYSICAL = "physical"


ASIDES = frozenset(
    {
        *(SectionKind.OFFER, SectionKind.BENEFITS, SectionKind.ABOUT),
        *(SectionKind.LEGAL, SectionKind.OTHER_JOBS, SectionKind.PHYSICAL),
    }
)
"""Sections that speak of the employer, its offer and its other posts, not of the work or of who can do it."""
MOST_WORDS = 9
"""Words up to which a line can be a heading."""
# Words up to this length may stay small in a heading in title case, and have no plural.
_SMALL = 3
# Headings come back in ad after ad.
_REMEMBERED = 1024
# Only words this long are known though misspelled; of headings without a mark only those of so few words.
_LONG_WORD = 7
_MISSPELLED_WORDS = 3
# Of questions only these are headings: "What will you do?", not "Do you meet the requirement?".
_ASKING = re.compile("what|who|why|how|where|ready|interested", re.IGNORECASE)
# An item of a list, though every word of it is one of headings too: "Ability to work with all levels".
_ITEM = re.compile(r"(?:abilit|knowledge|skill|experience)\w* (?:to|of|in|with|using|as|on) ", re.IGNORECASE)
_TAIL = re.compile(r"\b(?:but (?:are |is )?not limited to|as follows|the following)\b")
_TOKEN = re.compile(r"[a-z0-9#]+")


@lru_cache(_REMEMBERED)
def kind_of(words: str, *, marked: bool = True) -> SectionKind | None:
    """Return the kind of section that a heading of these words opens, None for words that are no heading we know.

    What is not ``marked`` as a heading by a colon or the like has to be in capitals or a question to fit a pattern.
    A word with one letter wrong, missing or too many is read as the word of headings that it is near to.
    """
    tokens = _tokens(words)
    kind = _listed(words, tokens, marked=marked) or _kind_by_pattern(words, tokens, marked=marked)
    if kind or not (marked or len(words.split()) <= _MISSPELLED_WORDS):
        return kind
    spelled = _spelled(words)
    return listed_kind(spelled, marked=marked) if spelled != words else None


def _kind_by_pattern(words: str, tokens: list[str], *, marked: bool) -> SectionKind | None:
    asking = _ASKING.match(words) is not None
    if not (marked or asking or all(word[0].isupper() for word in words.split() if len(word) > _SMALL)):
        return None
    key = " ".join(_told(tokens))
    if not key or key.count(" ") >= MOST_WORDS or (words.endswith("?") and not asking):
        return None
    return next((kind for kind, pattern in _patterns() if pattern.search(key)), None)


@lru_cache(_REMEMBERED)
def listed_kind(words: str, *, marked: bool = True) -> SectionKind | None:
    """Return the kind of a heading that is known word by word, not by a pattern that leaves room for names."""
    return _listed(words, _tokens(words), marked=marked)


def _listed(words: str, tokens: list[str], *, marked: bool) -> SectionKind | None:
    if not _known().issuperset(tokens):
        return None
    if kind := _phrases(silent=False).get(" ".join(tokens)):
        return kind
    kept = _told(tokens)
    key = " ".join(kept)
    if marked and key in _labels():
        return _labels()[key]
    # "Your day" is a heading, and so may "Day" be; "Days" is one only where it is marked.
    if key in _phrases(silent=True) and (marked or len(tokens) > 1 or words.lower() == key):
        return _phrases(silent=True)[key]
    if not kept or len(kept) > MOST_WORDS or (words.endswith("?") and not _ASKING.match(words)):
        return None
    kind = _kind_by_words(frozenset(kept))
    return None if not marked and (kind is SectionKind.OFFER or _ITEM.match(words)) else kind


def names_the_title(words: str) -> bool:
    """Tell whether a label of these words stands in front of the title: "Job title: Coder"."""
    return _key(words) in _titles()


def is_strict(words: str) -> bool:
    """Tell whether the heading itself says "required" or "preferred"."""
    return not _strict().isdisjoint(_tokens(words))


def _kind_by_words(words: frozenset[str]) -> SectionKind | None:
    """Return the kind where every one of ``words`` belongs to the vocabulary of headings."""
    if not words <= _all_words():
        return None
    named = {name for name in _DECIDERS if not words.isdisjoint(_vocabulary(name))}
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


@cache
def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(table("headings")["words"][name])


@cache
def _all_words() -> frozenset[str]:
    return _vocabulary("fillers").union(*map(_vocabulary, _DECIDERS))


@cache
def _known() -> frozenset[str]:
    """Return every word of the headings that are known word by word."""
    keys = (*_phrases(silent=False), *_labels())
    return _all_words() | _silent() | frozenset(word for key in keys for word in key.split())


@cache
def _strict() -> frozenset[str]:
    return _vocabulary("required") | _vocabulary("preferred") | {"requirement"}


@cache
def _phrases(*, silent: bool) -> dict[str, SectionKind]:
    """Return the kinds of the phrases. "Our mission" is about the firm and "Your mission" about the work."""
    found = ((kind, phrase) for kind in SectionKind for phrase in table("headings").get(kind, {}).get("phrases", ()))
    kinds: dict[str, SectionKind] = {}
    for kind, phrase in found:
        kinds.setdefault(_key(phrase, silent=silent), kind)
    return kinds


@cache
def _labels() -> dict[str, SectionKind]:
    """Return the kinds of the headings that are one only with a colon or another mark."""
    found = ((kind, label) for kind in SectionKind for label in table("headings").get(kind, {}).get("labels", ()))
    return {_key(label): kind for kind, label in found if kind is not SectionKind.TITLE}


@cache
def _titles() -> frozenset[str]:
    return frozenset(map(_key, table("headings")[SectionKind.TITLE]["labels"]))


@cache
def _patterns() -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    found = ((kind, rule) for kind in SectionKind for rule in table("headings").get(kind, {}).get("patterns", ()))
    return tuple((kind, re.compile(rule)) for kind, rule in found)


def _key(words: str, *, silent: bool = True) -> str:
    """Return what headings are compared by: the tokens of ``words``, without the ``silent`` ones."""
    tokens = _tokens(words)
    return " ".join(_told(tokens) if silent else tokens)


def _told(tokens: list[str]) -> list[str]:
    """Return the tokens without the silent ones."""
    silent = _silent()
    return [token for token in tokens if token not in silent]


def _tokens(words: str) -> list[str]:
    """Return the words without case, punctuation and plural "s"."""
    lower = words.lower().replace("'", "")
    if " not limited " in lower or " follow" in lower:
        lower = _TAIL.sub(" ", lower)
    return [
        word[:-1] if word[-1] == "s" and len(word) > _SMALL and word[-2] != "s" else word
        for word in _TOKEN.findall(lower)
    ]


def _spelled(words: str) -> str:
    """Return ``words`` in small letters with each long word that is nearly one of headings put right."""
    return " ".join(_near(token) for token in words.lower().split())


def _near(word: str) -> str:
    known, shortened = _long_words()
    if len(word) < _LONG_WORD or word in known or word.rstrip("s") in known:
        return word
    # Two words one letter apart are alike when a letter is left out of one or both. An ending is no slip.
    cuts = [word[:place] + word[place + 1 :] for place in range(1, len(word) - 1)]
    return next((shortened[cut] for cut in (word, *cuts) if cut in shortened), word)


@cache
def _long_words() -> tuple[frozenset[str], dict[str, str]]:
    """Return the long words that headings are told by, and the same with one letter left out: what they come from."""
    known = frozenset(word for name in _DECIDERS for word in _vocabulary(name) if len(word) > _LONG_WORD)
    plural = known | {f"{word}s" for word in known}
    shortened = {word[:place] + word[place + 1 :]: word for word in plural for place in range(1, len(word) - 1)}
    return plural, shortened | {word: word for word in plural}


@cache
def _silent() -> frozenset[str]:
    return frozenset(token for word in table("headings")["silent"] for token in _tokens(word))
