"""Years of work by domain: those of the jobs, and what the résumé says of itself beyond them."""

from collections.abc import Iterator

from classifier.candidate import Service
from classifier.demands.counts import years_at
from classifier.demands.words import words
from classifier.evidence import Evidence
from classifier.layout.text import Line, Text
from classifier.meeting import Meeting, counts
from classifier.resume.parts import Part, PartKind
from classifier.resume.work import Job

_STATED = (PartKind.HEAD, PartKind.SUMMARY, PartKind.SKILLS)
_A_YEAR = 12

Spans = dict[str | None, list[tuple[int, int]]]


def services(text: Text, found: tuple[Part, ...], done: tuple[Job, ...]) -> tuple[tuple[Service, Evidence], ...]:
    """Return the years in each domain with the words that tell of them, each month of a domain counted once.

    A statement ("10 years of coding experience") adds only what the jobs don't show, so that no year counts twice.
    Years are rounded down to tenths, and None where the résumé doesn't tell them.
    """
    paid = [job for job in done if not job.learning]
    proofs: dict[str | None, Evidence] = {}
    months: dict[str | None, int | None] = {}
    for name in dict.fromkeys(job.domain for job in paid):
        own = [job for job in paid if job.domain == name]
        proofs[name] = own[0].evidence
        months[name] = _together(own)
    for name, stated, evidence in sorted(_stated(text, found), key=lambda row: -_breadth(row[0])):
        if _add(months, name, stated):
            proofs.setdefault(name, evidence)
    return tuple(
        (Service(None if count is None else _years(count), name), proofs[name])
        for name, count in months.items()
        if count != 0
    )


def _years(months: int) -> float:
    return months * 10 // _A_YEAR / 10


def _together(done: list[Job]) -> int | None:
    """Return the months of jobs in one domain; None where none of them tells."""
    reached = total = 0
    for start, end in sorted(job.interval for job in done if job.interval):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    total += sum(job.months or 0 for job in done if job.interval is None)
    return total or None


def _breadth(name: str) -> int:
    """Return how many domains count as this one do, negative: narrow ones come first when sorted by its opposite."""
    return -sum(counts(other, name) is Meeting.MET for other in ("inpatient", "coding", "registry", "ROI", "records"))


def _add(months: dict[str | None, int | None], name: str, stated: int) -> bool:
    """Add what a statement tells beyond the jobs, taking it from jobs in a wider domain; False where nothing is new."""
    shown = sum(count or 0 for other, count in months.items() if counts(other, name) is Meeting.MET)
    missing = stated - shown
    if missing <= 0:
        return False
    for wider, count in months.items():
        if wider not in (name, None) and counts(name, wider) is Meeting.MET:
            taken = min(missing, count or 0)
            months[wider] = (count or 0) - taken
    months[name] = (months.get(name) or 0) + missing
    return True


def _stated(text: Text, found: tuple[Part, ...]) -> Iterator[tuple[str, int, Evidence]]:
    for part in found:
        if part.kind in _STATED:
            for line in part.lines:
                yield from _of_line(text, line)


def _of_line(text: Text, line: Line) -> Iterator[tuple[str, int, Evidence]]:
    said, place = words(text.content, line.start, line.end), 0
    while place < len(said):
        read = years_at(said, place)
        if not read or read[0][0].low is None:
            place += 1
            continue
        (years, *_), _, behind = read
        start, end = said[place].start, said[behind - 1].end
        place = max(behind, place + 1)
        if years.domain and years.low:
            count = round(years.low * (_A_YEAR if years.unit == "yr" else 1))
            yield years.domain, count, Evidence(text.content[start:end], start, end)
