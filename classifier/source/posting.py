"""A posting as it came in: the plain text of one ad and what its source said about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from classifier.errors import PostingError
from classifier.knowledge import table
from classifier.source.days import day
from classifier.source.encoding import decode, readable
from classifier.source.jobposting import JobPosting, from_json, is_job_posting, job_postings, parsed
from classifier.source.markup import is_html, ld_json
from classifier.source.page import page
from classifier.source.questionnaire import questionnaire

MAX_BYTES = 10_000_000
"""Size of a posting, in bytes as it comes in."""
MAX_POSTINGS_A_PAGE = 500

_WORD = re.compile(r"[^\W\d_]")
_BODY_KEYS = ("text", "html", "body", "description")
_SHORT = 60
"""Words under which a JSON-LD description may be a teaser; a page with three times as many words is read itself."""


class InputKind(StrEnum):
    """What a door says an input is: by the suffix of its file or its content type."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Posting:
    """One job ad as plain text, not yet cleaned.

    ``body`` is text without markup; list items of a page stand on lines of their own behind a bullet. ``title`` and
    ``company`` are None where the source has no field for them.
    ``posted`` (the day, ISO 8601) and ``place`` are what the source says beside the ad; no verdict depends on them.
    """

    body: str
    id: str | None = None
    title: str | None = None
    company: str | None = None
    posted: str | None = None
    place: str | None = None


def read_postings(
    data: bytes,
    *,
    charset: str | None = None,
    kind: InputKind | None = None,
    title: str | None = None,
    id: str | None = None,  # noqa: A002 - the name that postings give it everywhere
) -> tuple[Posting, ...]:
    """Return the postings in a file, one or more, in order.

    Without ``kind`` the content is looked at. ``title`` overrides what the source gives; where there are several
    postings, ``id`` becomes ``id#1``, ``id#2``. ``charset`` is that of the HTTP header.

    Raises PostingError: ``too_large``, ``binary``, ``empty``, ``no_words``, ``no_text``, ``bad_json``, ``wrong_type``,
    ``too_many_postings``, ``too_deep``, ``too_many_attributes``.
    """
    _refuse_large(len(data))
    text = decode(data, charset)
    given = Posting("", id, title)
    if kind is InputKind.JSON:
        return _from_json(_value(text), given)
    if not text.strip():
        raise PostingError("empty", "The posting is empty: paste the ad's text or save the page as HTML.")
    if kind is None and text.lstrip()[0] in "[{" and (value := _records_in(text)):
        return _from_json(value, given)
    return _read(text, given, as_html=kind is InputKind.HTML)


def from_mapping(record: Mapping[str, object]) -> tuple[Posting, ...]:
    """Return the postings of a JSON object.

    That is ``id``, ``title``, ``company`` and the first of ``text``, ``html``, ``body`` and ``description`` that is not
    empty, HTML told by looking; or a schema.org JobPosting; or either of them under ``posting``.

    Raises PostingError ``wrong_type`` naming the key, and what ``read_postings`` raises.
    """
    if "posting" in record:
        inner = record["posting"]
        if not isinstance(inner, Mapping):
            raise PostingError("wrong_type", f"posting must be an object, not {_named(inner)}.")
        record = {"id": record.get("id"), **inner}
    if "hiringOrganization" in record and "@type" not in record:
        record = {**record, "@type": "JobPosting"}
    if is_job_posting(record) or "@graph" in record:
        found = from_json(record)
        if not found:
            raise PostingError("no_text", "The @graph holds no JobPosting: put the ad in text.")
        return _numbered([_posting(job) for job in found], Posting("", _id(record)))
    body = next((text for key in _BODY_KEYS if (text := _string(record, key)) and text.strip()), "")
    _refuse_large(len(body.encode("utf-8", "replace")))
    known = (_id(record), _string(record, "title"), _string(record, "company"))
    given = Posting("", *known, posted=_posted(record), place=_place(record))
    if not any(key in record for key in _BODY_KEYS):
        raise PostingError("no_text", f"The posting has none of the keys {', '.join(_BODY_KEYS)}: put the ad in text.")
    return _read(readable(body), given, as_html=False)


def _read(text: str, given: Posting, *, as_html: bool) -> tuple[Posting, ...]:
    """Return the postings of a text that may be a page."""
    if not as_html and not is_html(text):
        return _numbered([Posting(text)], given)
    jobs = _jobs(text)
    if len(jobs) > 1:
        return _numbered([_posting(job) for job in jobs], given)
    if jobs and jobs[0].words >= _SHORT:
        return _numbered([_posting(jobs[0])], given)
    sheet = questionnaire(text)
    if sheet:
        return _numbered([Posting(sheet.body, sheet.id, sheet.title, sheet.company)], given)
    shown = page(text)
    own = Posting(shown.text, title=shown.title)
    if not jobs:
        return _numbered([own], given)
    told = _posting(jobs[0])
    if len(shown.text.split()) >= 3 * jobs[0].words:
        body = f"{own.body}\n\n{jobs[0].facts}".strip()
        told = replace(told, body=body, title=told.title or own.title)
    return _numbered([told], given)


def _jobs(html: str) -> tuple[JobPosting, ...]:
    """Return the JobPostings of a page; where some have a description, those without are but links to others."""
    jobs = job_postings(ld_json(html))
    described = tuple(job for job in jobs if job.words)
    return described or (jobs if len(jobs) == 1 else ())


def _posting(job: JobPosting) -> Posting:
    return Posting(job.body, job.id, job.title, job.company, job.posted, job.place)


def _numbered(postings: list[Posting], given: Posting) -> tuple[Posting, ...]:
    """Return the postings with what the caller knows of them, refusing what has no word."""
    if len(postings) > MAX_POSTINGS_A_PAGE:
        raise PostingError("too_many_postings", f"More than {MAX_POSTINGS_A_PAGE} postings on a page: split it.")
    return tuple(
        replace(
            _with_words(posting),
            id=(given.id if len(postings) == 1 else f"{given.id}#{place}") if given.id else posting.id,
            title=_line(given.title) or _line(posting.title),
            company=_line(given.company) or _line(posting.company),
            posted=given.posted or posting.posted,
            place=_line(given.place) or _line(posting.place),
        )
        for place, posting in enumerate(postings, 1)
    )


def _with_words(posting: Posting) -> Posting:
    if not _WORD.search(posting.body):
        met = "The posting holds no word, perhaps only pictures or scripts"
        raise PostingError("no_words", f"{met}: paste the ad's text or save the page as HTML.")
    return posting


def _line(text: str | None) -> str | None:
    return " ".join(readable(text).split()) or None if text else None


def _refuse_large(size: int) -> None:
    if size > MAX_BYTES:
        message = f"The posting has {size:,} bytes, over the limit of {MAX_BYTES:,}: paste the ad's text alone."
        raise PostingError("too_large", message)


def _value(text: str) -> object:
    try:
        return parsed(text)
    except ValueError as error:
        advice = "give one object or a list of them"
        raise PostingError("bad_json", f"This is not valid JSON ({error}): {advice}.") from None


def _records_in(text: str) -> object:
    """Return what a text that looks like JSON holds, if it is an object or a list of objects."""
    try:
        value = parsed(text)
    except ValueError:
        return None
    listed = value if isinstance(value, list) else [value]
    return value if all(isinstance(record, dict) for record in listed) else None


def _from_json(value: object, given: Posting) -> tuple[Posting, ...]:
    if isinstance(value, dict):
        return _overruled(from_mapping(value), given)
    if not isinstance(value, list) or not value or not all(isinstance(record, dict) for record in value):
        raise PostingError("bad_json", "JSON must be one posting (an object) or a list of at least one.")
    read = (posting for place, record in enumerate(value, 1) for posting in _entry(place, record))
    return _overruled(tuple(read), given)


def _entry(place: int, record: Mapping[str, object]) -> tuple[Posting, ...]:
    try:
        return from_mapping(record)
    except PostingError as error:
        raise PostingError(error.code, f"Posting {place} of the list: {error.message}") from None


def _overruled(postings: tuple[Posting, ...], given: Posting) -> tuple[Posting, ...]:
    """Return postings under the title and id that the caller gave; ids of their own stay."""
    several = len(postings) > 1
    return tuple(
        replace(
            posting,
            id=posting.id or (f"{given.id}#{place}" if several and given.id else given.id),
            title=given.title or posting.title,
        )
        for place, posting in enumerate(postings, 1)
    )


def _id(record: Mapping[str, object]) -> str | None:
    value = record.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise PostingError("wrong_type", f"id must be a text or a number, not {_named(value)}.")
    return None if value is None else readable(str(value)).strip() or None


def _posted(record: Mapping[str, object]) -> str | None:
    days = (day(record.get(key)) for key in table("jobposting")["told"]["posted"])
    return next((found for found in days if found), None)


def _place(record: Mapping[str, object]) -> str | None:
    places = (record.get(key) for key in table("jobposting")["told"]["place"])
    return next((place for place in places if isinstance(place, str) and place.strip()), None)


def _string(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise PostingError("wrong_type", f"{key} must be a text, not {_named(value)}.")
    return value


def _named(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "a number"
    names = {bool: "true or false", list: "a list", dict: "an object", str: "a text"}
    return names.get(type(value), "null")
