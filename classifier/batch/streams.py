"""Bytes of an input as a stream, decompressed by what its first bytes say; a truncated one raises EOFError.

A place is a local path, ``-`` for stdin, or an address such as ``s3://bucket/ads.jsonl`` that fsspec knows.
"""

import gzip
import io
import sys
import zlib
from typing import IO, Any, cast

from classifier.batch.errors import BatchError, extra

STDIN = "-"
_GZIP = b"\x1f\x8b"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_CHUNK = 1 << 17

#: What a broken compressed stream raises, beside EOFError for one that was cut off.
BROKEN = (zlib.error, gzip.BadGzipFile, ValueError)


def is_address(place: str) -> bool:
    """Tell whether a place is for fsspec rather than a local path."""
    return "://" in place


def filesystem(address: str) -> tuple[Any, str]:
    """Return fsspec's file system for an address, and the path in it.

    Raises BatchError where fsspec or the library for that system is missing.
    """
    fsspec = extra("fsspec", f"{address.partition('://')[0]}:// ")
    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise BatchError("unreadable", f"{address} can't be opened: {error}") from error
    return system, path


def opened(place: str) -> io.BufferedReader:
    """Return the bytes of a place as they lie there."""
    if place == STDIN:
        return io.BufferedReader(cast("io.BufferedReader", sys.stdin.buffer))
    if not is_address(place):
        return open(place, "rb")  # noqa: PTH123 - the caller closes it
    system, path = filesystem(place)
    return io.BufferedReader(system.open(path, "rb"))


def decompressed(stream: io.BufferedReader) -> IO[bytes]:
    """Return the stream itself, or what gzip or Zstandard packed into it."""
    head = stream.peek(4)[:4]
    if head.startswith(_GZIP):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    return io.BufferedReader(_Zstandard(stream), _CHUNK) if head == _ZSTANDARD else stream


class _Zstandard(io.RawIOBase):
    """Frames of Zstandard one after the other; the library's own reader takes a truncated frame for the end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._library = extra("zstandard", "a .zst file")
        self._frame: Any = None
        self._packed = b""
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            self._packed = self._packed or self._stream.read(_CHUNK)
            if not self._packed:
                if self._frame:
                    raise EOFError("the Zstandard frame ends before its end mark")
                return 0
            self._unpack()
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _unpack(self) -> None:
        self._frame = self._frame or self._library.ZstdDecompressor().decompressobj()
        try:
            self._ready = self._frame.decompress(self._packed)
        except self._library.ZstdError as error:
            raise ValueError(str(error)) from error
        self._packed = b""
        if self._frame.eof:
            self._packed, self._frame = self._frame.unused_data, None
