"""The duty statements of an ad."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from classifier.knowledge import table
from classifier.layout.patterns import Finder, finder
from classifier.layout.sections import Section, SectionKind
from classifier.layout.sentences import part, sentences
from classifier.layout.shares import is_only_share, portions, share
from classifier.layout.text import Line


@dataclass(frozen=True, slots=True)
class Duty:
    """One statement of what the ad may ask the person to do: ``content[start:end] == text``.

    ``section`` is where it stood; ``share`` is the part of the working time that the ad gives it (0 to 1), None where
    the ad doesn't say.
    """

    text: str
    start: int
    end: int
    section: SectionKind
    share: float | None = None


# Only these sections tell what a person does; the model decides which of their statements are duties.
_TELLING = frozenset({SectionKind.INTRO, SectionKind.DUTIES, SectionKind.REQUIREMENTS, SectionKind.EXPERIENCE})
_FEWEST_PARTS = 3
_LONGEST_LEAD = 6
_WORDS = re.compile(r"[^\W\d_]{2,}")
_FIRST_WORD = re.compile(r"(?:please )?([a-z]+)")
_LEAD = re.compile(r"[^:;]{1,300}:(?=[ ]?\S)")
_SEMICOLONS = re.compile(r";(?: and| or)?(?= |$)")


def duties(sections: tuple[Section, ...]) -> tuple[Duty, ...]:
    """Return the statements that may be duties, in order: bullets, sentences, and parts of long lists."""
    return tuple(duty for section in sections if section.kind in _TELLING for duty in _duties(section))


def _duties(section: Section) -> list[Duty]:
    """Return the statements of one section; a share in its heading ("Coding (40%):") is parted among them."""
    found = [
        duty
        for line in section.lines
        for statement in _statements(line, section.kind)
        if (duty := _duty(statement, section.kind)) is not None
    ]
    whole = share(section.heading.text)[2] if section.heading else None
    if whole is None or any(duty.share for duty in found):
        return found
    return [replace(duty, share=whole / len(found)) for duty in found]


def _statements(line: Line, section: SectionKind) -> Iterator[Line]:
    for sentence in _with_shares(line):
        if _is_boilerplate(sentence.text) or _tells_no_duty(sentence, section):
            continue
        for portion in portions(sentence):
            yield from _items(portion)


def _with_shares(line: Line) -> Iterator[Line]:
    """Yield the sentences of ``line``; a share of time behind the full stop stays: "Files charts. (30%)"."""
    held: Line | None = None
    for sentence in sentences(line):
        if held and is_only_share(sentence.text):
            held = part(line, held.start - line.start, sentence.end - line.start)
            continue
        if held:
            yield held
        held = sentence
    if held:
        yield held


def _items(sentence: Line) -> Iterator[Line]:
    """Yield the parts of a list set off by semicolons, or the sentence itself where it holds fewer than three."""
    if ";" not in sentence.text:
        yield sentence
        return
    marks = list(_SEMICOLONS.finditer(sentence.text))
    starts, ends = [found.end() for found in marks], [found.start() for found in marks]
    bounds = list(zip([0, *starts], [*ends, len(sentence.text)], strict=True))
    if (
        len(bounds) < _FEWEST_PARTS
        or sum(bool(_WORDS.search(sentence.text, start, end)) for start, end in bounds) < _FEWEST_PARTS
    ):
        yield sentence
        return
    if lead := _LEAD.match(sentence.text):
        if len(lead.group().split()) >= _LONGEST_LEAD:
            yield part(sentence, 0, lead.end() - 1)
        bounds[0] = (lead.end(), bounds[0][1])
    yield from (part(sentence, start, end) for start, end in bounds)


def _duty(statement: Line, section: SectionKind) -> Duty | None:
    """Return the duty that ``statement`` tells, its share of the time left out; None for fewer than two words."""
    start, end, part_of_time = share(statement.text)
    words = part(statement, start, end)
    first = _WORDS.search(words.text)
    if first is None or not _WORDS.search(words.text, first.end()):
        return None
    return Duty(words.text, words.start, words.end, section, part_of_time)


def _is_boilerplate(sentence: str) -> bool:
    """Tell whether the sentence only asks for an answer, or answers without saying what was done."""
    lower = sentence.lower()
    first = _FIRST_WORD.match(lower)
    if first and any(rule.match(lower, first.end()) for rule in _openings().get(first[1], ())):
        return True
    return any(find(lower) for find in _boilerplate())


@cache
def _openings() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the rules for sentences that begin with a word, by that word; they look at what follows it."""
    rules: dict[str, tuple[re.Pattern[str], ...]] = {}
    for rule in table("duties")["boilerplate"]:
        for word in rule.get("first", ()):
            rules[word] = (*rules.get(word, ()), re.compile(rule["pattern"]))
    return rules


@cache
def _boilerplate() -> tuple[Finder, ...]:
    return tuple(finder(rule["pattern"], re.NOFLAG) for rule in table("duties")["boilerplate"] if "first" not in rule)


def _tells_no_duty(sentence: Line, section: SectionKind) -> bool:
    """Tell whether the sentence is a name, a slogan, or about the employer and not about the work; no bullet is."""
    if sentence.bullet or not _may_tell_no_duty(section).match(sentence.text):
        return False
    return any(find(sentence.text) and not but(sentence.text) for find, but in _no_duties(section))


@cache
def _may_tell_no_duty(section: SectionKind) -> re.Pattern[str]:
    """Return all rules of a section in one, as most sentences fit none."""
    rules = (rule["pattern"] for rule in table("duties")["no_duty"] if section in rule["sections"])
    return re.compile("|".join(f"(?:{rule})" for rule in rules) or "(?!)")


@cache
def _no_duties(section: SectionKind) -> tuple[tuple[Finder, Finder], ...]:
    return tuple(
        (finder(rule["pattern"], re.NOFLAG), re.compile(rule.get("but", "(?!)")).search)
        for rule in table("duties")["no_duty"]
        if section in rule["sections"]
    )
