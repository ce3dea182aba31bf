"""What the inputs of a run are: files, folders and addresses, each with what tells that it was changed."""

import glob
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from classifier.batch.errors import BatchError
from classifier.batch.options import InputFormat
from classifier.batch.streams import STDIN, filesystem, is_address

_FORMATS = {
    ".jsonl": InputFormat.JSONL,
    ".ndjson": InputFormat.JSONL,
    ".csv": InputFormat.CSV,
    ".tsv": InputFormat.CSV,
    ".parquet": InputFormat.PARQUET,
    ".warc": InputFormat.WARC,
    **dict.fromkeys((".html", ".htm", ".txt", ".json"), InputFormat.PAGE),
}
_PACKED = (".gz", ".zst")
#: What makes a pattern of a name.
WILD = "*?["


@dataclass(frozen=True, slots=True)
class Source:
    """One input. ``size`` is in bytes, ``state`` changes when the content does; None where nothing tells them.

    ``folder`` is True for a folder of pages. ``format`` is None for stdin, which is looked at when it is read.
    """

    place: str
    format: InputFormat | None
    size: int | None
    state: str | None
    folder: bool = False


def sources(inputs: tuple[str, ...], given: InputFormat | None) -> tuple[Source, ...]:
    """Return the inputs in order, patterns as the files that they fit, sorted by name.

    Raises BatchError: ``unreadable``, ``empty_folder``, ``unknown_format``.
    """
    found = [source for place in inputs for source in _expanded(place, given)]
    return tuple(found)


def file_format(place: str) -> InputFormat | None:
    """Return what the end of a name tells, without ``.gz`` or ``.zst``; None where it tells nothing."""
    name = PurePosixPath(place)
    suffix = PurePosixPath(name.stem).suffix if name.suffix.lower() in _PACKED else name.suffix
    return _FORMATS.get(suffix.lower())


def pages(folder: str) -> Iterator[str]:
    """Yield the files of pages in a folder and those below it, sorted by name; what begins with a dot is left out."""
    found: Iterator[str]
    if is_address(folder):
        system, path = filesystem(folder)
        found = (str(system.unstrip_protocol(name)) for name in sorted(system.find(path)))
    else:
        found = _walked(folder)
    yield from (place for place in found if file_format(place) is InputFormat.PAGE)


def _walked(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder, onerror=_refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(parent, name) for name in sorted(names) if not name.startswith("."))  # noqa: PTH118 - twice as fast on a million files


def _refused(error: OSError) -> None:
    raise error


def _expanded(place: str, given: InputFormat | None) -> Iterator[Source]:
    try:
        if place == STDIN:
            yield Source(place, given, None, None)
        elif is_address(place):
            yield from _remote(place, given)
        elif any(sign in place for sign in WILD) and not os.path.lexists(place):
            found = sorted(glob.glob(place, recursive=True))  # noqa: PTH207 - pathlib takes no absolute pattern
            if not found:
                raise BatchError("empty_folder", f"No file fits {place}.")
            for name in found:
                yield _local(name, given)
        else:
            yield _local(place, given)
    except OSError as error:
        raise BatchError("unreadable", f"{place} can't be read: {error.strerror or error}") from error


def _local(place: str, given: InputFormat | None) -> Source:
    path = Path(place)
    if path.is_dir():
        return _folder(place, ((name, _stat(name)) for name in pages(place)))
    told = path.stat()
    if not path.is_file():
        raise BatchError("unreadable", f"{place} is no regular file; pipe its content in: rolecall batch - ... < FILE")
    return Source(place, given or _known(place), told.st_size, str(told.st_mtime_ns))


def _stat(name: str) -> tuple[int, int]:
    """Return the size of a file and when it was written; zeros for a link that leads nowhere, which is an error row."""
    try:
        told = os.stat(name)  # noqa: PTH116 - as above
    except OSError:
        return 0, 0
    return told.st_size, told.st_mtime_ns


def _folder(place: str, files: Iterator[tuple[str, tuple[int, int]]]) -> Source:
    digest, size, count = hashlib.sha256(), 0, 0
    for name, (length, written) in files:
        digest.update(f"{name}\0{length}\0{written}\n".encode("utf-8", "surrogateescape"))
        size, count = size + length, count + 1
    if not count:
        raise _empty(place)
    return Source(place, InputFormat.PAGE, size, digest.hexdigest(), folder=True)


def _remote(address: str, given: InputFormat | None) -> Iterator[Source]:
    system, path = filesystem(address)
    if any(sign in path for sign in WILD):
        names = sorted(system.glob(path))
        if not names:
            raise BatchError("empty_folder", f"No file fits {address}.")
        for name in names:
            yield _object(str(system.unstrip_protocol(name)), system.info(name), given)
    elif system.isdir(path):
        names = sorted(name for name in system.find(path) if file_format(name) is InputFormat.PAGE)
        if not names:
            raise _empty(address)
        told = [_object(name, system.info(name), InputFormat.PAGE) for name in names]
        state = hashlib.sha256(repr([(one.place, one.size, one.state) for one in told]).encode()).hexdigest()
        yield Source(address, InputFormat.PAGE, sum(one.size or 0 for one in told), state, folder=True)
    else:
        yield _object(address, system.info(path), given)


def _object(address: str, info: dict[str, object], given: InputFormat | None) -> Source:
    marks = ("ETag", "etag", "md5Hash", "checksum", "LastModified", "last_modified", "mtime", "created")
    size = info.get("size")
    state = next((str(info[mark]) for mark in marks if info.get(mark)), None)
    return Source(address, given or _known(address), size if isinstance(size, int) else None, state)


def _known(place: str) -> InputFormat:
    found = file_format(place)
    if found is None:
        kinds = ", ".join(_FORMATS)
        raise BatchError("unknown_format", f"{place} is none of {kinds}: say what it is by --input-format.")
    return found


def _empty(place: str) -> BatchError:
    advice = "for other files give a pattern, as in 'FOLDER/*.jsonl.gz'"
    return BatchError("empty_folder", f"{place} holds no .html, .htm, .txt or .json file; {advice}.")
