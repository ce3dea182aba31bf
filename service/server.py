"""The server that `rolecall serve` starts: granian, several processes around one application."""

from granian.constants import Interfaces
from granian.server import Server

#: Threads that wait on bodies in each worker. Half-open connections hold one each.
_THREADS = 64


def serve(host: str, port: int, workers: int) -> None:
    """Serve until a signal stops it; a worker that dies is started again."""
    Server(
        "service.wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
    ).serve()
