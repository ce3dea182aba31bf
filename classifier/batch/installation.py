"""What is installed: that the code, rules and libraries of a run are the same on each machine and each day."""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from classifier.model import Model, load

_READ = (".py", ".toml")

#: The libraries whose versions may change what is read.
_LIBRARIES = ("beautifulsoup4", "charset-normalizer", "lxml", "numpy", "pyahocorasick", "soupsieve")


@dataclass(frozen=True, slots=True)
class Installation:
    """What a verdict depends on beside the posting: digests of model and code, names and versions of libraries."""

    model: str
    code: str
    libraries: tuple[tuple[str, str], ...]

    def unlike(self, other: "Installation") -> str:
        """Return in words what this one has otherwise, "" where it is the same."""
        parts = ["model"] * (self.model != other.model) + ["code or rules"] * (self.code != other.code)
        was = dict(other.libraries)
        parts += [f"{name} {number}" for name, number in self.libraries if was.get(name) != number]
        return ", ".join(parts)


def installation() -> Installation:
    """Return what is installed here."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    libraries = (("python", python), *((name, version(name)) for name in _LIBRARIES))
    return Installation(bundled().sha256, code_digest(), libraries)


@cache
def bundled() -> Model:
    """Return the bundled model, loaded once a process."""
    return load()


@cache
def code_digest() -> str:
    """Return the sha256 of all modules and rules of this package, by their names and bytes."""
    told = hashlib.sha256()
    for name, file in _files(files("classifier"), ""):
        content = file.read_bytes()
        told.update(f"{name}\0{len(content)}\0".encode())
        told.update(content)
    return told.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(_READ):
            yield f"{path}{entry.name}", entry
