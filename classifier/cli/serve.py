"""``rolecall serve``: the HTTP API."""

import click

from service.server import serve as served


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that judge.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the HTTP API on this machine.

    \b
    rolecall serve --port 8080
    curl -s localhost:8080/v1/classify -H 'Content-Type: text/plain' --data-binary @ad.txt
    """
    served(host, port, workers)
