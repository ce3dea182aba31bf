"""When a verdict should not be used unseen, and why."""

from dataclasses import dataclass

from classifier.model import Model
from classifier.reading import Reading
from classifier.scores import Scores

#: Fewer words than this are too little to tell a role from.
FEWEST_WORDS = 25

#: Below this confidence the runner-up is too near.
LOWEST_CONFIDENCE = 0.7

#: Below this share of known words the ad is unlike anything the model was taught (another language, another subject).
LEAST_FAMILIAR = 0.5


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look: a short ``code`` and the reason in plain words."""

    code: str
    reason: str


def doubts(reading: Reading, scores: Scores, model: Model) -> tuple[Doubt, ...]:
    """Return every reason to doubt the role; none means that the verdict may be used unseen."""
    first, second = scores.ranked[:2]
    words = sum(len(line.text.split()) for line in reading.text.lines)
    rules = (
        (words < FEWEST_WORDS, Doubt("too_little_text", f"only {words} words, too few to tell the role")),
        (
            not scores.duties,
            Doubt("no_duties", "no duty was found, so the role rests on the title and the requirements"),
        ),
        (scores.confidence < LOWEST_CONFIDENCE, Doubt("close", f"{first} and {second} are near each other")),
        (scores.familiar < LEAST_FAMILIAR, Doubt("unfamiliar", "the text is unlike the ads that the model knows")),
    )
    return tuple(doubt for met, doubt in rules if met)
