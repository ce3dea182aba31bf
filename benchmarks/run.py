"""`make bench`: what each station of a verdict, whole verdicts, pages, starts and a batch cost.

CPU time, medians of several rounds, all in one run, beside what could hardly be beaten: compare the ratios, not the
milliseconds of two machines. Writes the ratios to latest.json, or compares with it (`make bench-check`). Two minutes.
"""

import argparse
import sys
from itertools import chain

from benchmarks.ads import corpus, of_length, run_together
from benchmarks.cost import Rounds, Work, costs, median, median_ratio
from benchmarks.limits import DUMPS, ONE_PASS, PREDICT, dumps, one_pass, parsers, predict
from benchmarks.pages import page
from benchmarks.processes import batch, starts, worker_memory
from benchmarks.stations import stations, verdict, whole, whole_page
from benchmarks.table import Line, keep, kept, shown, worse
from classifier import Model, Posting, classify, load

_BATCH_BESIDE = "the verdict in process"
_MEMORY = 80


def line(name: str, cost: Rounds, limit: Rounds, beside: str, at_most: float | None = None) -> Line:
    """Return a line of the table for CPU seconds."""
    return Line(name, median(cost) * 1000, "ms", median_ratio(cost, limit), beside, at_most)


def texts(model: Model) -> list[Line]:
    """Return the stations of a verdict on texts of 3 KB, and whole verdicts of 3 and 1 KB."""
    large, small = of_length(3000), of_length(1000)
    steps = stations(large, model)
    limits = {PREDICT: predict(large), ONE_PASS: one_pass(large), DUMPS: dumps([classify(ad, model) for ad in large])}
    others = {"1 KB": whole(small, model), "1 KB predicted": predict(small)}
    found = costs({**steps, "3 KB": whole(large, model), **limits, **others})
    beside = {"mentions": ONE_PASS, "JSON": DUMPS}
    return [
        line(PREDICT, found[PREDICT], found[PREDICT], "itself"),
        *(line(name, found[name], found[limit := beside.get(name, PREDICT)], limit) for name in steps),
        line("whole verdict, 3 KB", found["3 KB"], found[PREDICT], PREDICT, 1.5),
        line("whole verdict, 1 KB", found["1 KB"], found["1 KB predicted"], PREDICT),
    ]


def pages(model: Model) -> list[Line]:
    """Return what reading a page of 200 KB costs, and the verdict on it."""
    lines: list[Line] = []
    for name, with_json_ld, beside, at_most in (
        ("page of 200 KB with JSON-LD", True, "bare lexbor", 3),
        ("page of 200 KB without JSON-LD", False, "bare bs4 on lxml", 1.15),
    ):
        made = page(with_json_ld=with_json_ld)
        found = costs({**whole_page(made, model), **parsers(made)})
        if not lines:
            lines += [line(parser, found[parser], found["bare lexbor"], "bare lexbor") for parser in parsers(made)]
        lines.append(line(f"{name}, read", found["page"], found[beside], beside, at_most))
        lines.append(line(f"{name}, verdict", found["whole"], found["ad"], "the verdict on its ad"))
    return lines


def lengths(model: Model) -> list[Line]:
    """Return whether the cost of a character stays the same from 1 KB to 1 MB."""
    sizes = {"1 KB": 1_000, "10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
    works = {name: _judging(Posting(run_together(size)), model, size // 1000) for name, size in sizes.items()}
    found = costs(works, rounds=3)
    return [line(f"a KB in a text of {name}", found[name], found["1 KB"], "of 1 KB", 1.3) for name in sizes]


def _judging(posting: Posting, model: Model, things: int) -> Work:
    return Work(lambda: verdict(posting, model), things)


def processes(model: Model) -> list[Line]:
    """Return what starts and batches cost, and the memory of a worker."""
    found = starts()
    limit = costs({_BATCH_BESIDE: whole(corpus(), model)}, rounds=3)[_BATCH_BESIDE]
    memory, own = worker_memory()
    return [
        line("import numpy", found["import numpy"], found["import numpy"], "itself"),
        line("rolecall classify", found["rolecall classify"], found["import numpy"], "import numpy", 4),
        line("rolecall classify --json", found["rolecall classify --json"], found["import numpy"], "import numpy", 4),
        line("rolecall --help", found["rolecall --help"], found["import click"], "import click", 3),
        line("rolecall batch, an ad", batch(), limit, _BATCH_BESIDE),
        Line("memory of a batch worker", memory, "MB", memory / _MEMORY, f"{_MEMORY} MB", 1),
        Line("of its own, shared pages by their share", own, "MB", own / _MEMORY, f"{_MEMORY} MB", 1),
    ]


def measured() -> dict[str, list[Line]]:
    """Return all lines by the titles of their groups."""
    model = load()
    return {
        "Texts, one at a time": texts(model),
        "Pages": pages(model),
        "Length": lengths(model),
        "Processes": processes(model),
    }


def main() -> None:
    """Print the table; keep its ratios, or leave with status 1 where one is worse than the kept one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="compare with the kept ratios, and leave them")
    wants_check = parser.parse_args().check
    groups = measured()
    print(shown(groups))
    lines = list(chain.from_iterable(groups.values()))
    if not wants_check:
        keep(lines)
    elif complaints := worse(lines, kept()):
        sys.exit("\n" + "\n".join(complaints))


if __name__ == "__main__":
    main()
