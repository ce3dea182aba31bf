"""The duty statements of an ad."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from classifier.knowledge import table
from classifier.layout.sections import Section, SectionKind
from classifier.layout.sentences import part, sentences
from classifier.layout.text import Line, Text


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
_LEAD = re.compile(r"[^:;]{1,300}:(?=[ ]?\S)")
_SEMICOLONS = re.compile(r";(?: and| or)?(?= |$)")
_FEWEST_WORDS = 2
_PERCENT = re.compile(
    r"""(?<![\d.$])(?P<open>[(\[]?)(?:approximately|approx\.?|about|roughly|up[ ]to)?[ ]?
    (?P<number>\d{1,3})(?:\.\d)?[ ]?(?:%|percent\b)
    (?P<time>(?:[ ]of)?(?:[ ](?:the|your|work|working))*(?:[ ]time)?)(?P<close>[)\]]?)""",
    re.IGNORECASE | re.VERBOSE,
)
_ONLY_SHARE = re.compile(r"[(\[]?\d{1,3} ?%[^\w]{0,3}(?:of (?:the )?time)?[)\].]{0,2}$")


def duties(text: Text, sections: tuple[Section, ...]) -> tuple[Duty, ...]:
    """Return the statements of ``text`` that may be duties, in order: bullets, sentences, and parts of long lists."""
    return tuple(
        duty
        for section in sections
        if section.kind in _TELLING
        for line in section.lines
        for statement in _statements(line)
        if (duty := _duty(text.content, statement, section.kind)) is not None
    )


def _statements(line: Line) -> Iterator[Line]:
    for sentence in _with_shares(line):
        if not _is_boilerplate(sentence.text):
            yield from _items(sentence)


def _with_shares(line: Line) -> Iterator[Line]:
    """Yield the sentences of ``line``; a share of time behind the full stop stays: "Files charts. (30%)"."""
    held: Line | None = None
    for sentence in sentences(line):
        if held and _ONLY_SHARE.match(sentence.text):
            held = part(line, held.start - line.start, sentence.end - line.start)
            continue
        if held:
            yield held
        held = sentence
    if held:
        yield held


def _items(sentence: Line) -> Iterator[Line]:
    """Yield the parts of a list set off by semicolons, or the sentence itself where it holds fewer than three."""
    ends = [found.start() for found in _SEMICOLONS.finditer(sentence.text)]
    starts = [found.end() for found in _SEMICOLONS.finditer(sentence.text)]
    lead = _LEAD.match(sentence.text)
    bounds = list(zip([0, *starts], [*ends, len(sentence.text)], strict=True))
    if sum(bool(_WORDS.search(sentence.text, start, end)) for start, end in bounds) < _FEWEST_PARTS:
        yield sentence
        return
    if lead:
        if len(lead.group().split()) >= _LONGEST_LEAD:
            yield part(sentence, 0, lead.end() - 1)
        bounds[0] = (lead.end(), bounds[0][1])
    yield from (part(sentence, start, end) for start, end in bounds)


def _duty(content: str, statement: Line, section: SectionKind) -> Duty | None:
    """Return the duty that ``statement`` tells, its share of the time left out; None for fewer than two words."""
    start, end, share = _share(statement.text)
    words = part(statement, start, end)
    if len(_WORDS.findall(words.text)) < _FEWEST_WORDS:
        return None
    return Duty(content[words.start : words.end], words.start, words.end, section, share)


def _share(statement: str) -> tuple[int, int, float | None]:
    """Return where the words of ``statement`` begin and end without the share of time, and that share."""
    for found in _PERCENT.finditer(statement) if "%" in statement or "percent" in statement.lower() else ():
        share = int(found["number"]) / 100
        if not 0 < share <= 1 or not _is_share(statement, found):
            continue
        if found.start() == 0:
            rest = statement[found.end() :].lstrip(" :.,;|-")
            return len(statement) - len(rest), len(statement), share
        if not statement[found.end() :].strip(" .;,"):
            return 0, len(statement[: found.start()].rstrip(" :,;|-")), share
        return 0, len(statement), share
    return 0, len(statement), None


def _is_share(statement: str, found: re.Match[str]) -> bool:
    """Tell whether a percentage is a share of the working time, not a target, a discount or a place."""
    before, after = statement[: found.start()].lower(), statement[found.end() :].lower().lstrip(" -:,")
    if any(word in before[-40:] for word in _not_a_share("before")) or after.startswith(_not_a_share("after")):
        return False
    if found["time"].strip().endswith("time") or (found["open"] and found["close"]):
        return True
    return not before or not after.strip(" .;,")


@cache
def _not_a_share(side: str) -> tuple[str, ...]:
    return tuple(table("duties")["not_a_share"][side])


def _is_boilerplate(sentence: str) -> bool:
    """Tell whether the sentence only asks for an answer, or answers without saying what was done."""
    return any(pattern.search(sentence) for pattern in _boilerplate())


@cache
def _boilerplate() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"], re.IGNORECASE) for rule in table("duties")["boilerplate"])
