"""The rules of the knowledge tables prove themselves by their examples."""

from typing import Any

import pytest

from classifier.demands.expression import Atom, Degree, Years, atoms
from classifier.demands.lexer import tokens
from classifier.demands.tokens import Kind, Token, is_item, value_of
from classifier.demands.words import wordings, words
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
    ("must [be|have]", [("must",), ("must", "be"), ("must", "have")]),
    ("(a|an) exam", [("a", "exam"), ("an", "exam")]),
    ("bachelor's", [("bachelors",)]),
    ("within <n> <u>", [("within", "<n>", "<u>")]),
]


@pytest.mark.parametrize(("phrase", "expected"), WORDINGS)
def test_a_phrase_stands_for_its_wordings(phrase: str, expected: list[tuple[str, ...]]) -> None:
    assert wordings(phrase) == expected


NUMBERS = [
    ("five years", 5, None, False),
    ("2-4 years", 2, 4, False),
    ("two to four years", 2, 4, False),
    ("3+ years", 3, None, False),
    ("six (6) months", 6, None, False),
    ("three (5) years", 5, None, True),
    ("1,950 hours", 1950, None, False),
]


@pytest.mark.parametrize(("text", "low", "high", "conflict"), NUMBERS)
def test_numbers_are_read(text: str, low: float, high: float | None, conflict: bool) -> None:  # noqa: FBT001
    first = words(text, 0, len(text))[0]
    assert (first.low, first.high, first.conflict) == (low, high, conflict)


def test_words_index_the_text() -> None:
    text = "Bachelor's, B.S. or four-year degree"
    assert all(text[word.start : word.end] == word.raw for word in words(text, 0, len(text)))
