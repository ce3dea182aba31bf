"""``rolecall report``: what the verdicts of a batch add up to, as one page."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import click

from classifier.batch.progress import Tell, shown
from classifier.survey.results import results
from classifier.survey.rows import Row
from classifier.survey.survey import survey

#: Rows after which somebody at a terminal is told how far the survey is.
_A_STEP = 10_000


@click.command()
@click.argument("place", metavar="RESULTS")
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The page: .html.")
@click.option(
    "--examples",
    default=5,
    show_default=True,
    type=click.IntRange(0, 50),
    help="Ads that are listed behind each figure, drawn evenly; the page grows with them.",
)
def report(place: str, output: Path, examples: int) -> None:
    """Write one page over RESULTS, the output of `rolecall batch`: roles, credentials, pay, findings.

    RESULTS is a .jsonl, .csv or .parquet file, or a folder of such parts.

    \b
    rolecall batch ads.jsonl --output verdicts.jsonl --mark-duplicates
    rolecall report verdicts.jsonl --output report.html
    """
    if output.absolute() == Path(place).absolute():
        raise click.UsageError("The page and the results must be different files.")
    try:
        from classifier.survey.page import write_page
    except ModuleNotFoundError as error:
        raise click.ClickException(f"the report needs {error.name}: pip install rolecall[report]") from error
    with shown() as tell:
        counted = survey(_told(results(place), tell), examples)
    write_page(counted, PurePosixPath(place).name, output)
    click.echo(f"wrote {output}: {counted.ads.rows:,} ads of {counted.rows:,} rows", err=True)


def _told(rows: Iterable[Row], tell: Tell) -> Iterator[Row]:
    """Yield the rows, and tell how many there were."""
    for number, row in enumerate(rows, 1):
        if number % _A_STEP == 0:
            tell(number, 0, None)
        yield row
