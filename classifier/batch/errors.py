"""What stops a whole run; a row that can't be read never does."""

from importlib import import_module
from typing import Any

from classifier.errors import RolecallError


class BatchError(RolecallError):
    """An input can't be read as a whole, an output can't be written, or a run can't be resumed."""


def extra(library: str, purpose: str, name: str = "batch") -> Any:
    """Return a module that only some runs need; raises BatchError ``missing_library`` where it isn't installed."""
    try:
        return import_module(library)
    except ModuleNotFoundError as error:
        message = f"{purpose} needs {error.name}: pip install rolecall[{name}]"
        raise BatchError("missing_library", message) from error
