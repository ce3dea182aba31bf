"""Job objects of Greenhouse and Lever as those systems hand them out, turned into postings.

Greenhouse: https://developers.greenhouse.io/job-board.html, Lever: https://github.com/lever/postings-api.
"""

from collections.abc import Iterator, Mapping
from html import escape

from classifier.source.jobposting import described

_GREENHOUSE = ("absolute_url", "internal_job_id", "departments", "offices", "requisition_id")
_LEVER = ("hostedUrl", "applyUrl", "categories", "lists", "descriptionPlain")
_PER = {"hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year"}


def jobs(value: Mapping[str, object]) -> tuple[object, ...] | None:
    """Return the jobs of a whole board, None for an object that is no board."""
    listed = value.get("jobs")
    return (
        tuple(listed) if isinstance(listed, list) and not {"text", "html", "body", "description"} & set(value) else None
    )


def plain(record: Mapping[str, object]) -> Mapping[str, object]:
    """Return a job of either system as a posting with ``id``, ``title``, ``company`` and ``text``; else ``record``."""
    if isinstance(record.get("content"), str) and any(key in record for key in _GREENHOUSE):
        return _greenhouse(record)
    if isinstance(record.get("text"), str) and sum(key in record for key in _LEVER) > 1:
        return _lever(record)
    return record


def _greenhouse(job: Mapping[str, object]) -> Mapping[str, object]:
    facts = [_labelled("Location", _within(job, "location", "name"))]
    facts += [_labelled("Pay", _range(pay)) for pay in _listed(job.get("pay_input_ranges"))]
    text = _joined([described(str(job["content"])), *facts])
    known = {"id": job.get("id"), "title": job.get("title"), "company": job.get("company_name")}
    given = {"posted": job.get("first_published"), "place": _within(job, "location", "name")}
    return {**known, **given, "text": text}


def _range(pay: object) -> str:
    """Return "USD 20.50 to 31.00"; the amounts come in cents."""
    if not isinstance(pay, Mapping):
        return ""
    cents = [pay.get("min_cents"), pay.get("max_cents")]
    amounts = [f"{cent / 100:.2f}" for cent in cents if isinstance(cent, int) and not isinstance(cent, bool)]
    return f"{_word(pay.get('currency_type'))} {' to '.join(amounts)}".strip() if amounts else ""


def _lever(job: Mapping[str, object]) -> Mapping[str, object]:
    html = "\n".join(part for part in _lever_parts(job) if part)
    facts = [
        _labelled("Location", _within(job, "categories", "location")),
        _labelled("Employment type", _within(job, "categories", "commitment")),
        _labelled("Workplace", _word(job.get("workplaceType")).replace("unspecified", "")),
        _labelled("Pay", _salary(job.get("salaryRange"))),
    ]
    given = {"posted": job.get("createdAt"), "place": _within(job, "categories", "location")}
    return {"id": job.get("id"), "title": job["text"], **given, "text": _joined([described(html), *facts])}


def _lever_parts(job: Mapping[str, object]) -> Iterator[str]:
    yield _word(job.get("description")) or f"<p>{escape(_word(job.get('descriptionPlain')))}</p>"
    for entry in _listed(job.get("lists")):
        if isinstance(entry, Mapping):
            yield f"<h3>{_word(entry.get('text'))}</h3><ul>{_word(entry.get('content'))}</ul>"
    yield _word(job.get("additional")) or f"<p>{escape(_word(job.get('additionalPlain')))}</p>"


def _salary(pay: object) -> str:
    if not isinstance(pay, Mapping):
        return ""
    amounts = [f"{n:.2f}" for n in (pay.get("min"), pay.get("max")) if isinstance(n, int | float) and n]
    per = next((unit for word, unit in _PER.items() if word in _word(pay.get("interval"))), "")
    said = f"{_word(pay.get('currency'))} {' to '.join(amounts)}".strip()
    return f"{said}{f' per {per}' if per else ''}" if amounts else ""


def _within(job: Mapping[str, object], key: str, inner: str) -> str:
    value = job.get(key)
    return _word(value.get(inner)) if isinstance(value, Mapping) else ""


def _labelled(label: str, value: str) -> str:
    return f"{label}: {value}" if value else ""


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
