"""Charts of an evaluation."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from classifier.canvas import blank, svg
from classifier.shares import Share
from classifier.training.controls import Point
from classifier.training.figures import Bin

_SIZE = (5.2, 3.6)
_BLUE, _GRAY = "#1f5f8b", "#999999"


def reliability(bins: Sequence[Bin]) -> str:
    """Return how often verdicts of each confidence are right, with intervals, beside the line where both are equal."""
    canvas, axes = _axes("confidence", "share that is right")
    axes.plot([0, 1], [0, 1], color=_GRAY, linestyle="--")
    _points(axes, [one.confidence for one in bins], [one.right for one in bins])
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    return svg(canvas)


def coverage(parts: Sequence[tuple[float, Share]]) -> str:
    """Return the accuracy among the surest rows against how many those are."""
    canvas, axes = _axes("share of rows kept, surest first", "share that is right")
    _points(axes, [part for part, _ in parts], [right for _, right in parts])
    axes.set_xlim(1.02, 0)
    return svg(canvas)


def learning(points: Sequence[Point]) -> str:
    """Return the accuracy against the number of briefs whose postings were taught."""
    canvas, axes = _axes("briefs taught", "share that is right")
    _points(axes, [point.briefs for point in points], [point.figures.accuracy for point in points])
    return svg(canvas)


def _axes(across: str, up: str) -> tuple[Canvas, Axes]:
    canvas, axes = blank(_SIZE)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    return canvas, axes


def _points(axes: Axes, across: Sequence[float], shares: Sequence[Share]) -> None:
    values = [one.value or 0.0 for one in shares]
    lows = [max(0.0, value - one.interval[0]) for value, one in zip(values, shares, strict=True)]
    highs = [max(0.0, one.interval[1] - value) for value, one in zip(values, shares, strict=True)]
    axes.errorbar(across, values, yerr=[lows, highs], fmt="o-", color=_BLUE, capsize=3)
