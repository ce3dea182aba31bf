"""What came of a run, in numbers and in words."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(slots=True)
class Outcome:
    """Counts of a run. ``rows`` came in, ``written`` went out; ``repeated`` counts ids that had been met before.

    ``some_repeated`` are the first of those ids, ``cut_off`` the inputs that ended before their end, ``passed_over``
    counts records of archives that are no pages.
    """

    rows: int = 0
    written: int = 0
    errors: int = 0
    duplicates: int = 0
    repeated: int = 0
    some_repeated: tuple[str, ...] = ()
    cut_off: tuple[str, ...] = ()
    passed_over: int = 0
    dropped: bool = False

    def lines(self, output: str) -> Iterator[str]:
        """Yield what a person should know."""
        yield f"wrote {self.written:,} rows to {output}, {self.errors:,} of them errors"
        if self.duplicates:
            yield f"{self.duplicates:,} duplicates were {'left out' if self.dropped else 'marked'}"
        if self.repeated:
            some = ", ".join(self.some_repeated)
            yield f"{self.repeated:,} ids stand more than once ({some}); every row was kept"
        if self.passed_over:
            yield f"{self.passed_over:,} archived records that are no pages were passed over"
        for source in self.cut_off:
            yield f"{source} is truncated or broken: rows are missing from where its error row stands"
