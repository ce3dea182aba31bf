"""``rolecall classify``: one ad, one verdict."""

import json
from pathlib import Path

import click

from classifier.cli.files import STDIN, first_posting
from classifier.model import load
from classifier.verdict import classify as judged


@click.command()
@click.argument("file", default=STDIN, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--title", help="The ad's title, where the file doesn't hold it.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole verdict as JSON.")
@click.option("--with-text", is_flag=True, help="Add the cleaned text that the spans index (with --json).")
def classify(file: Path, title: str | None, *, as_json: bool, with_text: bool) -> None:
    """Judge the ad in FILE (text, HTML or JSON; - or nothing reads stdin).

    \b
    rolecall classify ad.html
    rolecall classify ad.txt --title "HIM Specialist" --json
    """
    verdict = judged(first_posting(file, title), load())
    if as_json:
        click.echo(json.dumps(verdict.to_dict(with_text=with_text), ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    from classifier.panel import panel

    Console().print(panel(verdict))
