"""The columns of a row of the output, flat for CSV and typed for Parquet."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from classifier.roles import Role

Values = Mapping[str, Any]
Shape: TypeAlias = "str | list[Shape] | dict[str, Shape]"


class Type(StrEnum):
    """What a column holds in Parquet."""

    TEXT = "string"
    NUMBER = "double"
    WHOLE = "int64"
    TRUTH = "bool"
    TEXTS = "list<string>"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how it is filled from a row as JSON values; None where the row says nothing."""

    name: str
    type: Type
    of: Callable[[Values], Any]


def _at(*path: str) -> Callable[[Values], Any]:
    def value(row: Values) -> Any:
        held: Any = row
        for key in path:
            held = held.get(key) if isinstance(held, Mapping) else None
        return held

    return value


def _codes(name: str) -> Column:
    return Column(name, Type.TEXTS, lambda row: row.get("credentials", {}).get(name, []))


def _each(key: str, said: Callable[[Values], str]) -> Callable[[Values], list[str]]:
    return lambda row: [said(entry) for entry in row.get(key, [])]


def _education(entry: Values) -> str:
    return f"{entry['strength']} {entry['level']}" + (f": {entry['field']}" if entry["field"] else "")


def _experience(entry: Values) -> str:
    """Return "REQ 2-5: coding"; a bound that isn't told is left out."""
    years = "-".join("" if bound is None else f"{bound:g}" for bound in (entry["min_years"], entry["max_years"]))
    return f"{entry['strength']} {years.removesuffix('-')}" + (f": {entry['domain']}" if entry["domain"] else "")


def _pay(key: str, kind: Type) -> Column:
    return Column(f"pay_{key}", kind, _at("offer", "pay", key))


#: The flat columns, in order.
COLUMNS = (
    Column("id", Type.TEXT, _at("id")),
    Column("title", Type.TEXT, _at("title")),
    *(Column(name, Type.TEXT, _at("given", name)) for name in ("company", "posted", "place")),
    Column("role", Type.TEXT, _at("role")),
    Column("confidence", Type.NUMBER, _at("confidence")),
    Column("needs_review", Type.TRUTH, _at("needs_review")),
    *(Column(f"score_{role.value}", Type.NUMBER, _at("scores", role.value)) for role in Role),
    Column("requirements", Type.TEXTS, _each("requirements", lambda entry: str(entry["clause"]))),
    *map(_codes, ("required", "required_within", "preferred", "not_required", "not_accepted", "mentioned")),
    Column("education", Type.TEXTS, _each("education", _education)),
    Column("experience", Type.TEXTS, _each("experience", _experience)),
    _pay("min", Type.NUMBER),
    _pay("max", Type.NUMBER),
    _pay("currency", Type.TEXT),
    _pay("per", Type.TEXT),
    *(
        Column(name, Type.TEXT, _at("offer", name))
        for name in ("workplace", "employment_type", "location", "setting", "level")
    ),
    Column("systems", Type.TEXTS, _each("systems", lambda entry: f"{entry['strength']} {entry['name']}")),
    Column("findings", Type.TEXTS, _each("findings", lambda entry: str(entry["check"]))),
    Column("duplicate_of", Type.TEXT, _at("duplicate_of")),
    Column("error_code", Type.TEXT, _at("error", "code")),
    Column("error_message", Type.TEXT, _at("error", "message")),
    Column("source", Type.TEXT, _at("input", "source")),
    Column("source_row", Type.WHOLE, _at("input", "row")),
    Column("input_sha256", Type.TEXT, _at("input", "sha256")),
    Column("model_name", Type.TEXT, _at("model", "name")),
    Column("model_version", Type.TEXT, _at("model", "version")),
    Column("model_sha256", Type.TEXT, _at("model", "sha256")),
    Column("schema", Type.WHOLE, _at("schema")),
)

_SPAN: dict[str, Shape] = {"text": "string", "start": "int64", "end": "int64"}

#: What Parquet holds beside the flat columns: each list with its evidence, as in the JSON of a verdict. A text in a
#: shape names a type, a list holds the shape of its entries. ``expression`` is the tree as JSON.
NESTED: tuple[tuple[str, Shape], ...] = (
    ("duties", [{**_SPAN, "role": "string", "score": "double"}]),
    (
        "requirements",
        [
            {
                "clause": "string",
                "strength": "string",
                "deadline": {"n": "int64", "unit": "string", "anchor": "string"},
                "expression": "string",
                "evidence": _SPAN,
            }
        ],
    ),
    ("education", [{"level": "string", "field": "string", "strength": "string", "cahiim": "bool", "evidence": _SPAN}]),
    (
        "experience",
        [
            {
                "min_years": "double",
                "max_years": "double",
                "domain": "string",
                "strength": "string",
                "evidence": _SPAN,
            }
        ],
    ),
    (
        "offer",
        {"evidence": dict.fromkeys(("pay", "workplace", "employment_type", "location", "setting", "level"), _SPAN)},
    ),
    ("systems", [{"name": "string", "strength": "string", "evidence": _SPAN}]),
    ("findings", [{"check": "string", "severity": "string", "message": "string", "evidence": _SPAN}]),
)


def nested(row: Values, name: str) -> Any:
    """Return a list of a row as Parquet holds it, None for an error row."""
    value = row.get(name)
    if name == "requirements" and value is not None:
        return [{**entry, "expression": json.dumps(entry["expression"], ensure_ascii=False)} for entry in value]
    return value


def _shape(kind: Type) -> Shape:
    return ["string"] if kind is Type.TEXTS else kind.value


#: The columns of a typed row (Parquet, Spark), in order, each with its shape.
TYPED: tuple[tuple[str, Shape], ...] = (
    *((column.name, _shape(column.type)) for column in COLUMNS),
    *((f"{name}_detail", shape) for name, shape in NESTED),
)


def typed(row: Values) -> dict[str, Any]:
    """Return a row as the values of the typed columns."""
    flat = {column.name: _typed(column.of(row), column.type) for column in COLUMNS}
    return flat | {f"{name}_detail": nested(row, name) for name, _ in NESTED}


def _typed(value: Any, kind: Type) -> Any:
    if kind is Type.TEXTS:
        return value or []
    return float(value) if kind is Type.NUMBER and value is not None else value
