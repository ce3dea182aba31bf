"""The word lists and rules as they are read at a start."""

import json
from pathlib import Path

import pytest

import classifier.knowledge
from classifier.knowledge import parsed, table
from classifier.knowledge.__main__ import FOLDER, tables

FILES = sorted(FOLDER.glob("*.toml"))


def test_the_parsed_tables_are_those_of_the_toml() -> None:
    kept = (FOLDER / "tables.json").read_text("utf-8")
    assert kept == tables(), "the TOML has changed since `make knowledge` was run"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_json_keeps_every_value_of_a_table_and_its_order(file: Path) -> None:
    values = parsed(file.read_bytes()).values
    assert json.dumps(table(file.stem)) == json.dumps(values)
    assert table(file.stem) == values


def test_a_table_whose_toml_has_changed_is_read_from_the_toml(monkeypatch: pytest.MonkeyPatch) -> None:
    stale = {"numbers": classifier.knowledge.Parsed("0" * 64, {"numbers": {}})}
    monkeypatch.setattr(classifier.knowledge, "_made", lambda: stale)
    assert classifier.knowledge.table.__wrapped__("numbers")["numbers"]["six"] == 6
