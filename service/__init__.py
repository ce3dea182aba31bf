"""Rolecall over HTTP: `create_app` is the whole application, one view module a subject; `server` starts it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.app import create_app as create_app

__all__ = ("create_app",)


def __getattr__(name: str) -> object:
    # Late, because the server has to say where counters are kept before the library that counts is imported.
    if name != "create_app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from service.app import create_app  # noqa: PLC0415

    return create_app
