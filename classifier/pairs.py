"""Many candidates against one ad, or one against many: a row for each pair, sorted by what is unmet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from classifier.candidates import Entry
from classifier.comparison import Fit, Judged, fit
from classifier.errors import RolecallError
from classifier.model import Model
from classifier.records import Record
from classifier.source.posting import from_mapping
from classifier.verdict import Verdict, classify

COLUMNS = ("posting", "candidate", "fit", "unmet", "open", "met", "closes", "findings", "error")

#: A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - a spreadsheet reads these too


@dataclass(frozen=True, slots=True)
class Ad:
    """An ad of a file by its id: the verdict on it, or why it can't be read."""

    id: str
    verdict: Verdict | None
    error: RolecallError | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """An ad with a candidate: never a score.

    ``answer`` is None where one of the two can't be read; then ``error`` says why, and the id of the other is empty.
    """

    posting: str
    candidate: str
    answer: Fit | None
    error: str = ""

    @property
    def unmet(self) -> tuple[str, ...]:
        """The clauses that aren't met."""
        return _clauses(self.answer.unmet) if self.answer else ()


def ads(rows: Iterable[Record], model: Model) -> Iterator[Ad]:
    """Yield the ads of rows as ``from_mapping`` takes them, one for each posting that a row holds."""
    for row in rows:
        try:
            yield from _judged(row, model)
        except RolecallError as error:
            yield Ad(row.id, None, error)


def _judged(row: Record, model: Model) -> Iterator[Ad]:
    if row.error:
        raise row.error
    postings = from_mapping(row.values)
    for place, posting in enumerate(postings, 1):
        yield Ad(row.id if len(postings) == 1 else f"{row.id}#{place}", classify(posting, model))


def pairs(listed_ads: Iterable[Ad], entries: Iterable[Entry] | None) -> tuple[Pair, ...]:
    """Return each ad with each candidate, or by itself where ``entries`` is None.

    Those with nothing unmet come first, then those with fewer unmet demands, the same ones side by side, what can't be
    read last; else the order of the files stands.
    """
    listed = None if entries is None else tuple(entries)
    found = [pair for ad in listed_ads for pair in _of_ad(ad, listed)]
    found += [Pair("", entry.id, None, entry.error.message) for entry in listed or () if entry.error]
    return tuple(sorted(found, key=lambda pair: (pair.answer is None, len(pair.unmet), pair.unmet)))


def table(found: Iterable[Pair]) -> str:
    """Return the pairs as CSV with ``COLUMNS``, clauses parted by "; "; no cell is a formula to a spreadsheet."""
    sheet = StringIO(newline="")
    rows = csv.writer(sheet, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(map(_safe, _row(pair)) for pair in found)
    return sheet.getvalue()


def _of_ad(ad: Ad, entries: tuple[Entry, ...] | None) -> Iterator[Pair]:
    if ad.verdict is None:
        yield Pair(ad.id, "", None, ad.error.message if ad.error else "")
    elif entries is None:
        yield Pair(ad.id, "", fit(ad.verdict, None))
    else:
        verdict = ad.verdict
        yield from (Pair(ad.id, entry.id, fit(verdict, entry.candidate)) for entry in entries if entry.candidate)


def _row(pair: Pair) -> tuple[str, ...]:
    answer = pair.answer
    if answer is None:
        return (pair.posting, pair.candidate, *("",) * 6, pair.error)
    closes = dict.fromkeys(entry.closes for entry in (*answer.unmet, *answer.open) if entry.closes)
    return (
        pair.posting,
        pair.candidate,
        answer.fit.value if answer.fit else "",
        "; ".join(pair.unmet),
        "; ".join(_clauses(answer.open)),
        "; ".join(_clauses(answer.met)),
        "; ".join(closes),
        "; ".join(finding.check for finding in answer.findings),
        "",
    )


def _clauses(entries: Sequence[Judged]) -> tuple[str, ...]:
    return tuple(entry.clause for entry in entries)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
