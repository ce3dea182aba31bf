"""Shards side by side on the processors of this machine."""

import os
import threading
import time
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path
from warnings import catch_warnings

from joblib import Parallel, delayed
from joblib.externals.loky.process_executor import TerminatedWorkerError

from classifier.batch.errors import BatchError
from classifier.batch.shards import Done, Shard, store
from classifier.batch.work import Work, judged_shard

#: Shards that are read ahead for each worker: enough to keep it busy, few enough to keep memory flat.
_AHEAD = "2*n_jobs"
_WATCH_SECONDS = 1


def on_this_machine(todo: Iterator[Shard], work: Work, folder: Path, workers: int) -> Generator[Done, None, None]:
    """Have the shards judged and stored in ``folder``, and yield each once it is on disk; -1 workers are one a core.

    Raises BatchError ``worker_lost`` where a worker was killed.
    """
    parallel = Parallel(
        n_jobs=workers, return_as="generator_unordered", pre_dispatch=_AHEAD, batch_size=1, max_nbytes=None
    )
    results = parallel(delayed(_stored)(shard, work, folder, os.getpid()) for shard in todo)
    try:
        for done in results:  # noqa: UP028 - so that closing this generator doesn't close the other one first
            yield done
    except TerminatedWorkerError as error:
        raise BatchError("worker_lost", "A worker was killed, perhaps for want of memory.") from error
    finally:
        with catch_warnings(action="ignore"):  # that tasks are left, which is meant
            results.close()


def _stored(shard: Shard, work: Work, folder: Path, runner: int) -> Done:
    """Judge and store a shard for the process ``runner``."""
    if os.getpid() != runner:
        _end_with(runner)
    judgement = judged_shard(shard, work)
    store(judgement.content, folder, shard.number)
    return judgement.done


@cache
def _end_with(runner: int) -> None:
    """Have this worker end soon after the process that it works for was killed; else it would wait for minutes."""

    def watch() -> None:
        while os.getppid() == runner:
            time.sleep(_WATCH_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
