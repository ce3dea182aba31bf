"""A case of the corpus, and the words that most cases are made from."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

AD = (
    "Medical Coder\n- Assigns ICD-10-CM codes to inpatient charts\n- Codes outpatient encounters with CPT\n"
    "CCS required\n"
)
PAGE = (
    "<html><body><h1>Medical Coder</h1><ul><li>Assigns ICD-10-CM codes to inpatient charts</li>"
    "<li>Codes outpatient encounters with CPT</li></ul><p>CCS required</p></body></html>"
)


@dataclass(frozen=True)
class Verdict:
    """A verdict: these codes are required, and the role is this one where the case names one."""

    required: tuple[str, ...] = ("CCS",)
    role: str | None = "coder"


@dataclass(frozen=True)
class Refused:
    """A refusal under this code, whose message holds these words: the limit, or what was met."""

    code: str
    words: str


#: An ad that is read in spite of all.
AD_READ = Verdict()
#: An ad of one demand, too short for a role.
RHIT_READ = Verdict(("RHIT",), None)
#: Text without a demand.
NOTHING_ASKED = Verdict((), None)


@dataclass(frozen=True)
class Case:
    """One input: the end of its file's name, the bytes, and what they give.

    ``elsewhere`` has the code of a refusal at a door (``batch``, ``http``) that says it differently; it is empty where
    that door gives a verdict.
    """

    name: str
    suffix: str
    made: Callable[[], bytes]
    gives: Verdict | Refused
    elsewhere: Mapping[str, str] = field(default_factory=dict)


def text(name: str, made: str | bytes | Callable[[], bytes], gives: Verdict | Refused, **elsewhere: str) -> Case:
    return Case(name, ".txt", _bytes(made), gives, elsewhere)


def html(name: str, made: str | bytes | Callable[[], bytes], gives: Verdict | Refused) -> Case:
    return Case(name, ".html", _bytes(made), gives)


def json_case(name: str, made: object | Callable[[], bytes], gives: Verdict | Refused, **elsewhere: str) -> Case:
    """Return a case whose file is JSON: bytes and texts as they stand, other values written as JSON."""
    raw = made if callable(made) or isinstance(made, bytes | str) else json.dumps(made)
    return Case(name, ".json", _bytes(raw), gives, elsewhere)


def _bytes(made: str | bytes | Callable[[], bytes]) -> Callable[[], bytes]:
    if callable(made):
        return made
    data = made.encode() if isinstance(made, str) else made
    return lambda: data
