"""The gateway: bodies, lanes and the way into WSGI, each on its own."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from service import bodies
from service.bodies import Bodies, Gone
from service.lanes import Lane
from service.problems import Refusal
from service.wsgi import answered, environment

SCOPE = {
    "method": "POST",
    "raw_path": b"/v1/%C3%A9",
    "query_string": b"a=%20",
    "http_version": "1.1",
    "scheme": "http",
    "server": ("127.0.0.1", "8000"),
    "client": ("203.0.113.9", "1234"),
    "headers": [],
}


def sending(*messages: dict[str, Any]) -> Callable[[], Awaitable[dict[str, Any]]]:
    waiting = list(messages)

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.sleep(3600)
        return waiting.pop(0)

    return receive


def part(body: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def read(receive: Callable[[], Awaitable[dict[str, Any]]], limit: int = 10, seconds: float = 0.4) -> bytes:
    async def whole() -> bytes:
        async with Bodies(seconds, None).read({}, receive, limit) as body:
            return body

    return asyncio.run(whole())


def test_a_body_is_put_together() -> None:
    assert read(sending(part(b"ab"), part(b""), part(b"cd", more=False))) == b"abcd"


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([part(b"a" * 10), part(b"a", more=False)], "request_entity_too_large"),
        ([part(b"ab")], "request_timeout"),
    ],
)
def test_a_body_too_large_or_too_slow_is_refused(messages: list[dict[str, Any]], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read(sending(*messages))


def test_a_client_that_goes_away_is_gone() -> None:
    with pytest.raises(Gone):
        read(sending(part(b"ab"), {"type": "http.disconnect"}))


def test_memory_for_bodies_is_bounded_and_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MAX_HELD", 10)

    async def shared() -> list[bytes]:
        reader, found = Bodies(1, None), []
        async with reader.read({}, sending(part(b"123456", more=False)), 10) as first:
            with pytest.raises(Refusal, match="overloaded"):
                async with reader.read({}, sending(part(b"123456", more=False)), 10):
                    pass
            found.append(first)
        async with reader.read({}, sending(part(b"1234567890", more=False)), 10) as second:
            found.append(second)
        return found

    assert asyncio.run(shared()) == [b"123456", b"1234567890"]


def test_a_lane_works_so_many_at_a_time_and_turns_the_rest_away() -> None:
    async def tried() -> list[object]:
        lane, held = Lane(1, 1, 30), threading.Event()
        tasks = [asyncio.create_task(lane.run(held.wait)) for _ in range(3)]
        await asyncio.wait({tasks[2]})
        held.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    first, second, third = asyncio.run(tried())
    assert (first, second) == (True, True)
    assert isinstance(third, Refusal)
    assert (third.code, third.status) == ("overloaded", 503)


def test_a_wait_that_grows_too_long_ends() -> None:
    async def tried() -> list[object]:
        lane, held = Lane(1, 1, 0.1), threading.Event()
        tasks = [asyncio.create_task(lane.run(held.wait)) for _ in range(2)]
        await asyncio.wait({tasks[1]})
        held.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    first, second = asyncio.run(tried())
    assert first is True
    assert isinstance(second, Refusal)


def test_a_request_becomes_wsgi() -> None:
    headers = [
        (b"content-type", b"text/plain"),
        (b"accept", b"a"),
        (b"accept", b"b"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"x_forwarded_for", b"127.0.0.1"),
        (b"transfer-encoding", b"chunked"),
    ]
    environ = environment({**SCOPE, "headers": headers})
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/v1/é"
    assert (environ["CONTENT_TYPE"], environ["HTTP_ACCEPT"], environ["HTTP_COOKIE"]) == (
        "text/plain",
        "a,b",
        "a=1; b=2",
    )
    assert not {"HTTP_X_FORWARDED_FOR", "HTTP_TRANSFER_ENCODING"} & set(environ)


def test_an_answer_is_taken_whole_and_closed() -> None:
    closed = []

    class Parts(list[bytes]):
        def close(self) -> None:
            closed.append(True)

    def app(_: dict[str, Any], start: Callable[..., Any]) -> Parts:
        start("200 OK", [("X-Name", "value")])
        return Parts([b"a", b"b"])

    answer = answered(app, {})
    assert (answer.status, answer.headers, answer.body) == (200, [(b"x-name", b"value")], b"ab")
    assert closed == [True]
