"""What is installed: that the code, rules and libraries of a run are the same on each machine and each day."""

import hashlib
import platform
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

_READ = (".py", ".toml")

#: The libraries whose versions may change what is read.
_LIBRARIES = ("beautifulsoup4", "charset-normalizer", "lxml", "numpy", "pyahocorasick", "soupsieve")


@cache
def code_digest() -> str:
    """Return the sha256 of all modules and rules of this package, by their names and bytes."""
    told = hashlib.sha256()
    for name, file in _files(files("classifier"), ""):
        content = file.read_bytes()
        told.update(f"{name}\0{len(content)}\0".encode())
        told.update(content)
    return told.hexdigest()


@cache
def libraries() -> dict[str, str]:
    """Return the versions of Python and of the libraries that read postings."""
    return {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(_READ):
            yield f"{path}{entry.name}", entry
