"""What all rows add up to, counted in one pass."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from classifier.roles import Role
from classifier.survey.amounts import Amounts
from classifier.survey.asked import STRENGTHS, asked
from classifier.survey.examples import Example, cut, example
from classifier.survey.offered import Pay, pay, place, schooling, years
from classifier.survey.rows import Row
from classifier.survey.tally import Count, Subject, Tally

#: Bands of required years by the number that they begin with.
BANDS = (
    (0.0, "none"),
    (0.01, "under 1"),
    *((float(n), str(n)) for n in range(1, 6)),
    (6.0, "6 to 9"),
    (10.0, "10 or more"),
)
UNTOLD = ""
_MODELS = 20


@dataclass(slots=True)
class Range:
    """The lower and the upper ends of ranges of pay, and what lies in their middle."""

    low: Amounts = field(default_factory=Amounts)
    high: Amounts = field(default_factory=Amounts)
    middle: Amounts = field(default_factory=Amounts)

    def add(self, offered: Pay) -> None:
        """Take in a range; of one that is open at an end, the other counts for both."""
        low = offered.low if offered.low is not None else offered.high
        high = offered.high if offered.high is not None else offered.low
        if low is not None and high is not None:
            self.low.add(min(low, high))
            self.high.add(max(low, high))
            self.middle.add((low + high) / 2)


@dataclass(slots=True)
class Survey:
    """Counts over all rows: errors and duplicates are counted apart and stand in no other figure.

    ``lacking`` counts the rows whose format or batch has no such column; ``days`` are the first and the last.
    """

    tally: Tally
    rows: int = 0
    pays: dict[tuple[str, str, str], Range] = field(default_factory=dict)
    models: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    lacking: Counter[str] = field(default_factory=Counter)
    days: tuple[str, str] | None = None

    def add(self, row: Row) -> None:
        """Count a row."""
        self.rows += 1
        one = example(row, self.rows)
        self.lacking.update(name for name in ("posted", "place", "duplicate_of") if name not in row)
        model = (str(row["model_name"]), str(row["model_version"]), str(row["model_sha256"]))
        if model in self.models or len(self.models) < _MODELS:
            self.models[model] += 1
        if row["error_code"]:
            self.tally.add(one, Subject.ERROR, cut(str(row["error_code"])))
        elif row.get("duplicate_of") is not None:
            self.tally.add(one, Subject.DUPLICATE, one.role)
        else:
            self._ad(row, one)

    def _ad(self, row: Row, one: Example) -> None:
        role, add = one.role, self.tally.add
        add(one, Subject.ROLE, role)
        if one.flagged:
            add(one, Subject.FLAGGED, role)
        self._when(row, one)
        add(one, Subject.STATE, role, place(row) or UNTOLD)
        add(one, Subject.EMPLOYER, role, " ".join(cut(str(row.get("company") or UNTOLD)).split()))
        add(one, Subject.WORKPLACE, role, str(row["workplace"] or UNTOLD))
        self._credentials(row, one)
        for strength in ("REQ", "PREF"):
            add(one, Subject.SCHOOLING, role, schooling(row, strength) or UNTOLD, strength)
        add(one, Subject.YEARS, role, _band(years(row)))
        self._pay(row, one)
        for check in dict.fromkeys(map(cut, row["findings"])):
            add(one, Subject.FINDING, check)
            add(one, Subject.FINDING, check, role)

    def _when(self, row: Row, one: Example) -> None:
        day = str(row.get("posted") or UNTOLD)
        self.tally.add(one, Subject.MONTH, one.role, day[: len("2026-05")])
        if day:
            first, last = self.days or (day, day)
            self.days = (min(first, day), max(last, day))

    def _credentials(self, row: Row, one: Example) -> None:
        demands = asked(row)
        firm: set[str] = set()
        for strength in STRENGTHS:
            for code in row[strength]:
                self.tally.add(one, Subject.CREDENTIAL, one.role, cut(code), strength)
            firm.update([strength] if row[strength] else [])
        for subject, words in (
            (Subject.CLASS, {(name, each.strength) for each in demands for name in each.classes}),
            (Subject.CHOICE, {(name, each.strength) for each in demands for name in each.choices}),
        ):
            for name, strength in sorted(words):
                self.tally.add(one, subject, one.role, name, strength)
                firm.add(strength)
        for strength in firm:
            self.tally.add(one, Subject.ASKING, one.role, strength)
        if firm - {"mentioned"}:
            self.tally.add(one, Subject.ASKING, one.role)

    def _pay(self, row: Row, one: Example) -> None:
        offered = pay(row)
        self.tally.add(one, Subject.PAY, one.role, *((offered.per, offered.currency) if offered else ()))
        if offered:
            self.pays.setdefault((one.role, offered.per, offered.currency), Range()).add(offered)

    def of(self, subject: Subject, *name: str) -> Count:
        """Return the count of a name."""
        return self.tally.count(subject, *name)

    def all_of(self, subject: Subject, roles: Iterable[str] = tuple(Role), *name: str) -> Count:
        """Return the count of a name over several roles."""
        return self.tally.together(self.tally.count(subject, role, *name) for role in roles)

    @property
    def ads(self) -> Count:
        """The ads that stand in the figures: all rows but errors and duplicates."""
        return self.all_of(Subject.ROLE)


def survey(rows: Iterable[Row], most_examples: int) -> Survey:
    """Return what the rows add up to, with up to ``most_examples`` of them behind each count."""
    counted = Survey(Tally(most_examples))
    for row in rows:
        counted.add(row)
    return counted


def _band(number: float | None) -> str:
    """Return the band of a number of years, empty for None."""
    return UNTOLD if number is None else [name for least, name in BANDS if number >= least][-1]
