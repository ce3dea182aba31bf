"""Rows to verdicts: one for each posting that a row holds, or the reason why there is none."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from classifier.batch.boards import jobs, plain
from classifier.batch.lines import KNOWN, told_columns
from classifier.batch.options import Fields
from classifier.batch.rows import Entry, Form, Row
from classifier.errors import PostingError, RolecallError
from classifier.model import Model
from classifier.source.encoding import decode, readable
from classifier.source.jobposting import parsed
from classifier.source.posting import InputKind, Posting, from_mapping, read_postings
from classifier.verdict import classify

#: The layout of a row; see docs/batch.md. Another number means that columns were renamed, dropped or changed in type.
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of the output as JSON values; ``text`` is the cleaned text of the ad, empty for an error."""

    values: dict[str, Any]
    text: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the posting couldn't be read."""
        return "error" in self.values


def judged(row: Row, fields: Fields, model: Model) -> Iterator[Judged]:
    """Yield the verdicts on the postings of a row, at least one; one that can't be read gives an error and no more."""
    proof = {
        "input": {"source": readable(row.source), "row": row.place, "sha256": row.entry.sha256},
        "schema": SCHEMA,
    }
    name = {"name": model.name, "version": model.version, "sha256": model.sha256}
    for place, answer in enumerate(_answers(row, fields, model), 1):
        if isinstance(answer, _Refused):
            given = answer.id or (str(row.number) if place == 1 and answer.alone else f"{row.number}#{place}")
            error = {"code": answer.code, "message": readable(answer.message)}
            yield Judged({"id": readable(given), "error": error, "model": name, **proof})
        else:
            yield Judged({**answer.values, **proof}, answer.text)


@dataclass(frozen=True, slots=True)
class _Refused:
    """Why a posting can't be read; ``alone`` tells that the row holds no other."""

    id: str | None
    code: str
    message: str
    alone: bool = True


def _answers(row: Row, fields: Fields, model: Model) -> Iterator[Judged | _Refused]:
    if row.entry.form is Form.RECORD:
        fields = Fields()  # the cells go by those names already
    try:
        records = _records(row.entry)
    except RolecallError as error:
        yield _Refused(row.entry.name, error.code, error.message)
        return
    except Exception as error:  # noqa: BLE001 - whatever a row sets off, the others are judged
        yield _failed(row.entry.name, error)
        return
    several = len(records) > 1
    for place, record in enumerate(records, 1):
        spare = row.entry.name or str(row.number)
        yield from _of_record(record, row.entry, fields, model, f"{spare}#{place}" if several else spare)


def _of_record(record: object, entry: Entry, fields: Fields, model: Model, spare: str) -> Iterator[Judged | _Refused]:
    """Yield the answers on a JSON object, on a page where ``record`` is None; ``spare`` is the id of what has none."""
    given = None
    try:
        postings = _postings(record, entry, fields)
        given = _given(record, fields)
        for place, posting in enumerate(postings, 1):
            named = posting.id or (spare if len(postings) == 1 else f"{spare}#{place}")
            verdict = classify(replace(posting, id=named), model)
            yield Judged({**verdict.to_dict(), "given": _told(posting)}, verdict.reading.text.content)
    except RolecallError as error:
        yield _Refused(_given(record, fields) or spare, error.code, error.message)
    except Exception as error:  # noqa: BLE001 - as above
        yield _failed(given or spare, error)


def _told(posting: Posting) -> dict[str, str | None]:
    """Return what the source says of an ad beside its text."""
    return {
        name: readable(value) if value else None
        for name, value in (("company", posting.company), ("posted", posting.posted), ("place", posting.place))
    }


def _failed(name: str | None, error: Exception) -> _Refused:
    met = f"{type(error).__name__}: {error}"
    return _Refused(name, "failed", f"Judging this row failed ({met[:300]}): please report it with the row.")


def _records(entry: Entry) -> tuple[object, ...]:
    """Return the JSON objects of an entry, None for a page; raises PostingError for what is no object."""
    if entry.form is Form.UNREADABLE:
        raise PostingError(entry.code, entry.message)
    if entry.form is Form.RECORD:
        return (entry.values,)
    if entry.form is Form.PAGE and entry.kind is not InputKind.JSON:
        return (None,)
    value = _value(entry.content)
    if isinstance(value, dict):
        listed = jobs(value)
        return (value,) if listed is None else listed
    if entry.form is Form.PAGE and isinstance(value, list) and value:
        return tuple(value)
    raise PostingError("wrong_type", "A row must be one JSON object.")


def _value(content: bytes) -> object:
    try:
        return parsed(decode(content))
    except ValueError as error:
        raise PostingError("bad_json", f"This is not valid JSON ({error}): give one object.") from None


def _postings(record: object, entry: Entry, fields: Fields) -> tuple[Posting, ...]:
    if record is None:
        return read_postings(entry.content, charset=entry.charset, kind=entry.kind, id=entry.name)
    if not isinstance(record, Mapping):
        raise PostingError("wrong_type", "A posting must be a JSON object.")
    return from_mapping(_named(record, fields))


def _named(record: Mapping[str, object], fields: Fields) -> Mapping[str, object]:
    """Return a record under the names that ``from_mapping`` knows, its id as text or not at all."""
    shown = record if fields.text else plain(record)
    given = asdict(fields)
    if fields.text and fields.text not in record:
        raise PostingError("no_text", f"The row has no field {fields.text}.")
    renamed = {key: record[name] for key, name in given.items() if name and name in record}
    if fields.text:
        shown = {key: value for key, value in record.items() if key in KNOWN or key in told_columns().values()}
    named = _id(renamed.get("id", shown.get("id")))
    rest = {key: value for key, value in {**shown, **renamed}.items() if key != "id"}
    return {**rest, "id": named} if named else rest


def _given(record: object, fields: Fields) -> str | None:
    """Return the id that a record has, None where it has none that can be read."""
    if not isinstance(record, Mapping):
        return None
    return _id(record.get(fields.id, record.get("id")) if fields.id else record.get("id"))


def _id(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return readable(str(value)).strip() or None
