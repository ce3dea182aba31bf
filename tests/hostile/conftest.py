"""The server as it runs, to be attacked from outside: only its port is known."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socket import create_connection, socket

import pytest

#: Seconds after which a test gives up; nothing is measured.
PATIENCE = 30


@dataclass
class Target:
    """A running server: where it is and what it has logged."""

    port: int
    log: list[str] = field(default_factory=list)

    def send(self, data: bytes) -> bytes:
        """Return all that comes back until the server closes."""
        with create_connection(("127.0.0.1", self.port), PATIENCE) as line:
            try:
                line.sendall(data)
                return b"".join(iter(lambda: line.recv(65_536), b""))
            except (ConnectionResetError, BrokenPipeError):
                return b""

    def ask(
        self, path: str, body: bytes = b"", kind: str = "text/plain", headers: Mapping[str, str] | None = None
    ) -> bytes:
        """Return the answer to a POST where there is a body, to a GET else, with its head."""
        method = "POST" if body else "GET"
        told = {"Host": "x", "Connection": "close", **({"Content-Type": kind} if body else {}), **(headers or {})}
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        return self.send(f"{method} {path} HTTP/1.1\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body)


def wait_until_it_answers(target: Target) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(ConnectionRefusedError):
            target.ask("/healthz")
            return
        time.sleep(0.05)
    pytest.fail(f"waited in vain: {target.log}")


@contextmanager
def serving(workers: int = 1, **variables: str) -> Iterator[Target]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = f"from service.server import serve; serve('127.0.0.1', {port}, {workers})"
    environ = {**os.environ, "ROLECALL_DRAIN_DELAY": "0", "PYTHONWARNINGS": "ignore"}
    environ |= {f"ROLECALL_{name}": value for name, value in variables.items()}
    target, ready = Target(port), threading.Event()

    def listen() -> None:
        for line in process.stdout or ():
            target.log.append(line)
            if re.search(r"Started worker", line):
                ready.set()

    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environ
    ) as process:
        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        try:
            assert ready.wait(PATIENCE), target.log
            wait_until_it_answers(target)
            yield target
        finally:
            process.terminate()
            listener.join(PATIENCE)


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with serving(BODY_SECONDS="2", LOG_LEVEL="info") as running:
        yield running
