"""What tells whether two ads say the same: a digest of their words, and a MinHash signature of word triples."""

import hashlib
import re
from functools import cache
from typing import Any

from classifier.batch.errors import extra

#: Values of a signature, of four bytes each.
VALUES = 128
_WIDTH = 4
_BANDS = 16
_TRIPLE = 3
_WORD = re.compile(r"\w+")
_PURPOSE = "finding duplicates"


def words_digest(text: str) -> str:
    """Return a digest that two texts share where their words are the same, whatever their case and signs."""
    return hashlib.sha256(" ".join(_words(text)).encode("utf-8", "replace")).hexdigest()


def signature(text: str) -> bytes:
    """Return the MinHash signature of the runs of three words in a text; a shorter text is one run."""
    words = _words(text)
    runs = {" ".join(words[place : place + _TRIPLE]) for place in range(max(1, len(words) - _TRIPLE + 1))}
    made = _empty().copy()
    made.update_batch([run.encode("utf-8", "replace") for run in sorted(runs)])
    return bytes(made.hashvalues.astype("<u4").tobytes())


def likeness(first: bytes, second: bytes) -> float:
    """Return the estimated share of runs that two texts have in common, 0 to 1, from their signatures."""
    places = range(0, VALUES * _WIDTH, _WIDTH)
    return sum(first[place : place + _WIDTH] == second[place : place + _WIDTH] for place in places) / VALUES


def bands(signed: bytes) -> tuple[bytes, ...]:
    """Return the parts of a signature by which like ones are looked up.

    Of pairs with a likeness of 0.9 about one in ten thousand has no part in common.
    """
    size = VALUES * _WIDTH // _BANDS
    return tuple(
        bytes([band]) + hashlib.blake2b(signed[band * size : (band + 1) * size], digest_size=8).digest()
        for band in range(_BANDS)
    )


def check_library() -> None:
    """Raise BatchError ``missing_library`` where signatures can't be made."""
    _empty()


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@cache
def _empty() -> Any:
    library = extra("datasketch", _PURPOSE)
    return library.MinHash(num_perm=VALUES, seed=1, scheme="affine32")
