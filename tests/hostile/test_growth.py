"""Time grows with length only, whatever stands in a text a thousand times."""

from collections.abc import Callable

import pytest

from classifier import Model, classify, read_postings

PIECES = (
    "RHIT or ",
    "RHIT, ",
    "RHIT/",
    "RHIT (",
    "RHIT; ",
    "degree or ",
    "Bachelor's degree in ",
    "Duties:\n- codes charts\n",
    "2 years ",
    "$1 - ",
    "1/2 ",
    "=",
    "<p>RHIT ",
    "<li>codes charts</li>",
)

Growth = Callable[[Callable[[str], Callable[[], object]], str, int], bool]


@pytest.mark.parametrize("piece", PIECES)
def test_time_keeps_in_line_with_length(piece: str, grows_in_line: Growth, model: Model) -> None:
    def work(text: str) -> Callable[[], object]:
        data = f"RHIT required {text}".encode()
        return lambda: classify(read_postings(data)[0], model).to_dict()

    work(piece)()
    assert grows_in_line(work, piece, 40_000)
