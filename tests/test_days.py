"""The day on which an ad was posted, as sources write it."""

import pytest

from classifier.source.days import day

READ = [
    ("2026-05-04", "2026-05-04"),
    ("2026-5-4", "2026-05-04"),
    ("2026-05-04T23:59:00-05:00", "2026-05-04"),
    ("2026-05-04 00:00:00", "2026-05-04"),
    ("20260504", "2026-05-04"),
    (20260504, "2026-05-04"),
    ("5/4/2026", "2026-05-04"),
    ("05/04/2026 08:00 AM", "2026-05-04"),
    (1777852800, "2026-05-04"),
    (1777852800000, "2026-05-04"),
    (1777852800000.0, "2026-05-04"),
    ("1777852800000", "2026-05-04"),
]
LEFT: list[object] = [
    *("", "soon", "3 days ago", "2026", "2026-13-04", "2026-02-30", "31/12/2026", "5/4/26", "0001-01-01", "9999-01-01"),
    *("1234567890123456789", "2026-05-041", True, None, [], {}, float("nan"), float("inf"), -1, 0, 1e300),
]


@pytest.mark.parametrize(("written", "read"), READ)
def test_a_day_is_read(written: object, read: str) -> None:
    assert day(written) == read


@pytest.mark.parametrize("written", LEFT, ids=repr)
def test_what_is_no_sure_day_is_left_out(written: object) -> None:
    assert day(written) is None
