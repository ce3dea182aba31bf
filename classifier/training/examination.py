"""From what was asked of ``rolecall evaluate`` to its figures: rows in, outcomes, baselines, controls."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from classifier.model import NAME, load
from classifier.shares import Share
from classifier.training.answers import answers, missing, repeated
from classifier.training.baseline import Guess, majority, whole_text
from classifier.training.evaluation import Evaluation, evaluation
from classifier.training.figures import Figures, figures
from classifier.training.frozen import Frozen, frozen
from classifier.training.masks import MASKS, without_title
from classifier.training.outcomes import Outcome, answered, guessed, judged
from classifier.training.rows import LabelledPosting, RowError, labelled_postings

if TYPE_CHECKING:  # drawing and training need more libraries than figures do
    from classifier.training.report import Controls

_MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class Examination:
    """What to measure, on what: ``data`` is None for the frozen rows, ``predictions`` for our own model."""

    data: Path | None
    label_field: str
    alt_field: str
    by: str
    predictions: Path | None
    training: Path
    mask_title: bool = False

    @property
    def held_out(self) -> Frozen | None:
        """The frozen rows where those were asked for."""
        return None if self.data else frozen(self.training / "held_out")

    def rows(self, held_out: Frozen | None) -> tuple[LabelledPosting, ...]:
        """Return the labelled postings."""
        if held_out or self.data is None:
            return held_out.postings if held_out else ()
        return labelled_postings(self.data, self.label_field, self.alt_field, group=self.by)


def examined(wanted: Examination) -> Evaluation:
    """Return the figures of what was asked; RolecallError where rows or answers can't be used."""
    held_out = wanted.held_out
    rows = wanted.rows(held_out)
    beside = {name: figures(guessed(rows, guess)) for name, guess in _baselines(wanted.training).items()}
    if wanted.predictions:
        told, notes = _answered(rows, wanted.predictions)
        return evaluation(told, wanted.predictions.stem, baselines=beside, notes=notes, held_out=held_out)
    told = judged(rows, load(), without_title) if wanted.mask_title else judged(rows, load())
    phrases = held_out.phrases if held_out else ()
    return evaluation(told, baselines=beside, phrases=phrases, held_out=held_out)


def _answered(rows: Sequence[LabelledPosting], path: Path) -> tuple[tuple[Outcome, ...], tuple[str, ...]]:
    """Return the outcomes of the answers in ``path``, and what has to be told of them."""
    ids, given = [row.posting.id or "" for row in rows], answers(path)
    if doubled := repeated(ids):
        raise RowError("row_repeated", f"answers go by id, and these ids stand twice: {_listed(doubled)}")
    unanswered, unasked = missing(ids, given)
    notes = (
        (unanswered, f"{len(unanswered)} rows have no answer and count as wrong: {_listed(unanswered)}"),
        (unasked, f"{len(unasked)} answers are for no row and count for nothing: {_listed(unasked)}"),
    )
    return answered(rows, given), tuple(note for met, note in notes if met)


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_MOST_TOLD]) + (f" and {len(ids) - _MOST_TOLD} more" if len(ids) > _MOST_TOLD else "")


def _baselines(training: Path) -> Mapping[str, Guess]:
    """Return the baselines that learn from the training postings; none where those or scikit-learn aren't at hand."""
    postings = training / "postings.jsonl"
    if not postings.exists():
        return {}
    taught = labelled_postings(postings)
    learned = {"whole-text TF-IDF": whole_text(taught)} if find_spec("sklearn") else {}
    return {"majority": majority(taught), **learned}


def controls(wanted: Examination, evaluated: Evaluation) -> "Controls":
    """Return what the report alone tells; trains several models, which takes minutes.

    For answers of another system, which can't be asked again, there are none.
    """
    from classifier.training import controls as trained_controls  # noqa: PLC0415
    from classifier.training.report import Controls  # noqa: PLC0415
    from classifier.training.train import lessons, training_data  # noqa: PLC0415

    if wanted.predictions or not (wanted.training / "postings.jsonl").exists():
        return Controls(_masked(wanted, evaluated), (), {})
    rows, learned = [outcome.row for outcome in evaluated.outcomes], lessons(training_data(wanted.training))
    told = _masked(wanted, evaluated) | {"labels shuffled": trained_controls.shuffled(learned, rows)}
    return Controls(told, tuple(trained_controls.learning_curve(learned, rows)), _unseen_groups())


def _masked(wanted: Examination, evaluated: Evaluation) -> dict[str, Figures]:
    if wanted.predictions:
        return {}
    rows, model = [outcome.row for outcome in evaluated.outcomes], load()
    return {name: figures(judged(rows, model, mask)) for name, mask in MASKS.items()}


def _unseen_groups() -> dict[str, Share]:
    """Return what the card of the bundled model tells of groups that were judged unseen when it was trained."""
    card = json.loads(files("classifier.models").joinpath(f"{NAME}.json").read_text("utf-8"))
    return {name: Share(*count) for name, count in card.get("right_of_unseen_groups", {}).items()}
