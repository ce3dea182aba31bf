"""The place of work, as the ad writes it."""

import re
from functools import cache

from classifier.evidence import cite
from classifier.knowledge import table
from classifier.layout.passages import Passages
from classifier.layout.sections import SectionKind
from classifier.offers.labels import Labeled
from classifier.offers.said import Said

_WORD = re.compile(r"[A-Za-z'.-]+$")
_LONGEST_CITY = 4
_SOFTWARE = re.compile(r" (?:Word|Office|Excel|Access|Outlook|PowerPoint|SQL|Teams|Project|Windows|Visio)\b")
_TELLING = frozenset({SectionKind.TITLE, SectionKind.INTRO, SectionKind.OFFER})
_ELSEWHERE = frozenset({SectionKind.ABOUT, SectionKind.LEGAL, SectionKind.OTHER_JOBS})
_FEWEST = 3
_VALUE_END = re.compile(r" - |,? (?:or )?(?:[Hh]ybrid|[Rr]emote|[Tt]elework|[Oo]n-?site)\b|;|\||\(|\n| / |\. |•|·")
_LONGEST_VALUE = 8
# Around a place that is a sentence of its own: "Full-time | Gary, Indiana | Nights".
_BEGINS, _ENDS = re.compile(r"(?:^|[.|;?] )$"), re.compile(r" ?(?:[.|;\n]|$)")


def location(page: Passages, told: tuple[Labeled, ...]) -> Said | None:
    """Return the place of work: behind its label, else a city and state in the title or where the job is told."""
    for label in told:
        if label.field == "location" and (found := _behind_label(page, label)):
            return found
    places = [place for found in _states().finditer(page.content) if (place := _place(page, found))]
    best = max(places, key=lambda place: (place[0], -place[1]), default=None)
    return _cited(page, best[1], best[2]) if best and best[0] > 1 else None


def _cited(page: Passages, start: int, end: int) -> Said:
    evidence = cite(page.content, start, end)
    return Said(evidence.text, evidence)


def _behind_label(page: Passages, label: Labeled) -> Said | None:
    """Return the first place behind a label; what isn't written like a name of a place is none."""
    words = page.content[label.start : label.end]
    for found in _states().finditer(page.content, label.start, label.end):
        start = _city(page.content, label.start, found.start())
        if start is not None and (not label.start < start or page.content[start - 1] != "/"):
            return _cited(page, start, found.end())
    stop = _VALUE_END.search(words)
    words = words[: stop.start()].strip(" ,.") if stop else words.strip(" ,.")
    if not words or len(words.split()) > _LONGEST_VALUE or not words[0].isupper() or any(map(str.isdigit, words[:2])):
        return None
    return None if _around("not_places").match(words.lower()) else _cited(page, label.start, label.start + len(words))


def _place(page: Passages, found: re.Match[str]) -> tuple[int, int, int] | None:
    """Return how much speaks for a state as the place of work, and where it stands with its city."""
    line = page.line(found.start())[0]
    start = _city(page.content, line, found.start())
    if start is None or _SOFTWARE.match(page.content, found.end()):
        return None
    if found["name"] and page.content[start : found.start()] in _names():
        return None  # "Nebraska, Iowa" are two states
    kind = page.kind(start)
    before, after = page.fold[max(line, start - 60) : start], page.fold[found.end() : found.end() + 30]
    weight = 4 if kind is SectionKind.TITLE else 0
    if not weight and not _around("elsewhere").search(before) and kind not in _ELSEWHERE:
        surely = _around("leads").search(before) or _around("nouns").match(after)
        surely = surely or (_BEGINS.search(before) and _ENDS.match(after))
        weight = _FEWEST if surely else 2 * (kind in _TELLING)
    sure = (
        found["code"] not in table("offer")["places"]["doubtful"]
        or found["zip"]
        or weight >= _FEWEST
        or (start == line and not after.split("\n")[0].strip())
    )
    return (weight, start, found.end()) if sure else None


def _city(content: str, first: int, end: int) -> int | None:
    """Return where the city in front of a state starts: up to four capitalized words, none of them of a job title."""
    start, words = end, 0
    while words < _LONGEST_CITY and start > first:
        word = _WORD.search(content, max(first, start - 25), start)
        if (
            word is None
            or not word.group().removeprefix("d'")[:1].isupper()
            or word.group().lower().strip(".-") in _job_words()
        ):
            break
        if word.group().endswith(".") and len(word.group()) > _LONGEST_CITY:
            break
        start, words = word.start(), words + 1
        if content[start - 1 : start] != " " or start == first:
            break
        start -= 1
    while start < end and content[start] == " ":
        start += 1
    # "CO, NV" are two states.
    return start if words and end - start > len("CO") else None


@cache
def _job_words() -> frozenset[str]:
    return frozenset([*table("offer")["title_levels"]["nouns"], *table("offer")["places"]["not_cities"]])


@cache
def _names() -> frozenset[str]:
    """Return the names of states that are no names of great cities too."""
    return frozenset(table("offer")["states"].values()) - {"New York", "Washington"}


@cache
def _states() -> re.Pattern[str]:
    """Return what finds a comma and a state behind it, by letters or by name, with its postal code."""
    states = table("offer")["states"]
    names = "|".join(sorted(states.values(), key=len, reverse=True))
    return re.compile(
        rf",[ ]?(?=[A-Z])(?:(?P<code>{'|'.join(states)})(?![A-Za-z&/])|(?P<name>{names})(?![a-z]))"
        r"(?P<zip>,? (?:US,? ?|USA,? ?)?\d{5}(?:-\d{4})?(?!\d))?"
    )


@cache
def _around(name: str) -> re.Pattern[str]:
    """Return what finds the words of a list right before a place ("leads"), anywhere before it, behind it or as it."""
    words = "|".join(table("offer")["places"][name])
    shapes = {
        "leads": rf"\b(?:{words})[ :a-z,']{{0,20}}$",
        "elsewhere": rf"\b(?:{words})[^.\n]{{0,50}}$",
        "nouns": rf"[ ,]*(?:{words})\b",
        "not_places": rf"(?:{words})",
    }
    return re.compile(shapes[name])
