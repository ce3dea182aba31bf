"""A candidate beside a posting: the shapes that `/v1/fit` takes and answers."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from classifier import Candidate, Posting, read_candidate
from service import answers
from service.answers import Answer, Evidence, Finding
from service.inputs import checked, postings_in

_LEVELS = ("hs", "certificate", "associate", "bachelor", "master", "doctorate", "other", None)


def _shape(properties: dict[str, Any], *, required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


_HOLDING = _shape(
    {
        "code": {"type": "string", "description": "A code of the catalogue, such as RHIT, or a nursing license (RN)."},
        "status": {"enum": ["held", "eligible", "expired", "enrolled"]},
        "since": {"type": ["string", "null"], "description": "YYYY, YYYY-MM or YYYY-MM-DD; shown, and never weighs."},
    },
    required=("code", "status"),
)
_SCHOOLING = _shape(
    {"level": {"enum": list(_LEVELS)}, "field": {"type": ["string", "null"]}, "cahiim": {"type": ["boolean", "null"]}}
)
_SERVICE = _shape(
    {"years": {"type": ["number", "null"], "minimum": 0, "maximum": 80}, "domain": {"type": ["string", "null"]}}
)
_CANDIDATE = {
    **_shape(
        {
            "credentials": {"type": ["array", "null"], "items": _HOLDING},
            "education": {"anyOf": [_SCHOOLING, {"type": "null"}]},
            "experience": {"type": ["array", "null"], "items": _SERVICE},
        }
    ),
    "type": ["object", "null"],
    "description": "What is held, learned and worked. Names, age, addresses and graduation years are refused.",
}


class FitRequest(BaseModel):
    """A posting as `/v1/classify` takes it, and a candidate; without one the posting is judged against itself."""

    model_config = ConfigDict(extra="forbid")

    posting: dict[str, Any] = Field(description="A posting as `/v1/classify` takes it in JSON.")
    candidate: Annotated[Any, WithJsonSchema(_CANDIDATE)] = None


class Judged(Answer):
    """One demand of the ad, how the candidate meets it and why; `closes` says what would close the gap."""

    clause: str
    strength: Literal["REQ", "PREF", "PREF+", "NEG:nr", "NEG:na"]
    outcome: Literal["met", "later", "unknown", "unmet"]
    reason: str
    evidence: Evidence
    closes: str | None


class FitAnswer(Answer):
    """How a candidate meets an ad, demand by demand; `fit` is null without a candidate. A person decides."""

    fit: Literal["meets", "meets_if", "unknown", "does_not_meet"] | None
    met: list[Judged]
    unmet: list[Judged]
    open: list[Judged]
    findings: list[Finding]
    verdict: answers.Verdict
    note: str


def asked(value: object) -> tuple[Posting, Candidate | None, bool]:
    """Return the posting and the candidate that a body asks about, and whether the text of the posting is wanted.

    Raises PostingError and CandidateError. Of a posting that holds several the first counts.
    """
    request = checked(FitRequest, value)
    postings, with_text = postings_in(request.posting)
    candidate = None if request.candidate is None else read_candidate(request.candidate)
    return postings[0], candidate, with_text
