"""How amounts of money are spread, in memory that doesn't grow with their number."""

import math
from collections import Counter
from dataclasses import dataclass, field

_DIGITS = 4
_Z = 1.959963984540054
#: Amounts that there have to be before quarters of them say anything.
FEWEST = 4


@dataclass(slots=True)
class Amounts:
    """Amounts, held to four digits: 28.47, 62,350."""

    held: Counter[float] = field(default_factory=Counter)

    def add(self, amount: float) -> None:
        """Take in an amount above 0."""
        self.held[round(amount, _DIGITS - 1 - math.floor(math.log10(amount)))] += 1

    @property
    def number(self) -> int:
        """How many there are."""
        return self.held.total()

    def quantile(self, part: float) -> float | None:
        """Return the least amount that ``part`` of them don't exceed; None where there are none."""
        return self._at(max(1, math.ceil(part * self.number)))

    @property
    def median_interval(self) -> tuple[float, float] | None:
        """The amounts between which the true median lies with 95 % confidence; None where there are too few for it.

        By ranks, with the normal approximation to the binomial (Conover, 1999).
        """
        number = self.number
        reach = _Z * math.sqrt(number) / 2
        low, high = self._at(math.floor(number / 2 - reach)), self._at(math.ceil(number / 2 + reach) + 1)
        return None if low is None or high is None else (low, high)

    def _at(self, rank: int) -> float | None:
        """Return the amount of this rank, counted from 1."""
        reached = 0
        for amount in sorted(self.held):
            reached += self.held[amount]
            if 1 <= rank <= reached:
                return amount
        return None
