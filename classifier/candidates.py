"""Candidates in files: one as a JSON object, many as rows of a CSV or JSONL file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from classifier.candidate import KEYS, Candidate, CandidateError, read_candidate, refuse_others
from classifier.errors import PostingError, RolecallError
from classifier.records import Record, RecordError, RecordKind, json_value, records
from classifier.source.encoding import decode

#: Bytes of one candidate.
MAX_BYTES = 1_000_000
_COLUMNS = ("id", "credentials", "level", "field", "cahiim", "experience")
_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Entry:
    """A candidate of a file by the id of its row, or why the row can't be read."""

    id: str
    candidate: Candidate | None
    error: RolecallError | None = None


def candidate_in(data: bytes) -> Candidate:
    """Return the candidate of a JSON file; raises CandidateError."""
    if len(data) > MAX_BYTES:
        raise CandidateError("too_large", f"The candidate has {len(data):,} bytes, over the limit of {MAX_BYTES:,}.")
    try:
        value = json_value(decode(data))
    except (PostingError, RecordError) as error:
        advice = "a candidate is one JSON object; a résumé goes behind --from-resume"
        raise CandidateError(error.code, f"The candidate can't be read: {advice}. {error.message}") from None
    if not isinstance(value, Mapping):
        raise CandidateError("wrong_type", f"A candidate is one JSON object with {', '.join(KEYS)}.")
    return read_candidate(value)


def candidates(data: bytes, kind: RecordKind) -> Iterator[Entry]:
    """Yield the candidates of a file in order, one that can't be read as its error.

    A row of JSONL is a candidate with an ``id`` beside its keys. A row of CSV has the columns ``id``, ``credentials``
    (``RHIT:held:2019-05; CCS:enrolled``; a code alone is held), ``level``, ``field``, ``cahiim`` (yes or no) and
    ``experience`` (``coding:2.5; HIM:3``). Raises CandidateError for a column that is none of these.
    """
    for record in records(data, kind):
        if kind is RecordKind.CSV:
            refuse_others(record.values, "", _COLUMNS)
        try:
            yield Entry(record.id, _candidate(record, kind))
        except RolecallError as error:
            yield Entry(record.id, None, error)


def _candidate(record: Record, kind: RecordKind) -> Candidate:
    if record.error:
        raise record.error
    values = {key: value for key, value in record.values.items() if key != "id"}
    return read_candidate(_from_cells(values) if kind is RecordKind.CSV else values)


def _from_cells(cells: Mapping[str, object]) -> dict[str, object]:
    """Return the values of JSON that the cells of a CSV row stand for."""
    said = {name: str(cell).strip() for name, cell in cells.items()}
    schooling = {name: said.get(name) for name in ("level", "field")} | {"cahiim": _cahiim(said.get("cahiim"))}
    return {
        "credentials": [_holding(part) for part in _parts(said.get("credentials", ""))],
        "education": schooling if any(value is not None for value in schooling.values()) else None,
        "experience": [_service(part) for part in _parts(said.get("experience", ""))],
    }


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _holding(part: str) -> dict[str, str | None]:
    code, _, rest = part.partition(":")
    status, _, since = rest.partition(":")
    return {"code": code.strip(), "status": status.strip().lower() or "held", "since": since.strip() or None}


def _service(part: str) -> dict[str, object]:
    domain, _, years = part.partition(":")
    try:
        return {"domain": domain.strip(), "years": float(years) if years.strip() else None}
    except ValueError:
        raise CandidateError("wrong_type", f"experience {part!r}: write it as domain:years, coding:2.5.") from None


def _cahiim(cell: str | None) -> bool | None:
    if cell is None:
        return None
    if cell.lower() not in _YES_OR_NO:
        raise CandidateError("wrong_type", f"cahiim must be yes or no, not {cell!r}; leave it empty where unknown.")
    return _YES_OR_NO[cell.lower()]
