"""What one row says of schooling, years, pay and place, as a survey counts them."""

from dataclasses import dataclass

from classifier.survey.places import state
from classifier.survey.rows import Row

#: Levels of schooling from the lowest up.
LEVELS = ("hs", "certificate", "associate", "bachelor", "master", "doctorate", "other")
UNITS = ("hour", "day", "week", "month", "year", "chart")
_CURRENCY = 3
#: What is more than this is no pay, but a slip.
_MOST = 1e9


@dataclass(frozen=True, slots=True)
class Pay:
    """The ends of a range of pay; ``currency`` and ``per`` are empty where the ad leaves them out."""

    low: float | None
    high: float | None
    currency: str
    per: str


def pay(row: Row) -> Pay | None:
    """Return the pay of a row, None where it tells no amount."""
    low, high = _amount(row["pay_min"]), _amount(row["pay_max"])
    if low is None and high is None:
        return None
    currency, per = str(row["pay_currency"] or ""), str(row["pay_per"] or "")
    is_code = len(currency) == _CURRENCY and currency.isascii() and currency.isupper()
    return Pay(low, high, currency if is_code else "", per if per in UNITS else "")


def _amount(value: float | None) -> float | None:
    return float(value) if value is not None and 0 < value < _MOST else None


def schooling(row: Row, strength: str) -> str | None:
    """Return the lowest level that is asked for with this strength, since several are mostly alternatives."""
    levels = {entry.partition(":")[0] for entry in _entries(row["education"], strength)}
    return next((level for level in LEVELS if level in levels), None)


def years(row: Row) -> float | None:
    """Return the lowest number of years that is required, since several are mostly alternatives."""
    counts = (entry.partition(":")[0].partition("-")[0] for entry in _entries(row["experience"], "REQ"))
    return min((float(count) for count in counts if count.replace(".", "", 1).isdecimal()), default=None)


def _entries(entries: list[str], strength: str) -> list[str]:
    """Return the entries of a strength, which the first word tells, without it."""
    return [rest for word, _, rest in (entry.partition(" ") for entry in entries) if word == strength]


def place(row: Row) -> str | None:
    """Return the state of the place that the source gives, else of the one that the ad says."""
    return state(row.get("place") or "") or state(row["location"] or "")
