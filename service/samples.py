"""The short ads that the page offers to try."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NAMES = {
    "records-clerk": "Records clerk",
    "outpatient-coder": "Outpatient coder",
    "cancer-registrar": "Cancer registrar",
    "technician": "Information technician",
    "inflated-title": "A title that promises too much",
    "clerk-or-technician": "Clerk or technician?",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One ad: its key in addresses, what the page calls it, and its text."""

    key: str
    name: str
    text: str


@cache
def samples() -> dict[str, Sample]:
    """Return the ads by their keys, in the order that the page shows."""
    folder = files("service") / "examples"
    return {key: Sample(key, name, (folder / f"{key}.txt").read_text("utf-8")) for key, name in _NAMES.items()}
