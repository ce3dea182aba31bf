"""How well a system does on labelled postings, beside what simpler ones do on the same rows and what was kept last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from classifier.training.baseline import by_title
from classifier.training.demands import Phrase
from classifier.training.figures import Figures, figures
from classifier.training.frozen import Changes, Frozen, Measures, changes, measures
from classifier.training.outcomes import Outcome, guessed


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one system and of the baselines, over all rows and group by group, and the outcomes behind them.

    ``measures`` and ``changes`` are there for the frozen rows only, ``frozen`` says so; of these no row is shown.
    ``notes`` are things that the reader of the figures has to know.
    """

    system: str
    figures: Figures
    baselines: Mapping[str, Figures]
    groups: Mapping[str, Figures]
    outcomes: tuple[Outcome, ...]
    frozen: bool = False
    measures: Measures = field(default_factory=dict)
    changes: Mapping[str, Changes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def evaluation(  # noqa: PLR0913 - each stands in the evaluation
    outcomes: Sequence[Outcome],
    system: str = "model",
    *,
    baselines: Mapping[str, Figures] | None = None,
    notes: tuple[str, ...] = (),
    phrases: Sequence[Phrase] = (),
    held_out: Frozen | None = None,
) -> Evaluation:
    """Return the figures of ``outcomes``; ``held_out`` are the frozen rows that they were made of, if they were.

    The title regex is always among the baselines. ``phrases`` are the frozen ones, where our own reader is measured.
    """
    groups = sorted({outcome.row.group for outcome in outcomes if outcome.row.group is not None})
    now = measures(outcomes, phrases) if held_out else {}
    changed = tuple(f"{name} changed since it was frozen" for name in held_out.changed) if held_out else ()
    return Evaluation(
        system=system,
        figures=figures(outcomes),
        baselines={"title regex": figures(guessed([o.row for o in outcomes], by_title)), **(baselines or {})},
        groups={name: figures([o for o in outcomes if o.row.group == name]) for name in groups},
        outcomes=tuple(outcomes),
        frozen=held_out is not None,
        measures=now,
        changes=changes(held_out, now) if held_out and system == "model" else {},
        notes=(*changed, *notes),
    )
