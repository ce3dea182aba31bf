"""The bodies of requests, read whole and within limits of size, time and memory."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from service.limits import MAX_BATCH_BYTES, too_large
from service.problems import Refusal
from service.state import State

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

MAX_HELD = 4 * MAX_BATCH_BYTES
"""Bytes of bodies that a worker holds at a time; whoever comes beyond is told to come back."""
MAX_SECONDS = 600
"""Seconds that a body may take in all."""
_OVERFLOW = 64_000_000
"""Bytes past the limit that are read and thrown away: a client in the middle of sending wouldn't hear the answer."""
_TICK = 0.5
"""Seconds after which a reader that waits looks whether the server stops; then nobody is waited for longer."""


class Gone(Exception):  # noqa: N818 - it happens
    """The client went away before its body was whole, or sent chunks that are none: the server tells both alike."""


class Bodies:
    """Reads bodies; ``seconds`` is how long a client may send nothing, ``state`` tells whether the server stops."""

    def __init__(self, seconds: float, state: State | None) -> None:
        self._seconds = seconds
        self._state = state
        self._held = 0

    @asynccontextmanager
    async def read(self, environ: Mapping[str, Any], receive: Receive, limit: int) -> AsyncIterator[bytes]:
        """Give the whole body, whose memory counts as held until the context ends.

        Raises Refusal where it is over ``limit`` bytes, comes too slowly, or memory is short, and Gone.
        """
        body = bytearray()
        try:
            async with _time():
                await self._fill(body, environ, receive, limit)
            yield bytes(body)
        finally:
            self._held -= len(body)

    async def _fill(self, body: bytearray, environ: Mapping[str, Any], receive: Receive, limit: int) -> None:
        """Append what comes; over the limit nothing is kept but the rest is heard out."""
        over, more = int(environ.get("CONTENT_LENGTH") or 0) > limit, True
        if over and environ.get("HTTP_EXPECT"):
            raise _too_large(limit)
        heard = 0
        while more and heard <= limit + _OVERFLOW:
            part, more = await self._part(receive)
            heard += len(part)
            over = over or heard > limit
            if not over:
                self._hold(len(part))
                body += part
        if over:
            raise _too_large(limit)

    def _hold(self, size: int) -> None:
        if self._held + size > MAX_HELD:
            detail = "Too many large requests are under way: try again in 5 seconds, with fewer at a time."
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "overloaded", detail, 5)
        self._held += size

    async def _part(self, receive: Receive) -> tuple[bytes, bool]:
        """Return the next part of the body and whether there is more."""
        coming = asyncio.ensure_future(receive())
        waited = 0.0
        while not coming.done():
            await asyncio.wait({coming}, timeout=_TICK)
            waited += _TICK
            if not coming.done() and (waited >= self._seconds or self._stopping):
                coming.cancel()
                raise _too_slow(f"Nothing came for {waited:g} seconds")
        message = coming.result()
        if message["type"] == "http.disconnect":
            raise Gone
        return message.get("body", b""), message.get("more_body", False)

    @property
    def _stopping(self) -> bool:
        return self._state is not None and self._state.draining


@asynccontextmanager
async def _time() -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(MAX_SECONDS):
            yield
    except TimeoutError:
        raise _too_slow(f"The body was not whole after {MAX_SECONDS} seconds") from None


def _too_large(limit: int) -> Refusal:
    return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "request_entity_too_large", too_large(limit))


def _too_slow(met: str) -> Refusal:
    return Refusal(HTTPStatus.REQUEST_TIMEOUT, "request_timeout", f"{met}: send the whole body at once.")
