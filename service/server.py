"""The server that `rolecall serve` starts: granian, several processes around one application, one model in memory."""

import gc
import multiprocessing
import os
import shutil
import signal
import socket
import sys
import threading
from importlib import import_module
from types import FrameType

from granian.constants import HTTPModes, Interfaces
from granian.server import MPServer

from service.bundled import bundled
from service.logs import logging_config
from service.settings import SettingError, Settings, settings
from service.state import State, new_state
from service.trial import trial

_GATEWAY = "service.gateway"


def serve(host: str, port: int, workers: int) -> None:
    """Serve until a signal stops it; a worker that dies is started again.

    SIGTERM is a slow stop: readiness turns false first, then no more connections are taken, and requests in flight are
    answered. SIGINT, or a second SIGTERM, skips the first step.

    Raises SettingError and classifier.ModelError before anything is served.
    """
    chosen = settings(os.environ)
    address = _address(host, port)
    state = new_state(chosen.state_dir)
    # Workers are told by the environment, which reaches them however they are started.
    os.environ |= {"ROLECALL_STATE_DIR": str(state.folder), "PROMETHEUS_MULTIPROC_DIR": str(state.metrics)}
    try:
        _share()
        server = _server(address, port, workers, chosen)
        server.on_startup(lambda: _started(host, port, state, chosen))
        server.serve()
    finally:
        shutil.rmtree(state.folder, ignore_errors=True)


def _address(host: str, port: int) -> str:
    """Return the address of ``host``, IPv4 if it has one; raises SettingError where nothing can listen there.

    The server itself would share the port of another one without a word.
    """
    try:
        found = sorted(
            socket.getaddrinfo(host, port, type=socket.SOCK_STREAM), key=lambda one: one[0] != socket.AF_INET
        )
        family, kind, protocol, _, place = found[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except OSError as error:
        message = f"Nothing can listen on {host} port {port} ({error.strerror}): choose another --host or --port."
        raise SettingError("bad_address", message) from None
    return str(place[0])


def _server(address: str, port: int, workers: int, chosen: Settings) -> MPServer:
    return MPServer(
        f"{_GATEWAY}:gateway",
        factory=True,
        address=address,
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
    """Read code, word lists and model before workers are forked: they share the memory, and start again at once."""
    import_module(_GATEWAY)  # not sooner: the library that counts looks for its folder when it is imported
    trial(bundled())
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
