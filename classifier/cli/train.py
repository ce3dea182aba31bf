"""``rolecall train``: the model from its rows; scikit-learn is imported here alone."""

from pathlib import Path

import click

from classifier.model import Model
from classifier.training.frozen import frozen
from classifier.training.rows import labelled_postings
from classifier.training.succession import check_apart, succession

#: Where the frozen rows lie in the folder of the training rows.
_HELD_OUT = "held_out"


@click.command()
@click.option("--data", default="training_data", type=click.Path(path_type=Path), help="Folder of the rows.")
@click.option("--out", default="models", type=click.Path(path_type=Path), help="Folder for the model and its card.")
@click.option("--extra", type=click.Path(path_type=Path), help="Your own labelled postings (JSONL), taught as well.")
def train(data: Path, out: Path, extra: Path | None) -> None:
    """Train the model on the rows of a folder and write it with its card (needs scikit-learn).

    With --extra the new model takes the place of the one in --out only if it does no worse on the frozen rows.

    \b
    rolecall train
    rolecall train --extra my_ads.jsonl
    rolecall train --data my_rows --out my_models
    """
    try:
        from classifier.training.train import trained, training_data, write
    except ModuleNotFoundError as error:
        raise click.ClickException(f"training needs {error.name}: install rolecall[train]") from error

    if extra:
        _admit_own(extra, data)
    made = trained(training_data(data, extra))
    if extra:
        _admit_new(made.model, data, out)
    click.echo(f"wrote {write(made, out)} and its card")


def _admit_own(extra: Path, data: Path) -> None:
    check_apart(labelled_postings(extra), frozen(data / _HELD_OUT))


def _admit_new(new: Model, data: Path, out: Path) -> None:
    """Print what the old and the new model do on the frozen rows; raise ClickException where the new one is worse."""
    compared = succession(frozen(data / _HELD_OUT), new, out)
    if compared is None:
        click.echo(f"there is no model in {out} to compare with")
        return
    click.echo(str(compared))
    if compared.worse:
        raise click.ClickException(f"the old model stays, because with the new one {' and '.join(compared.worse)}")
