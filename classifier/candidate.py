"""A candidate as a person told us: credentials, schooling and years, and nothing that says who it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from classifier.demands.degrees import SCHOOL_LEVELS, subject_at
from classifier.demands.domains import domain
from classifier.demands.words import words
from classifier.errors import RolecallError
from classifier.knowledge import table
from classifier.names.catalogue import credential, current

#: More years than a person works.
_MOST_YEARS = 80
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LONGEST = 200

#: The keys of a candidate.
KEYS = ("credentials", "education", "experience")


class CandidateError(RolecallError):
    """The candidate can't be read; the message names the key and what to do."""


class Standing(StrEnum):
    """How far a candidate is with a credential: only what is held counts as held."""

    HELD = "held"
    ELIGIBLE = "eligible"
    EXPIRED = "expired"
    ENROLLED = "enrolled"


@dataclass(frozen=True, slots=True)
class Holding:
    """A credential, or a nursing license, by today's code; ``since`` is ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or None.

    ``since`` is shown and never weighs.
    """

    code: str
    status: Standing
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Schooling:
    """The highest schooling: ``level`` of ``SCHOOL_LEVELS``, ``field`` by the name that ads are read with (``HIM``).

    None is what the candidate didn't say. ``cahiim`` tells whether CAHIIM accredited the program.
    """

    level: str | None
    field: str | None = None
    cahiim: bool | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """Years of work in one domain (``coding``, ``ROI``); None is what the candidate didn't say."""

    years: float | None
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What counts when a candidate is compared with an ad; ``education`` is None where nothing is said of it."""

    credentials: tuple[Holding, ...] = ()
    education: Schooling | None = None
    experience: tuple[Service, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON values that ``read_candidate`` takes."""
        return {
            "credentials": [{**asdict(holding), "status": holding.status.value} for holding in self.credentials],
            "education": self.education and asdict(self.education),
            "experience": [asdict(entry) for entry in self.experience],
        }


def read_candidate(record: Mapping[str, object]) -> Candidate:
    """Return the candidate that the values of a JSON object describe; missing keys are like null.

    Raises CandidateError: ``wrong_type``, ``unknown_key``, ``unknown_code``, ``unknown_value``, ``out_of_range``, and
    ``not_needed`` for what says who the person is.
    """
    if not isinstance(record, Mapping):
        raise _wrong("candidate", "an object", record)
    refuse_others(record, "", KEYS)
    schooling = record.get("education")
    return Candidate(
        tuple(_holding(key, row) for key, row in _rows(record, "credentials")),
        None if schooling is None else _schooling("education", schooling),
        tuple(_service(key, row) for key, row in _rows(record, "experience")),
    )


def _rows(record: Mapping[str, object], key: str) -> Iterable[tuple[str, Mapping[str, object]]]:
    rows = record.get(key)
    if rows is None:
        return
    if not isinstance(rows, list | tuple):
        raise _wrong(key, "a list", rows)
    for place, row in enumerate(rows):
        yield f"{key}[{place}]", _object(f"{key}[{place}]", row)


def _object(key: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _wrong(key, "an object", value)
    return value


def _holding(key: str, row: Mapping[str, object]) -> Holding:
    refuse_others(row, key, ("code", "status", "since"))
    return Holding(
        _code(f"{key}.code", row.get("code")), _standing(f"{key}.status", row.get("status")), _since(key, row)
    )


def _code(key: str, value: object) -> str:
    written = _text(key, value)
    if not written:
        raise CandidateError(
            "wrong_type", f"{key} is missing: give a code such as RHIT; `rolecall credentials` lists them."
        )
    for spelling in (written, written.upper()):
        try:
            code = current(spelling)
        except KeyError:
            continue
        if not credential(code).is_class:
            return code
    raise CandidateError("unknown_code", f"{key} {written!r} is no credential; `rolecall credentials` lists the codes.")


def _standing(key: str, value: object) -> Standing:
    written = _text(key, value)
    try:
        return Standing(written or "")
    except ValueError:
        met = f"{written!r} is unknown" if written else "is missing"
        raise CandidateError("unknown_value", f"{key} {met}: say one of {', '.join(Standing)}.") from None


def _since(key: str, row: Mapping[str, object]) -> str | None:
    written = _text(f"{key}.since", row.get("since"))
    if written and not _DATE.fullmatch(written):
        raise CandidateError(
            "unknown_value", f"{key}.since {written!r} is no date: write it like 2024, 2024-05 or 2024-05-31."
        )
    return written


def _schooling(key: str, value: object) -> Schooling:
    row = _object(key, value)
    refuse_others(row, key, ("level", "field", "cahiim"))
    level, subject, cahiim = (
        _text(f"{key}.level", row.get("level")),
        _text(f"{key}.field", row.get("field")),
        row.get("cahiim"),
    )
    if level is not None and level not in SCHOOL_LEVELS:
        raise CandidateError(
            "unknown_value", f"{key}.level {level!r} is unknown: say one of {', '.join(SCHOOL_LEVELS)}."
        )
    if cahiim is not None and not isinstance(cahiim, bool):
        raise _wrong(f"{key}.cahiim", "true, false or null", cahiim)
    return Schooling(level, subject and _field(subject), cahiim)


def _field(written: str) -> str:
    """Return the field by the name that ads are read with; one that no table knows as it was written."""
    read = subject_at(words(written, 0, len(written)), 0)
    return read[0] if read else written.lower()


def _service(key: str, row: Mapping[str, object]) -> Service:
    refuse_others(row, key, ("years", "domain"))
    written = _text(f"{key}.domain", row.get("domain"))
    return Service(_years(f"{key}.years", row.get("years")), written and _domain(written))


def _years(key: str, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(key, "a number", value)
    if not 0 <= value <= _MOST_YEARS:
        raise CandidateError("out_of_range", f"{key} must be a number of years from 0 to {_MOST_YEARS}.")
    return float(value)


def _domain(written: str) -> str:
    """Return the domain by the name that ads are read with; one that no table knows as it was written."""
    return domain(words(written, 0, len(written))) or written.lower()


def _text(key: str, value: object) -> str | None:
    """Return a text without edge white space, None for null or an empty one."""
    if value is not None and not isinstance(value, str):
        raise _wrong(key, "a text", value)
    if value and len(value) > _LONGEST:
        raise CandidateError("out_of_range", f"{key} has {len(value)} characters: give {_LONGEST} at most.")
    return value.strip() or None if value else None


def refuse_others(row: Iterable[str], where: str, known: tuple[str, ...]) -> None:
    """Raise CandidateError for the first key that isn't ``known``, with a reason where it says who the person is.

    ``where`` is the place of the row in the candidate, empty for the candidate itself.
    """
    for key in row:
        if key in known:
            continue
        place = f"{where}.{key}" if where else str(key)
        what = _refused().get(str(key).lower().replace("-", "_").replace(" ", "_"))
        if what:
            reason = f"{place}: {what} is neither needed nor used to compare a candidate with an ad; leave it out."
            raise CandidateError("not_needed", reason)
        raise CandidateError("unknown_key", f"{place} is unknown: the keys here are {', '.join(known)}.")


@cache
def _refused() -> dict[str, str]:
    return {key: rule["what"] for rule in table("candidate")["refused"] for key in rule["keys"]}


def _wrong(key: str, wanted: str, value: object) -> CandidateError:
    met = "null" if value is None else type(value).__name__
    return CandidateError("wrong_type", f"{key} must be {wanted}, not {met}.")
