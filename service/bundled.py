"""The bundled model, read once for all workers."""

from functools import cache

from classifier import Model, load


@cache
def bundled() -> Model:
    """Return the bundled model; workers that are forked after the first call share its memory.

    Raises classifier.ModelError where it can't be used.
    """
    return load()
