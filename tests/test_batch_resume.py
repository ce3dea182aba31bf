"""Killed at any moment and run again, a batch gives the same bytes; whatever it depends on may not change meanwhile."""

import gzip
import json
import multiprocessing
import os
import pickle
import random
import shutil
import signal
import sqlite3
import time
import tracemalloc
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner, Result

from classifier import load
from classifier.batch import finish, installation, judging, ledger, manifest, run, shards, work
from classifier.batch.errors import BatchError
from classifier.batch.options import Duplicates, Fields, InputFormat, Options
from classifier.batch.progress import quiet
from classifier.batch.reader import Reader
from classifier.batch.sources import sources
from classifier.cli import main

CODER = "Medical Coder\n- Assigns ICD-10-CM codes to inpatient charts\nCCS required"


class KilledError(BaseException):
    """Stands for a kill: nothing catches it."""


def batch(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["batch", "--workers", "1", "--shard-rows", "4", *map(str, arguments)])


def ads(path: Path, count: int = 22) -> Path:
    entries: list[Any] = [{"id": f"r{n % 20}", "text": f"{CODER}\n- Codes {n} charts a day"} for n in range(count)]
    entries[5] = {"id": "bad"}
    path.write_text("".join(f"{json.dumps(entry)}\n" for entry in entries))
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return ads(tmp_path / "ads.jsonl")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_the_same_input_gives_the_same_bytes_whatever_the_shards_and_workers(
    tmp_path: Path, source: Path, form: str
) -> None:
    one, two = tmp_path / f"one.{form}", tmp_path / f"two.{form}"
    assert batch(source, "--output", one).exit_code == 0
    assert (
        CliRunner()
        .invoke(main, ["batch", str(source), "-o", str(two), "--workers", "2", "--shard-rows", "7"])
        .exit_code
        == 0
    )
    assert one.read_bytes() == two.read_bytes()
    assert not list(tmp_path.glob("*.part*"))


#: A function that a run calls again and again, and the calls after which the kill comes.
MOMENTS = [
    *((shards, "settle", call) for call in (1, 3)),
    *((shards, "settle_folder", call) for call in (1, 3)),
    *((manifest, "settle", call) for call in (1, 2, 5, 7, 8)),
    (finish, "_take", 1),
    (finish, "_take", 9),
    (run, "finished", 1),
    (run, "_judge", 1),
]


@pytest.mark.parametrize(("module", "name", "call"), MOMENTS, ids=[f"{m.__name__}.{n}-{c}" for m, n, c in MOMENTS])
def test_killed_at_any_step_and_resumed_the_output_is_the_same(
    source: Path, monkeypatch: pytest.MonkeyPatch, *, module: Any, name: str, call: int
) -> None:
    tmp_path = source.parent
    whole, out, errors = tmp_path / "whole.jsonl", tmp_path / "out.jsonl", tmp_path / "errors.csv"
    assert batch(source, "--output", whole, "--errors", tmp_path / "e.csv").exit_code == 0
    real, calls = getattr(module, name), iter(range(1, 10**6))

    def killed(*arguments: Any, **named: Any) -> Any:
        result = real(*arguments, **named)
        if next(calls) == call:
            raise KilledError
        return result

    with monkeypatch.context() as patch:
        patch.setattr(module, name, killed)
        with pytest.raises(KilledError):
            CliRunner().invoke(
                main,
                ["batch", "--workers", "1", "--shard-rows", "4", str(source), "-o", str(out), "--errors", str(errors)],
            )
    assert not out.exists() or out.read_bytes() == whole.read_bytes()
    told = batch(source, "--output", out, "--errors", errors, "--resume")
    assert told.exit_code == 0, told.stderr
    assert out.read_bytes() == whole.read_bytes()
    assert errors.read_bytes() == (tmp_path / "e.csv").read_bytes()
    assert not (tmp_path / "out.jsonl.parts").exists()


def test_killed_twenty_times_and_resumed_each_time_the_output_is_the_same(tmp_path: Path) -> None:
    source, whole, out = ads(tmp_path / "ads.jsonl", 300), tmp_path / "whole.csv", tmp_path / "out.csv"
    asked = Options((str(source),), str(whole), duplicates=Duplicates.MARK, shard_rows=4, workers=1)
    run.run(asked, quiet)
    asked, diary = replace(asked, output=str(out), resume=True), tmp_path / "out.csv.manifest.jsonl"
    dice, kills = random.Random(7), 0  # noqa: S311 - no secret
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([run.__name__])
    while kills < 20:
        workers, noted, rest = 1 + (kills % 5 == 4), lines_of(diary) + dice.randrange(8), dice.uniform(0, 0.05)
        process = processes.Process(target=run.run, args=(replace(asked, workers=workers), quiet))
        process.start()
        while process.is_alive() and lines_of(diary) < noted:
            time.sleep(0.005)
        time.sleep(rest)
        process.kill()
        process.join()
        kills += process.exitcode == -signal.SIGKILL
        assert not out.exists() or out.read_bytes() == whole.read_bytes()
        if process.exitcode == 0:  # whole before the kill came: once more from the beginning
            diary.unlink()
            out.unlink()
    run.run(asked, quiet)
    assert out.read_bytes() == whole.read_bytes()


def lines_of(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def half_done(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    """Leave a run of which three shards are done."""
    calls = iter(range(1, 10**6))
    real = manifest.Manifest.note

    def note(self: Any, done: Any) -> None:
        real(self, done)
        if next(calls) == 3:
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(manifest.Manifest, "note", note)
        with pytest.raises(KilledError):
            batch(source, "--output", out, *arguments)


def test_done_shards_are_not_judged_again(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"
    half_done(source, out, monkeypatch)
    judged: list[int] = []
    real = judging.judged

    def counted(row: Any, *rest: Any) -> Iterable[Any]:
        judged.append(row.number)
        return real(row, *rest)

    monkeypatch.setattr(work, "judged", counted)
    assert batch(source, "--output", out, "--resume").exit_code == 0
    assert judged == list(range(13, 23))


def test_a_changed_input_is_noticed(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"
    half_done(source, out, monkeypatch)
    before = source.stat()
    content = source.read_bytes()
    source.write_bytes(content + b'{"text": "Coder"}\n')
    told = batch(source, "--output", out, "--resume")
    assert told.exit_code == 1
    assert str(source) in told.stderr
    assert "without --resume" in told.stderr
    source.write_bytes(content.replace(b"inpatient", b"INPATIENT", 1))
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    told = batch(source, "--output", out, "--resume")
    assert told.exit_code == 1
    assert "near row 1 " in told.stderr
    assert not out.exists()
    assert batch(source, "--output", out).exit_code == 0
    assert len(out.read_text().splitlines()) == 22


@pytest.mark.parametrize(
    "changed", [["--mark-duplicates"], ["--text-field", "text"], ["--shard-rows", "5"], ["--errors", "e.jsonl"]]
)
def test_a_changed_option_is_noticed(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, changed: list[str]
) -> None:
    half_done(source, tmp_path / "out.jsonl", monkeypatch)
    told = batch(source, "--output", tmp_path / "out.jsonl", "--resume", *changed)
    assert told.exit_code == 1
    assert "was changed" in told.stderr


def test_a_changed_model_is_noticed(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half_done(source, tmp_path / "out.jsonl", monkeypatch)
    monkeypatch.setattr(installation, "bundled", lambda: replace(load(), sha256="other"))
    told = batch(source, "--output", tmp_path / "out.jsonl", "--resume")
    assert told.exit_code == 1
    assert "The model was changed" in told.stderr


def test_changed_code_is_noticed(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half_done(source, tmp_path / "out.jsonl", monkeypatch)
    monkeypatch.setattr(installation, "code_digest", lambda: "other")
    told = batch(source, "--output", tmp_path / "out.jsonl", "--resume")
    assert told.exit_code == 1
    assert "code or rules were changed" in told.stderr


def test_an_error_of_a_worker_arrives_whole() -> None:
    error = pickle.loads(pickle.dumps(BatchError("code_changed", "The code was changed.")))  # noqa: S301 - our own
    assert (type(error), error.code, error.message) == (BatchError, "code_changed", "The code was changed.")


@pytest.mark.parametrize(
    ("other", "said"),
    [({"model": "x"}, "another model than"), ({"code": "x"}, "another code or rules"), ({"libraries": ()}, "lxml ")],
)
def test_a_worker_with_another_installation_stops_the_run(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, Any], said: str
) -> None:
    monkeypatch.setattr(run, "installation", lambda: replace(installation.installation(), **other))
    told = batch(source, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    assert said in told.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_changed_library_is_noticed(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half_done(source, tmp_path / "out.jsonl", monkeypatch)
    monkeypatch.setattr(installation, "version", lambda name: f"{name} of tomorrow")
    told = batch(source, "--output", tmp_path / "out.jsonl", "--resume")
    assert told.exit_code == 1
    assert "(libraries) was changed" in told.stderr


@pytest.mark.parametrize("name", ["knowledge/rules.toml", "reading.py"])
def test_the_digest_of_the_code_is_that_of_every_module_and_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("before")
    monkeypatch.setattr(installation, "files", lambda _: tmp_path)
    digests = [installation.code_digest.__wrapped__()]
    (tmp_path / name).write_text("after")
    digests.append(installation.code_digest.__wrapped__())
    (tmp_path / "notes.txt").write_text("neither")
    digests.append(installation.code_digest.__wrapped__())
    assert digests[0] != digests[1] == digests[2]


def test_a_pattern_does_not_take_what_the_run_itself_writes_for_input(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_done(tmp_path / "*.jsonl", tmp_path / "out.jsonl", monkeypatch)
    assert batch(tmp_path / "*.jsonl", "--output", tmp_path / "out.jsonl", "--resume").exit_code == 0
    assert batch(tmp_path / "*.jsonl", "--output", tmp_path / "out.jsonl").exit_code == 0
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == len(source.read_text().splitlines())
    source.unlink()
    told = batch(tmp_path / "*.jsonl", "--output", tmp_path / "out.jsonl")
    assert "No input but this run's own output" in told.stderr


def test_a_changed_folder_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "ads"
    folder.mkdir()
    for n in range(20):
        (folder / f"{n:02}.txt").write_text(f"{CODER} {n}")
    half_done(folder, tmp_path / "out.jsonl", monkeypatch)
    (folder / "99.txt").write_text(CODER)
    assert batch(folder, "--output", tmp_path / "out.jsonl", "--resume").exit_code == 1
    (folder / "99.txt").unlink()
    assert batch(folder, "--output", tmp_path / "out.jsonl", "--resume").exit_code == 0


def test_a_folder_that_vanishes_is_a_clear_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "ads"
    folder.mkdir()
    for n in range(20):
        (folder / f"{n:02}.txt").write_text(CODER)

    def vanishing(*arguments: Any) -> Reader:
        shutil.rmtree(folder)
        return Reader(*arguments)

    monkeypatch.setattr(run, "Reader", vanishing)
    told = batch(folder, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    assert str(folder) in told.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_full_disk_is_a_clear_stop_that_can_be_resumed(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(1, 10**6))
    real = shards.settle

    def full(file: Any) -> None:
        if next(calls) == 3:
            raise OSError(28, "No space left on device", "parts")
        real(file)

    with monkeypatch.context() as patch:
        patch.setattr(shards, "settle", full)
        told = batch(source, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    assert "No space left" in told.stderr
    assert "--resume" in told.stderr
    assert not (tmp_path / "out.jsonl").exists()
    assert batch(source, "--output", tmp_path / "out.jsonl", "--resume").exit_code == 0


def test_a_damaged_shard_is_judged_again_or_told(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    batch(source, "--output", whole)
    half_done(source, out, monkeypatch)
    first, second, _ = sorted((tmp_path / "out.jsonl.parts").glob("*/*.jsonl"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-9])
    assert batch(source, "--output", out, "--resume").exit_code == 0
    assert out.read_bytes() == whole.read_bytes()
    half_done(source, out, monkeypatch)
    first, *_ = sorted((tmp_path / "out.jsonl.parts").glob("*/*.jsonl"))
    first.write_bytes(first.read_bytes().replace(b"coder", b"clerk", 1))
    told = batch(source, "--output", out, "--resume")
    assert told.exit_code == 1
    assert "was changed since it was written" in told.stderr


def test_a_torn_last_line_of_the_manifest_counts_for_nothing(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    half_done(source, out, monkeypatch)
    with (tmp_path / "out.jsonl.manifest.jsonl").open("ab") as file:
        file.write(b'{"shard": {"num')
    assert batch(source, "--output", out, "--resume").exit_code == 0
    assert len(out.read_text().splitlines()) == 22


def test_resume_begins_from_nothing_and_leaves_a_finished_run_alone(tmp_path: Path, source: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert batch(source, "--output", out, "--resume").exit_code == 0
    before = out.stat().st_mtime_ns
    told = batch(source, "--output", out, "--resume")
    assert told.exit_code == 0
    assert "wrote 22 rows" in told.stderr
    assert out.stat().st_mtime_ns == before
    out.unlink()
    assert batch(source, "--output", out, "--resume").exit_code == 0
    assert out.exists()


def test_two_runs_on_one_output_are_refused(tmp_path: Path, source: Path) -> None:
    import fcntl

    parts = tmp_path / "out.jsonl.parts"
    parts.mkdir()
    with (parts / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = batch(source, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    assert "Another run" in told.stderr


def test_two_runs_that_write_one_output_from_different_work_folders_are_refused(tmp_path: Path, source: Path) -> None:
    import fcntl

    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    assert batch(source, "--output", tmp_path / "out.jsonl", "--work", tmp_path / "one").exit_code == 0
    before = (tmp_path / "out.jsonl").read_bytes()
    with (tmp_path / ".out.jsonl.part").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        told = batch(source, "--output", tmp_path / "out.jsonl", "--work", tmp_path / "two")
    assert told.exit_code == 1
    assert "Another run" in told.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == before
    assert batch(source, "--output", tmp_path / "out.jsonl", "--work", tmp_path / "two", "--resume").exit_code == 0


def test_an_input_that_is_changed_while_it_is_read_is_noticed(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = manifest.Manifest.note

    def changed(self: Any, done: Any) -> None:
        note(self, done)
        with source.open("a") as file:
            file.write("\n")

    monkeypatch.setattr(manifest.Manifest, "note", changed)
    told = batch(source, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    assert f"{source} was changed while it was read" in told.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_damaged_manifest_is_told(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half_done(source, tmp_path / "out.jsonl", monkeypatch)
    diary = tmp_path / "out.jsonl.manifest.jsonl"
    head, _, *rest = diary.read_text().splitlines(keepends=True)
    diary.write_text("".join([head, "nonsense\n", *rest]))
    told = batch(source, "--output", tmp_path / "out.jsonl", "--resume")
    assert told.exit_code == 1
    assert f"{diary}, line 2 can't be read" in told.stderr


def test_a_database_that_does_not_fit_on_the_disk_is_a_clear_stop(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(ledger.Ledger, "repeats", full)
        told = batch(source, "--output", tmp_path / "out.jsonl")
    assert told.exit_code == 1
    assert "disk is full" in told.stderr
    assert "--resume" in told.stderr
    assert not (tmp_path / "out.jsonl").exists()
    assert batch(source, "--output", tmp_path / "out.jsonl", "--resume").exit_code == 0


def test_parts_that_vanish_are_a_clear_stop(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    batch(source, "--output", whole)
    note = manifest.Manifest.note

    def vanishing(self: Any, done: Any) -> None:
        note(self, done)
        shutil.rmtree(tmp_path / "out.jsonl.parts")

    with monkeypatch.context() as patch:
        patch.setattr(manifest.Manifest, "note", vanishing)
        told = batch(source, "--output", out)
    assert told.exit_code == 1
    assert "No such file" in told.stderr
    assert batch(source, "--output", out, "--resume").exit_code == 0
    assert out.read_bytes() == whole.read_bytes()


def test_a_killed_worker_is_a_clear_stop_that_can_be_resumed(tmp_path: Path) -> None:
    source, whole, out = ads(tmp_path / "ads.jsonl", 300), tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    batch(source, "--output", whole)

    def kill(rows: int, errors: int, share: float | None) -> None:
        assert rows, (errors, share)
        for child in psutil.Process().children():
            with suppress(psutil.Error):
                if "LokyProcess" in " ".join(child.cmdline()):
                    child.kill()

    asked = Options((str(source),), str(out), shard_rows=4, workers=2)
    with pytest.raises(BatchError, match=r"A worker was killed.*--resume"):
        run.run(asked, kill)
    assert not out.exists()
    run.run(replace(asked, resume=True, workers=1), quiet)
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("name", ["ads.jsonl", "ads.csv", "ads.jsonl.gz"])
def test_readers_hold_a_few_rows_at_a_time(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    text = "word " * 2000
    content = "id,text\n" + "".join(f'{n},"{text}"\n' for n in range(600))
    if "jsonl" in name:
        content = "".join(f'{{"id": {n}, "text": "{text}"}}\n' for n in range(600))
    place.write_bytes(gzip.compress(content.encode(), 1) if name.endswith("gz") else content.encode())
    tracemalloc.start()
    try:
        count = sum(1 for _ in Reader(sources((str(place),), None), Fields()).rows())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 600
    assert peak < len(content) / 2 < 4_000_000


def test_rows_are_read_only_a_few_shards_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = ads(tmp_path / "many.jsonl", 400)
    read, most = [0], [0]
    real = Reader.rows

    def counted(self: Reader) -> Iterable[Any]:
        for row in real(self):
            read[0] = row.number
            yield row

    note = manifest.Manifest.note

    def noted(self: Any, done: Any) -> None:
        note(self, done)
        most[0] = max(most[0], read[0] - 4 * len(self.done))

    monkeypatch.setattr(Reader, "rows", counted)
    monkeypatch.setattr(manifest.Manifest, "note", noted)
    assert batch(place, "--output", tmp_path / "out.jsonl").exit_code == 0
    assert read[0] == 400
    assert most[0] <= 40


def test_a_source_without_a_telling_name_needs_its_format(source: Path) -> None:
    (source.parent / "ads.log").write_bytes(source.read_bytes())
    assert sources((str(source.parent / "ads.log"),), InputFormat.JSONL)[0].format is InputFormat.JSONL
