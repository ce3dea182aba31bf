"""Words that say what an ad offers, found in one pass and judged by what stands around them."""

import re
from dataclasses import dataclass
from functools import cache

from classifier.evidence import cite
from classifier.knowledge import table
from classifier.layout.passages import Passages
from classifier.layout.sections import SectionKind
from classifier.offers.labels import Labeled
from classifier.offers.said import Said
from classifier.offers.sightings import Sightings, Subject

_REACH = 90
"""Characters to each side of a word, within its line, that may change what it means."""
_TELLING = frozenset({SectionKind.TITLE, SectionKind.INTRO, SectionKind.DUTIES, SectionKind.OFFER})
_ASKING = frozenset(
    {
        SectionKind.REQUIREMENTS,
        SectionKind.EXPERIENCE,
        SectionKind.PREFERRED,
        SectionKind.LICENSURE,
        SectionKind.SCHOOLING,
    }
)
_PLACES = {"telling": _TELLING, "asking": _TELLING | _ASKING, "any": frozenset(SectionKind)}


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of the text that may say the ``value`` of a ``field``; the heavier ``weight`` wins."""

    field: str
    value: str
    start: int
    end: int
    weight: int
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class _Rule:
    field: str
    value: str
    pattern: re.Pattern[str] | None
    weight: int
    capitals: bool
    kinds: frozenset[SectionKind]


def claims(page: Passages, seen: Sightings) -> tuple[Claim, ...]:
    """Return what the words of the ad claim, in order and never overlapping within a field.

    The first rule of a word that holds decides; one with an empty value says that the word means something else here.
    """
    found: list[Claim] = []
    reached: dict[str, int] = {}
    for start, end in seen[Subject.CLAIM]:
        kind = page.kind(start)
        for rules in _rules()[page.fold[start:end]]:
            if start >= reached.get(rules[0].field, 0) and (claim := _claim(page, rules, start, end, kind)):
                reached[claim.field] = max(claim.end, end)
                found.append(claim)
    return tuple(claim for claim in found if claim.value)


def _claim(page: Passages, rules: tuple[_Rule, ...], start: int, end: int, kind: SectionKind) -> Claim | None:
    """Return the claim of the first rule that holds at a word, None where none does."""
    first, last = 0, 0
    for rule in rules:
        if kind not in rule.kinds or (rule.capitals and not page.content[start : start + 2].isupper()):
            continue
        if rule.pattern is None:
            return Claim(rule.field, rule.value, start, end, rule.weight, kind)
        if not last:
            first, last = page.around(start, end, _REACH)
        if match := _around(rule.pattern, page.fold, (first, last), start):
            return Claim(rule.field, rule.value, match.start(), match.end(), rule.weight, kind)
    return None


def _around(pattern: re.Pattern[str], fold: str, bounds: tuple[int, int], place: int) -> re.Match[str] | None:
    """Return the match that holds ``place``, so that each word is judged by its own surroundings."""
    match = pattern.search(fold, *bounds)
    while match and match.end() <= place:
        match = pattern.search(fold, match.start() + 1, bounds[1])
    return match if match and match.start() <= place else None


def said(page: Passages, claimed: tuple[Claim, ...], field: str) -> Said | None:
    """Return the heaviest claim of ``field``; of equals that in the title, then the first."""
    of_field = [claim for claim in claimed if claim.field == field]
    best = max(of_field, key=lambda claim: (claim.weight, claim.kind is SectionKind.TITLE, -claim.start), default=None)
    return Said(best.value, cite(page.content, best.start, best.end)) if best else None


def answered(page: Passages, told: tuple[Labeled, ...], field: str) -> Said | None:
    """Return the first label of ``field`` whose answer we know."""
    return next((answer for label in told if label.field == field and (answer := _answer(page, label))), None)


def _answer(page: Passages, label: Labeled) -> Said | None:
    words = page.fold[label.start : label.end]
    plain = {"yes": label.yes, "no": label.no}.get(words.strip(" .").split(",")[0])
    if plain:
        return Said(plain, cite(page.content, label.start, label.end))
    if label.field not in _answers():
        return None
    pattern, values = _answers()[label.field]
    match = pattern.search(words)
    value = values[match.group()] if match else ""
    return (
        Said(value, cite(page.content, label.start + match.start(), label.start + match.end()))
        if match and value
        else None
    )


@cache
def _answers() -> dict[str, tuple[re.Pattern[str], dict[str, str]]]:
    """Return for each field what finds an answer behind a label, and what it means."""
    found = {}
    for field, values in table("offer")["answers"].items():
        meanings = {word: value for value, words in values.items() for word in words}
        longest = sorted(meanings, key=len, reverse=True)
        found[field] = (
            re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, longest)) + r")(?![a-z0-9])"),
            {word: "" if value == "none" else value for word, value in meanings.items()},
        )
    return found


@cache
def _rules() -> dict[str, tuple[tuple[_Rule, ...], ...]]:
    """Return the rules of each word, those of one field together."""
    words: dict[str, dict[str, list[_Rule]]] = {}
    for entry in table("offer")["rule"]:
        rule = _Rule(
            entry["field"],
            entry["value"],
            re.compile(entry["pattern"]) if "pattern" in entry else None,
            entry.get("weight", 1),
            entry.get("capitals", False),
            _PLACES[entry.get("where", "asking")],
        )
        for word in entry["words"]:
            words.setdefault(word, {}).setdefault(rule.field, []).append(rule)
    return {word: tuple(map(tuple, fields.values())) for word, fields in words.items()}
