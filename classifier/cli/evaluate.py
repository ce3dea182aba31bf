"""``rolecall evaluate``: how well the model, or another system, reads labelled postings."""

import json
from pathlib import Path

import click

from classifier.training.evaluation import Evaluation
from classifier.training.examination import Examination, controls, examined
from classifier.training.frozen import frozen
from classifier.training.frozen import keep as kept
from classifier.training.table import table
from classifier.training.values import evaluation_values

#: Where the frozen rows lie in the folder of the training rows.
_HELD_OUT = "held_out"


@click.command()
@click.argument("data", required=False, type=click.Path(path_type=Path))
@click.option("--label-field", default="label", show_default=True, help="The field that holds the right role.")
@click.option("--alt-field", default="alt_label", show_default=True, help="The field of a second role that counts too.")
@click.option("--by", metavar="FIELD", default="brief", help="Give the figures for each value of this field as well.")
@click.option("--mask-title", is_flag=True, help="Judge without title and title line.")
@click.option(
    "--predictions", type=click.Path(path_type=Path), help="Score these answers instead of the model's (JSONL)."
)
@click.option(
    "--report", type=click.Path(path_type=Path), help="Write report.html into this folder (minutes: it trains)."
)
@click.option("--keep", is_flag=True, help="Keep which frozen rows are wrong, for later runs to compare with.")
@click.option(
    "--training", default="training_data", type=click.Path(path_type=Path), help="Folder of the training rows."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate(  # noqa: PLR0913, PLR0917 - one for each option
    data: Path | None,
    label_field: str,
    alt_field: str,
    by: str,
    predictions: Path | None,
    report: Path | None,
    training: Path,
    *,
    mask_title: bool,
    keep: bool,
    as_json: bool,
) -> None:
    """Measure a system on labelled postings (the frozen ones of the project where DATA is left out).

    The system is the bundled model, or whatever gave the answers of --predictions: one object {"id", "role"} a line,
    with confidence, requirements, education and experience where it tells them.

    \b
    rolecall evaluate
    rolecall evaluate ads.jsonl --label-field role --by source
    rolecall evaluate ads.jsonl --predictions answers.jsonl --report out
    """
    wanted = Examination(data, label_field, alt_field, by, predictions, training, mask_title=mask_title)
    if keep and (data or predictions or mask_title):
        raise click.UsageError(
            "--keep is for the model on the frozen rows: leave out DATA, --predictions and --mask-title"
        )
    figures = examined(wanted)
    click.echo(json.dumps(evaluation_values(figures), indent=2) if as_json else table(figures))
    if keep:
        click.echo(f"kept the outcomes in {kept(frozen(training / _HELD_OUT), figures.measures)}", err=True)
    if report:
        _report(wanted, figures, report)


def _report(wanted: Examination, figures: Evaluation, folder: Path) -> None:
    try:
        from classifier.training.report import write_report
    except ModuleNotFoundError as error:
        raise click.ClickException(f"the report needs {error.name}: install rolecall[train,report]") from error
    click.echo(f"wrote {write_report(figures, controls(wanted, figures), folder)}", err=True)
