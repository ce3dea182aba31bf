"""The gateway: takes requests from the server one event loop a worker, and gives whole ones to the application.

A body is read here, where waiting costs no thread, so that clients that stall can't hold up those that don't. Judging
is work for the processor: a few threads do it and a bounded queue waits for them; beyond it a client is told to come
back. Requests that judge nothing have threads of their own, so that a probe is answered while batches run.
"""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from io import BytesIO
from typing import Any

from service.admission import REFUSAL
from service.app import create_app
from service.bodies import Bodies, Gone
from service.lanes import Lane
from service.limits import body_limit
from service.logs import access
from service.problems import Refusal
from service.state import State
from service.wsgi import Answer, Application, answered, environment

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_LIGHT_THREADS = 4
_LIGHT_QUEUE = 256
_WATCH = 1.0
"""Seconds between looks at the server that started this worker."""


_BROKEN_OFF = Refusal(
    HTTPStatus.BAD_REQUEST,
    "bad_request",
    "The body broke off, or its chunks can't be read: send it whole, best with a Content-Length.",
)
"""Who is still there to hear it sent something that is no body."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """An ASGI application around a WSGI one."""

    app: Application
    bodies: Bodies
    judging: Lane
    light: Lane

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or the start and end of the server."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        try:
            answer = await self._answer(scope, receive)
        except Gone:
            access.info("the client went away before its request was whole")
            answer = answered(self.app, environment(scope) | {REFUSAL: _BROKEN_OFF})
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        environ = environment(scope)
        async with AsyncExitStack() as held:
            try:
                body = await held.enter_async_context(self.bodies.read(environ, receive, body_limit(scope["path"])))
                environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
                lane = self.judging if scope["method"] == "POST" else self.light
                return await lane.run(partial(answered, self.app, environ))
            except Refusal as refusal:
                # The application says it, with its headers, count and log. That is no work, so no thread is asked for.
                return answered(self.app, environ | {REFUSAL: refusal})


def gateway() -> Gateway:
    """Return the gateway around the application that the environment describes; the server calls it in each worker."""
    app = create_app()
    chosen = app.config["SETTINGS"]
    return Gateway(
        app.wsgi_app,
        Bodies(chosen.body_seconds, State(chosen.state_dir) if chosen.state_dir else None),
        Lane(chosen.threads, chosen.queue, chosen.queue_seconds),
        Lane(_LIGHT_THREADS, _LIGHT_QUEUE, chosen.queue_seconds),
    )


async def _lifespan(receive: Receive, send: Send) -> None:
    watch = asyncio.create_task(_follow(os.getppid()))
    while (await receive())["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
    watch.cancel()
    await send({"type": "lifespan.shutdown.complete"})


async def _follow(parent: int) -> None:
    """Stop this worker once its server is gone: alone it would hold the port and answer with old code for ever."""
    while os.getppid() == parent:  # noqa: ASYNC110 - a parent that dies sets no event
        await asyncio.sleep(_WATCH)
    os.kill(os.getpid(), signal.SIGTERM)
