"""Word lists and rules, kept as TOML beside this module.

``tables.json`` holds the same tables for a quick start, since JSON is read fifteen times as fast: ``make knowledge``
writes it. A table whose TOML is another than it was then is read from the TOML.
"""

import hashlib
import json
import pkgutil
from functools import cache
from typing import Any, NamedTuple


class Parsed(NamedTuple):
    """A table with the digest of the TOML that it was parsed from."""

    sha256: str
    values: dict[str, Any]


@cache
def table(name: str) -> dict[str, Any]:
    """Return what ``<name>.toml`` of this package holds."""
    source = _bytes(f"{name}.toml")
    made = _made().get(name)
    return made.values if made and made.sha256 == _digest(source) else parsed(source).values


def parsed(source: bytes) -> Parsed:
    """Return the table that TOML holds."""
    import tomllib  # noqa: PLC0415 - not before it is needed, which is seldom

    return Parsed(_digest(source), tomllib.loads(source.decode("utf-8")))


@cache
def _made() -> dict[str, Parsed]:
    return {name: Parsed(*row) for name, row in json.loads(_bytes("tables.json")).items()}


def _bytes(name: str) -> bytes:
    return pkgutil.get_data(__name__, name) or b""


def _digest(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()
