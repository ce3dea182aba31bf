"""The phrases of the knowledge tables, and the rule that each belongs to."""

from dataclasses import dataclass
from functools import cache

from classifier.demands.phrases import Phrases
from classifier.demands.tokens import Kind
from classifier.knowledge import table

_TABLES = (
    ("strength", "strength", Kind.STRENGTH),
    ("deadlines", "deadline", Kind.DEADLINE),
    ("conditions", "condition", Kind.CONDITION),
    ("classes", "issuer", Kind.ISSUER),
    ("classes", "class", Kind.CLASS),
    ("classes", "noun", Kind.NOUN),
    ("contexts", "context", Kind.CONTEXT),
    ("grammar", "grammar", None),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a table of phrases, as the trie returns it."""

    kind: Kind
    means: str
    side: str


@cache
def vocabulary() -> Phrases[Rule]:
    """Return every phrase of the tables with the rule that it belongs to."""
    phrases: Phrases[Rule] = Phrases()
    for file, name, kind in _TABLES:
        for row in table(file)[name]:
            means = row.get("means", row.get("gives", ""))
            rule = Rule(kind or Kind(row["kind"]), means, row.get("side", row.get("name", "")))
            for phrase in row["phrases"]:
                phrases.add(phrase, rule)
    return phrases
