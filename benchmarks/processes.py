"""What whole processes cost: cold starts, and the workers of a batch. Needs Linux, whose /proc tells it."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.ads import rows
from benchmarks.cost import Rounds

ROUNDS = 9
_ROLECALL = ("-m", "classifier")
_AD = str(Path(__file__).parent.parent / "examples" / "coder.txt")
#: Rows of the batch that starts up and judges next to nothing; what a longer one costs more is the judging.
FEW = 16
_MB = 1 << 20

STARTS: dict[str, Sequence[str]] = {
    "import click": ("-c", "import click"),
    "import numpy": ("-c", "import numpy"),
    "rolecall --help": (*_ROLECALL, "--help"),
    "rolecall classify": (*_ROLECALL, "classify", _AD),
    "rolecall classify --json": (*_ROLECALL, "classify", _AD, "--json"),
}


def starts(commands: Mapping[str, Sequence[str]] = STARTS, rounds: int = ROUNDS) -> dict[str, Rounds]:
    """Return the CPU seconds of each command, run by this Python in processes of their own after one that warms up."""
    found: dict[str, list[float]] = {name: [] for name in commands}
    for arguments in commands.values():
        _seconds(arguments)
    for _ in range(rounds):
        for name, arguments in commands.items():
            found[name].append(_seconds(arguments))
    return {name: tuple(seconds) for name, seconds in found.items()}


def batch(rounds: int = 3) -> Rounds:
    """Return the CPU seconds that `rolecall batch` takes for each ad, the start aside."""
    with tempfile.TemporaryDirectory() as folder:
        ads = rows()
        few, many = _written(Path(folder, "few.jsonl"), ads[:FEW]), _written(Path(folder, "many.jsonl"), ads)
        found = starts({name: _batch(Path(name), workers=1) for name in (few, many)}, rounds)
        pairs = zip(found[many], found[few], strict=True)
        return tuple((long - short) / (len(ads) - FEW) for long, short in pairs)


def worker_memory() -> tuple[float, float]:
    """Return the most megabytes that a worker of `rolecall batch` held at any time: in all, and of its own.

    Of its own is the proportional set size: what several processes share, such as libraries, counts by its share.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = _batch(Path(_written(Path(folder, "ads.jsonl"), rows())), workers=2)
        whole, own = 0, 0
        with psutil.Popen([sys.executable, *command], stderr=subprocess.DEVNULL, env=_keeping_bytecode()) as process:
            while process.poll() is None:
                with suppress(psutil.Error):
                    held = [worker.memory_full_info() for worker in process.children(recursive=True)]
                    whole, own = max([whole, *(one.rss for one in held)]), max([own, *(one.pss for one in held)])
                time.sleep(0.1)
        return whole / _MB, own / _MB


def _seconds(arguments: Sequence[str]) -> float:
    before = _used()
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_keeping_bytecode(),
    )
    return _used() - before


def _keeping_bytecode() -> dict[str, str]:
    """Return the environment in which modules are compiled once, as they are wherever Rolecall is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _written(place: Path, ads: Sequence[Mapping[str, object]]) -> str:
    place.write_text("".join(json.dumps(row) + "\n" for row in ads), "utf-8")
    return str(place)


def _batch(place: Path, workers: int) -> Sequence[str]:
    out = f"{place}.{os.getpid()}.out.jsonl"
    return (*_ROLECALL, "batch", str(place), "--output", out, "--workers", str(workers))
