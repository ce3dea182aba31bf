"""Whether a new model may take the place of an old one: only where it does no worse on the frozen rows."""

from dataclasses import dataclass
from pathlib import Path

from classifier.errors import RolecallError
from classifier.model import NAME, Model, load
from classifier.training.figures import Figures, figures
from classifier.training.frozen import Frozen
from classifier.training.outcomes import judged
from classifier.training.rows import LabelledPosting
from classifier.training.table import headline


class SuccessionError(RolecallError):
    """The new model is refused; the old one stays."""


@dataclass(frozen=True, slots=True)
class Succession:
    """What the old and the new model do on the frozen rows."""

    old: Figures
    new: Figures

    @property
    def worse(self) -> tuple[str, ...]:
        """In what the new model is worse: fewer rows right, or more wrong ones that no flag warns of."""
        slips = [part.unflagged.of - part.unflagged.hits for part in (self.old, self.new)]
        reasons = (
            (self.new.accuracy.hits < self.old.accuracy.hits, "fewer rows are right"),
            (slips[1] > slips[0], "more wrong verdicts are not flagged"),
        )
        return tuple(reason for met, reason in reasons if met)

    def __str__(self) -> str:
        """Return the figures of both."""
        return f"old: {headline(self.old)}\nnew: {headline(self.new)}"


def succession(rows: Frozen, new: Model, folder: Path) -> Succession | None:
    """Return how ``new`` does beside the model in ``folder``, None where there is none yet.

    Raises ModelError where the old model can't be loaded.
    """
    place = folder / f"{NAME}.joblib"
    if not place.exists():
        return None
    return Succession(figures(judged(rows.postings, load(place))), figures(judged(rows.postings, new)))


def check_apart(own: tuple[LabelledPosting, ...], rows: Frozen) -> None:
    """Raise SuccessionError where an own row is a frozen one too: the comparison would be no test of it."""
    known = {" ".join(row.posting.body.split()) for row in rows.postings}
    shared = [row.posting.id or "?" for row in own if " ".join(row.posting.body.split()) in known]
    if shared:
        raise SuccessionError(
            "row_frozen", f"{', '.join(shared)} stands among the frozen rows; leave it out of --extra"
        )
