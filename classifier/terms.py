"""The terms that the model knows a line by: its words and pairs of neighbouring words."""

import re
from functools import lru_cache
from itertools import pairwise

#: Raised whenever the terms of a line change, because the arrays of a model trained before then no longer fit.
VERSION = 1

_WORD = re.compile(r"[a-z]+|[0-9]+")
_ENDINGS = ("ies", "ing", "ed", "es", "s")
_SHORTEST_STEM = 4


@lru_cache(maxsize=1 << 13)
def _stem(word: str) -> str:
    """Return ``word`` without an inflection, so that codes, coded and coding meet in one term."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def words(line: str) -> list[str]:
    """Return the words of ``line`` as the model knows them, in order, repeated ones too."""
    return list(map(_stem, _WORD.findall(line.lower())))


def pairs(words: list[str]) -> list[str]:
    """Return each two neighbouring words joined by a space."""
    return [f"{left} {right}" for left, right in pairwise(words)]


def terms(line: str) -> list[str]:
    """Return the distinct terms of ``line`` in a fixed order: words first, then pairs joined by a space."""
    alone = words(line)
    return list(dict.fromkeys(alone + pairs(alone)))
