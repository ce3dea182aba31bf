"""What the page shows of a verdict: plain words instead of codes and probabilities."""

import json
from dataclasses import dataclass
from functools import cache

from classifier import Verdict, codebook, credentials
from service import demands
from service.demands import Demanded
from service.marks import MOST_SHOWN, Stretch, stretches
from service.offers import Fact, facts, systems

_SURE = ((0.99, "almost certain"), (0.9, "very likely"), (0.7, "likely"), (0.0, "a guess"))
_MOST, _LEAST = 0.99, 0.01
_SEVERITIES = {"error": "Contradiction", "warn": "Please check", "info": "Note"}
_SHORT = {
    "clerk": "Clerk",
    "coder": "Coder",
    "cancer_registrar": "Registrar",
    "rhit": "Technician",
    "rhia": "Administrator",
    "other": "Other",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A role: its code, its name, a name of one word, and what it means."""

    code: str
    name: str
    short: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a role is (0 to 1), and the same in words such as "under 1%"."""

    role: Named
    share: float
    percent: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the duties speak for a role; ``share`` is 0 to 1."""

    role: Named
    count: int
    share: float
    percent: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding: how grave (``error``, ``warn``, ``info``), the same in words, what was found and what to do."""

    check: str
    severity: str
    label: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Glossed:
    """A credential that the ad names, spelled out."""

    code: str
    name: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One verdict as the page shows it. ``chances`` come likeliest first; ``text`` is the ad with its marks."""

    title: str
    chances: tuple[Chance, ...]
    sure: str
    doubts: tuple[str, ...]
    shares: tuple[Share, ...]
    text: tuple[Stretch, ...]
    cut: bool
    demands: tuple[Demanded, ...]
    background: tuple[Demanded, ...]
    mentioned: tuple[str, ...]
    glossary: tuple[Glossed, ...]
    offer: tuple[Fact, ...]
    systems: tuple[Fact, ...]
    remarks: tuple[Remark, ...]
    model: str
    json: str

    @property
    def role(self) -> Chance:
        """The likeliest role."""
        return self.chances[0]

    @property
    def runner_up(self) -> Chance:
        """The role that comes next."""
        return self.chances[1]

    @property
    def contradictions(self) -> int:
        """How many findings are contradictions."""
        return sum(remark.severity == "error" for remark in self.remarks)

    @property
    def duties(self) -> int:
        """How many duties were found."""
        return sum(share.count for share in self.shares)


def sheet(verdict: Verdict) -> Sheet:
    """Return what the page shows of ``verdict``."""
    chances = _chances(verdict)
    return Sheet(
        title=verdict.reading.title or "Untitled ad",
        chances=chances,
        sure=next(words for least, words in _SURE if chances[0].share >= least),
        doubts=tuple(_doubt(doubt.code, doubt.reason, chances) for doubt in verdict.doubts),
        shares=_shares(verdict),
        text=stretches(verdict),
        cut=len(verdict.reading.text.content) > MOST_SHOWN,
        demands=demands.credentials(verdict),
        background=demands.background(verdict),
        mentioned=verdict.reading.credentials.mentioned,
        glossary=_glossary(verdict),
        offer=facts(verdict),
        systems=systems(verdict),
        remarks=_remarks(verdict),
        model=f"{verdict.model.name} {verdict.model.version}",
        json=json.dumps(verdict.to_dict(with_text=True), indent=2, ensure_ascii=False),
    )


@cache
def roles() -> dict[str, Named]:
    """Return the roles by their codes, in the order of the codebook."""
    return {
        entry.role.value: Named(entry.role.value, entry.name, _SHORT[entry.role.value], entry.definition)
        for entry in codebook()
    }


def percent(share: float) -> str:
    """Return a probability (0 to 1) as a whole percentage that never claims more than it knows."""
    if share > _MOST:
        return "over 99%"
    return f"{share:.0%}" if share >= _LEAST else "under 1%"


def _chances(verdict: Verdict) -> tuple[Chance, ...]:
    chances = verdict.scores.probabilities
    ranked = ((roles()[role.value], chances[role]) for role in verdict.scores.ranked)
    return tuple(Chance(role, share, percent(share)) for role, share in ranked)


def _doubt(code: str, reason: str, chances: tuple[Chance, ...]) -> str:
    """Return a doubt as a sentence that says what to do about it."""
    first, second = chances[:2]
    told = {
        "close": f"It could also be {second.role.name.lower()} ({first.percent} against {second.percent})."
        " Let the duties below decide.",
        "too_little_text": "The text is too short to tell the role. Paste the whole ad, duties included.",
        "no_duties": "No duties were found, so the role rests on the title and the requirements alone.",
        "unfamiliar": "The text is unlike the ads that Rolecall knows: it may be about other work, or not in English.",
        "list": "This looks like a list of jobs. Open one of them and paste that ad.",
    }
    return told.get(code, f"{reason[:1].upper()}{reason[1:]}.")


def _shares(verdict: Verdict) -> tuple[Share, ...]:
    judged = [duty.role.value for duty in verdict.scores.duties]
    counted = ((role, judged.count(code)) for code, role in roles().items())
    shares = ((role, count, count / len(judged)) for role, count in counted if count)
    ranked = sorted(shares, key=lambda share: -share[1])
    return tuple(Share(role, count, share, f"{share:.0%}") for role, count, share in ranked)


def _remarks(verdict: Verdict) -> tuple[Remark, ...]:
    return tuple(
        Remark(found.check, found.severity.value, _SEVERITIES[found.severity.value], found.message, found.advice)
        for found in verdict.findings
    )


def _glossary(verdict: Verdict) -> tuple[Glossed, ...]:
    lists = verdict.reading.credentials
    named = (
        *lists.required,
        *lists.required_within,
        *lists.preferred,
        *lists.not_required,
        *lists.not_accepted,
        *lists.mentioned,
    )
    return tuple(Glossed(code, *_names()[code]) for code in named if code in _names())


@cache
def _names() -> dict[str, tuple[str, str]]:
    return {entry.code: (entry.name, entry.issuer) for entry in credentials()}
