"""Each rule about furniture finds its examples and leaves its counterexamples."""

from typing import Any

import pytest

from classifier.knowledge import table
from classifier.source.furniture import Furniture, attribute_words, furniture_of, names_other_jobs, tags, telling_title

RULES: list[dict[str, Any]] = table("page")["furniture"]
HEADINGS: list[dict[str, Any]] = table("page")["heading"]


def _verdict(example: str) -> Furniture:
    tag = example.strip("<>") if example.startswith("<") else "div"
    return furniture_of(tag, "" if example.startswith("<") else example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_a_rule_proves_itself(rule: dict[str, Any]) -> None:
    strength = Furniture.WEAK if rule.get("weak") else Furniture.STRONG
    assert [example for example in rule["examples"] if not _verdict(example) & strength] == []
    assert [example for example in rule["counterexamples"] if _verdict(example)] == []


@pytest.mark.parametrize("rule", HEADINGS, ids=lambda rule: rule["name"])
def test_a_heading_proves_itself(rule: dict[str, Any]) -> None:
    assert all(names_other_jobs(example) for example in rule["examples"])
    assert not any(names_other_jobs(example) for example in rule["counterexamples"])


def test_phrases_are_no_longer_than_what_is_looked_up() -> None:
    assert max(len(phrase.split()) for rule in RULES for phrase in rule["words"]) <= 3


def test_tags_are_grouped() -> None:
    assert tags("spaced") <= tags("blocks")
    assert not tags("dropped") & tags("blocks")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("ukCookiePolicy", ("uk", "cookie", "policy")),
        ("similar-jobs_list", ("similar", "jobs", "list")),
        ("HTMLNav2", ("html", "nav", "2")),
        ("", ()),
    ],
)
def test_attributes_are_taken_apart(written: str, words: tuple[str, ...]) -> None:
    assert attribute_words(written) == words


TITLES = [
    ("Medical Coder", "Medical Coder"),
    ("Medical Coder | Example Hospital", "Medical Coder"),
    ("Careers | Medical Coder | Example Hospital", "Medical Coder"),
    ("Medical Coder - Springfield, IL - Indeed.com", "Medical Coder - Springfield, IL"),
    ("Clerk II - Records - Springfield, IL", "Clerk II - Records - Springfield, IL"),
    ("  Medical\n Coder  Job Details · State ", "Medical Coder"),
    ("Coder :: Example Hospital", "Coder"),
    ("RHIT/RHIA | Example", "RHIT/RHIA"),
    ("Job Description", None),
    ("USAJOBS - Search Jobs", None),
    ("Untitled Document", None),
    ("Home | Careers", None),
    ("", None),
    ("Coder " * 100, None),
]


@pytest.mark.parametrize(("written", "title"), TITLES)
def test_a_title_loses_the_name_of_the_site(written: str, title: str | None) -> None:
    assert telling_title(written) == title
