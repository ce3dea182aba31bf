"""A batch on a Dask cluster: the same bytes as here, whichever worker is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from classifier.batch import cluster
from classifier.batch.errors import BatchError

ROOT = Path(__file__).parent.parent
CODER = "Medical Coder\n- Assigns ICD-10-CM codes to inpatient charts\nCCS required"
QUICK = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s"}
Process = subprocess.Popen[bytes]
Start = Callable[..., Process]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start Python modules; whatever is left of them at the end is killed."""
    started: list[Process] = []

    def begun(*command: object, **settings: str) -> Process:
        line = [sys.executable, "-m", *map(str, command)]
        told = subprocess.PIPE if command[0] == "classifier" else subprocess.DEVNULL
        started.append(
            subprocess.Popen(line, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **settings}, stderr=told)
        )
        return started[-1]

    yield begun
    for process in started:
        with process:
            process.kill()


class Cluster:
    """A scheduler at a free port and workers of one thread each."""

    def __init__(self, start: Start, folder: Path, workers: int) -> None:
        told = folder / "scheduler.json"
        quiet = ("--scheduler-file", told, "--no-dashboard")
        self.scheduler = start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", 0, *quiet)
        until(lambda: self.scheduler.poll() is not None or (told.exists() and told.read_text().rstrip().endswith("}")))
        assert self.scheduler.poll() is None
        nowhere = ("--local-directory", folder / "dask", "--nthreads", 1, "--no-nanny", *quiet)
        self.workers = [start("distributed.cli.dask_worker", *nowhere) for _ in range(workers)]
        self.address = json.loads(told.read_text())["address"]


def until(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.02)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("input") / "ads.jsonl"
    rows = [{"id": f"r{n}", "text": f"{CODER}\n- Codes {n} charts a day"} for n in range(240)]
    place.write_text("".join(f"{json.dumps(row)}\n" for row in rows) + '{"id": "bad"}\n')
    return place


@pytest.fixture(scope="module")
def whole(source: Path) -> bytes:
    """The output of a run on this machine that nobody disturbed."""
    out = source.with_name("whole.jsonl")
    command = [sys.executable, "-m", "classifier", "batch", str(source), "-o", str(out), "--workers", "1"]
    subprocess.run([*command, "--mark-duplicates"], cwd=ROOT, check=True, capture_output=True)
    return out.read_bytes()


def batch(start: Start, source: Path, out: Path, *more: object, **settings: str) -> Process:
    options = ("--shard-rows", 4, "--mark-duplicates", "--resume")
    return start("classifier", "batch", source, "--output", out, *options, *more, **settings)


def on(cluster: Cluster) -> tuple[str, ...]:
    return ("--engine", "dask", "--scheduler", cluster.address)


def noted(out: Path) -> int:
    diary = Path(f"{out}.manifest.jsonl")
    return diary.read_bytes().count(b"\n") if diary.exists() else 0


def test_a_worker_that_is_killed_half_way_costs_no_row(
    tmp_path: Path, start: Start, source: Path, whole: bytes
) -> None:
    dask, out = Cluster(start, tmp_path, workers=2), tmp_path / "out.jsonl"
    run = batch(start, source, out, *on(dask))
    until(lambda: noted(out) > 20 or run.poll() is not None)
    assert run.poll() is None, run.communicate()[1].decode()
    dask.workers[0].send_signal(signal.SIGKILL)
    told = run.communicate()[1].decode()
    assert run.returncode == 0, told
    assert dask.workers[1].poll() is None
    assert out.read_bytes() == whole


def test_a_scheduler_that_dies_is_a_clear_stop_and_the_run_goes_on_elsewhere(
    tmp_path: Path, start: Start, source: Path, whole: bytes
) -> None:
    dask, out = Cluster(start, tmp_path, workers=1), tmp_path / "out.jsonl"
    run = batch(start, source, out, *on(dask), **QUICK)
    until(lambda: noted(out) > 10 or run.poll() is not None)
    dask.scheduler.send_signal(signal.SIGKILL)
    told = run.communicate()[1].decode()
    assert run.returncode == 1
    assert f"The Dask scheduler at {dask.address} is gone" in told
    assert "--resume" in told
    assert "Traceback" not in told
    assert not out.exists()
    assert noted(out) > 10
    here = batch(start, source, out, "--workers", 1)
    assert here.wait() == 0
    assert out.read_bytes() == whole


def test_no_scheduler_and_no_workers_are_told(tmp_path: Path, start: Start, source: Path) -> None:
    dask, out = Cluster(start, tmp_path, workers=0), tmp_path / "out.jsonl"
    told = batch(start, source, out, *on(dask), **QUICK).communicate()[1].decode()
    assert "has no worker" in told
    dask.scheduler.kill()
    dask.scheduler.wait()
    run = batch(start, source, out, *on(dask), **QUICK)
    assert f"No Dask scheduler answers at {dask.address}" in run.communicate()[1].decode()
    assert run.returncode == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [(PackageNotFoundError("rolecall"), "tcp://b:2 has no Rolecall"), ("0.0.1", "tcp://b:2 has Rolecall 0.0.1")],
)
def test_a_worker_without_this_rolecall_gets_no_work(told: object, said: str) -> None:
    class Client:
        def run(self, *_: object, **__: object) -> dict[str, object]:
            return {"tcp://a:1": version("rolecall"), "tcp://b:2": told}

    with pytest.raises(BatchError, match=said):
        cluster._refuse_strangers(Client())  # noqa: SLF001 - a real worker has what we have


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--engine", "dask"], "--scheduler ADDRESS go together"),
        (["--scheduler", "tcp://head:8786"], "go together"),
        (["--engine", "dask", "--scheduler", "tcp://head:8786", "--workers", "2"], "--workers is for this machine"),
    ],
)
def test_options_that_do_not_go_together_are_refused(start: Start, source: Path, given: list[str], said: str) -> None:
    run = start("classifier", "batch", source, "--output", "out.jsonl", *given)
    assert said in run.communicate()[1].decode()
    assert run.returncode == 2
