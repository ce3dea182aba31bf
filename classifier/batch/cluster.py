"""Shards on a Dask cluster that is there already; their results come back to this process, which alone writes."""

import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from classifier.batch.errors import BatchError, extra
from classifier.batch.shards import Done, Shard, store
from classifier.batch.work import Judgement, Work, judged_shard

#: Shards that are sent ahead for each thread of the cluster.
_AHEAD = 2

#: Seconds that pass before somebody looks whether any worker is left.
_LOOK = 15

#: One row may have 10 MB, and a shard a little more; that isn't worth a warning.
_QUIET = {"distributed.admin.large-graph-warning-threshold": "100MB"}


def on_dask(todo: Iterator[Shard], work: Work, folder: Path, scheduler: str) -> Generator[Done, None, None]:
    """Have the shards judged by the workers of a cluster, and yield each once its results are on disk in ``folder``.

    Dask gives what a lost worker had to another one; only what arrives here is written, so that a shard that was judged
    twice counts once. Raises BatchError ``no_scheduler``, ``no_workers``, ``worker_lost`` and what a worker raised.
    """
    with _client(scheduler) as client:
        running: set[Any] = set()
        with _translated(scheduler):
            _threads(client, scheduler)
            _refuse_strangers(client)
        while True:
            with _translated(scheduler):
                for shard in islice(todo, max(0, _AHEAD * _threads(client, scheduler) - len(running))):
                    running.add(client.submit(judged_shard, shard, work, pure=False))
                judgements = _finished(client, running, scheduler)
            if not judgements:
                return
            for judgement in judgements:
                store(judgement.content, folder, judgement.done.number)
                yield judgement.done


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    distributed = extra("distributed", "--engine dask", "dask")
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they would log is raised as well
    with extra("dask", "--engine dask", "dask").config.set(_QUIET):
        try:
            client = distributed.Client(scheduler)
        except (OSError, ValueError, TypeError) as error:
            raise BatchError(
                "no_scheduler",
                f"No Dask scheduler answers at {scheduler} ({error}): start one, or correct the address.",
            ) from error
        try:
            yield client
        finally:
            client.close()


def _refuse_strangers(client: Any) -> None:
    """Raise BatchError ``other_installation`` for a worker without Rolecall: work that it can't read would end it."""
    wanted = version("rolecall")
    for worker, told in client.run(version, "rolecall", on_error="return").items():
        if told != wanted:
            met = "no Rolecall" if isinstance(told, Exception) else f"Rolecall {told}"
            raise BatchError(
                "other_installation", f"The worker at {worker} has {met}: install rolecall[batch]=={wanted} there."
            )


def _threads(client: Any, scheduler: str) -> int:
    """Return how many threads the workers have, waiting for the first as long as Dask waits for a connection."""
    limit = extra("dask", "--engine dask", "dask").config.get("distributed.comm.timeouts.connect")
    try:
        client.wait_for_workers(1, timeout=limit)
    except TimeoutError as error:
        advice = f"start some (dask worker {scheduler})"
        raise BatchError("no_workers", f"The scheduler at {scheduler} has no worker: {advice}.") from error
    return sum(client.nthreads().values())


def _finished(client: Any, running: set[Any], scheduler: str) -> list[Judgement]:
    """Return what came back, at least one where anything is running, and take it out of ``running``."""
    distributed = extra("distributed", "--engine dask", "dask")
    while running:
        try:
            done = distributed.wait(running, timeout=_LOOK, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            _threads(client, scheduler)
            continue
        running -= done
        return list(client.gather(list(done)))
    return []


@contextmanager
def _translated(scheduler: str) -> Iterator[None]:
    distributed = extra("distributed", "--engine dask", "dask")
    try:
        yield
    except distributed.KilledWorker as error:
        raise BatchError(
            "worker_lost", f"Workers were killed again and again, perhaps for want of memory ({error})."
        ) from error
    except (distributed.CancelledError, OSError) as error:
        raise BatchError("no_scheduler", f"The Dask scheduler at {scheduler} is gone.") from error
