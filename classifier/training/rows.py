"""Labelled rows: what the model is trained on and measured with."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from classifier.demands.notation import NotationError, parse
from classifier.errors import PostingError, RolecallError
from classifier.layout.sections import SectionKind
from classifier.roles import Role
from classifier.scores import NO_DUTY
from classifier.source.posting import Posting, from_mapping
from classifier.training.demands import DemandLists, Phrase, education_key, experience_key


class RowError(RolecallError):
    """A row of training or evaluation data can't be used."""


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A duty line or title with its labels, likeliest first; ``(NO_DUTY,)`` for a line that is no duty."""

    text: str
    labels: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class LabelledPosting:
    """A posting with its gold role, and the further role that the codebook allows, if any."""

    posting: Posting
    label: Role
    alternative: Role | None = None
    group: str | None = None
    gold: DemandLists | None = None

    def allows(self, role: Role) -> bool:
        """Whether ``role`` counts as right."""
        return role in (self.label, self.alternative)


def labelled_lines(path: Path) -> tuple[LabelledLine, ...]:
    """Return the rows ``{"text", "labels"}`` of a JSONL file; RowError names the line that can't be used."""
    return tuple(_line(row, place) for row, place in objects(path))


def labelled_postings(
    path: Path,
    label: str = "label",
    alternative: str = "alt_label",
    group: str | None = "brief",
    *,
    default_group: str | None = None,
) -> tuple[LabelledPosting, ...]:
    """Return the postings of a JSONL file with their gold roles, read from the fields ``label`` and ``alternative``.

    ``group`` names the field that rows are grouped by, ``default_group`` the group of rows without it. Raises RowError
    with the line number where the label is missing or no role, and where the posting can't be read.
    """
    fields = (label, alternative, group or "")
    rows = [_posting(row, place, *fields) for row, place in objects(path)]
    return tuple(replace(row, group=row.group or default_group) for row in rows)


def labelled_phrases(path: Path) -> tuple[Phrase, ...]:
    """Return the rows ``{"phrase", "heading", "form"}`` of a JSONL file, numbered from 1 as their ids."""
    return tuple(_phrase(row, place, number) for number, (row, place) in enumerate(objects(path), 1))


def _phrase(row: dict[str, Any], place: str, number: int) -> Phrase:
    try:
        form = parse(row["form"]) if row["form"] else ()
        return Phrase(str(row.get("id", number)), row["phrase"], SectionKind(row["heading"]), form)
    except (NotationError, KeyError, TypeError, ValueError) as error:
        raise RowError("row_phrase", f"{place} needs phrase, heading and form: {error}") from error


def objects(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each object of the file with its place in words."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RowError("rows_unreadable", f"{path} can't be read as UTF-8 text: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            place = f"{path}, line {number}"
            yield _object(line, place), place


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RowError("row_json", f"{place} is not JSON ({error}); each line holds one object") from error
    if not isinstance(row, dict):
        raise RowError("row_json", f"{place} is not a JSON object; each line holds one object")
    return row


def _line(row: dict[str, Any], place: str) -> LabelledLine:
    text, labels = row.get("text"), row.get("labels")
    known = isinstance(labels, list) and all(label in tuple(Role) for label in labels)
    if not isinstance(text, str) or not text.strip() or not known or not isinstance(labels, list):
        raise RowError("row_fields", f"{place} needs a text and labels out of {', '.join(Role)} (none for no duty)")
    return LabelledLine(text, tuple(labels) or (NO_DUTY,))


def _posting(row: dict[str, Any], place: str, label: str, alternative: str, group: str) -> LabelledPosting:
    right, second = role(row.get(label), label, place), role(row.get(alternative), alternative, place)
    if right is None:
        raise RowError("row_label", f"{place} has no {label!r}; name the field that holds the role with --label-field")
    try:
        posting = from_mapping(row)[0]
    except PostingError as error:
        raise RowError("row_posting", f"{place}: {error.message}") from error
    brief = str(row[group]) if row.get(group) else None
    return LabelledPosting(posting, right, second, brief, gold(row, place) if "requirements" in row else None)


def gold(row: dict[str, Any], place: str) -> DemandLists:
    """Return the demands of a row, as the rows here and the JSON of a verdict hold them; a list left out is empty.

    Raises RowError with ``place`` where they can't be read.
    """
    try:
        return DemandLists(
            clauses=tuple(clause for form in row.get("requirements", ()) for clause in parse(_form(form))),
            education=Counter(
                education_key(e["level"], e["field"], e["strength"], cahiim=e.get("cahiim", False))
                for e in row.get("education", ())
            ),
            experience=Counter(
                experience_key(e["min_years"], e["max_years"], e["domain"], e["strength"])
                for e in row.get("experience", ())
            ),
        )
    except (NotationError, KeyError, TypeError) as error:
        raise RowError(
            "row_demands", f"{place}: requirements, education or experience can't be read: {error}"
        ) from error


def _form(requirement: Any) -> str:
    """Return the normal form of an entry, which is a string or, in a verdict, an object that holds it."""
    return str(requirement["clause"] if isinstance(requirement, dict) else requirement)


def role(value: object, field: str, place: str) -> Role | None:
    """Return the role that a field names, None where it is empty; RowError with ``place`` where it is none of ours."""
    if value in (None, ""):
        return None
    try:
        return Role(str(value))
    except ValueError as error:
        raise RowError("row_label", f"{place}: {field} is {value!r}; use one of {', '.join(Role)}") from error
