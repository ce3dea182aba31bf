"""Word lists and rules, kept as TOML beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return the parsed ``<name>.toml`` of this package."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
