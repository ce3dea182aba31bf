"""Ads in a Spark table, judged by Spark's workers: ``frame.mapInPandas(judge(), SCHEMA)``.

Nothing here needs Spark itself, but pandas on the workers and the same Rolecall everywhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from classifier.batch.columns import TYPED, Shape, typed
from classifier.batch.errors import extra
from classifier.batch.installation import installation
from classifier.batch.judging import judged
from classifier.batch.lines import columns
from classifier.batch.options import Fields
from classifier.batch.rows import Entry, Form, Row
from classifier.batch.tables import cells
from classifier.batch.work import Work, model_of

if TYPE_CHECKING:
    import pandas as pd

    Frames = Iterator[pd.DataFrame]

_TYPES = {"string": "string", "double": "double", "int64": "bigint", "bool": "boolean"}

#: Rows that are judged before they are handed on, so that memory doesn't grow with Spark's own batches.
_ROWS = 500
_NAMED = 16


def _ddl(shape: Shape) -> str:
    if isinstance(shape, str):
        return _TYPES[shape]
    if isinstance(shape, list):
        return f"array<{_ddl(shape[0])}>"
    return f"struct<{','.join(f'{name}:{_ddl(inner)}' for name, inner in shape.items())}>"


#: The columns that come out, in Spark's notation: those of a Parquet output (docs/batch.md). ``source`` and
#: ``source_row`` are null, since a table has no order.
SCHEMA = ", ".join(f"`{name}` {_ddl(shape)}" for name, shape in TYPED)


def judge(fields: Fields = Fields()) -> "Callable[[Frames], Frames]":  # noqa: B008 - frozen
    """Return the function that ``mapInPandas`` needs: one row a posting, an error row for one that can't be read.

    The columns that go in are called as in a Parquet input: ``id``, ``title``, ``company`` and ``text``, or as
    ``fields`` says. An ad without id is called by the first 16 digits of its digest. Where a worker has another model,
    code or library version than there is here, it raises BatchError ``other_installation``; for a table without ads
    ``no_text_column``.
    """
    return partial(_judged_frames, work=Work(fields, signed=False, installed=installation()))


def _judged_frames(frames: "Frames", work: Work) -> "Frames":
    pandas = extra("pandas", "Spark's mapInPandas", "spark")
    names = [name for name, _ in TYPED]
    for frame in frames:
        rows = _rows(frame, work)
        while some := list(islice(rows, _ROWS)):
            yield pandas.DataFrame(some, columns=names)


def _rows(frame: "pd.DataFrame", work: Work) -> Iterator[dict[str, Any]]:
    model = model_of(work.installed)
    names = columns(tuple(map(str, frame.columns)), work.fields, "The table")
    wanted = {column: key for column, key in zip(frame.columns, names, strict=True) if key}
    told = frame[list(wanted)].astype(object)
    for record in told.where(told.notna(), None).to_dict("records"):
        entry = Entry(Form.RECORD, values=cells(record, wanted))
        row = Row(0, "", 0, replace(entry, name=str(entry.sha256)[:_NAMED]))
        for answer in judged(row, work.fields, model):
            yield typed({**answer.values, "input": {"sha256": entry.sha256}})  # noqa: PD011 - no frame's
