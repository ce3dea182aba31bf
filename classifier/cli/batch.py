"""``rolecall batch``: many ads, in files, folders and archives."""

from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

import click

from classifier.batch.options import Duplicates, Engine, Fields, InputFormat, Options, output_format
from classifier.batch.progress import shown
from classifier.batch.run import run
from classifier.cli.files import STDIN


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--output", "-o", required=True, metavar="OUT", help="File for the verdicts: .jsonl, .csv or .parquet.")
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes that judge; all cores where left out.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped; begin where there is none.")
@click.option("--errors", metavar="FILE", help="Copy the rows that couldn't be read into this file as well.")
@click.option("--id-field", metavar="NAME", help="The field or column that holds the id.")
@click.option("--title-field", metavar="NAME", help="The one that holds the title.")
@click.option("--company-field", metavar="NAME", help="The one that holds the employer.")
@click.option("--text-field", metavar="NAME", help="The one that holds the ad, as text or HTML.")
@click.option("--posted-field", metavar="NAME", help="The one that holds the day of posting.")
@click.option("--place-field", metavar="NAME", help="The one that holds the place of work.")
@click.option(
    "--input-format",
    type=click.Choice(["jsonl", "csv", "parquet", "warc", "page"]),
    help="What the inputs are, where their names don't tell.",
)
@click.option("--mark-duplicates", "duplicates", flag_value="mark", help="Say which rows repeat earlier ones.")
@click.option("--drop-duplicates", "duplicates", flag_value="drop", help="Leave those out, and say how many.")
@click.option(
    "--shard-rows",
    default=100,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Rows that are noted together: what a kill can cost, for each worker.",
)
@click.option(
    "--work", type=click.Path(path_type=Path, file_okay=False), help="Folder for unfinished parts, if not beside OUT."
)
@click.option("--engine", type=click.Choice(["local", "dask"]), help="Where the ads are judged; here if left out.")
@click.option("--scheduler", metavar="ADDRESS", help="The cluster of --engine dask, such as tcp://head:8786.")
@click.pass_context
def batch(context: click.Context, /, **given: Any) -> None:
    """Judge every ad in files, folders, patterns and archives; - reads stdin.

    A row in is a row out, in order. A row that can't be read becomes an error row and stops nothing.

    \b
    rolecall batch ads.jsonl --output verdicts.csv
    rolecall batch ads.csv.gz --text-field job_description --output verdicts.parquet --resume
    rolecall batch pages/ crawl.warc.gz --output verdicts.jsonl --errors errors.jsonl
    rolecall batch s3://ads/2026/ --output verdicts.parquet --engine dask --scheduler tcp://head:8786
    """
    options = _options(given)
    with shown() as tell:
        outcome = run(options, tell)
    for line in outcome.lines(options.output):
        click.echo(line, err=True)
    if outcome.cut_off:
        context.exit(1)


def _options(given: dict[str, Any]) -> Options:
    """Return the options of `batch`; raises UsageError for those that don't go together."""
    fields = Fields(**{field.name: given.pop(f"{field.name}_field") for field in dataclass_fields(Fields)})
    form, workers = given.pop("input_format"), given.pop("workers")
    engine, scheduler = Engine(given.pop("engine") or "local"), given.pop("scheduler") or ""
    _refuse_engine_usage(engine, scheduler, workers)
    duplicates = Duplicates(given.pop("duplicates") or "keep")
    options = Options(
        **given,
        workers=workers or -1,
        fields=fields,
        duplicates=duplicates,
        input_format=form and InputFormat(form),
        engine=engine,
        scheduler=scheduler,
    )
    outputs = [place for place in (options.output, options.errors) if place]
    if output_format(options.output) is None:
        raise click.UsageError(f"{options.output}: the output is a .jsonl, .csv or .parquet file.")
    if "://" in options.output and not options.work:
        raise click.UsageError("An output elsewhere needs --work FOLDER for the parts until it is whole.")
    places = [Path(place).absolute() for place in (*outputs, *options.inputs)]
    if len(set(places[: len(outputs)])) < len(outputs) or set(places[: len(outputs)]) & set(places[len(outputs) :]):
        raise click.UsageError("The output, --errors and the inputs must be different files.")
    if options.inputs.count(STDIN) > 1:
        raise click.UsageError("stdin can be read once.")
    return options


def _refuse_engine_usage(engine: Engine, scheduler: str, workers: int | None) -> None:
    """Raise UsageError for arguments on where to judge that don't go together."""
    if (engine is Engine.DASK) != bool(scheduler):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together.")
    if engine is Engine.DASK and workers:
        raise click.UsageError("--workers is for this machine; a cluster has as many as were started.")
