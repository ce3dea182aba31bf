"""Who employs, where, and which pronoun an ad uses must not change what is read of it."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from classifier import Model, Verdict, classify, from_mapping, load

ROWS = Path(__file__).parent.parent / "training_data" / "postings.jsonl"

_STATES = (
    *("A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI", "S[CD]|T[NX]|UT|V[TA]"),
    "W[AVIY]",
)
_PLACE = re.compile(rf"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?, (?:{'|'.join(_STATES)})\b")
_PRONOUNS = {"he": "she", "she": "he", "his": "her", "her": "his", "him": "her"}
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|him)\b")  # HIM is no pronoun here

Row = dict[str, Any]


def elsewhere(row: Row) -> str:
    return _PLACE.sub("Guntersville, AL", str(row["text"]))


def of_another_sex(row: Row) -> str:
    def other(found: re.Match[str]) -> str:
        word = _PRONOUNS[found[0].lower()]
        return word.capitalize() if found[0][0].isupper() else word

    return _PRONOUN.sub(other, str(row["text"]))


def of_another_employer(row: Row) -> str:
    return str(row["text"]).replace(row["company"] or "\0", "Okonkwo Healing Partners")


@cache
def model() -> Model:
    return load()


def read(row: Row, text: str) -> Verdict:
    return classify(from_mapping({"title": row["title"], "text": text})[0], model())


def told(verdict: Verdict) -> list[object]:
    said = verdict.to_dict()
    lists = [[{**entry, "evidence": None} for entry in said[name]] for name in ("education", "experience")]
    return [verdict.role, [entry["clause"] for entry in said["requirements"]], *lists]


#: An employer called "... Health Information ..." lends its name to a certification without one.
KNOWN = {"p08-031"}


@pytest.mark.parametrize("swapped", [elsewhere, of_another_sex, of_another_employer])
def test_a_swapped_name_changes_neither_role_nor_demands(swapped: Callable[[Row], str]) -> None:
    rows = [json.loads(line) for line in ROWS.read_text("utf-8").splitlines()]
    touched = [row for row in rows if swapped(row) != row["text"]]
    assert len(touched) > 10
    changed = {row["id"] for row in touched if told(read(row, row["text"])) != told(read(row, swapped(row)))}
    assert changed <= KNOWN, changed
