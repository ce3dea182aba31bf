"""How the lines and the title of a posting add up to one role.

Each line is judged alone; then the judgements are pooled into a few features that mirror the codebook: what the lines
say one by one (the first three weigh more), what they say together, what the title says, and which gates (a credential
or nursing licence asked for) stand before the job. ``docs/model.md`` tells the same in one page.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from classifier.layout.duties import Duty
from classifier.layout.sections import SectionKind
from classifier.model import Array, Judges, LineModel, Model
from classifier.reading import Reading
from classifier.roles import Role

ROLES = tuple(Role)

#: The label of lines that are no duty.
NO_DUTY = "none"

#: The first duties weigh more, by the codebook: ads lead with what the job is about.
LEAD_DUTIES = 3
LEAD_WEIGHT = 1.25

#: Below this chance of being a duty at all, a line isn't listed as one.
IS_DUTY = 0.5

#: How much the role of the ad weighs in the role of one of its lines: "audits for accuracy" says little alone. The ad's
#: say is bounded, so that a line that is sure of itself keeps its own role.
LEANING = 0.5
_LEAST_SAY = 0.1

#: Keeps one stray line from ruling out a role: this much of a duty is granted to each role beforehand.
_GRANT = 0.05

#: Credentials that gate a job: one group a feature, once for demanded and once for preferred.
GATES: tuple[tuple[str, ...], ...] = (
    ("RHIT",),
    ("RHIA",),
    ("ODS",),
    ("CCS", "CCS-P", "CPC", "COC", "CIC", "CRC", "CPMA", "RCC", "CIRCC", "CCA", "CPC-A"),
    ("RN", "LPN/LVN", "MD/IMG"),
)

_ASKING = (SectionKind.REQUIREMENTS, SectionKind.EXPERIENCE)


@dataclass(frozen=True, slots=True)
class JudgedDuty:
    """A duty with the role that it speaks for and how surely (``score``, 0 to 1)."""

    duty: Duty
    role: Role
    score: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The probability of each role, the duties that carried it, and the share of word pairs that the model knows."""

    probabilities: dict[Role, float]
    duties: tuple[JudgedDuty, ...]
    familiar: float

    @property
    def ranked(self) -> tuple[Role, ...]:
        """The roles, likeliest first; equal ones in the order of the codebook."""
        return tuple(sorted(ROLES, key=lambda role: -self.probabilities[role]))

    @property
    def role(self) -> Role:
        """The likeliest role."""
        return max(ROLES, key=self.probabilities.__getitem__)

    @property
    def confidence(self) -> float:
        """The probability of the likeliest role."""
        return self.probabilities[self.role]


@dataclass(frozen=True, slots=True)
class Voices:
    """What each line and the title say, and what the pooling makes of them.

    ``lines`` is (duties, roles): a row adds up to the chance of being a duty at all. ``features`` is what the pooling
    weighs.
    """

    lines: Array
    features: Array


def voices(reading: Reading, judges: Judges, title: str | None = None) -> Voices:
    """Return what the lines of ``reading``, all of them together, and its title (or ``title``) say."""
    judged = role_chances(judges.lines, [duty.text for duty in reading.duties])
    heading = _title(reading.title if title is None else title, judges.titles)
    features = [*_lines(reading, judged), *_whole(reading, judges.wholes), *np.log(heading + _GRANT), *_gates(reading)]
    return Voices(judged, np.array(features))


def whole(reading: Reading) -> str:
    """Return the text that the lines of ``reading`` make together."""
    return "\n".join(duty.text for duty in reading.duties)


def _whole(reading: Reading, model: LineModel) -> Array:
    """Return (roles,); lines without a known word say nothing together."""
    text, columns = whole(reading), _columns(model.labels)
    said = model.scores([text])[0, columns] if model.knows(text) else np.zeros(len(columns))
    return np.asarray(said - said.mean())


def _title(title: str, model: LineModel) -> Array:
    """Return (roles,); a title without a known word says nothing."""
    return role_chances(model, [title])[0] if model.knows(title) else np.full(len(ROLES), 1 / len(ROLES))


def scores(reading: Reading, model: Model) -> Scores:
    """Return what ``model`` makes of ``reading``."""
    said = voices(reading, model.judges)
    probabilities = model.pooling.probabilities(said.features)
    return Scores(
        probabilities={role: float(p) for role, p in zip(ROLES, probabilities, strict=True)},
        duties=_judged(reading.duties, said.lines, probabilities),
        familiar=familiar(reading, model.judges.lines),
    )


def familiar(reading: Reading, model: LineModel) -> float:
    """Return the share of neighbouring words that the model has seen side by side, 0 to 1."""
    return model.familiar(line.text for section in reading.sections for line in section.lines)


def role_chances(model: LineModel, lines: list[str]) -> Array:
    """Return (lines, roles): the chance of each role; a row adds up to the chance of being a duty at all."""
    return model.probabilities(lines)[:, _columns(model.labels)]


@cache
def _columns(labels: tuple[str, ...]) -> list[int]:
    return [labels.index(role) for role in ROLES]


def _judged(duties: tuple[Duty, ...], lines: Array, posting: Array) -> tuple[JudgedDuty, ...]:
    """Return the duties with their roles; ``posting`` (roles,) leans a line that could be either towards its ad."""
    leaning = lines * (posting + _LEAST_SAY) ** LEANING
    roles, surely = leaning.argmax(axis=1), leaning.max(axis=1) / leaning.sum(axis=1)
    return tuple(
        JudgedDuty(duty, ROLES[role], score)
        for duty, being, role, score in zip(
            duties, lines.sum(axis=1).tolist(), roles.tolist(), surely.tolist(), strict=True
        )
        if being >= IS_DUTY and duty.section not in _ASKING
    )


def _lines(reading: Reading, lines: Array) -> Array:
    """Return the log share of each role in ``lines``, centred so that no lines at all say nothing."""
    place = np.where(np.arange(len(lines)) < LEAD_DUTIES, LEAD_WEIGHT, 1.0)
    share = np.array([duty.share or 1.0 for duty in reading.duties])
    mass = (place * share) @ lines + _GRANT
    share = np.log(mass / mass.sum())
    return np.asarray(share - share.mean())


def _gates(reading: Reading) -> list[float]:
    lists = reading.credentials
    demanded = {*lists.required, *lists.required_within}
    return [float(any(code in codes for code in gate)) for codes in (demanded, set(lists.preferred)) for gate in GATES]
