"""The server that `rolecall serve` starts: granian, several processes around one application, one model in memory."""

import gc
import multiprocessing
import os
import shutil
import signal
import sys
import threading
from importlib import import_module
from types import FrameType

from granian import Granian
from granian.constants import HTTPModes, Interfaces

from service.bundled import bundled
from service.logs import logging_config
from service.settings import Settings, settings
from service.state import State, new_state

_GATEWAY = "service.gateway"


def serve(host: str, port: int, workers: int) -> None:
    """Serve until a signal stops it; a worker that dies is started again.

    SIGTERM is a slow stop: readiness turns false first, then no more connections are taken, and requests in flight are
    answered. SIGINT, or a second SIGTERM, skips the first step.

    Raises SettingError and classifier.ModelError before anything is served.
    """
    chosen = settings(os.environ)
    state = new_state(chosen.state_dir)
    # Workers are told by the environment, which reaches them however they are started.
    os.environ |= {"ROLECALL_STATE_DIR": str(state.folder), "PROMETHEUS_MULTIPROC_DIR": str(state.metrics)}
    try:
        _share()
        server = _server(host, port, workers, chosen)
        server.on_startup(lambda: _started(host, port, state, chosen))
        server.serve()
    finally:
        shutil.rmtree(state.folder, ignore_errors=True)


def _server(host: str, port: int, workers: int, chosen: Settings) -> Granian:
    return Granian(
        f"{_GATEWAY}:gateway",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        backlog=2048,
        backpressure=chosen.connections,
        respawn_failed_workers=True,
        workers_kill_timeout=chosen.drain_seconds,
        log_dictconfig=logging_config(chosen),
    )


def _share() -> None:
    """Read code and model before workers are forked: they share its memory, and start and start again at once."""
    import_module(_GATEWAY)  # not sooner: the library that counts looks for its folder when it is imported
    bundled()
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
        gc.freeze()  # the collector would touch, and so copy, what is shared


def _started(host: str, port: int, state: State, chosen: Settings) -> None:
    """Say where the server is, and put the slow stop before the one that the server has set up for SIGTERM."""
    shown = f"[{host}]" if ":" in host else host
    sys.stdout.write(f"Rolecall answers on http://{shown}:{port} (the API is told at /docs). Ctrl-C stops it.\n")
    sys.stdout.flush()
    main, stop = os.getpid(), signal.getsignal(signal.SIGTERM)
    if not callable(stop):
        return

    def drain(number: int, frame: FrameType | None) -> None:
        if os.getpid() != main:  # a worker just forked, not yet set up
            raise SystemExit(0)
        signal.signal(signal.SIGTERM, stop)
        state.drain()
        threading.Timer(chosen.drain_delay, stop, (number, frame)).start()

    signal.signal(signal.SIGTERM, drain)
