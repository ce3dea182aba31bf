"""When a verdict should not be used unseen, and why."""

from collections import Counter
from dataclasses import dataclass

from classifier.layout.text import Text
from classifier.reading import Reading
from classifier.scores import Scores

#: Fewer words than this are too little to tell a role from.
FEWEST_WORDS = 25

#: Below this confidence the runner-up is too near.
LOWEST_CONFIDENCE = 0.7

#: Below this share of known words the ad is unlike anything the model was taught (another language, another subject).
LEAST_FAMILIAR = 0.5

#: A page of search results says the same short things over and over ("Apply now", "Remote"); one ad doesn't. Of 26 real
#: pages and 1,090 ads the two lists of results came to 0.38 and more, every ad to 0.15 and less.
MOST_REPEATED = 0.25
_REPEATS = 4
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look: a short ``code`` and the reason in plain words."""

    code: str
    reason: str


def doubts(reading: Reading, scores: Scores) -> tuple[Doubt, ...]:
    """Return every reason to doubt the role; none means that the verdict may be used unseen."""
    first, second = scores.ranked[:2]
    words = sum(len(line.text.split()) for line in reading.text.lines)
    rules = (
        (words < FEWEST_WORDS, Doubt("too_little_text", f"only {words} words, too few to tell the role")),
        (not scores.duties, Doubt("no_duties", "no duty was found; the role rests on the title and the requirements")),
        (scores.confidence < LOWEST_CONFIDENCE, Doubt("close", f"{first} and {second} are near each other")),
        (scores.familiar < LEAST_FAMILIAR, Doubt("unfamiliar", "the text is unlike the ads that the model knows")),
        (repeated(reading.text) > MOST_REPEATED, Doubt("list", "this looks like a list of jobs, not like one ad")),
    )
    return tuple(doubt for met, doubt in rules if met)


def repeated(text: Text) -> float:
    """Return the share of lines, 0 to 1, that say a short thing that stands at least four times in the text."""
    said = Counter(line.text.split(":")[0].lower() for line in text.lines if len(line.text.split()) <= _SHORT)
    return sum(count for count in said.values() if count >= _REPEATS) / max(1, len(text.lines))
