"""``rolecall credentials``: the catalogue."""

import json
from dataclasses import asdict

import click

from classifier.names.catalogue import credentials as catalogue


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the whole catalogue as JSON.")
def credentials(*, as_json: bool) -> None:
    """List the credentials that are known, with what each is called and who awards it.

    \b
    rolecall credentials
    rolecall credentials --json
    """
    entries = catalogue()
    if as_json:
        click.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    for entry in entries:
        click.echo(f"{entry.code:18} {entry.issuer:10} {entry.name}")
