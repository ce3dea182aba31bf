"""The rate limit: how often a client may ask, counted across workers in one small file."""

import sqlite3
import time
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from math import ceil
from pathlib import Path
from secrets import randbelow

from service.settings import Rate

_WAIT = 5
"""Seconds that a count waits for another worker to finish its own; one takes well under a millisecond."""
_SWEEP = 500
"""Once in so many counts, clients that owe nothing are forgotten."""

# A client has one number: the time at which all that it asked for is paid off (the generic cell rate algorithm). One
# statement reads and moves it, so two workers can't both grant the last request.
_TABLE = "CREATE TABLE IF NOT EXISTS client (name TEXT PRIMARY KEY, paid REAL NOT NULL) WITHOUT ROWID"
_GRANT = """
INSERT INTO client (name, paid) VALUES (:name, :now + :step)
ON CONFLICT (name) DO UPDATE SET paid = max(paid, :now) + :step
WHERE max(paid, :now) + :step <= :now + :seconds
RETURNING paid
"""
_PAID = "SELECT paid FROM client WHERE name = :name"
_FORGET = "DELETE FROM client WHERE paid < :now"


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts the requests of clients against one rate, in ``file``."""

    rate: Rate
    file: Path

    def wait(self, client: str, now: float | None = None) -> int:
        """Count one request of ``client``; return 0 where it is granted, else the seconds until the next one is.

        ``now`` is the monotonic clock, which all processes of a machine share.
        """
        now = time.monotonic() if now is None else now
        seconds = float(self.rate.seconds)
        told = {"name": client, "now": now, "seconds": seconds + 1e-6, "step": seconds / self.rate.requests}
        with _opened(self.file) as database:
            if randbelow(_SWEEP) == 0:
                database.execute(_FORGET, told)
            if database.execute(_GRANT, told).fetchone():
                return 0
            (paid,) = database.execute(_PAID, told).fetchone()
        return max(1, ceil(paid + told["step"] - now - seconds))


class _opened:  # noqa: N801 - reads as a word in `with`
    """A connection of its own for one count: it is safe between threads and forks, and opening costs microseconds."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)

    def __enter__(self) -> sqlite3.Connection:
        # A lost machine may lose the counts; a killed worker can't, its half-done change is rolled back.
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(_TABLE)
        return self._database

    def __exit__(self, *_: object) -> None:
        self._database.close()


def neighborhood(address: str) -> str:
    """Return what a client is counted as: its address, or the /64 network that an IPv6 client has for itself."""
    try:
        given = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((given, 64), strict=False)) if given.version == 6 else address  # noqa: PLR2004
