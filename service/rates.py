"""The rate limit: how often a client may ask, counted across workers in one small file."""

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network
from math import ceil
from pathlib import Path
from secrets import randbelow
from typing import Any

from service.settings import Rate

_WAIT = 5
"""Seconds that a count waits for another worker to finish its own; one takes well under a millisecond."""
_SWEEP = 500
"""Once in so many counts, clients that owe nothing are forgotten."""

# A client has one number: the time at which all that it asked for is paid off (the generic cell rate algorithm). One
# transaction reads and moves it, so two workers can't both grant the last request.
_TABLE = "CREATE TABLE IF NOT EXISTS client (name TEXT PRIMARY KEY, paid REAL NOT NULL) WITHOUT ROWID"
_GRANT = """
INSERT INTO client (name, paid) VALUES (:name, :now + :step)
ON CONFLICT (name) DO UPDATE SET paid = max(paid, :now) + :step
WHERE max(paid, :now) + :step <= :limit
RETURNING paid
"""
_PAID = "SELECT paid FROM client WHERE name = :name"
_FORGET = "DELETE FROM client WHERE paid < :now"


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts the requests of clients against one rate, in ``file``."""

    rate: Rate
    file: Path

    def wait(self, client: str, clock: Callable[[], float] = time.monotonic) -> int:
        """Count one request of ``client``; return 0 where it is granted, else the seconds until the next one is.

        All processes of a machine share the monotonic clock.
        """
        with _opened(self.file) as database:
            # The clock is read when it is our turn: who waited for another worker would ask with a time gone by.
            told = self._told(client, clock())
            if randbelow(_SWEEP) == 0:
                database.execute(_FORGET, told)
            if database.execute(_GRANT, told).fetchone():
                return 0
            paid = float(database.execute(_PAID, told).fetchone()[0])
        return max(1, ceil(paid + float(told["step"]) - float(told["limit"])))

    def _told(self, client: str, now: float) -> dict[str, Any]:
        # A millionth of a second makes up for the rounding of sums.
        limit = now + self.rate.seconds + 1e-6
        return {"name": client, "now": now, "limit": limit, "step": self.rate.seconds / self.rate.requests}


class _opened:  # noqa: N801 - reads as a word in `with`
    """A connection of its own for one count: it is safe between threads and forks, and opening costs microseconds."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)

    def __enter__(self) -> sqlite3.Connection:
        # A lost machine may lose the counts; a killed worker can't, its half-done change is rolled back.
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("BEGIN IMMEDIATE")
        self._database.execute(_TABLE)
        return self._database

    def __exit__(self, *_: object) -> None:
        self._database.commit()
        self._database.close()


def neighborhood(address: str) -> str:
    """Return what a client is counted as: its address, or the /64 network that an IPv6 client has for itself."""
    try:
        given = ip_address(address)
    except ValueError:
        return address
    if isinstance(given, IPv4Address):
        return address
    # A server that listens on both gets IPv4 clients as ::ffff:203.0.113.9, all of them in one /64.
    return str(given.ipv4_mapped or ip_network((given, 64), strict=False))
