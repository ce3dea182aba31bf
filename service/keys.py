"""API keys: who may ask, known by the digests of their keys alone.

`python -m service.keys NAME` makes a key: it is shown once, and the line for the file of keys stands below it. A key
has 256 random bits, so a plain digest can't be turned round; slow password hashes are for what people make up.
"""

import hashlib
import hmac
import re
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from service.settings import SettingError

_LINE = re.compile(r"([\w.-]{1,64})\s{1,9}sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of a file: (name, digest) of each."""

    keys: tuple[tuple[str, str], ...]

    def owner(self, key: str) -> str | None:
        """Return the name behind ``key``, None for a stranger; takes as long whichever it is."""
        given = _digest(key)
        owner = None
        for name, digest in self.keys:
            if hmac.compare_digest(given, digest):
                owner = name
        return owner


def key_ring(file: Path) -> KeyRing:
    """Return the keys in ``file``: a line `NAME sha256:DIGEST` each, blank lines and lines after # aside.

    Raises SettingError ``bad_keys`` for a file that can't be read, holds no key, or a line that is none.
    """
    try:
        lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError("bad_keys", f"The API keys in {file} can't be read: {error}.") from None
    found = [(number, _LINE.fullmatch(line)) for number, line in enumerate(lines, 1) if line and line[0] != "#"]
    wrong = [number for number, key in found if not key]
    if wrong or not found:
        met = f"Line {wrong[0]} of {file} is no API key" if wrong else f"{file} holds no API key"
        raise SettingError("bad_keys", f"{met}; `python -m service.keys NAME` makes one.")
    return KeyRing(tuple((key[1], key[2]) for _, key in found if key))


def new_key(name: str) -> tuple[str, str]:
    """Return a new key for ``name`` and the line that goes into the file of keys."""
    key = f"rolecall_{secrets.token_urlsafe(32)}"
    return key, f"{name} sha256:{_digest(key)}"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not re.fullmatch(r"[\w.-]{1,64}", sys.argv[1]):  # noqa: PLR2004
        sys.exit("usage: python -m service.keys NAME   (letters, digits, dots, dashes)")
    sys.stdout.write("{}\n{}\n".format(*new_key(sys.argv[1])))
