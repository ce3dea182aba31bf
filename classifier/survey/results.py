"""The output of a batch, read row by row."""

from collections.abc import Iterator
from pathlib import Path

from classifier.batch.judging import SCHEMA
from classifier.batch.options import InputFormat
from classifier.batch.sources import file_format
from classifier.batch.streams import BROKEN, decompressed, is_address, opened
from classifier.roles import Role
from classifier.survey.errors import SurveyError, foreign
from classifier.survey.rows import Row, check_kinds, csv_rows, json_rows, parquet_rows

_READERS = {InputFormat.JSONL: json_rows, InputFormat.CSV: csv_rows, InputFormat.PARQUET: parquet_rows}
_ROLES = frozenset(Role)
_ADVICE = "give the .jsonl, .csv or .parquet file that rolecall batch wrote"


def results(place: str) -> Iterator[Row]:
    """Yield the rows of a file, or of a folder of parts one file after the other.

    Raises SurveyError: ``unreadable``, ``unknown_format``, ``truncated``, ``broken``, ``not_results``, ``newer``.
    """
    for name in _files(place):
        try:
            yield from _rows(name)
        except EOFError:
            raise SurveyError("truncated", f"{name} is truncated: fetch it again, or write it again.") from None
        except BROKEN as error:
            raise SurveyError("broken", f"{name} can't be read to its end ({error}): fetch it again.") from error
        except OSError as error:
            raise SurveyError("unreadable", f"{name} can't be read: {error.strerror or error}") from error


def _files(place: str) -> list[str]:
    if is_address(place) or not Path(place).is_dir():
        if file_format(place) not in _READERS:
            raise SurveyError("unknown_format", f"{place} has another ending: {_ADVICE}.")
        return [place]
    shown = (file for file in Path(place).iterdir() if not file.name.startswith((".", "_")))
    names = sorted(str(file) for file in shown if file_format(file.name) in _READERS)
    if not names:
        raise SurveyError("unreadable", f"{place} holds no such part: {_ADVICE}.")
    return names


def _rows(name: str) -> Iterator[Row]:
    form = file_format(name)
    if form not in _READERS:
        raise SurveyError("unknown_format", f"{name} has another ending: {_ADVICE}.")
    with opened(name) as raw:
        stream = raw if form is InputFormat.PARQUET else decompressed(raw)
        for where, row in _READERS[form](stream, name):
            _check(row, where)
            yield row


def _check(row: Row, where: str) -> None:
    check_kinds(row, where)
    schema = row["schema"]
    if schema is None:
        raise foreign(f"{where} names no schema")
    if schema > SCHEMA:
        message = f"{where} has schema {schema}, and this rolecall knows {SCHEMA}: take the rolecall that wrote it."
        raise SurveyError("newer", message)
    if row["error_code"] is None and (row["role"] not in _ROLES or row["confidence"] is None):
        raise foreign(f"{where} names no role and no error")
    if row["confidence"] is not None and not 0 <= row["confidence"] <= 1:
        raise foreign(f"{where} has a confidence that isn't between 0 and 1")
