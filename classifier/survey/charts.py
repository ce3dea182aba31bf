"""Charts of a survey, in colors that the page sets, so that they follow light and dark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any
from zlib import crc32

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator

from classifier.canvas import blank, svg
from classifier.roles import Role
from classifier.shares import Share

#: Colors that stand for more and more of something.
STEPS = tuple(f"step{number}" for number in range(1, 9))

#: Names of the page's colors, each with the one that stands for it while it is drawn.
_COLORS = {
    name: f"#00{number:02x}fe"
    for number, name in enumerate(("ink", "paper", "line", "accent", "none", *STEPS, *Role), 1)
}
_WIDTH, _ROW, _REST = 4.7, 0.4, 0.75
_STYLE = {
    "font.size": 11.5,
    "text.color": _COLORS["ink"],
    "axes.labelcolor": _COLORS["ink"],
    "axes.edgecolor": _COLORS["line"],
    "xtick.color": _COLORS["ink"],
    "ytick.color": _COLORS["ink"],
    "grid.color": _COLORS["line"],
    "grid.alpha": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "legend.frameon": False,
}
_MARKERS = ("o", "s", "^", "D", "v", "P")
_LONGEST, _WRAP = 40, 22
# Names inside a drawing that nothing refers to, and those that have to differ from those of other drawings.
_UNUSED = re.compile(
    r' id="[a-zA-Z.]+\d?[a-z]*_\d+"|^ *<defs>\n *<style.*?</style>\n *</defs>\n', re.MULTILINE | re.DOTALL
)
_REFERENCE = re.compile(r'( id="|xlink:href="#|url\(#)')


def steps(number: int) -> list[str]:
    """Return so many colors that stand for more and more of something."""
    return [STEPS[round(place * (len(STEPS) - 1) / max(1, number - 1))] for place in range(number)]


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one color, one for each name of the chart."""

    label: str
    color: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle half of something, with its median."""

    name: str
    color: str
    low: float
    median: float
    high: float


def bars(names: Sequence[str], series: Sequence[Series], across: str, told: str, *, whole: bool = False) -> Markup:
    """Return bars that lie beside the names, the series behind one another; ``whole`` tells that they add up to 1.

    ``told`` says in words what the chart shows.
    """
    canvas, axes = _lying(names, len(series))
    starts = [0.0] * len(names)
    for one in series:
        axes.barh(_places(names), one.values, left=starts, color=_COLORS[one.color], label=one.label, height=0.72)
        starts = [start + value for start, value in zip(starts, one.values, strict=True)]
    _across(axes, across, whole=whole, counts=not whole)
    _legend(canvas, len(series))
    return _drawn(canvas, told)


def shares(names: Sequence[str], rows: Sequence[tuple[Share, str]], across: str, told: str) -> Markup:
    """Return points with their intervals, each with the name of its color."""
    canvas, axes = _lying(names, 1)
    for name, (one, color) in zip(_places(names), rows, strict=True):
        value, (low, high) = one.value or 0.0, one.interval
        reach = [[max(0.0, value - low)], [max(0.0, high - value)]]
        axes.barh([name], [value], color=_COLORS[color], height=0.6)
        axes.errorbar([value], [name], xerr=reach, fmt="none", ecolor=_COLORS["ink"], capsize=3, elinewidth=1)
    _across(axes, across, whole=True)
    return _drawn(canvas, told)


def lines(periods: Sequence[str], series: Sequence[Series], up: str, told: str) -> Markup:
    """Return a line for each series over the periods."""
    canvas, axes = blank((_WIDTH, 3.4), **_STYLE)
    for place, one in enumerate(series):
        style: Any = {"marker": _MARKERS[place % len(_MARKERS)], "color": _COLORS[one.color], "markersize": 5}
        axes.plot(range(len(periods)), one.values, label=one.label, **style)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: _at(periods, at)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.set_ylim(bottom=0)
    axes.set_ylabel(up)
    _legend(canvas, len(series))
    return _drawn(canvas, told)


def spreads(rows: Sequence[Spread], across: str, told: str) -> Markup:
    """Return a bar over the middle half of each row, with a mark at its median."""
    names = [row.name for row in rows]
    canvas, axes = _lying(names, 1)
    for name, row in zip(_places(names), rows, strict=True):
        axes.barh([name], [row.high - row.low], left=[row.low], color=_COLORS[row.color], height=0.5)
        axes.plot([row.median], [name], "|", color=_COLORS["paper"], markersize=15, markeredgewidth=2)
    _across(axes, across, whole=False)
    axes.use_sticky_edges = False
    axes.margins(x=0.08)
    return _drawn(canvas, told)


def _places(names: Sequence[str]) -> list[int]:
    """Return where the names stand, the first at the top."""
    return [-place for place in range(len(names))]


def _lying(names: Sequence[str], series: int) -> tuple[Canvas, Axes]:
    legend = 0.25 * ((series + 1) // 2) if series > 1 else 0
    canvas, axes = blank((_WIDTH, _REST + _ROW * len(names) + legend), **_STYLE)
    axes.set_yticks(_places(names), [_short(name) for name in names])
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    return canvas, axes


def _across(axes: Axes, label: str, *, whole: bool, counts: bool = False) -> None:
    axes.set_xlabel(label)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=counts))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0%}" if whole else f"{value:,.10g}"))
    if whole or counts:
        axes.set_xlim(0, min(1.0, axes.get_xlim()[1]) if whole else max(1.0, axes.get_xlim()[1]))


def _legend(canvas: Canvas, series: int) -> None:
    if series > 1:
        style: Any = {
            "labelcolor": _COLORS["ink"],
            "frameon": False,
            "handlelength": 1.2,
            "fontsize": 10,
            "columnspacing": 1,
        }
        canvas.legend(loc="outside upper left", ncols=2, **style)


def _at(periods: Sequence[str], at: float) -> str:
    return periods[int(at)] if at == int(at) and 0 <= at < len(periods) else ""


def _short(name: str) -> str:
    """Return a name on up to two lines; a sign of matplotlib's formulas is an ordinary one."""
    name = name.encode("utf-8", "replace").decode()
    cut = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return "\n".join(wrap(cut, _WRAP)).replace("$", r"\$")


def _drawn(canvas: Canvas, told: str) -> Markup:
    drawing = _UNUSED.sub("", svg(canvas))
    for name, code in _COLORS.items():
        drawing = drawing.replace(code, f"var(--{name})")
    own = f"c{crc32(told.encode('utf-8', 'replace')):08x}"
    drawing = _REFERENCE.sub(rf"\1{own}", drawing)
    label = escape(told, quote=True)
    return Markup(drawing.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))  # noqa: S704 - matplotlib escapes words
