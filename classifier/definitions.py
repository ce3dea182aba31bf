"""The codebook: what each role means, where its borders run, and what its ads look like."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from classifier.knowledge import table
from classifier.roles import Role


@dataclass(frozen=True, slots=True)
class Border:
    """Work that looks as if it belonged to a role, and the role it goes to instead."""

    work: str
    role: Role


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """One role of the codebook; ``knowledge/roles.toml`` says what the fields mean.

    ``credentials`` are codes of the catalogue, the most telling first.
    """

    role: Role
    name: str
    definition: str
    include: tuple[str, ...]
    exclude: tuple[Border, ...]
    titles: tuple[str, ...]
    credentials: tuple[str, ...]
    signals: str
    education: str


@cache
def codebook() -> tuple[RoleEntry, ...]:
    """Return the entries of the six roles, in the order of ``Role``."""
    return tuple(_entry(row) for row in table("roles")["role"])


def _entry(row: dict[str, Any]) -> RoleEntry:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    fields["role"] = Role(row["role"])
    fields["exclude"] = tuple(Border(border["work"], Role(border["role"])) for border in row["exclude"])
    return RoleEntry(**fields)
