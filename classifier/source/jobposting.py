"""schema.org JobPosting: what the JSON-LD of a page says of its ads."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from classifier.knowledge import table
from classifier.source.days import day
from classifier.source.encoding import readable
from classifier.source.markup import is_html
from classifier.source.page import plain

LONGEST_NUMBER = 18
"""Digits up to which an integer is read as a number; a longer one stays text."""

_OPENINGS = ("//", "/*", "<![CDATA[", "<!--", "*/")
_CLOSINGS = (";", "*/", "]]>", "-->", "/*", "//")
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class JobPosting:
    """One JobPosting as plain text.

    ``body`` is the description, then what other fields add to it, each under a heading of its own, then facts such as
    pay and place as labelled lines. ``words`` counts the words of the description alone, ``facts`` are those lines.
    """

    body: str
    words: int
    facts: str
    id: str | None = None
    title: str | None = None
    company: str | None = None
    posted: str | None = None
    place: str | None = None


def job_postings(blocks: Iterable[str]) -> tuple[JobPosting, ...]:
    """Return the JobPostings in the JSON-LD blocks of a page, each once; a block that is no JSON is passed over."""
    found = (posting for block in blocks for posting in from_json(_json(block)))
    return tuple(dict.fromkeys(found))


def from_json(data: object) -> tuple[JobPosting, ...]:
    """Return the JobPostings in a parsed JSON value, in lists, ``@graph`` and nested objects too."""
    return tuple(_posting(record) for record in _records(data))


def is_job_posting(record: object) -> bool:
    """Return whether a JSON value is an object whose ``@type`` is or contains JobPosting."""
    if not isinstance(record, Mapping):
        return False
    kinds = record.get("@type")
    return any(isinstance(kind, str) and re.split("[/:#]", kind)[-1] == "JobPosting" for kind in _listed(kinds))


def parsed(text: str) -> object:
    """Return a JSON value; NaN and infinities become None, integers over ``LONGEST_NUMBER`` digits stay text.

    Raises ValueError for what is no JSON and for JSON nested too deep to read.
    """
    try:
        return json.loads(text, strict=False, parse_int=_integer, parse_float=_number, parse_constant=lambda _: None)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= LONGEST_NUMBER else digits


def _number(written: str) -> float | None:
    number = float(written)
    return number if math.isfinite(number) else None


def _json(block: str) -> object:
    """Return the value of a block, also of one in CDATA, escaped as HTML or with commas too many; None for no JSON."""
    bare = _unwrapped(block)
    for text in (block, bare, _TRAILING_COMMA.sub(r"\1", bare), unescape(bare)):
        try:
            return parsed(text)
        except ValueError:
            continue
    return None


def _unwrapped(block: str) -> str:
    """Return the inside of ``//<![CDATA[ ... //]]>``, ``<!-- ... -->`` and the like."""
    for opening in _OPENINGS:
        block = block.lstrip().removeprefix(opening)
    for closing in _CLOSINGS:
        block = block.rstrip().removesuffix(closing)
    return block


def _records(data: object) -> Iterator[Mapping[str, object]]:
    todo = [data]
    while todo:
        value = todo.pop()
        if is_job_posting(value) and isinstance(value, Mapping):
            yield value
        elif isinstance(value, Mapping):
            todo.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            todo.extend(reversed(value))


def _posting(record: Mapping[str, object]) -> JobPosting:
    description = _text(_field(record, "description"))
    sections = list(_sections(record, description))
    facts = "\n".join(_facts(record))
    return JobPosting(
        body="\n\n".join(part for part in (description, *sections, facts) if part),
        words=len(description.split()),
        facts=facts,
        id=_line(_identifier(record)),
        title=_line(_field(record, "title")) or _line(_field(record, "name")),
        company=_line(_named(_field(record, "hiringOrganization"))),
        posted=day(_field(record, "datePosted")),
        place="; ".join(_places(record)) or None,
    )


def _sections(record: Mapping[str, object], description: str) -> Iterator[str]:
    """Yield the fields whose lines do not stand in the description already."""
    fields = table("jobposting")["sections"].items()
    told = [(heading, text) for name, heading in fields if (text := _text(_field(record, name)))]
    whole = _NOT_WORD.sub(" ", description.casefold()) if told else ""
    said = {_bare(line) for line in description.splitlines()} if told else set()
    for heading, text in told:
        if _bare(text) in whole:
            continue
        new = [line for line in text.splitlines() if _bare(line) not in said]
        said.update(map(_bare, new))
        if any(new):
            yield "\n".join((heading, *(line for line in new if line)))


def _bare(line: str) -> str:
    """Return the words of a line without case and marks."""
    return _NOT_WORD.sub(" ", line.casefold()).strip()


def _facts(record: Mapping[str, object]) -> Iterator[str]:
    kinds = [_line(kind) for kind in _listed(_field(record, "employmentType"))]
    homes = [_place(place) for place in _listed(_field(record, "applicantLocationRequirements"))]
    workplace = (_line(_field(record, "jobLocationType")) or "").lower()
    for label, values in (
        ("Employment type", kinds),
        ("Pay", [_pay(record)]),
        ("Location", _places(record)),
        ("Workplace", ["remote" if workplace == "telecommute" else workplace]),
        ("Applicants from", homes),
    ):
        told = list(dict.fromkeys(value for value in values if value))
        if told:
            yield f"{label}: {('; ' if label != 'Employment type' else ', ').join(told)}"


def _places(record: Mapping[str, object]) -> list[str]:
    """Return the places of work, each once."""
    places = (_place(place) for place in _listed(_field(record, "jobLocation")))
    return list(dict.fromkeys(place for place in places if place))


def _pay(record: Mapping[str, object]) -> str | None:
    """Return pay as "USD 21.50 to 30.00 per hour", as far as the posting tells it."""
    salary = next(iter(_listed(_field(record, "baseSalary"))), None)
    currency = _line(_field(record, "salaryCurrency")) or ""
    if not isinstance(salary, Mapping):
        amount = _amount(salary)
        return f"{currency} {amount}".strip() if amount else None
    currency = _line(_field(salary, "currency")) or currency
    value = next(iter(_listed(_field(salary, "value"))), None)
    value = value if isinstance(value, Mapping) else {**salary, "value": value}
    low, high = _amount(_field(value, "minValue")), _amount(_field(value, "maxValue"))
    amounts = [amount for amount in (low, high) if amount] or [
        amount for amount in (_amount(_field(value, "value")),) if amount
    ]
    unit = (_line(_field(value, "unitText")) or _line(_field(salary, "unitText")) or "").lower()
    if not amounts:
        return None
    per = f" per {table('jobposting')['units'].get(unit, unit)}" if unit else ""
    return f"{currency} {' to '.join(dict.fromkeys(amounts))}{per}".strip()


def _amount(value: object) -> str | None:
    if isinstance(value, bool) or value in (0, "0", ""):
        return None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.2f}"
    return _line(value)


def _place(place: object) -> str | None:
    """Return "Springfield, IL" for a place, an address or a text."""
    if not isinstance(place, Mapping):
        return _line(place)
    address = next(iter(_listed(_field(place, "address"))), None) or place
    if not isinstance(address, Mapping):
        return _line(address)
    locality, region, country = (
        _line(_named(_field(address, f"address{part}"))) for part in ("Locality", "Region", "Country")
    )
    told = [name for name in (locality, region) if name]
    return ", ".join(told) or country or _line(_field(place, "name"))


def _identifier(record: Mapping[str, object]) -> object:
    given = next(iter(_listed(_field(record, "identifier"))), None)
    return _field(given, "value") if isinstance(given, Mapping) else given


def _named(value: object) -> object:
    first = next(iter(_listed(value)), None)
    return _field(first, "name") if isinstance(first, Mapping) else first


def _field(record: Mapping[str, object], name: str) -> object:
    """Return a field, written with or without the prefix of the vocabulary; ``{"@value": x}`` is x."""
    if name in record:
        value = record[name]
    else:
        spellings = (f"schema:{name}", f"http://schema.org/{name}", f"https://schema.org/{name}")
        value = next((record[spelling] for spelling in spellings if spelling in record), None)
    return value["@value"] if isinstance(value, Mapping) and "@value" in value else value


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _line(value: object) -> str | None:
    """Return a value as one line, None where it says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(described(str(value)).split()) or None


def _text(value: object) -> str:
    """Return a text, a number, a list of texts or an object that describes itself as plain text."""
    items = value if isinstance(value, list) else [value]
    texts = [text for text in map(_item, items) if text]
    return "\n".join(f"• {text}" for text in texts) if len(texts) > 1 else "".join(texts)


def _item(value: object) -> str:
    if isinstance(value, Mapping):
        months = _line(_field(value, "monthsOfExperience"))
        if months:
            return f"{months} months of experience"
        names = ("@value", "description", "name", "credentialCategory", "value")
        value = next((_field(value, name) for name in names if _field(value, name)), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = described(str(value))
    return "" if text.casefold().strip(" .") in table("jobposting")["empty"] else text


def described(text: str) -> str:
    """Return plain text of HTML that may be escaped once or twice, as a whole or in part."""
    text = readable(text)
    lines_told = False
    for _ in range(3):
        if is_html(text):
            text = plain(text, keeps_lines=lines_told)
            lines_told = True
        elif "&" in text and (is_html(unescaped := unescape(text)) or "&" in unescaped):
            text = unescaped
        else:
            break
    return unescape(text).strip()
