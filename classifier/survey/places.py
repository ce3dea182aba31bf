"""The state that a place lies in."""

import re
from functools import cache, lru_cache

from classifier.knowledge import table

#: Places that are read once; ads name few different ones.
_REMEMBERED = 10_000


@lru_cache(maxsize=_REMEMBERED)
def state(place: str) -> str | None:
    """Return the letters of the first state that a place names ("Gary, IN", "Indiana"); None for another or none."""
    found = _states().search(place)
    if not found:
        return None
    return found["code"] or _letters()[found["name"].lower()]


@cache
def _letters() -> dict[str, str]:
    return {name.lower(): code for code, name in table("offer")["states"].items()}


@cache
def _states() -> re.Pattern[str]:
    """Return what finds a state behind a comma or alone, by its letters or its name, with or without postal code."""
    states = table("offer")["states"]
    names = "|".join(sorted(states.values(), key=len, reverse=True))
    # A name at the front may be a city's: "Washington, PA", "New York, NY" are told by what follows.
    return re.compile(
        rf"(?:^|[,;/(-] ?)(?:US-|USA?,? )?(?:(?P<code>{'|'.join(states)})|(?P<name>(?i:{names})))"
        r"(?=,? ?(?:\d{5}(?:-\d{4})?)?,? ?(?:US|USA|U\.S\.A?\.?|United States(?: of America)?)?\.?(?:$|[;/)(|]| - ))"
    )


def state_name(code: str) -> str:
    """Return what the state of these letters is called."""
    return str(table("offer")["states"].get(code, code))
