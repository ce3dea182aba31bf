"""What a pass over all results has to remember, on disk: the ids that were met, and what earlier ads said."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from classifier.batch.signatures import bands, likeness

#: Share of runs of three words from which on an ad is a near duplicate of an earlier one.
NEAR = 0.9

#: Candidates that are compared for one band of one ad; more come only from texts that are nearly all the same.
_MOST_CANDIDATES = 20

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -8000;
CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE words (digest TEXT PRIMARY KEY, first TEXT) WITHOUT ROWID;
CREATE TABLE ads (place INTEGER PRIMARY KEY, id TEXT, signature BLOB);
CREATE TABLE bands (band BLOB, place INTEGER, PRIMARY KEY (band, place)) WITHOUT ROWID;
"""


class Ledger:
    """Made anew for each pass, so that a pass that was killed leaves nothing behind that counts."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._path = path
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(f"{_TABLES} BEGIN;")

    @classmethod
    @contextmanager
    def kept(cls, path: Path) -> Iterator["Ledger"]:
        """Give a ledger for a pass, and throw it away; raises OSError where the disk doesn't take it."""
        ledger = None
        try:
            ledger = cls(path)
            yield ledger
        except sqlite3.Error as error:
            raise OSError(errno.EIO, str(error), str(path)) from error
        finally:
            if ledger:
                ledger.close()

    def close(self) -> None:
        """Throw it away."""
        self._base.close()
        self._path.unlink(missing_ok=True)

    def repeats(self, id_: str) -> bool:
        """Tell whether an id was met before, and remember it."""
        return self._base.execute("INSERT OR IGNORE INTO ids VALUES (?)", (id_,)).rowcount == 0

    def duplicate_of(self, id_: str, words: str, signed: bytes) -> str | None:
        """Return the id of the first ad that says the same or nearly the same; None for the first, which is remembered.

        Duplicates aren't remembered, so that likeness doesn't wander from one to the next.
        """
        same = self._base.execute("SELECT first FROM words WHERE digest = ?", (words,)).fetchone()
        if same:
            return str(same[0])
        keys = bands(signed)
        near = self._near(keys, signed)
        self._base.execute("INSERT INTO words VALUES (?, ?)", (words, near or id_))
        if near is None:
            self._remember(id_, keys, signed)
        return near

    def _near(self, keys: tuple[bytes, ...], signed: bytes) -> str | None:
        places: set[int] = set()
        for key in keys:
            found = self._base.execute(
                "SELECT place FROM bands WHERE band = ? ORDER BY place LIMIT ?", (key, _MOST_CANDIDATES)
            )
            places.update(place for (place,) in found)
        for place in sorted(places):
            named, other = self._base.execute("SELECT id, signature FROM ads WHERE place = ?", (place,)).fetchone()
            if likeness(signed, other) >= NEAR:
                return str(named)
        return None

    def _remember(self, id_: str, keys: tuple[bytes, ...], signed: bytes) -> None:
        place = self._base.execute("INSERT INTO ads (id, signature) VALUES (?, ?)", (id_, signed)).lastrowid
        self._base.executemany("INSERT INTO bands VALUES (?, ?)", [(key, place) for key in keys])
