"""The command line: a door that only reads arguments and writes answers."""

import json
import stat
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from classifier.errors import PostingError, RolecallError

if TYPE_CHECKING:  # imported where it is used, so that `rolecall --help` answers at once
    from classifier.source.posting import InputKind, Posting

_STDIN = "-"


class _Rolecall(click.Group):
    """Says every expected error in one line on stderr and leaves with status 1."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except RolecallError as error:
            raise click.ClickException(error.message) from error


@click.group(cls=_Rolecall, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="rolecall")
def main() -> None:
    """Say which health information role a job ad is for, and what it really asks for.

    \b
    rolecall classify ad.txt
    curl -s https://example.org/job | rolecall classify - --json
    """


@main.command()
@click.argument("file", default=_STDIN, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--title", help="The ad's title, where the file doesn't hold it.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole verdict as JSON.")
@click.option("--with-text", is_flag=True, help="Add the cleaned text that the spans index (with --json).")
def classify(file: Path, title: str | None, *, as_json: bool, with_text: bool) -> None:
    """Judge the ad in FILE (text, HTML or JSON; - or nothing reads stdin).

    \b
    rolecall classify ad.html
    rolecall classify ad.txt --title "HIM Specialist" --json
    """
    from classifier.model import load
    from classifier.verdict import classify as judged

    postings = _postings(file, title)
    if len(postings) > 1:
        click.echo(f"{file} holds {len(postings)} postings; this is the first", err=True)
    verdict = judged(postings[0], load())
    if as_json:
        click.echo(json.dumps(verdict.to_dict(with_text=with_text), ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    from classifier.panel import panel

    Console().print(panel(verdict))


def _postings(file: Path, title: str | None) -> "tuple[Posting, ...]":
    from classifier.source.posting import read_postings

    content, kind = _content(file)
    return read_postings(content, kind=kind, title=title)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the whole catalogue as JSON.")
def credentials(*, as_json: bool) -> None:
    """List the credentials that are known, with what each is called and who awards it.

    \b
    rolecall credentials
    rolecall credentials --json
    """
    from classifier.names.catalogue import credentials as catalogue

    entries = catalogue()
    if as_json:
        click.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    for entry in entries:
        click.echo(f"{entry.code:18} {entry.issuer:10} {entry.name}")


@main.command()
@click.option("--data", default="training_data", type=click.Path(path_type=Path), help="Folder of the rows.")
@click.option("--out", default="models", type=click.Path(path_type=Path), help="Folder for the model and its card.")
def train(data: Path, out: Path) -> None:
    """Train the model on the rows of a folder and write it with its card (needs scikit-learn).

    \b
    rolecall train
    rolecall train --data my_rows --out my_models
    """
    try:
        from classifier.training.train import train as trained
    except ModuleNotFoundError as error:
        raise click.ClickException(f"training needs {error.name}: install rolecall[train]") from error
    from classifier.training.train import training_data

    click.echo(f"wrote {trained(training_data(data), out)} and its card")


@main.command()
@click.argument("data", required=False, type=click.Path(path_type=Path))
@click.option("--label-field", default="label", show_default=True, help="The field that holds the right role.")
@click.option("--alt-field", default="alt_label", show_default=True, help="The field of a second role that counts too.")
@click.option("--by", metavar="FIELD", help="Give the figures for each value of this field as well.")
@click.option("--mask-title", is_flag=True, help="Judge without title and title line.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate(
    data: Path | None, label_field: str, alt_field: str, by: str | None, *, mask_title: bool, as_json: bool
) -> None:
    """Measure the bundled model on labelled postings (the held-out ones of the project where DATA is left out).

    \b
    rolecall evaluate
    rolecall evaluate ads.jsonl --label-field role --by source
    """
    from classifier.model import load
    from classifier.training.evaluation import evaluation, table
    from classifier.training.rows import labelled_postings

    rows = labelled_postings(data or Path("training_data/held_out.jsonl"), label_field, alt_field, group=by)
    figures = evaluation(rows, load(), mask_title=mask_title)
    click.echo(json.dumps(figures.to_dict(), indent=2) if as_json else table(figures))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that judge.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the HTTP API on this machine.

    \b
    rolecall serve --port 8080
    curl -s localhost:8080/v1/classify -H 'Content-Type: text/plain' --data-binary @ad.txt
    """
    from service.server import serve as served

    served(host, port, workers)


def _content(file: Path) -> "tuple[bytes, InputKind | None]":
    """Return the bytes of ``file`` and what its name says about them.

    Raises PostingError for what is no regular file: a pipe or device could block for ever.
    """
    if str(file) == _STDIN:
        return sys.stdin.buffer.read(), None
    from classifier.source.posting import InputKind

    kinds = {".json": InputKind.JSON, ".html": InputKind.HTML, ".htm": InputKind.HTML}
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise PostingError(
                "not_a_file", f"{file} is no regular file; pipe its content in: rolecall classify - < FILE"
            )
        return file.read_bytes(), kinds.get(file.suffix.lower())
    except OSError as error:
        raise PostingError("unreadable", f"{file} can't be read: {error.strerror}") from error
