"""The day on which an ad was posted, as sources write it."""

import re
from datetime import UTC, date, datetime

#: Years outside of these are slips, such as the beginning of a computer's time.
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)$")
_AMERICAN = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?!\d)")
_SECONDS, _MILLISECONDS = re.compile(r"\d{9,10}$"), re.compile(r"\d{12,13}$")


def day(value: object) -> str | None:
    """Return a day as ``2026-05-04``; None for what can't be told surely.

    Read are ISO 8601, ``20260504``, the American ``5/4/2026`` (postings are from the US), and seconds or milliseconds
    since 1970, whose day is that of UTC.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    written = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    if _SECONDS.match(written):
        return _known(datetime.fromtimestamp(int(written), UTC).date())
    if _MILLISECONDS.match(written):
        return _known(datetime.fromtimestamp(int(written) // 1000, UTC).date())
    found = _ISO.match(written) or _COMPACT.match(written)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _AMERICAN.match(written)
    return _day(int(found["year"]), int(found["month"]), int(found["day"])) if found else None


def _day(year: int, month: int, number: int) -> str | None:
    try:
        return _known(date(year, month, number))
    except ValueError:
        return None


def _known(found: date) -> str | None:
    return found.isoformat() if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
