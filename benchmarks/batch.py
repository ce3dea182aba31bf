"""`make bench-batch`: `rolecall batch` over made-up ads, with duplicates marked: rate, CPU, memory and speed-up.

One line is a Dask cluster of two workers, whose scheduler and workers count with the rest.

Memory is the proportional set size (PSS) of the whole process tree, so that pages that processes share count once.
CPU is that of the tree as well. The load of the machine stands beside each run: on a busy one the rate and the speed-up
by the clock say little, and what to compare is CPU a posting.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.postings import write

_EVERY = 0.25
_MB = 1 << 20


@dataclass(slots=True)
class Cost:
    """What a run cost, as far as it has gone: seconds by the clock and of CPU, and the most memory, in bytes."""

    rows: int
    workers: str
    clock: float = 0.0
    memory: int = 0
    load: float = 0.0
    cpu_of: dict[int, float] = field(default_factory=dict)

    @property
    def cpu(self) -> float:
        """Seconds of CPU of all processes."""
        return sum(self.cpu_of.values())

    @property
    def busy(self) -> float:
        """How many processors the run had, on average."""
        return self.cpu / self.clock

    def sample(self, tree: list[psutil.Process]) -> None:
        """Look at the processes of the run."""
        memory = 0
        for process in tree:
            with suppress(psutil.Error):
                spent = process.cpu_times()
                self.cpu_of[process.pid] = spent.user + spent.system
                memory += process.memory_full_info().pss
        self.memory = max(self.memory, memory)

    def __str__(self) -> str:
        rate, each = self.rows / self.clock, self.cpu / self.rows * 1000
        return (
            f"{self.rows:>9,}{self.workers:>9}{self.clock:>10.1f} s{rate:>10.1f}{each:>12.2f} ms{self.busy:>8.2f}"
            f"{self.memory / _MB:>10.0f} MB{self.load:>8.1f}"
        )


def cost(ads: Path, rows: int, workers: int) -> Cost:
    """Run a batch over ``ads`` on this machine and return what it cost."""
    return _watched(Cost(rows, str(workers)), ads, ["--workers", str(workers)], [])


def cost_on_dask(ads: Path, rows: int, workers: int) -> Cost:
    """Run a batch over ``ads`` on a cluster of its own and return what it cost."""
    told = ads.with_suffix(".scheduler.json")
    common = ["--scheduler-file", str(told), "--no-dashboard"]
    with ExitStack() as stack:
        cluster = [_started(stack, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *common)]
        while not (told.exists() and told.read_text().rstrip().endswith("}")):
            time.sleep(_EVERY)
        alone = ["--nthreads", "1", "--no-nanny", "--local-directory", str(ads.parent), *common]
        cluster += [_started(stack, "distributed.cli.dask_worker", *alone) for _ in range(workers)]
        address = json.loads(told.read_text())["address"]
        return _watched(Cost(rows, f"dask {workers}"), ads, ["--engine", "dask", "--scheduler", address], cluster)


def _started(stack: ExitStack, *command: str) -> psutil.Process:
    process = stack.enter_context(psutil.Popen([sys.executable, "-m", *command], stderr=subprocess.DEVNULL))
    stack.callback(process.terminate)
    return process


def _watched(told: Cost, ads: Path, options: list[str], others: list[psutil.Process]) -> Cost:
    out, start = ads.with_suffix(".verdicts.jsonl"), time.monotonic()
    command = [sys.executable, "-m", "classifier", "batch", str(ads), "--output", str(out), "--mark-duplicates"]
    with psutil.Popen([*command, *options], stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            with suppress(psutil.Error):
                told.sample([process, *process.children(recursive=True), *others])
            time.sleep(_EVERY)
    told.clock, told.load = time.monotonic() - start, os.getloadavg()[1]
    if process.returncode:
        sys.exit(f"the batch of {told.rows:,} rows failed")
    return told


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs=2, default=(10_000, 100_000), metavar=("FEW", "MANY"))
    few, many = parser.parse_args().rows
    print(
        f"{'rows':>9}{'workers':>9}{'clock':>12}{'a second':>10}{'CPU a row':>15}{'CPUs':>8}{'memory':>13}{'load':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        ads = Path(folder) / "ads.jsonl"
        write(ads, few)
        one, two = _shown(cost(ads, few, 1)), _shown(cost(ads, few, 2))
        _shown(cost_on_dask(ads, few, 2))
        write(ads, many)
        large = _shown(cost(ads, many, 2))
    print(f"speed-up of two workers: {one.clock / two.clock:.2f} by the clock")
    print(f"memory at {many:,} rows over that at {few:,}: {large.memory / two.memory:.3f}")


def _shown(told: Cost) -> Cost:
    print(told, flush=True)
    return told


if __name__ == "__main__":
    main()
