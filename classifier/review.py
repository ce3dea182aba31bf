"""When a verdict should not be used unseen, and why."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from classifier.layout.sections import SectionKind
from classifier.layout.text import Text
from classifier.model import Trust
from classifier.reading import Reading
from classifier.roles import Role
from classifier.scores import Scores

#: Fewer words than this are too little to tell a role from.
FEWEST_WORDS = 25

#: A block of duties speaks for a role of its own where it has this many and two thirds of them speak for it.
_FEWEST_DUTIES = 3
_MOST_OF = 2 / 3

#: What stands under these headings may stand in any text.
_ANYWHERE = frozenset({SectionKind.TITLE, SectionKind.INTRO, SectionKind.ABOUT, SectionKind.LEGAL})

#: A page of search results says the same short things over and over ("Apply now", "Remote"); one ad doesn't. Of 27
#: pages and 1,480 ads the three lists of results came to 0.42 and more, every ad to 0.25 and less.
MOST_REPEATED = 0.3
_REPEATS = 4
_NUMBER = re.compile(r"\d[\d.,]*")
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look: a short ``code`` and the reason in plain words."""

    code: str
    reason: str


def doubts(reading: Reading, scores: Scores, trust: Trust) -> tuple[Doubt, ...]:
    """Return every reason to doubt the role; none means that the verdict may be used unseen.

    ``trust`` holds the limits that were measured when the model was trained.
    """
    first, second = scores.ranked[:2]
    words = sum(len(line.text.split()) for line in reading.text.lines)
    jobs = " and ".join(block_roles(reading, scores))
    rules = (
        (words < FEWEST_WORDS, Doubt("too_little_text", f"only {words} words, too few to tell the role")),
        (not scores.duties, Doubt("no_duties", "no duty was found; the role rests on the title and the requirements")),
        (scores.confidence < trust.confidence, Doubt("close", f"{first} and {second} are near each other")),
        (" and " in jobs, Doubt("two_jobs", f"its lists of duties are those of different jobs: {jobs}")),
        (scores.familiar < trust.familiar, Doubt("unfamiliar", "the text is unlike the ads that the model knows")),
        (not is_ad(reading), Doubt("no_ad", "no heading, demand or offer of a job ad was found")),
        (repeated(reading.text) > MOST_REPEATED, Doubt("list", "this looks like a list of jobs, not like one ad")),
    )
    return tuple(doubt for met, doubt in rules if met)


def is_ad(reading: Reading) -> bool:
    """Tell whether anything in the text is said by ads alone: a heading of theirs, a demand, or what is offered."""
    offer = reading.offer
    headed = any(section.heading and section.kind not in _ANYWHERE for section in reading.sections)
    asked = reading.clauses or reading.education or reading.experience
    offered = offer.pay or offer.workplace or offer.employment_type or offer.setting or offer.level
    return bool(headed or asked or offered)


def block_roles(reading: Reading, scores: Scores) -> tuple[Role, ...]:
    """Return the distinct roles that whole lists of duties speak for, in the order of the text; two are two jobs."""
    found: dict[Role, None] = {}
    starts = [judged.duty.start for judged in scores.duties]
    for section in reading.sections:
        if section.kind is not SectionKind.DUTIES or not section.lines:
            continue
        first, behind = bisect_left(starts, section.lines[0].start), bisect_left(starts, section.lines[-1].end)
        said = Counter(judged.role for judged in scores.duties[first:behind])
        role, count = said.most_common(1)[0] if said else (Role.OTHER, 0)
        if count >= _FEWEST_DUTIES and count >= _MOST_OF * said.total():
            found[role] = None
    return tuple(found)


def repeated(text: Text) -> float:
    """Return the share of lines, 0 to 1, that say a short thing that stands at least four times in the text.

    Numbers count as the same: "Posted 2 days ago" and "Posted 3 days ago" say one thing.
    """
    short = (line.text.split(":")[0].lower() for line in text.lines if len(line.text.split()) <= _SHORT)
    said = Counter(_NUMBER.sub("#", words) for words in short)
    return sum(count for count in said.values() if count >= _REPEATS) / max(1, len(text.lines))
