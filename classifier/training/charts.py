"""Charts as inline SVG: the same figures give the same characters."""

import io
from collections.abc import Sequence
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from classifier.training.controls import Point
from classifier.training.figures import Bin
from classifier.training.shares import Share

_SIZE = (5.2, 3.6)
_BLUE, _GRAY = "#1f5f8b", "#999999"
# Words stay text, so that they can be read aloud and searched; the salt keeps names inside the file from changing.
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "rolecall",
    "font.family": "sans-serif",
    "axes.grid": True,
    "grid.alpha": 0.3,
}


def reliability(bins: Sequence[Bin]) -> str:
    """Return how often verdicts of each confidence are right, with intervals, beside the line where both are equal."""
    canvas, axes = _axes("confidence", "share that is right")
    axes.plot([0, 1], [0, 1], color=_GRAY, linestyle="--")
    _points(axes, [one.confidence for one in bins], [one.right for one in bins])
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    return _svg(canvas)


def coverage(parts: Sequence[tuple[float, Share]]) -> str:
    """Return the accuracy among the surest rows against how many those are."""
    canvas, axes = _axes("share of rows kept, surest first", "share that is right")
    _points(axes, [part for part, _ in parts], [right for _, right in parts])
    axes.set_xlim(1.02, 0)
    return _svg(canvas)


def learning(points: Sequence[Point]) -> str:
    """Return the accuracy against the number of briefs whose postings were taught."""
    canvas, axes = _axes("briefs taught", "share that is right")
    _points(axes, [point.briefs for point in points], [point.figures.accuracy for point in points])
    return _svg(canvas)


def _axes(across: str, up: str) -> tuple[Canvas, Axes]:
    with rc_context(_STYLE):
        canvas = Canvas(figsize=_SIZE, layout="constrained")
        axes = canvas.subplots()
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    return canvas, axes


def _points(axes: Axes, across: Sequence[float], shares: Sequence[Share]) -> None:
    values = [one.value or 0.0 for one in shares]
    lows = [max(0.0, value - one.interval[0]) for value, one in zip(values, shares, strict=True)]
    highs = [max(0.0, one.interval[1] - value) for value, one in zip(values, shares, strict=True)]
    axes.errorbar(across, values, yerr=[lows, highs], fmt="o-", color=_BLUE, capsize=3)


def _svg(canvas: Canvas) -> str:
    buffer = io.StringIO()
    with rc_context(_STYLE):
        canvas.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    drawn = buffer.getvalue()
    return drawn[drawn.index("<svg") :]
