"""Levels of schooling found in words."""

from functools import cache

from classifier.demands.phrases import Phrases
from classifier.demands.words import Word
from classifier.knowledge import table

SCHOOL_LEVELS = ("hs", "certificate", "associate", "bachelor", "master", "doctorate", "other")


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the sets of words of ``schooling.toml``."""
    return frozenset(table("schooling")["words"][name])


@cache
def letters() -> dict[str, str]:
    """Return the level of each degree that is written as letters."""
    return {letters: level for level, each in table("schooling")["letters"].items() for letters in each}


@cache
def levels() -> Phrases[tuple[str, str | None]]:
    """Return the phrases that name a level, with the level and the field that they name too."""
    phrases: Phrases[tuple[str, str | None]] = Phrases()
    for rule in (*table("schooling")["named"], *table("schooling")["degree"]):
        for phrase in rule["phrases"]:
            phrases.add(phrase, (rule["level"], rule.get("field")))
    return phrases


def spanned(found: list[Word], place: int) -> tuple[str, int] | None:
    """Return the level that "two-year" or "four-year" at ``place`` tells, and the place behind."""
    yearly = place + 1 < len(found) and found[place + 1].key in ("year", "yr")
    level = table("schooling")["spans"].get(f"{found[place].low:g}") if yearly and found[place].low else None
    return (level, place + 2) if level else None
