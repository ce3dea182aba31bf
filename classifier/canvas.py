"""A canvas for charts, handed out as inline SVG: the same figures give the same characters."""

import io
import re
import warnings
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

# Words stay text, so that they can be read aloud and searched; the salt keeps names inside the file from changing.
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "rolecall",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "axes.grid": True,
    "grid.alpha": 0.3,
}
_METADATA = re.compile(r" *<metadata>.*?</metadata>\n", re.DOTALL)


def blank(size: tuple[float, float], **style: Any) -> tuple[Canvas, Axes]:
    """Return a canvas of so many inches across and up, and its axes; ``style`` overrules settings of matplotlib."""
    settings: Any = {**_STYLE, **style}
    with rc_context(settings):
        canvas = Canvas(figsize=size, layout="constrained")
        return canvas, canvas.subplots()


def svg(canvas: Canvas) -> str:
    """Return the drawing as an ``svg`` element."""
    buffer = io.StringIO()
    with rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the browser has other fonts
        canvas.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    drawn = buffer.getvalue()
    return _METADATA.sub("", drawn[drawn.index("<svg") :])
