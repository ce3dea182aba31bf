"""`make bench`: what each station of a verdict costs, beside what scikit-learn needs for the role alone.

CPU time, medians of several rounds, all in one run: compare the ratios, not the milliseconds of two machines.
"""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from classifier import Posting, classify, from_mapping, load
from classifier.demands.clauses import clauses
from classifier.layout.duties import duties
from classifier.layout.passages import passages
from classifier.layout.sections import sections
from classifier.layout.text import read_text
from classifier.names.mentions import mentions
from classifier.offers.offer import Offer, offer
from classifier.offers.quotas import Quota, quotas
from classifier.offers.sightings import sightings
from classifier.offers.systems import System, systems
from classifier.reading import Reading, reading
from classifier.scores import scores
from classifier.training.lines import LINE_C, fitted
from classifier.training.rows import labelled_lines
from classifier.training.train import training_data

ROUNDS = 5
ADS = 60
DATA = training_data(Path(__file__).parent.parent / "training_data")

#: The growth that is watched: ten times the text, about ten times the time.
SMALL, LARGE = 100_000, 1_000_000


def cpu(work: Callable[[], object]) -> float:
    """Return the median CPU seconds of ``work`` over the rounds, after one that doesn't count."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times[1:])


def offered(one: Reading) -> tuple[Offer, tuple[System, ...], tuple[Quota, ...]]:
    """Return what a posting offers, the software it names and the targets it sets."""
    page = passages(one.text, one.sections, one.title)
    seen = sightings(page)
    return offer(page, seen), systems(page, seen), quotas(page, seen)


def stations(postings: list[Posting]) -> dict[str, Callable[[], object]]:
    """Return the stations of a verdict as work over all ``postings``; each gets what the one before made."""
    model = load()
    read: list[Reading] = [reading(posting) for posting in postings]
    verdicts = [classify(posting, model) for posting in postings]
    return {
        "text": lambda: [read_text(posting.body) for posting in postings],
        "sections": lambda: [sections(one.text, one.title) for one in read],
        "mentions": lambda: [mentions(one.text, one.sections) for one in read],
        "clauses": lambda: [clauses(one.text, one.sections, one.mentions) for one in read],
        "duties": lambda: [duties(one.text, one.sections) for one in read],
        "offer, systems, quotas": lambda: [offered(one) for one in read],
        "scores": lambda: [scores(one, model) for one in read],
        "JSON": lambda: [json.dumps(verdict.to_dict()) for verdict in verdicts],
        "whole verdict": lambda: [json.dumps(classify(posting, model).to_dict()) for posting in postings],
    }


def growth() -> float:
    """Return how many times longer the reading takes for ten times "RHIT or "."""
    small, large = ("RHIT or " * (size // 8) for size in (SMALL, LARGE))
    return cpu(lambda: reading(Posting(large))) / cpu(lambda: reading(Posting(small)))


def main() -> None:
    """Print the table."""
    lines = DATA.postings.read_text("utf-8").splitlines()[:ADS]
    postings = [from_mapping(json.loads(line))[0] for line in lines]
    sklearn = fitted(labelled_lines(DATA.duties), LINE_C)
    limit = cpu(lambda: [sklearn.predict([posting.body]) for posting in postings]) / ADS
    characters = sum(len(posting.body) for posting in postings) // ADS
    print(f"{ADS} ads of {characters:,} characters on average, one at a time; CPU a posting, median of {ROUNDS} rounds")
    print(f"{'scikit-learn, role only':24}{limit * 1000:8.3f} ms{1:8.2f}")
    for name, work in stations(postings).items():
        seconds = cpu(work) / ADS
        print(f"{name:24}{seconds * 1000:8.3f} ms{seconds / limit:8.2f}")
    print(f"{'ten times the text':24}{'':8}   {growth():8.2f}")


if __name__ == "__main__":
    main()
