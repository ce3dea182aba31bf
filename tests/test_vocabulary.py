"""The rules of the knowledge tables prove themselves by their examples."""

from typing import Any

import pytest

from classifier.demands.expression import Atom, Degree, Years, atoms
from classifier.demands.lexer import tokens
from classifier.demands.phrases import Phrases
from classifier.demands.tokens import Kind, Token, is_item, value_of
from classifier.demands.words import words
from classifier.knowledge import table

KINDS = [
    ("strength", "strength", "strength"),
    ("deadlines", "deadline", "deadline"),
    ("conditions", "condition", "condition"),
    ("contexts", "context", "context"),
    ("classes", "class", "class"),
    ("classes", "noun", "noun"),
    ("grammar", "grammar", None),
]


def _rules() -> list[tuple[str, Kind, dict[str, Any]]]:
    return [
        (f"{file}-{name}-{place}", Kind(kind or row["kind"]), row)
        for file, name, kind in KINDS
        for place, row in enumerate(table(file)[name])
    ]


def _tokens(text: str) -> list[Token]:
    return tokens(text, 0, len(text), ())


def _is_of(token: Token, kind: Kind, row: dict[str, Any]) -> bool:
    if kind in (Kind.STRENGTH, Kind.STATUS):
        return token.kind is kind and str(token.value) == row["means"]
    return token.kind is kind


@pytest.mark.parametrize(("kind", "row"), [rule[1:] for rule in _rules()], ids=[rule[0] for rule in _rules()])
def test_a_rule_finds_its_examples_and_not_its_counterexamples(kind: Kind, row: dict[str, Any]) -> None:
    for example in row.get("examples", ()):
        assert any(_is_of(token, kind, row) for token in _tokens(example)), example
    for counterexample in row.get("counterexamples", ()):
        assert not any(_is_of(token, kind, row) for token in _tokens(counterexample)), counterexample


@pytest.mark.parametrize("row", table("schooling")["degree"], ids=lambda row: row["level"])
def test_a_level_finds_its_examples(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        found = [atom.item for token in _tokens(example) if is_item(token) for atom in atoms(value_of(token))]
        assert [item.level for item in found if isinstance(item, Degree)] == [row["level"]], example


@pytest.mark.parametrize("row", table("years")["domain"], ids=lambda row: row["name"])
def test_a_domain_finds_its_examples(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        (token,) = (token for token in _tokens(example) if is_item(token))
        assert isinstance(token.value, Atom)
        assert isinstance(token.value.item, Years)
        assert token.value.item.domain == row["name"], example


WORDINGS = [
    ("must [be|have]", ("must", "must be", "must have"), ("be", "have")),
    ("(a|an) exam", ("a exam", "an exam"), ("exam", "a an exam", "a")),
    ("bachelor's", ("bachelors", "Bachelor's"), ("bachelor",)),
    ("within <n> <u>", ("within 12 months", "within one year"), ("within months", "within 12", "within <n> <u>")),
    ("[the|your] date of-hire", ("date of hire", "your date-of-hire"), ("the hire", "the your date of hire")),
]


@pytest.mark.parametrize(("phrase", "meant", "others"), WORDINGS)
def test_a_phrase_stands_for_its_wordings(phrase: str, meant: tuple[str, ...], others: tuple[str, ...]) -> None:
    phrases: Phrases[str] = Phrases()
    phrases.add(phrase, "found")

    def is_found(text: str) -> bool:
        said = words(text, 0, len(text))
        return phrases.find(said, 0) == ("found", len(said))

    assert all(map(is_found, meant))
    assert not any(map(is_found, others))


def test_the_longest_phrase_wins_and_the_first_of_two_alike() -> None:
    phrases: Phrases[int] = Phrases()
    for value, phrase in enumerate(["must", "must [also] have", "(must|should) have", "must also"]):
        phrases.add(phrase, value)
    said = words("must have RHIT", 0, 14)
    assert phrases.find(said, 0) == (1, 2)
    assert phrases.find(said[:1], 0) == (0, 1)
    assert phrases.find(words("must also be", 0, 12), 0) == (3, 2)
    assert phrases.first == {"must", "should"}


NUMBERS = [
    ("five years", 5, None, False),
    ("2-4 years", 2, 4, False),
    ("two to four years", 2, 4, False),
    ("3+ years", 3, None, False),
    ("six (6) months", 6, None, False),
    ("three (5) years", 5, None, True),
    ("one to two (1-2) years", 1, 2, False),
    ("1 1/2 years", 1.5, None, False),
    ("one and a half years", 1.5, None, False),
    ("1,950 hours", 1950, None, False),
]


@pytest.mark.parametrize(("text", "low", "high", "conflict"), NUMBERS)
def test_numbers_are_read(text: str, low: float, high: float | None, conflict: bool) -> None:  # noqa: FBT001
    first = words(text, 0, len(text))[0]
    assert (first.low, first.high, first.conflict) == (low, high, conflict)


def test_words_index_the_text() -> None:
    text = "Bachelor's, B.S. or four-year degree"
    assert all(text[word.start : word.end] == word.raw for word in words(text, 0, len(text)))
