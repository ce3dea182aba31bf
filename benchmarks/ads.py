"""The ads that are measured on: those of the training rows, which anybody who runs this has."""

import json
from pathlib import Path

from classifier import Posting, from_mapping
from classifier.training.train import training_data

DATA = training_data(Path(__file__).parent.parent / "training_data")
#: Ads of each length.
ADS = 16


def rows() -> list[dict[str, str]]:
    """Return the rows of the training postings."""
    return [json.loads(line) for line in DATA.postings.read_text("utf-8").splitlines()]


def corpus() -> list[Posting]:
    """Return all training postings."""
    return [from_mapping(row)[0] for row in rows()]


def of_length(size: int) -> list[Posting]:
    """Return the ads whose texts come nearest to ``size`` characters."""
    nearest = sorted(rows(), key=lambda row: (abs(len(row["text"]) - size), row["id"]))
    return [from_mapping(row)[0] for row in nearest[:ADS]]


def run_together(size: int) -> str:
    """Return one text of ``size`` characters, ad after ad."""
    words, length = [], 0
    for row in rows():
        words.append(row["text"])
        length += len(row["text"]) + 2
        if length > size:
            break
    return "\n\n".join(words)[:size]
