"""A candidate as the form of the page gives one: boxes ticked, schooling, and years; nothing that says who it is."""

from dataclasses import dataclass
from functools import cache

from classifier import Candidate, CandidateError, Credential, credentials, read_candidate

#: The ad in the form; every other field belongs to the candidate.
AD_FIELDS = ("text", "title", "file", "example")
STATUSES = {"held": "held", "eligible": "eligible", "enrolled": "enrolled", "expired": "expired"}
LEVELS = {
    "hs": "High school diploma",
    "certificate": "Certificate",
    "associate": "Associate degree",
    "bachelor": "Bachelor's degree",
    "master": "Master's degree",
    "doctorate": "Doctorate",
    "other": "Other",
}
FIELDS = ("HIM", "HIT", "health informatics", "nursing", "business", "biology", "computer science")
ACCREDITED = {"yes": True, "no": False}
#: The domains of work by the names that ads are read with, and what the form calls them.
DOMAINS = {
    "coding": "Coding",
    "inpatient": "Inpatient coding",
    "audit": "Coding audit",
    "CDI": "Clinical documentation (CDI)",
    "registry": "Cancer or other registry",
    "ROI": "Release of information",
    "records": "Medical records",
    "HIM": "Health information, other",
    "billing": "Billing",
    "revenue cycle": "Revenue cycle",
    "EHR": "Electronic health records",
    "data analysis": "Data analysis",
    "supervisory": "Supervision or management",
    "nursing": "Nursing",
    "customer service": "Customer service",
    "clerical": "Office work",
}
#: How many credentials beside the ticked ones, and how many domains of work, the form takes.
OTHERS = ROWS = range(1, 4)

#: What the library takes as well; said here so that the message names the row of the form.
_MOST_YEARS = 80

_FAMILIES = {
    "Health information": ("RHIA", "RHIT", "CHDA", "CHPS", "CRIS"),
    "Coding": ("CCS", "CCS-P", "CCA", "CPC", "CPC-A", "COC", "CIC", "CRC"),
    "Audit and documentation": ("CPMA", "CDIP", "CCDS"),
    "Registry and nursing": ("ODS", "RN"),
}


@dataclass(frozen=True, slots=True)
class Family:
    """Credentials whose boxes stand together."""

    name: str
    members: tuple[Credential, ...]


@cache
def families() -> tuple[Family, ...]:
    """Return the credentials that have a box of their own."""
    known = {entry.code: entry for entry in credentials()}
    return tuple(Family(name, tuple(known[code] for code in codes)) for name, codes in _FAMILIES.items())


@cache
def others() -> tuple[Credential, ...]:
    """Return all other credentials by their codes, former ones included."""
    boxed = {code for codes in _FAMILIES.values() for code in codes}
    found = (entry for entry in credentials() if not entry.is_class and entry.code not in boxed)
    return tuple(sorted(found, key=lambda entry: entry.code))


def candidate(fields: dict[str, str]) -> Candidate | None:
    """Return the candidate that the fields of the form describe, None where nothing was filled in.

    Raises CandidateError for a value that can't be read, and for a field that isn't the form's, such as a name.
    """
    given = {name: value.strip() for name, value in fields.items() if name not in AD_FIELDS}
    told = {
        "credentials": [*_ticked(given), *_chosen(given)],
        "education": _schooling(given),
        "experience": _services(given),
    }
    strange = {name: value for name, value in given.items() if name not in _own()}
    if not strange and not any(told.values()):
        return None
    return read_candidate({**strange, **told})


@cache
def _own() -> frozenset[str]:
    """Return the names of the form's own fields about the candidate."""
    codes = (entry.code for family in families() for entry in family.members)
    boxes = (f"{part}-{code}" for code in codes for part in ("has", "status"))
    rows = (f"{part}-{row}" for row in OTHERS for part in ("other", "other-status"))
    years = (f"{part}-{row}" for row in ROWS for part in ("domain", "years"))
    return frozenset((*boxes, *rows, *years, "level", "field", "cahiim"))


def _ticked(given: dict[str, str]) -> list[dict[str, object]]:
    """Return the ticked credentials; the status beside a box that isn't ticked says nothing."""
    codes = (entry.code for family in families() for entry in family.members)
    return [{"code": code, "status": given.get(f"status-{code}")} for code in codes if given.get(f"has-{code}")]


def _chosen(given: dict[str, str]) -> list[dict[str, object]]:
    return [
        {"code": given[f"other-{row}"], "status": given.get(f"other-status-{row}")}
        for row in OTHERS
        if given.get(f"other-{row}")
    ]


def _schooling(given: dict[str, str]) -> dict[str, object] | None:
    level, field, cahiim = (given.get(name) or None for name in ("level", "field", "cahiim"))
    if not (level or field or cahiim):
        return None
    if cahiim and cahiim not in ACCREDITED:
        raise CandidateError("unknown_value", f"Accredited by CAHIIM: {cahiim!r} is unknown: say yes or no.")
    return {"level": level, "field": field, "cahiim": ACCREDITED[cahiim] if cahiim else None}


def _services(given: dict[str, str]) -> list[dict[str, object]]:
    rows = ((row, given.get(f"domain-{row}") or None, given.get(f"years-{row}", "")) for row in ROWS)
    return [{"domain": domain, "years": _years(row, years)} for row, domain, years in rows if domain or years]


def _years(row: int, written: str) -> float | None:
    """Return a number of years, None where none is said; a comma is taken for a point."""
    if not written:
        return None
    try:
        years = float(written.replace(",", "."))
    except ValueError:
        raise CandidateError(
            "wrong_type", f"{_place(row)}: {written!r} is no number; write it like 2 or 2.5."
        ) from None
    if not 0 <= years <= _MOST_YEARS:
        raise CandidateError("out_of_range", f"{_place(row)}: say a number of years from 0 to {_MOST_YEARS}.")
    return years


def _place(row: int) -> str:
    return f"Years of work, row {row}"
