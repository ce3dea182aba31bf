"""The server that `rolecall serve` starts: granian, several processes around one application."""

from granian import Granian
from granian.constants import Interfaces

#: Threads that wait on bodies in each worker; a half-open connection holds one.
_THREADS = 64


def serve(host: str, port: int, workers: int) -> None:
    """Serve until a signal stops it; a worker that dies is started again."""
    Granian(
        "service:create_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
    ).serve()
