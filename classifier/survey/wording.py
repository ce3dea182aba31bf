"""How a survey writes numbers and names."""

from functools import cache

from classifier.definitions import codebook
from classifier.knowledge import table
from classifier.names.catalogue import credentials
from classifier.roles import Role
from classifier.shares import Share

NONE = "-"
STRENGTH_NAMES = {
    "required": "required",
    "required_within": "required later",
    "preferred": "preferred",
    "mentioned": "only named",
}
LEVEL_NAMES = {
    "hs": "high school",
    "certificate": "certificate",
    "associate": "associate",
    "bachelor": "bachelor's",
    "master": "master's",
    "doctorate": "doctorate",
    "other": "other schooling",
    "": "none told",
}
UNIT_NAMES = {
    "": "unit not told",
    **{unit: f"a {unit}" for unit in ("day", "week", "month", "year", "chart")},
    "hour": "an hour",
}
_WHOLE = 1000
_LEAST = 0.0005
_SIGN = "\N{NO-BREAK SPACE}%"


def counted(number: int) -> str:
    """Return 1,234,567."""
    return f"{number:,}"


def percent(part: float) -> str:
    """Return a share, 0 to 1, as 42.2 %; what isn't nothing never reads 0.0 %."""
    return f"under 0.1{_SIGN}" if 0 < part < _LEAST else f"{100 * part:.1f}{_SIGN}"


def share(one: Share) -> str:
    """Return a share, a dash where there is nothing to divide by."""
    return NONE if one.value is None else percent(one.value)


def interval(one: Share) -> str:
    """Return the interval that holds the true share with 95 % confidence, as 41.3 to 43.1 %."""
    low, high = one.interval
    return NONE if one.value is None else f"{100 * low:.1f} to {100 * high:.1f}{_SIGN}"


def amount(value: float | None) -> str:
    """Return an amount of money, cents only where it is small."""
    if value is None:
        return NONE
    return f"{value:,.0f}" if value >= _WHOLE else f"{value:,.2f}"


def amounts(ends: tuple[float, float] | None) -> str:
    """Return 24.10 to 31.00, a dash for none."""
    return NONE if ends is None else f"{amount(ends[0])} to {amount(ends[1])}"


def plural(number: int, one: str, more: str = "") -> str:
    """Return "1 ad", "1,234 ads"."""
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"


@cache
def role_names() -> dict[str, str]:
    """Return what each role is called in a sentence."""
    return {entry.role.value: entry.name for entry in codebook()} | {Role.OTHER.value: "Outside health information"}


@cache
def credential_names() -> dict[str, str]:
    """Return the names of the credentials by their codes."""
    return {entry.code: entry.name for entry in credentials()}


@cache
def checks() -> dict[str, tuple[str, str]]:
    """Return severity and title of the checks by their ids."""
    return {rule["id"]: (rule["severity"], rule["title"]) for rule in table("checks")["check"]}


def about(section: str) -> tuple[str, ...]:
    """Return what is to be known before the figures of a chapter are read."""
    return tuple(table("survey")["about"][section])


def missing(what: str) -> str:
    """Return why something isn't told."""
    return str(table("survey")["missing"][what])
