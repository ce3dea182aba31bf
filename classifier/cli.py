"""The command line: a door that only reads arguments and writes answers."""

import json
import stat
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from classifier.errors import PostingError, RolecallError

if TYPE_CHECKING:  # imported where it is used, so that `rolecall --help` answers at once
    from collections.abc import Iterator

    from classifier.batch.options import Options
    from classifier.candidate import Candidate
    from classifier.candidates import Entry
    from classifier.model import Model
    from classifier.pairs import Ad
    from classifier.source.posting import InputKind, Posting
    from classifier.training.evaluation import Evaluation
    from classifier.training.examination import Examination

#: Where the frozen rows lie in the folder of the training rows.
_HELD_OUT = "held_out"

_STDIN = "-"
#: Files that hold many postings or candidates, by the end of their names.
_ROWS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


class _Rolecall(click.Group):
    """Says every expected error in one line on stderr and leaves with status 1."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except RolecallError as error:
            raise click.ClickException(error.message) from error


@click.group(cls=_Rolecall, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="rolecall")
def main() -> None:
    """Say which health information role a job ad is for, and what it really asks for.

    \b
    rolecall classify ad.txt
    curl -s https://example.org/job | rolecall classify - --json
    """


@main.command()
@click.argument("file", default=_STDIN, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--title", help="The ad's title, where the file doesn't hold it.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole verdict as JSON.")
@click.option("--with-text", is_flag=True, help="Add the cleaned text that the spans index (with --json).")
def classify(file: Path, title: str | None, *, as_json: bool, with_text: bool) -> None:
    """Judge the ad in FILE (text, HTML or JSON; - or nothing reads stdin).

    \b
    rolecall classify ad.html
    rolecall classify ad.txt --title "HIM Specialist" --json
    """
    from classifier.model import load
    from classifier.verdict import classify as judged

    verdict = judged(_first(file, title), load())
    if as_json:
        click.echo(json.dumps(verdict.to_dict(with_text=with_text), ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    from classifier.panel import panel

    Console().print(panel(verdict))


def _first(file: Path, title: str | None = None) -> "Posting":
    """Return the first posting of a file, saying on stderr where there are more."""
    postings = _postings(file, title)
    if len(postings) > 1:
        click.echo(f"{file} holds {len(postings)} postings; this is the first", err=True)
    return postings[0]


def _postings(file: Path, title: str | None) -> "tuple[Posting, ...]":
    from classifier.source.posting import read_postings

    content, kind = _content(file)
    return read_postings(content, kind=kind, title=title)


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--output", "-o", required=True, metavar="OUT", help="File for the verdicts: .jsonl, .csv or .parquet.")
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes that judge; all cores where left out.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped; begin where there is none.")
@click.option("--errors", metavar="FILE", help="Copy the rows that couldn't be read into this file as well.")
@click.option("--id-field", metavar="NAME", help="The field or column that holds the id.")
@click.option("--title-field", metavar="NAME", help="The one that holds the title.")
@click.option("--company-field", metavar="NAME", help="The one that holds the employer.")
@click.option("--text-field", metavar="NAME", help="The one that holds the ad, as text or HTML.")
@click.option(
    "--input-format",
    type=click.Choice(["jsonl", "csv", "parquet", "warc", "page"]),
    help="What the inputs are, where their names don't tell.",
)
@click.option("--mark-duplicates", "duplicates", flag_value="mark", help="Say which rows repeat earlier ones.")
@click.option("--drop-duplicates", "duplicates", flag_value="drop", help="Leave those out, and say how many.")
@click.option(
    "--shard-rows",
    default=100,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Rows that are noted together: what a kill can cost, for each worker.",
)
@click.option(
    "--work", type=click.Path(path_type=Path, file_okay=False), help="Folder for unfinished parts, if not beside OUT."
)
@click.pass_context
def batch(context: click.Context, /, **given: Any) -> None:
    """Judge every ad in files, folders, patterns and archives; - reads stdin.

    A row in is a row out, in order. A row that can't be read becomes an error row and stops nothing.

    \b
    rolecall batch ads.jsonl --output verdicts.csv
    rolecall batch ads.csv.gz --text-field job_description --output verdicts.parquet --resume
    rolecall batch pages/ crawl.warc.gz --output verdicts.jsonl --errors errors.jsonl
    """
    from classifier.batch.progress import shown
    from classifier.batch.run import run

    options = _batch_options(given)
    with shown() as tell:
        outcome = run(options, tell)
    for line in outcome.lines(options.output):
        click.echo(line, err=True)
    if outcome.cut_off:
        context.exit(1)


def _batch_options(given: dict[str, Any]) -> "Options":
    """Return the options of `batch`; raises UsageError for those that don't go together."""
    from classifier.batch.options import Duplicates, Fields, InputFormat, Options, output_format

    fields = Fields(**{name: given.pop(f"{name}_field") for name in ("id", "title", "company", "text")})
    form, workers = given.pop("input_format"), given.pop("workers") or -1
    duplicates = Duplicates(given.pop("duplicates") or "keep")
    options = Options(
        **given, workers=workers, fields=fields, duplicates=duplicates, input_format=form and InputFormat(form)
    )
    outputs = [place for place in (options.output, options.errors) if place]
    if output_format(options.output) is None:
        raise click.UsageError(f"{options.output}: the output is a .jsonl, .csv or .parquet file.")
    if "://" in options.output and not options.work:
        raise click.UsageError("An output elsewhere needs --work FOLDER for the parts until it is whole.")
    places = [Path(place).absolute() for place in (*outputs, *options.inputs)]
    if len(set(places[: len(outputs)])) < len(outputs) or set(places[: len(outputs)]) & set(places[len(outputs) :]):
        raise click.UsageError("The output, --errors and the inputs must be different files.")
    if options.inputs.count(_STDIN) > 1:
        raise click.UsageError("stdin can be read once.")
    return options


@main.command()
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
    if str(posting) == str(candidate or resume) == _STDIN:
        raise click.UsageError("Only one of the two can be read from stdin.")
    if not table and any(file and file.suffix.lower() in _ROWS for file in (posting, candidate)):
        raise click.UsageError("A CSV or JSONL file holds many: add --table OUT.csv.")


def _from_resume(file: Path, save: Path | None, *, aloud: bool) -> "Candidate":
    """Return the candidate that a résumé tells of, shown on stderr with the words that it was read from."""
    from datetime import UTC, datetime

    from classifier.resume.resume import resume

    read = resume(_content(file)[0], datetime.now(UTC).date())
    if save:
        _write(save, json.dumps(read.candidate.to_dict(), ensure_ascii=False, indent=2) + "\n")
    if aloud:
        click.echo(f"Read from {file}; where it is wrong, --save-candidate FILE, correct FILE and judge it:", err=True)
        for line in read.lines:
            click.echo(f"  {line}", err=True)
    return read.candidate


def _candidate(file: Path | None) -> "Candidate | None":
    from classifier.candidates import candidate_in

    return candidate_in(_content(file)[0]) if file else None


def _answer_fit(file: Path, who: "Candidate | None", *, as_json: bool) -> None:
    from classifier.comparison import fit as compared
    from classifier.model import load
    from classifier.verdict import classify as judged

    answer = compared(judged(_first(file), load()), who)
    if as_json:
        click.echo(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    from classifier.fit_panel import fit_panel

    Console().print(fit_panel(answer))


def _write_table(out: Path, posting: Path, candidate: Path | None, who: "Candidate | None") -> None:
    """Write a row for each pair of what the two files hold, and tell on stderr how many couldn't be read."""
    from classifier.pairs import pairs, table

    found = pairs(_ads(posting), _entries(candidate, who))
    _write(out, table(found))
    errors = sum(pair.answer is None for pair in found)
    click.echo(f"wrote {len(found)} rows to {out}" + (f", {errors} of them errors" if errors else ""), err=True)


def _ads(file: Path) -> "Iterator[Ad]":
    from classifier.model import load
    from classifier.pairs import Ad, ads
    from classifier.records import RecordKind, records
    from classifier.verdict import classify as judged

    model, kind = load(), _ROWS.get(file.suffix.lower())
    if kind:
        yield from ads(records(_content(file)[0], RecordKind(kind)), model)
        return
    for place, posting in enumerate(_postings(file, None), 1):
        yield Ad(posting.id or (file.stem if place == 1 else f"{file.stem}#{place}"), judged(posting, model))


def _entries(file: Path | None, who: "Candidate | None") -> "tuple[Entry, ...] | None":
    from classifier.candidates import Entry, candidates
    from classifier.records import RecordKind

    kind = _ROWS.get(file.suffix.lower()) if file else None
    if file and kind:
        return tuple(candidates(_content(file)[0], RecordKind(kind)))
    who = who or _candidate(file)
    return (Entry(file.stem if file else "resume", who),) if who else None


def _write(file: Path, content: str) -> None:
    try:
        file.write_text(content, "utf-8", newline="")
    except OSError as error:
        raise click.ClickException(f"{file} can't be written: {error.strerror}") from error


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the whole catalogue as JSON.")
def credentials(*, as_json: bool) -> None:
    """List the credentials that are known, with what each is called and who awards it.

    \b
    rolecall credentials
    rolecall credentials --json
    """
    from classifier.names.catalogue import credentials as catalogue

    entries = catalogue()
    if as_json:
        click.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    for entry in entries:
        click.echo(f"{entry.code:18} {entry.issuer:10} {entry.name}")


@main.command()
@click.option("--data", default="training_data", type=click.Path(path_type=Path), help="Folder of the rows.")
@click.option("--out", default="models", type=click.Path(path_type=Path), help="Folder for the model and its card.")
@click.option("--extra", type=click.Path(path_type=Path), help="Your own labelled postings (JSONL), taught as well.")
def train(data: Path, out: Path, extra: Path | None) -> None:
    """Train the model on the rows of a folder and write it with its card (needs scikit-learn).

    With --extra the new model takes the place of the one in --out only if it does no worse on the frozen rows.

    \b
    rolecall train
    rolecall train --extra my_ads.jsonl
    rolecall train --data my_rows --out my_models
    """
    try:
        from classifier.training.train import trained, training_data, write
    except ModuleNotFoundError as error:
        raise click.ClickException(f"training needs {error.name}: install rolecall[train]") from error

    if extra:
        _admit_own(extra, data)
    made = trained(training_data(data, extra))
    if extra:
        _admit_new(made.model, data, out)
    click.echo(f"wrote {write(made, out)} and its card")


def _admit_own(extra: Path, data: Path) -> None:
    from classifier.training.frozen import frozen
    from classifier.training.rows import labelled_postings
    from classifier.training.succession import check_apart

    check_apart(labelled_postings(extra), frozen(data / _HELD_OUT))


def _admit_new(new: "Model", data: Path, out: Path) -> None:
    """Print what the old and the new model do on the frozen rows; raise ClickException where the new one is worse."""
    from classifier.training.frozen import frozen
    from classifier.training.succession import succession

    compared = succession(frozen(data / _HELD_OUT), new, out)
    if compared is None:
        click.echo(f"there is no model in {out} to compare with")
        return
    click.echo(str(compared))
    if compared.worse:
        raise click.ClickException(f"the old model stays, because with the new one {' and '.join(compared.worse)}")


@main.command()
@click.argument("data", required=False, type=click.Path(path_type=Path))
@click.option("--label-field", default="label", show_default=True, help="The field that holds the right role.")
@click.option("--alt-field", default="alt_label", show_default=True, help="The field of a second role that counts too.")
@click.option("--by", metavar="FIELD", default="brief", help="Give the figures for each value of this field as well.")
@click.option("--mask-title", is_flag=True, help="Judge without title and title line.")
@click.option(
    "--predictions", type=click.Path(path_type=Path), help="Score these answers instead of the model's (JSONL)."
)
@click.option(
    "--report", type=click.Path(path_type=Path), help="Write report.html into this folder (minutes: it trains)."
)
@click.option("--keep", is_flag=True, help="Keep which frozen rows are wrong, for later runs to compare with.")
@click.option(
    "--training", default="training_data", type=click.Path(path_type=Path), help="Folder of the training rows."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate(  # noqa: PLR0913, PLR0917 - one for each option
    data: Path | None,
    label_field: str,
    alt_field: str,
    by: str,
    predictions: Path | None,
    report: Path | None,
    training: Path,
    *,
    mask_title: bool,
    keep: bool,
    as_json: bool,
) -> None:
    """Measure a system on labelled postings (the frozen ones of the project where DATA is left out).

    The system is the bundled model, or whatever gave the answers of --predictions: one object {"id", "role"} a line,
    with confidence, requirements, education and experience where it tells them.

    \b
    rolecall evaluate
    rolecall evaluate ads.jsonl --label-field role --by source
    rolecall evaluate ads.jsonl --predictions answers.jsonl --report out
    """
    from classifier.training.examination import Examination, examined
    from classifier.training.table import table
    from classifier.training.values import evaluation_values

    wanted = Examination(data, label_field, alt_field, by, predictions, training, mask_title=mask_title)
    if keep and (data or predictions or mask_title):
        raise click.UsageError(
            "--keep is for the model on the frozen rows: leave out DATA, --predictions and --mask-title"
        )
    figures = examined(wanted)
    click.echo(json.dumps(evaluation_values(figures), indent=2) if as_json else table(figures))
    if keep:
        from classifier.training.frozen import frozen
        from classifier.training.frozen import keep as kept

        click.echo(f"kept the outcomes in {kept(frozen(training / _HELD_OUT), figures.measures)}", err=True)
    if report:
        _report(wanted, figures, report)


def _report(wanted: "Examination", figures: "Evaluation", folder: Path) -> None:
    try:
        from classifier.training.examination import controls
        from classifier.training.report import write_report
    except ModuleNotFoundError as error:
        raise click.ClickException(f"the report needs {error.name}: install rolecall[train,report]") from error
    click.echo(f"wrote {write_report(figures, controls(wanted, figures), folder)}", err=True)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that judge.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the HTTP API on this machine.

    \b
    rolecall serve --port 8080
    curl -s localhost:8080/v1/classify -H 'Content-Type: text/plain' --data-binary @ad.txt
    """
    from service.server import serve as served

    served(host, port, workers)


def _content(file: Path) -> "tuple[bytes, InputKind | None]":
    """Return the bytes of ``file`` and what its name says about them.

    Raises PostingError for what is no regular file: a pipe or device could block for ever.
    """
    if str(file) == _STDIN:
        return sys.stdin.buffer.read(), None
    from classifier.source.posting import InputKind

    kinds = {".json": InputKind.JSON, ".html": InputKind.HTML, ".htm": InputKind.HTML}
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise PostingError(
                "not_a_file", f"{file} is no regular file; pipe its content in: rolecall classify - < FILE"
            )
        return file.read_bytes(), kinds.get(file.suffix.lower())
    except OSError as error:
        raise PostingError("unreadable", f"{file} can't be read: {error.strerror}") from error
