"""The terms that the model knows a line by: its words and pairs of neighbouring words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

#: Raised whenever the terms of a line change, because the arrays of a model trained before then no longer fit.
VERSION = 1

_WORD = re.compile(r"[a-z]+|[0-9]+")
_ENDINGS = ("ies", "ing", "ed", "es", "s")
_SHORTEST_STEM = 4


@lru_cache(maxsize=1 << 11)
def _stem(word: str) -> str:
    """Return ``word`` without an inflection, so that codes, coded and coding meet in one term."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


@lru_cache(maxsize=1 << 8)
def words(line: str) -> tuple[str, ...]:
    """Return the words of ``line`` as the model knows them, in order, repeated ones too.

    The last few hundred lines are kept, because several judges look at the lines of an ad in turn.
    """
    return tuple(map(_stem, _WORD.findall(line.lower())))


def pairs(line: str) -> Iterator[str]:
    """Yield each two neighbouring words of ``line`` joined by a space."""
    return map(" ".join, pairwise(words(line)))


def terms(line: str) -> list[str]:
    """Return the distinct terms of ``line`` in a fixed order: words first, then pairs joined by a space."""
    return list(dict.fromkeys((*words(line), *pairs(line))))
