"""``rolecall fit``: an ad and a candidate, a résumé or many of both."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from classifier.candidate import Candidate
from classifier.candidates import Entry, candidate_in, candidates
from classifier.cli.files import STDIN, content, first_posting, postings, write
from classifier.comparison import fit as compared
from classifier.model import load
from classifier.pairs import Ad, ads, pairs
from classifier.pairs import table as rows
from classifier.records import RecordKind, records
from classifier.verdict import classify as judged

#: Files that hold many postings or candidates, by the end of their names.
_ROWS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


@click.command()
@click.argument("posting", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("candidate", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--from-resume", "resume", type=click.Path(path_type=Path), help="Read the candidate from a résumé.")
@click.option("--save-candidate", type=click.Path(path_type=Path), help="Write what was read from the résumé as JSON.")
@click.option("--show-candidate", is_flag=True, help="Print what was read from the résumé, and don't judge.")
@click.option("--table", type=click.Path(path_type=Path), help="Write a CSV row for each pair; inputs may hold many.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def fit(  # noqa: PLR0913 - one for each option
    posting: Path,
    candidate: Path | None,
    resume: Path | None,
    save_candidate: Path | None,
    table: Path | None,
    *,
    show_candidate: bool,
    as_json: bool,
) -> None:
    """Compare a candidate with the ad in POSTING, demand by demand; without a candidate, the ad with itself.

    CANDIDATE is a JSON file with credentials, schooling and years of work, and nothing that says who the person is.

    \b
    rolecall fit ad.txt candidate.json
    rolecall fit ad.txt --from-resume resume.pdf --save-candidate candidate.json
    rolecall fit ads.jsonl candidates.csv --table pairs.csv
    """
    if table and as_json:
        raise click.UsageError("--table writes CSV: leave --json out.")
    _refuse_fit_usage(posting, candidate, resume, saves=bool(save_candidate) or show_candidate, table=table)
    who = _from_resume(resume, save_candidate, aloud=not show_candidate) if resume else None
    if who and show_candidate:
        click.echo(json.dumps(who.to_dict(), ensure_ascii=False, indent=2))
    elif table:
        _write_table(table, posting, candidate, who)
    else:
        _answer_fit(posting, who or _candidate(candidate), as_json=as_json)


def _refuse_fit_usage(
    posting: Path, candidate: Path | None, resume: Path | None, *, saves: bool, table: Path | None
) -> None:
    """Raise UsageError for arguments of `fit` that don't go together."""
    if candidate and resume:
        raise click.UsageError("Give CANDIDATE or --from-resume, not both.")
    if saves and not resume:
        raise click.UsageError("--save-candidate and --show-candidate go with --from-resume.")
    if str(posting) == str(candidate or resume) == STDIN:
        raise click.UsageError("Only one of the two can be read from stdin.")
    if not table and any(file and file.suffix.lower() in _ROWS for file in (posting, candidate)):
        raise click.UsageError("A CSV or JSONL file holds many: add --table OUT.csv.")


def _from_resume(file: Path, save: Path | None, *, aloud: bool) -> Candidate:
    """Return the candidate that a résumé tells of, shown on stderr with the words that it was read from."""
    from classifier.resume.resume import resume

    read = resume(content(file)[0], datetime.now(UTC).date())
    if save:
        write(save, json.dumps(read.candidate.to_dict(), ensure_ascii=False, indent=2) + "\n")
    if aloud:
        click.echo(f"Read from {file}; where it is wrong, --save-candidate FILE, correct FILE and judge it:", err=True)
        for line in read.lines:
            click.echo(f"  {line}", err=True)
    return read.candidate


def _candidate(file: Path | None) -> Candidate | None:
    return candidate_in(content(file)[0]) if file else None


def _answer_fit(file: Path, who: Candidate | None, *, as_json: bool) -> None:
    answer = compared(judged(first_posting(file), load()), who)
    if as_json:
        click.echo(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    from classifier.fit_panel import fit_panel

    Console().print(fit_panel(answer))


def _write_table(out: Path, posting: Path, candidate: Path | None, who: Candidate | None) -> None:
    """Write a row for each pair of what the two files hold, and tell on stderr how many couldn't be read."""
    found = pairs(_ads(posting), _entries(candidate, who))
    write(out, rows(found))
    errors = sum(pair.answer is None for pair in found)
    click.echo(f"wrote {len(found)} rows to {out}" + (f", {errors} of them errors" if errors else ""), err=True)


def _ads(file: Path) -> Iterator[Ad]:
    model, kind = load(), _ROWS.get(file.suffix.lower())
    if kind:
        yield from ads(records(content(file)[0], RecordKind(kind)), model)
        return
    for place, posting in enumerate(postings(file), 1):
        yield Ad(posting.id or (file.stem if place == 1 else f"{file.stem}#{place}"), judged(posting, model))


def _entries(file: Path | None, who: Candidate | None) -> tuple[Entry, ...] | None:
    kind = _ROWS.get(file.suffix.lower()) if file else None
    if file and kind:
        return tuple(candidates(content(file)[0], RecordKind(kind)))
    who = who or _candidate(file)
    return (Entry(file.stem if file else "resume", who),) if who else None
