"""Words that the readers of an offer look for, found in one pass over the text."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from itertools import product
from typing import TypeAlias

import ahocorasick

from classifier.knowledge import table
from classifier.layout.passages import Passages


class Subject(StrEnum):
    """What a word may be about."""

    CLAIM = "claim"
    MONEY = "money"
    PRODUCT = "product"
    TARGET = "target"


Sightings: TypeAlias = Mapping[Subject, Sequence[tuple[int, int]]]
"""Where the words for each subject start and end, in the order of their ends; they may overlap."""


def sightings(page: Passages) -> Sightings:
    """Return where words for any subject stand whole; a digit may follow ("epic2024")."""
    found: dict[Subject, list[tuple[int, int]]] = {subject: [] for subject in Subject}
    fold = page.fold
    for last, (size, subjects) in _automaton().iter(fold):
        end = last + 1
        start = end - size
        if fold[last].isalnum() and fold[end : end + 1].isalpha():
            continue
        if start and fold[start].isalnum() and fold[start - 1].isalnum():
            continue
        for subject in subjects:
            found[subject].append((start, end))
    return found


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    subjects: dict[str, set[Subject]] = {}
    for word, subject in _words():
        subjects.setdefault(word, set()).add(subject)
    for word, meant in subjects.items():
        automaton.add_word(word, (len(word), tuple(sorted(meant))))
    automaton.make_automaton()
    return automaton


def _words() -> Iterator[tuple[str, Subject]]:
    yield from ((word, Subject.CLAIM) for rule in table("offer")["rule"] for word in rule["words"])
    yield from ((word, Subject.MONEY) for word in table("pay")["hints"])
    for rule in table("systems")["system"]:
        names = [*rule.get("aliases", ()), *rule.get("exact", ()), *rule.get("doubtful", ())]
        yield from ((name.lower(), Subject.PRODUCT) for name in names)
    targets = table("quotas")
    yield from ((word, Subject.TARGET) for word in targets["cues"])
    for joint, words in product(targets["joints"], targets["pers"].values()):
        yield from ((f"{joint}{word}", Subject.TARGET) for word in words if joint or word.endswith("ly"))
