"""The frozen rows: held-out postings and phrases, the digests they were frozen with, and the outcomes kept of them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.errors import RolecallError
from classifier.training.demands import Phrase, phrase_right
from classifier.training.outcomes import Outcome
from classifier.training.rows import LabelledPosting, labelled_phrases, labelled_postings

_SUMS = "SHA256SUMS"
_OUTCOMES = "outcomes.json"


class FrozenError(RolecallError):
    """The frozen rows, or the outcomes kept of them, can't be used."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The frozen rows in ``folder``, and the names of the files that aren't those that were frozen."""

    folder: Path
    postings: tuple[LabelledPosting, ...]
    phrases: tuple[Phrase, ...]
    changed: tuple[str, ...]

    @property
    def sums(self) -> str:
        """What the rows were frozen with: the lines of ``SHA256SUMS``."""
        return (self.folder / _SUMS).read_text("utf-8")


def frozen(folder: Path) -> Frozen:
    """Return the frozen rows in ``folder``; raises FrozenError where there are none."""
    try:
        sums = [line.split() for line in (folder / _SUMS).read_text("utf-8").splitlines() if line.strip()]
    except OSError as error:
        raise FrozenError(
            "frozen_missing", f"no frozen rows at {folder}: {error.strerror}; name a file of labelled postings instead"
        ) from error
    changed = tuple(name for digest, name in sums if _digest(folder / name) != digest)
    phrases = folder / "phrases.jsonl"
    rows = labelled_postings(folder / "postings.jsonl")
    return Frozen(folder, rows, labelled_phrases(phrases) if phrases.exists() else (), changed)


def _digest(file: Path) -> str | None:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows of one measure that are newly right and newly wrong, by id, and how many were right when it was kept."""

    kept_right: int
    newly_right: tuple[str, ...]
    newly_wrong: tuple[str, ...]


#: For each measure, whether each row is right, by id.
Measures = Mapping[str, Mapping[str, bool]]


def measures(outcomes: Sequence[Outcome], phrases: Sequence[Phrase]) -> dict[str, dict[str, bool]]:
    """Return what is right of the frozen rows: roles, verdicts that may be used unseen, demands and phrases."""
    read = [outcome for outcome in outcomes if outcome.demands]
    told = {
        "role": {o.id: o.right for o in outcomes},
        "role, not flagged": {o.id: o.right and not o.needs_review for o in outcomes},
    }
    for name in ("clauses", "education", "experience"):
        told[name] = {o.id: getattr(o.demands, name).exact for o in read}
    return told | {"phrases": {phrase.id: phrase_right(phrase) for phrase in phrases}}


def changes(rows: Frozen, now: Measures) -> dict[str, Changes]:
    """Return what changed since outcomes were kept last; nothing where none were kept of these very rows."""
    place = rows.folder / _OUTCOMES
    if not place.exists():
        return {}
    try:
        kept = json.loads(place.read_text("utf-8"))
        wrong = {str(name): set(ids) for name, ids in kept["wrong"].items()}
        same = kept["rows"] == rows.sums.splitlines()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FrozenError(
            "outcomes_unreadable", f"{place} can't be read ({error}); write it anew with --keep"
        ) from error
    return {name: _changes(right, wrong[name]) for name, right in now.items() if same and name in wrong}


def _changes(right: Mapping[str, bool], wrong: set[str]) -> Changes:
    return Changes(
        kept_right=sum(i not in wrong for i in right),
        newly_right=tuple(sorted(i for i, good in right.items() if good and i in wrong)),
        newly_wrong=tuple(sorted(i for i, good in right.items() if not good and i not in wrong)),
    )


def keep(rows: Frozen, now: Measures) -> Path:
    """Write which rows are wrong, by id and measure, for later runs to compare with, and return the place.

    Raises FrozenError where the rows aren't those that were frozen.
    """
    if rows.changed:
        raise FrozenError("frozen_changed", f"{', '.join(rows.changed)} changed since it was frozen; nothing is kept")
    wrong = {name: sorted(i for i, good in right.items() if not good) for name, right in now.items()}
    place = rows.folder / _OUTCOMES
    place.write_text(json.dumps({"rows": rows.sums.splitlines(), "wrong": wrong}, indent=1) + "\n", "utf-8")
    return place
