"""The level of a job, from its title: "Coder II", "Clerk 3", "Senior Analyst"."""

import re
from functools import cache

from classifier.evidence import cite
from classifier.knowledge import table
from classifier.layout.passages import Passages
from classifier.offers.said import Said

_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "i": "I", "ii": "II", "iii": "III", "iv": "IV"}
# "Level I Trauma Center" is a rank of hospitals, "Coder 2 openings" a count.
_NUMBER = re.compile(
    r"(?<![a-z(])(?P<noun>[a-z()]{3,20})[ ,-]{1,3}(?:level )?(?P<level>iv|i{1,3}|[1-4])(?=[ ,/):|&(\]\n-]|$)"
    r"(?! ?trauma)(?! (?:positions?|openings?|days?|years?|yrs?|of|shifts?|weeks?|months?|hospitals?|locations?)\b)"
)
_NOT_A_RANK = r"(?! (?:generation|living|care|services|center|abatement))"


def title_level(page: Passages) -> Said | None:
    """Return the level that the title names: a number from I to IV, else a word.

    The title that the posting came with counts where the text has the same words.
    """
    match = _level(page.fold, *page.title)
    if match is None and page.posted and (posted := _level(page.posted, 0, len(page.posted))):
        match = _again(page.fold, posted)
    if match is None:
        return None
    value = _ROMAN.get(match["level"]) or _meanings()[match["level"]]
    return Said(value, cite(page.content, match.start("level"), match.end("level")))


def _level(words: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first number behind the noun of a job, else the first word for a level."""
    numbers = (found for found in _NUMBER.finditer(words, start, end) if found["noun"] in _nouns())
    return next(numbers, None) or _words().search(words, start, end)


def _again(fold: str, posted: re.Match[str]) -> re.Match[str] | None:
    """Return where the text says a level in the words of the title: its noun and number, or its word for the level."""
    place = fold.find(posted.group())
    return posted.re.match(fold, place) if place >= 0 else None


@cache
def _nouns() -> frozenset[str]:
    return frozenset(table("offer")["title_levels"]["nouns"])


@cache
def _words() -> re.Pattern[str]:
    words = sorted(_meanings(), key=len, reverse=True)
    return re.compile(rf"(?<![a-z-])(?P<level>{'|'.join(map(re.escape, words))})(?![a-z]){_NOT_A_RANK}")


@cache
def _meanings() -> dict[str, str]:
    rules = table("offer")["title_levels"]["words"]
    return {word: level for level, words in rules.items() for word in words}
