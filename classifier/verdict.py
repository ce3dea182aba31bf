"""The verdict on a posting: the one object that every door hands out."""

from dataclasses import dataclass, fields
from typing import Any

from classifier.demands.expression import Clause, tree
from classifier.demands.requirements import requirements
from classifier.demands.schooling import Education
from classifier.demands.years import Experience
from classifier.evidence import Evidence
from classifier.findings import Finding, findings
from classifier.model import Model
from classifier.offers.offer import Offer
from classifier.offers.systems import System
from classifier.reading import Reading, reading
from classifier.review import Doubt, doubts
from classifier.roles import Role
from classifier.scores import JudgedDuty, Scores, scores
from classifier.source.posting import Posting

#: Decimals of a probability in the JSON of a verdict; six of them still add up to 1 within a millionth.
_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class ModelName:
    """Which model judged: enough to get the same verdict again."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a posting is and asks for, each claim with its evidence."""

    reading: Reading
    scores: Scores
    doubts: tuple[Doubt, ...]
    findings: tuple[Finding, ...]
    model: ModelName

    @property
    def role(self) -> Role:
        """The likeliest role."""
        return self.scores.role

    @property
    def requirements(self) -> tuple[Clause, ...]:
        """The clauses that ask for a credential, or say that none is needed or accepted."""
        return requirements(self.reading.clauses)

    @property
    def needs_review(self) -> bool:
        """Whether a person should look before the role is used."""
        return bool(self.doubts)

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """Return the verdict as JSON values (see ``docs/verdict.md``); ``with_text`` adds the cleaned text."""
        said = self.reading
        verdict = {
            "id": said.id,
            "title": said.title,
            "role": self.scores.role.value,
            "confidence": round(self.scores.confidence, _DECIMALS),
            "needs_review": self.needs_review,
            "scores": {role.value: round(p, _DECIMALS) for role, p in self.scores.probabilities.items()},
            "duties": [_duty(judged) for judged in self.scores.duties],
            "requirements": [_requirement(clause) for clause in self.requirements],
            "credentials": {each.name: list(getattr(said.credentials, each.name)) for each in fields(said.credentials)},
            "education": [_education(entry) for entry in said.education],
            "experience": [_experience(entry) for entry in said.experience],
            "offer": _offer(said.offer),
            "systems": [_system(system) for system in said.systems],
            "findings": [_finding(finding) for finding in self.findings],
            "model": {"name": self.model.name, "version": self.model.version, "sha256": self.model.sha256},
        }
        return {**verdict, "text": said.text.content} if with_text else verdict


def classify(posting: Posting, model: Model) -> Verdict:
    """Return the verdict of ``model`` on ``posting``."""
    said = reading(posting)
    judged = scores(said, model)
    name = ModelName(model.name, model.version, model.sha256)
    return Verdict(said, judged, doubts(said, judged, model.trust), findings(said, judged), name)


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"text": evidence.text, "start": evidence.start, "end": evidence.end}


def _duty(judged: JudgedDuty) -> dict[str, Any]:
    duty = judged.duty
    place = {"text": duty.text, "start": duty.start, "end": duty.end}
    return {**place, "role": judged.role.value, "score": round(judged.score, _DECIMALS)}


def _requirement(clause: Clause) -> dict[str, Any]:
    deadline = clause.deadline
    return {
        "clause": str(clause),
        "strength": clause.strength.value,
        "deadline": None if deadline is None else {"n": deadline.n, "unit": deadline.unit, "anchor": "hire"},
        "expression": tree(clause.expression),
        "evidence": _evidence(clause.evidence),
    }


def _education(entry: Education) -> dict[str, Any]:
    return {
        "level": entry.level,
        "field": entry.field,
        "strength": entry.strength.value,
        "cahiim": entry.cahiim,
        "evidence": _evidence(entry.evidence),
    }


def _experience(entry: Experience) -> dict[str, Any]:
    return {
        "min_years": entry.min_years,
        "max_years": entry.max_years,
        "domain": entry.domain,
        "strength": entry.strength.value,
        "evidence": _evidence(entry.evidence),
    }


def _offer(offer: Offer) -> dict[str, Any]:
    """Return the offer with a key for each thing an ad may say, None where it doesn't, and the evidence beside them."""
    said = {name: getattr(offer, name) for name in ("workplace", "employment_type", "location", "setting", "level")}
    proofs = {name: _evidence(value.evidence) for name, value in [("pay", offer.pay), *said.items()] if value}
    pay = offer.pay and {
        "min": offer.pay.minimum,
        "max": offer.pay.maximum,
        "currency": offer.pay.currency,
        "per": offer.pay.per,
    }
    return {"pay": pay, **{name: value.value if value else None for name, value in said.items()}, "evidence": proofs}


def _system(system: System) -> dict[str, Any]:
    return {"name": system.name, "strength": system.strength.value, "evidence": _evidence(system.evidence)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "message": finding.message,
        "evidence": _evidence(finding.evidence) if finding.evidence else None,
    }
