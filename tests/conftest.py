"""What several tests share: the bundled model, loaded once, and a measure of how work grows with its input."""

import time
from collections.abc import Callable

import pytest

from classifier import Model, load

#: How much longer the large input is, and what counts as in line: linear work comes near 8, square work near 64.
TIMES = 8
IN_LINE = 28

#: Work below this many CPU seconds is too short to be compared.
_FLOOR = 0.004

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


@pytest.fixture(scope="session")
def model() -> Model:
    return load()


@pytest.fixture(scope="session")
def grows_in_line() -> Growth:
    """Whether CPU time keeps in line with length: ``prepare(text)`` gives the work, ``piece`` is repeated to size."""

    def cost(work: Callable[[], object]) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    def in_line(prepare: Callable[[str], Callable[[], object]], piece: str, size: int) -> bool:
        small, large = (prepare(piece * (length // len(piece))) for length in (size // TIMES, size))
        least = max(_FLOOR, min(cost(small) for _ in range(3)))
        return any(cost(large) < IN_LINE * least for _ in range(3))

    return in_line
