"""What must hold for any input at all: a verdict with true spans, or an error that says so.

``make fuzz`` looks for inputs that break it; each that it found is kept in ``tests/fuzzed/TARGET-*`` and tried here.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from classifier import RolecallError, classify, load, read_postings
from classifier.demands.notation import parse
from classifier.reading import reading
from classifier.source.posting import InputKind, Posting

ROOT = Path(__file__).parent.parent
KEPT = sorted((ROOT / "tests" / "fuzzed").iterdir())


def page(data: bytes) -> None:
    """Bytes from anywhere; the first says what the door takes them for."""
    kinds = (None, *InputKind)
    try:
        postings = read_postings(data[1:], kind=kinds[data[0] % len(kinds)] if data else None)
    except RolecallError:
        return
    for posting in postings[:3]:
        verdict(posting)


def text(data: bytes) -> None:
    """The words of an ad, headings and all."""
    said = data.decode("utf-8", "replace")
    verdict(Posting(said, title=said[: said.find("\n")] if "\n" in said else None))


def verdict(posting: Posting) -> None:
    try:
        told = classify(posting, load()).to_dict(with_text=True)
    except RolecallError:
        return
    json.dumps(told, allow_nan=False).encode()
    for item in [*told["duties"], *(entry["evidence"] for entry in told["requirements"])]:
        assert told["text"][item["start"] : item["end"]] == item["text"]
    assert abs(sum(told["scores"].values()) - 1) < 1e-6
    for entry in told["requirements"]:
        assert "; ".join(map(str, parse(entry["clause"]))) == entry["clause"]


def clauses(data: bytes) -> None:
    """One demand under its heading: whatever is read of it has a normal form that reads back."""
    for clause in reading(Posting("Qualifications\n" + data.decode("utf-8", "replace"))).clauses:
        assert parse(str(clause)) == parse(str(parse(str(clause))[0]))


def notation(data: bytes) -> None:
    """The normal form: what can be read prints the same again."""
    try:
        read = parse(data.decode("utf-8", "replace"))
    except RolecallError:
        return
    printed = "; ".join(map(str, read))
    assert parse(printed) == read


TARGETS: dict[str, Callable[[bytes], None]] = {target.__name__: target for target in (page, text, clauses, notation)}


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.name)
def test_what_fuzzing_found_stays_mended(file: Path) -> None:
    TARGETS[file.name.partition("-")[0]](file.read_bytes())


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff" * 9, b"REQ[RHIT]", "RHIT \u202e\ufdfa".encode()])
def test_what_must_hold_holds_for_the_smallest_inputs(target: Callable[[bytes], None], data: bytes) -> None:
    target(data)
