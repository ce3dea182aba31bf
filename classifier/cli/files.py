"""The files that commands read and write; ``-`` is stdin."""

import stat
import sys
from pathlib import Path

import click

from classifier.errors import PostingError
from classifier.source.posting import InputKind, Posting, read_postings

STDIN = "-"

#: What the end of a file's name says of the posting in it.
_KINDS = {".json": InputKind.JSON, ".html": InputKind.HTML, ".htm": InputKind.HTML}


def content(file: Path) -> tuple[bytes, InputKind | None]:
    """Return the bytes of ``file`` and what its name says about them.

    Raises PostingError for what is no regular file: a pipe or device could block for ever.
    """
    if str(file) == STDIN:
        return sys.stdin.buffer.read(), None
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise PostingError(
                "not_a_file", f"{file} is no regular file; pipe its content in: rolecall classify - < FILE"
            )
        return file.read_bytes(), _KINDS.get(file.suffix.lower())
    except OSError as error:
        raise PostingError("unreadable", f"{file} can't be read: {error.strerror}") from error


def postings(file: Path, title: str | None = None) -> tuple[Posting, ...]:
    """Return every posting that ``file`` holds."""
    data, kind = content(file)
    return read_postings(data, kind=kind, title=title)


def first_posting(file: Path, title: str | None = None) -> Posting:
    """Return the first posting of ``file``, saying on stderr where there are more."""
    found = postings(file, title)
    if len(found) > 1:
        click.echo(f"{file} holds {len(found)} postings; this is the first", err=True)
    return found[0]


def write(file: Path, text: str) -> None:
    """Write ``text``; raises ClickException where that can't be done."""
    try:
        file.write_text(text, "utf-8", newline="")
    except OSError as error:
        raise click.ClickException(f"{file} can't be written: {error.strerror}") from error
