"""A share with what it counts, and how exactly so few rows can tell it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

#: The normal deviate of a two-sided interval of 95 %.
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` out of ``of``."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None where there is nothing to divide by."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson interval that holds the true share with 95 % confidence (Wilson, 1927); 0 to 1 for no rows."""
        if not self.of:
            return 0.0, 1.0
        share, spread = self.hits / self.of, _Z**2 / self.of
        middle = (share + spread / 2) / (1 + spread)
        half = _Z * math.sqrt(share * (1 - share) / self.of + spread / (4 * self.of)) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)

    def to_dict(self) -> dict[str, object]:
        """Return the share as JSON values."""
        return {"share": self.value, "hits": self.hits, "of": self.of, "interval": list(self.interval)}


def share(answers: Iterable[bool]) -> Share:
    """Return the share of ``answers`` that are true."""
    told = list(answers)
    return Share(sum(told), len(told))
