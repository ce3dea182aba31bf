"""The level of a job, from its title: "Coder II", "Clerk 3", "Senior Analyst"."""

import re
from functools import cache

from classifier.evidence import cite
from classifier.knowledge import table
from classifier.passages import Passages
from classifier.said import Said

_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "i": "I", "ii": "II", "iii": "III", "iv": "IV"}


def title_level(page: Passages) -> Said | None:
    """Return the level that the title names: a number from I to IV, else a word."""
    start, end = page.title
    for pattern in (_numbers(), _words()):
        match = pattern.search(page.fold, start, end)
        if match:
            written = match["level"]
            value = _ROMAN.get(written) or _meanings()[written]
            return Said(value, cite(page.content, match.start("level"), match.end("level")))
    return None


@cache
def _numbers() -> re.Pattern[str]:
    """Return what finds a number behind the noun of a job; "Level I Trauma Center" is a rank of hospitals."""
    nouns = "|".join(map(re.escape, table("offer")["title_levels"]["nouns"]))
    return re.compile(
        rf"(?<![a-z])(?:{nouns})[ ,-]{{1,3}}(?:level )?(?P<level>iv|i{{1,3}}|[1-4])(?=$|[ ,/):|&(\]-](?! ?trauma)|\Z|\n)"
        r"(?! (?:trauma|positions?|openings?|days?|years?|yrs?|of|shifts?|weeks?|months?|hospitals?|locations?)\b)"
    )


@cache
def _words() -> re.Pattern[str]:
    words = sorted(_meanings(), key=len, reverse=True)
    return re.compile(rf"(?<![a-z-])(?P<level>{'|'.join(map(re.escape, words))})(?![a-z])(?! (?:generation|living|care|services|center|abatement))")


@cache
def _meanings() -> dict[str, str]:
    rules = table("offer")["title_levels"]["words"]
    return {word: level for level, words in rules.items() for word in words}
