"""Rows as a batch writes them, made for tests."""

from pathlib import Path
from typing import Any

from classifier.batch.columns import COLUMNS
from classifier.batch.options import output_format
from classifier.batch.writers import written
from classifier.roles import Role

_MODEL = {"name": "him-roles", "version": "0.1.0", "sha256": "0" * 64}


def verdict(id_: str, role: str = "coder", **changes: Any) -> dict[str, Any]:
    """Return a row that asks for nothing; ``changes`` take the place of what it says."""
    lists: dict[str, list[str]] = {
        name: changes.pop(name, [])
        for name in ("required", "required_within", "preferred", "not_required", "not_accepted", "mentioned")
    }
    given = {name: changes.pop(name, None) for name in ("company", "posted", "place")}
    offer = {name: changes.pop(name, None) for name in ("pay", "workplace", "location")}
    clauses = changes.pop("clauses", [])
    row = {
        "id": id_,
        "title": f"Post {id_}",
        "role": role,
        "confidence": 0.9,
        "needs_review": False,
        "scores": {one.value: float(one.value == role) for one in Role},
        "requirements": [{"clause": clause, "strength": "REQ"} | _UNSAID for clause in clauses],
        "credentials": lists,
        "education": [_schooling(*entry) for entry in changes.pop("education", [])],
        "experience": [_experience(*entry) for entry in changes.pop("experience", [])],
        "offer": offer,
        "systems": [],
        "findings": [_finding(check) for check in changes.pop("findings", [])],
        "duties": [],
        "model": _MODEL,
        "given": given,
        "input": {"source": "ads.jsonl", "row": 1, "sha256": "1" * 64},
        "schema": 1,
    }
    return row | changes


def failed(id_: str, code: str = "no_words", message: str = "The posting holds no word.") -> dict[str, Any]:
    """Return a row that couldn't be read."""
    proof = {"input": {"source": "ads.jsonl", "row": 1, "sha256": None}, "schema": 1}
    return {"id": id_, "error": {"code": code, "message": message}, "model": _MODEL, **proof}


def results(place: Path, *rows: dict[str, Any]) -> Path:
    """Write rows as a batch does, in the format that the name of ``place`` tells."""
    form = output_format(str(place))
    assert form
    with written(str(place), form, place.parent) as file:
        for row in rows:
            file.write(row)
    return place


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row by the names of its columns."""
    return {column.name: column.of(row) for column in COLUMNS}


_UNSAID: dict[str, Any] = {"deadline": None, "expression": {}, "evidence": {"text": "", "start": 0, "end": 0}}


def _schooling(level: str, strength: str = "REQ") -> dict[str, Any]:
    return {"level": level, "field": "health information", "strength": strength, "cahiim": False, "evidence": None}


def _experience(low: float | None, high: float | None = None, strength: str = "REQ") -> dict[str, Any]:
    return {"min_years": low, "max_years": high, "domain": "coding", "strength": strength, "evidence": None}


def _finding(check: str) -> dict[str, Any]:
    return {"check": check, "severity": "info", "message": "", "evidence": None}
