"""The second half of `make bench`: what a request costs, beside the same verdict without a server.

One worker on this machine, asked over connections that are kept open, by a client that shares the processors with it.
CPU time is that of the server's processes alone. Needs Linux, whose /proc tells it. Takes about 20 seconds.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.ads import rows
from benchmarks.cost import Work, costs, median
from benchmarks.stations import verdict
from classifier import from_mapping, load

SECONDS = 5
CLIENTS = 4
ADS = 60
HOST = "127.0.0.1"
#: Seconds that the start of the server or one answer may take.
PATIENCE = 15
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Requests a second, and CPU seconds a request."""

    rate: float
    seconds: float


def request(path: str, body: bytes = b"") -> bytes:
    """Return a whole request: a GET, or a POST of JSON where there is a body."""
    head = f"{'POST' if body else 'GET'} {path} HTTP/1.1\r\nHost: {HOST}\r\n"
    if body:
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """Yield port and process of a server of one worker; it is stopped in the end."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    code = f"from service.server import serve; serve({HOST!r}, {port}, 1)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with socket.create_connection((HOST, port), 1) as connection:
                return _ask(connection, request("/readyz"))
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _ask(connection: socket.socket, sent: bytes) -> None:
    """Send a request and read its answer; raises ConnectionError where that isn't 200."""
    connection.sendall(sent)
    head, end, body = b"", b"", b""
    while not end:
        head, end, body = (head + _received(connection)).partition(b"\r\n\r\n")
    status, *headers = head.decode("latin-1").lower().split("\r\n")
    if " 200 " not in f"{status} ":
        raise ConnectionError(status)
    length = next(int(line.split(":")[1]) for line in headers if line.startswith("content-length:"))
    left = length - len(body)
    while left > 0:
        left -= len(_received(connection))


def _received(connection: socket.socket) -> bytes:
    part = connection.recv(1 << 18)
    if not part:
        raise ConnectionError("the server hung up")
    return part


def _asked(port: int, requests: list[bytes], until: float, counts: list[int]) -> None:
    with socket.create_connection((HOST, port), PATIENCE) as connection:
        for count, one in enumerate(cycle(requests)):
            if time.monotonic() > until:
                counts.append(count)
                return
            _ask(connection, one)


def cost(port: int, pid: int, requests: list[bytes]) -> Cost:
    """Return what ``requests`` cost, asked over and over by all clients for ``SECONDS``.

    Raises RuntimeError where a client had another answer than 200.
    """
    counts: list[int] = []
    start, used = time.monotonic(), _used(pid)
    clients = [threading.Thread(target=_asked, args=(port, requests, start + SECONDS, counts)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if len(counts) < CLIENTS:
        raise RuntimeError("A request was not answered with 200; see above.")
    return Cost(sum(counts) / (time.monotonic() - start), (_used(pid) - used) / sum(counts))


def _used(pid: int) -> float:
    """Return the CPU seconds of a process and its children."""
    proc = Path("/proc") / str(pid)
    fields = (proc / "stat").read_text().rpartition(")")[2].split()
    children = [int(child) for task in (proc / "task").iterdir() for child in (task / "children").read_text().split()]
    return (int(fields[11]) + int(fields[12])) / _TICKS + sum(_used(child) for child in children)


def main() -> None:
    """Print the table."""
    bodies = [json.dumps(row).encode() for row in rows()[:ADS]]
    model = load()
    judging = Work(lambda: [verdict(from_mapping(json.loads(body))[0], model) for body in bodies], ADS)
    alone = median(costs({"alone": judging})["alone"])
    with served() as (port, pid):
        probe = cost(port, pid, [request("/healthz")])
        asked = cost(port, pid, [request("/v1/classify", body) for body in bodies])
    print(f"\nOne worker, {CLIENTS} clients, {SECONDS} s each; the same {ADS} ads in process, one at a time")
    print(f"{'':24}{'requests/s':>11}{'CPU a request':>16}")
    table = {"/healthz": probe, "/v1/classify": asked, "the verdict in process": Cost(1 / alone, alone)}
    for name, one in table.items():
        print(f"{name:24}{one.rate:11,.0f}{one.seconds * 1000:13.3f} ms{one.seconds / alone:8.2f}")


if __name__ == "__main__":
    main()
