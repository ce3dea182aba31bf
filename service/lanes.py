"""A lane: a few threads that work, and a bounded queue before them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TypeVar

from service.problems import Refusal

Result = TypeVar("Result")

_RETRY = 2
"""Seconds after which a client that found the queue full is told to try again."""


class Lane:
    """Runs ``threads`` pieces of work at a time; ``queue`` more wait, each for ``seconds`` at most."""

    def __init__(self, threads: int, queue: int, seconds: float) -> None:
        self._pool = ThreadPoolExecutor(threads)
        self._free = asyncio.Semaphore(threads)
        self._places = threads + queue
        self._seconds = seconds
        self._taken = 0

    async def run(self, work: Callable[[], Result]) -> Result:
        """Return what ``work`` returns; raises Refusal where the queue is full or the wait too long."""
        if self._taken >= self._places:
            raise _overloaded("More requests wait than can be served")
        self._taken += 1
        try:
            await self._turn()
            try:
                return await asyncio.get_running_loop().run_in_executor(self._pool, work)
            finally:
                self._free.release()
        finally:
            self._taken -= 1

    async def _turn(self) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._free.acquire()
        except TimeoutError:
            raise _overloaded(f"The request waited {self._seconds:g} seconds for its turn") from None


def _overloaded(met: str) -> Refusal:
    detail = f"{met}: try again in {_RETRY} seconds, with fewer requests at a time."
    return Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "overloaded", detail, _RETRY)
