"""What the service answers: the shapes that the OpenAPI document shows. `docs/verdict.md` says what they mean."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from classifier import Role

Strength = Literal["REQ", "PREF"]
Probability = float


class Answer(BaseModel):
    """An object that has these keys and no other."""

    model_config = ConfigDict(extra="forbid")


class Evidence(Answer):
    """Words of the ad; `start` and `end` count code points of the cleaned text."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Duty(Evidence):
    """Something that the ad asks the person to do, and the role that it speaks for."""

    role: Role
    score: Probability = Field(ge=0, le=1)


class Deadline(Answer):
    """When something is due, counted from `anchor`; `n` is null for `?` (not stated) and `ongoing`."""

    n: int | None
    unit: str
    anchor: Literal["hire"]


class Requirement(Answer):
    """A demand for credentials in normal form, as one string and as a tree (`ALL`, `ANY` of `k`, `item`)."""

    clause: str
    strength: Literal["REQ", "PREF", "PREF+", "NEG:nr", "NEG:na"]
    deadline: Deadline | None
    expression: dict[str, Any]
    evidence: Evidence


class Credentials(Answer):
    """Codes of today, each in one list alone: that of the strongest clause that names it."""

    required: list[str]
    required_within: list[str]
    preferred: list[str]
    not_required: list[str]
    not_accepted: list[str]
    mentioned: list[str]


class Education(Answer):
    """Schooling that is asked for."""

    level: Literal["hs", "certificate", "associate", "bachelor", "master", "doctorate", "other"]
    field: str | None
    strength: Strength
    cahiim: bool
    evidence: Evidence


class Experience(Answer):
    """Years that are asked for; null for a count or subject that the ad doesn't give."""

    min_years: float | None
    max_years: float | None
    domain: str | None
    strength: Strength
    evidence: Evidence


class Pay(Answer):
    """Pay as written."""

    min: float | None
    max: float | None
    currency: str | None
    per: Literal["hour", "day", "week", "month", "year", "chart"] | None


class Offer(Answer):
    """What the ad offers; null for what it doesn't say. `evidence` has the same names."""

    pay: Pay | None
    workplace: Literal["onsite", "hybrid", "remote"] | None
    employment_type: str | None
    location: str | None
    setting: str | None
    level: str | None
    evidence: dict[str, Evidence]


class System(Answer):
    """Software that is asked for."""

    name: str
    strength: Strength
    evidence: Evidence


class Finding(Answer):
    """Where the ad is at odds with itself."""

    check: str = Field(pattern="^F[0-9]{2}$")
    severity: Literal["error", "warn", "info"]
    message: str
    evidence: Evidence | None


class ModelName(Answer):
    """Which model judged."""

    name: str
    version: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Scores(Answer):
    """A probability for each role; they add up to 1."""

    clerk: Probability = Field(ge=0, le=1)
    coder: Probability = Field(ge=0, le=1)
    cancer_registrar: Probability = Field(ge=0, le=1)
    rhit: Probability = Field(ge=0, le=1)
    rhia: Probability = Field(ge=0, le=1)
    other: Probability = Field(ge=0, le=1)


class Verdict(Answer):
    """What a posting is and asks for, each claim with its evidence. `text` is there on request."""

    id: str | None
    title: str | None
    role: Role
    confidence: Probability = Field(ge=0, le=1)
    needs_review: bool
    scores: Scores
    duties: list[Duty]
    requirements: list[Requirement]
    credentials: Credentials
    education: list[Education]
    experience: list[Experience]
    offer: Offer
    systems: list[System]
    findings: list[Finding]
    model: ModelName
    text: str = Field("", description="The cleaned text that the spans index, where it was asked for.")


class PostingFault(Answer):
    """Why a posting of a batch can't be judged."""

    code: str
    message: str


class Refused(Answer):
    """A posting of a batch that can't be judged."""

    id: str | None
    error: PostingFault


class Results(Answer):
    """The answers to a batch, in the order of its postings."""

    results: list[Verdict | Refused]


class Border(Answer):
    """Work that goes to another role."""

    work: str
    role: Role


class RoleEntry(Answer):
    """A role of the codebook."""

    role: Role
    name: str
    definition: str
    include: list[str]
    exclude: list[Border]
    titles: list[str]
    credentials: list[str]
    signals: str
    education: str


class Codebook(Answer):
    """The six roles, what each means and how the borders run."""

    roles: list[RoleEntry]


class FormerName(Answer):
    """A name that a credential had; `code` is null where the letters stayed."""

    name: str
    code: str | None
    year: int | None


class Credential(Answer):
    """A credential, a nursing license, or a class of credentials. `successor` is the code it goes by today."""

    code: str
    name: str
    issuer: str
    kind: Literal["credential", "license", "class"]
    family: str
    level: str
    status: Literal["active", "legacy", "unverified"]
    successor: str | None
    supports: Role | None
    former: list[FormerName]
    note: str


class Catalogue(Answer):
    """The credentials that are known."""

    credentials: list[Credential]


class Health(Answer):
    """The process answers."""

    status: Literal["ok"]


class Ready(Answer):
    """The model answered its self-test."""

    status: Literal["ready"]
    self_test: Role
    model: ModelName


class Problem(Answer):
    """An RFC 9457 problem: `detail` says what to do, `code` is for programs."""

    type: str
    title: str
    status: int
    detail: str
    code: str
