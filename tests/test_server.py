"""The server as it runs: real processes and sockets, clients that stall, break off and ask for too much."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from classifier import MAX_BYTES

AD = b"Medical Coder\n- Assigns ICD-10-CM and CPT codes to outpatient encounters\nCPC required"
TEXT = {"Content-Type": "text/plain"}
#: Seconds that anything may take before the test gives up on it; nothing is measured.
PATIENCE = 30


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Server:
    port: int
    process: subprocess.Popen[str]
    log: list[str] = field(default_factory=list)

    def ask(
        self, path: str, body: Any = None, headers: dict[str, str] | None = None, *, chunked: bool = False
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            method = "GET" if body is None else "POST"
            connection.request(method, path, body, headers or {}, encode_chunked=chunked)
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, names, answer.read())
        finally:
            connection.close()

    def judge(self) -> Answer:
        return self.ask("/v1/classify", AD, TEXT)

    def connect(self, sent: bytes) -> socket.socket:
        half = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        half.sendall(sent)
        return half

    def workers(self) -> list[int]:
        found = [re.search(r"Spawning worker-\d+ with PID: (\d+)", line) for line in self.log]
        return [int(pid[1]) for pid in found if pid]


@contextmanager
def serving(workers: int = 1, host: str = "127.0.0.1", **variables: str) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = f"from service.server import serve; serve({host!r}, {port}, {workers})"
    environ = {**os.environ, "ROLECALL_DRAIN_DELAY": "0", "PYTHONWARNINGS": "ignore"}
    environ |= {f"ROLECALL_{name}": value for name, value in variables.items()}
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environ
    )
    server = Server(port, process)
    listener = threading.Thread(target=lambda: server.log.extend(process.stdout or ()), daemon=True)
    listener.start()
    try:
        wait_until(lambda: process.poll() is not None or answers(server))
        assert process.poll() is None, server.log
        yield server
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        listener.join(PATIENCE)
        if process.stdout:
            process.stdout.close()


def answers(server: Server) -> bool:
    try:
        return server.ask("/healthz").status == 200
    except (OSError, http.client.HTTPException):
        return False


def wait_until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(workers=2, BODY_SECONDS="2", LOG_LEVEL="info") as running:
        yield running


@pytest.mark.parametrize(
    "sent",
    [
        b"POST /v1/classify HT",
        b"POST /v1/classify HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nhalf",
        b"POST /v1/classify HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nh",
    ],
    ids=["half a header", "half a body", "half a chunk"],
)
def test_requests_are_answered_beside_200_half_open_connections(server: Server, sent: bytes) -> None:
    with ExitStack() as held:
        for _ in range(200):
            held.enter_context(server.connect(sent))
        assert [server.judge().status for _ in range(5)] == [200] * 5
        assert server.ask("/healthz").status == 200


def test_a_body_that_stalls_is_told_so(server: Server) -> None:
    head = b"POST /v1/classify HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nhalf"
    with server.connect(head) as stalled:
        answer = stalled.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"application/problem+json" in answer


def test_a_slow_body_that_keeps_coming_is_judged(server: Server) -> None:
    head = f"POST /v1/classify HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: {len(AD)}\r\n\r\n"
    with server.connect(head.encode()) as slow:
        for start in range(0, len(AD), 20):
            slow.sendall(AD[start : start + 20])
            time.sleep(0.6)
        answer = slow.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("chunked", [True, False], ids=["chunked", "whole"])
@pytest.mark.parametrize(("size", "status"), [(MAX_BYTES, 200), (MAX_BYTES + 1, 413), (3 * MAX_BYTES, 413)])
def test_a_body_over_the_limit_is_refused_and_never_cut(
    server: Server, size: int, status: int, *, chunked: bool
) -> None:
    text = AD + b"\n" * (size - len(AD))
    parts = [text[start : start + 1_000_000] for start in range(0, size, 1_000_000)]
    answer = server.ask("/v1/classify", iter(parts) if chunked else text, TEXT, chunked=chunked)
    assert answer.status == status
    if status == 413:
        assert answer.headers["content-type"] == "application/problem+json"
        assert "10,000,000" in answer.json["detail"]


def test_a_client_that_asks_before_it_sends_too_much_is_spared_the_sending(server: Server) -> None:
    head = b"POST /v1/classify HTTP/1.1\r\nHost: x\r\nContent-Length: 99000000\r\nExpect: 100-continue\r\n\r\n"
    with server.connect(head) as asking:
        assert asking.recv(65_536).startswith(b"HTTP/1.1 413")


def test_a_client_that_breaks_off_does_no_harm(server: Server) -> None:
    for ending in (b"Content-Length: 500\r\n\r\nMedical Coder", b"Transfer-Encoding: chunked\r\n\r\n4\r\nMedi\r\n"):
        server.connect(b"POST /v1/classify HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n" + ending).close()
    wait_until(lambda: sum("went away" in line for line in server.log) >= 2)
    assert server.judge().status == 200


def test_a_name_will_do_for_the_address_and_ctrl_c_stops_at_once() -> None:
    with serving(host="localhost", DRAIN_DELAY="300") as server:
        assert server.judge().status == 200
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0


def test_a_batch_of_a_thousand_is_answered_in_order(server: Server) -> None:
    postings = [{"id": str(number), "text": AD.decode()} for number in range(999)] + [{"id": "last", "text": ""}]
    sent = json.dumps({"postings": postings})
    results = server.ask("/v1/classify/batch", sent, {"Content-Type": "application/json"}).json["results"]
    assert [result["id"] for result in results] == [posting["id"] for posting in postings]
    assert {result.get("role") for result in results[:-1]} == {"coder"}
    assert set(results[-1]) == {"id", "error"}


def test_counts_of_all_workers_are_added_up(server: Server) -> None:
    def judged() -> float:
        lines = server.ask("/metrics").body.decode().splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith("rolecall_postings_total"))

    before = judged()
    with ThreadPoolExecutor(8) as clients:
        assert {answer.status for answer in clients.map(lambda _: server.judge(), range(24))} == {200}
    assert {judged() for _ in range(6)} == {before + 24}


def test_a_killed_worker_is_replaced_while_the_other_answers(server: Server) -> None:
    wait_until(lambda: len(server.workers()) == 2)
    os.kill(server.workers()[0], signal.SIGKILL)
    wait_until(lambda: len(server.workers()) == 3)
    wait_until(lambda: answers(server))
    assert [server.judge().status for _ in range(10)] == [200] * 10
    assert server.process.poll() is None


def test_the_log_is_json_and_holds_no_word_of_the_posting(server: Server) -> None:
    server.ask("/v1/classify", b"Zanzibar Xylophone coder wanted", {**TEXT, "X-Request-ID": "look-here"})
    wait_until(lambda: any("look-here" in line for line in server.log))
    line = next(json.loads(line) for line in server.log if "look-here" in line)
    assert (line["route"], line["status"], line["method"]) == ("/v1/classify", 200, "POST")
    assert not [line for line in server.log if "Zanzibar" in line or "Xylophone" in line]
    assert all(line.startswith("{") for line in server.log if not line.startswith("Rolecall answers"))


def test_requests_in_flight_are_answered_when_the_server_stops() -> None:
    batch = json.dumps({"postings": [{"text": AD.decode()}] * 100})
    with serving(workers=2, QUEUE="100") as server, ThreadPoolExecutor(20) as clients:
        asked = [
            clients.submit(server.ask, "/v1/classify/batch", batch, {"Content-Type": "application/json"})
            for _ in range(20)
        ]
        wait_until(lambda: any("POST /v1/classify/batch" in line for line in server.log))
        server.process.send_signal(signal.SIGTERM)
        assert [one.result().status for one in asked] == [200] * 20
        assert server.process.wait(PATIENCE) == 0


def test_a_server_told_to_stop_is_not_ready_but_still_answers() -> None:
    with serving(DRAIN_DELAY="3") as server:
        assert server.ask("/readyz").status == 200
        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: server.ask("/readyz").status == 503)
        answer = server.judge()
        assert (answer.status, answer.headers["connection"]) == (200, "close")
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
    assert not list(Path("/dev/shm").glob(f"rolecall-{server.process.pid}-*"))  # noqa: S108


def test_a_stop_does_not_wait_for_bodies_that_stall() -> None:
    with serving(BODY_SECONDS="600", DRAIN_SECONDS="600") as server:
        with server.connect(b"POST /v1/classify HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf") as half:
            server.judge()
            server.process.send_signal(signal.SIGTERM)
            assert half.recv(65_536).startswith(b"HTTP/1.1 408")
        assert server.process.wait(PATIENCE) == 0


def test_a_full_queue_says_when_to_come_back_while_probes_are_answered() -> None:
    batch = json.dumps({"postings": [{"text": AD.decode()}] * 300})
    with serving(THREADS="1", QUEUE="1") as server, ThreadPoolExecutor(12) as clients:
        asked = [
            clients.submit(server.ask, "/v1/classify/batch", batch, {"Content-Type": "application/json"})
            for _ in range(12)
        ]
        assert server.ask("/healthz").status == 200
        answers = [one.result() for one in asked]
    refused = [answer for answer in answers if answer.status == 503]
    assert {answer.status for answer in answers} == {200, 503}
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in refused)
    assert all(answer.json["code"] == "overloaded" and answer.headers["x-request-id"] for answer in refused)


def test_no_worker_outlives_its_server(tmp_path: Path) -> None:
    with serving(workers=2, STATE_DIR=str(tmp_path)) as server:
        server.process.kill()
        server.process.wait(PATIENCE)
        wait_until(lambda: not answers(server))


def test_a_port_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code = f"from service.server import serve; serve('127.0.0.1', {taken.getsockname()[1]}, 1)"
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "already in use" in told.stderr.splitlines()[-1]
    assert "--port" in told.stderr.splitlines()[-1]


def test_the_rate_limit_holds_across_workers() -> None:
    with serving(workers=2, RATE_LIMIT="5/hour") as server, ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda _: server.judge(), range(24)))
    assert sorted(answer.status for answer in answers) == [200] * 5 + [429] * 19
    assert all(int(answer.headers["retry-after"]) > 60 for answer in answers if answer.status == 429)


@pytest.mark.parametrize(
    ("name", "value"), [("RATE_LIMIT", "often"), ("THREADS", "none"), ("API_KEYS", "/nowhere/keys")]
)
def test_a_bad_setting_stops_the_start_with_its_name(name: str, value: str) -> None:
    code = "from service.server import serve; serve('127.0.0.1', 1, 1)"
    environ = {**os.environ, f"ROLECALL_{name}": value}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environ, check=False)
    assert told.returncode == 1
    assert f"ROLECALL_{name} is {value!r}; it takes" in told.stderr


def test_the_service_keeps_to_its_document_whatever_is_sent(server: Server, tmp_path: Path) -> None:
    command = [
        sys.executable,
        *("-m", "schemathesis.cli", "--config-file", str(Path(__file__).parent / "schemathesis.toml")),
        *("run", f"http://127.0.0.1:{server.port}/openapi.json", "--checks", "all", "--max-examples", "100"),
        *("--generation-deterministic", "--no-color", "--max-response-time", "60"),
    ]
    tried = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert tried.returncode == 0, "\n".join(line[:300] for line in (tried.stdout + tried.stderr).splitlines())
    counted = re.search(r"(\d+) generated, (\d+) passed", tried.stdout)
    assert counted, tried.stdout
    assert int(counted[1]) == int(counted[2]) > 300
