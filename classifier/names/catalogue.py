"""The catalogue of credentials that a job ad can name."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from classifier.knowledge import table
from classifier.roles import Role


class Kind(StrEnum):
    """A credential proper, a state license of a clinical trade, or a whole class ("any coding credential")."""

    CREDENTIAL = "credential"
    LICENSE = "license"
    CLASS = "class"


class Status(StrEnum):
    """``LEGACY`` is no longer given under that name; of ``UNVERIFIED`` no live source was found."""

    ACTIVE = "active"
    LEGACY = "legacy"
    UNVERIFIED = "unverified"


class NameRule(StrEnum):
    """What the spelled-out name alone means.

    ``CREDENTIAL``: the credential. ``TITLE``: a job title too, so it needs certification words. ``WITH_CODE``: a class
    of credentials, so its code or issuer has to stand by.
    """

    CREDENTIAL = "credential"
    TITLE = "title"
    WITH_CODE = "with_code"


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that went before. ``code`` is None where the letters stayed, ``year`` where it isn't known."""

    name: str
    code: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class OtherSense:
    """Something else that the same letters mean, with the lower-case words that give it away.

    ``cues`` forbid the credential within twelve tokens, ``weak`` ones only where little speaks for it; ``before`` and
    ``after`` forbid as the neighboring word, ``written`` are spellings in exact case that always mean this.
    """

    meaning: str
    cues: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credential:
    """One entry of the catalogue; ``knowledge/credentials.toml`` says what the fields mean.

    ``supports`` is the role that the credential speaks for and never decides. ``successor`` is the code it goes by
    today, None where it keeps its own.
    """

    code: str
    name: str
    issuer: str
    family: str
    level: str
    status: Status
    note: str
    kind: Kind = Kind.CREDENTIAL
    supports: Role | None = None
    successor: str | None = None
    former: tuple[FormerName, ...] = ()
    forms: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    colliding: bool = False
    contested: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    strict: bool = False
    lower: bool = True
    bare: bool = True
    name_rule: NameRule = NameRule.CREDENTIAL
    other_senses: tuple[OtherSense, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @property
    def is_class(self) -> bool:
        """Whether this stands for many credentials and is never mentioned itself."""
        return self.kind is Kind.CLASS

    @property
    def is_coding(self) -> bool:
        """Whether it meets a plain demand for a coding credential."""
        return not self.is_class and self.family.startswith(("coding", "audit"))

    @property
    def is_him(self) -> bool:
        """Whether it belongs to health information work, so that it vouches for a colliding code beside it."""
        return self.kind is Kind.CREDENTIAL and self.family not in ("clinical", "vendor")


@cache
def credentials() -> tuple[Credential, ...]:
    """Return every entry, classes too, in the order of the catalogue."""
    return tuple(_entry(row) for row in table("credentials")["credential"])


def credential(code: str) -> Credential:
    """Return the entry of a code of the catalogue; KeyError for any other."""
    try:
        return _by_code()[code]
    except KeyError:
        raise KeyError(f"{code!r} is no code of the credential catalogue; `rolecall credentials` lists them") from None


def current(code: str) -> str:
    """Return the code in use today: CTR gives ODS, RHIT itself; KeyError for what the catalogue doesn't know.

    Codes without an entry of their own that live on in another one (CHP, ODS-C) are folded too.
    """
    return _folds().get(code) or credential(code).code


@cache
def _by_code() -> dict[str, Credential]:
    return {entry.code: entry for entry in credentials()}


@cache
def _folds() -> dict[str, str]:
    """Every code or coded form that isn't the code of its entry, with the code that it goes by today."""
    folds: dict[str, str] = {}
    for entry in credentials():
        written = (*(old.code for old in entry.former if old.code), *(form for form in entry.forms if form.isupper()))
        folds |= dict.fromkeys(written, entry.code)
    return folds | {entry.code: entry.successor or entry.code for entry in credentials()}


def _entry(row: dict[str, Any]) -> Credential:
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Credential(
        **fields
        | {
            "kind": Kind(row.get("kind", Kind.CREDENTIAL)),
            "status": Status(row["status"]),
            "supports": Role(row["supports"]) if "supports" in row else None,
            "lower": row.get("lower") != "never",
            "name_rule": NameRule(row.get("name_rule", NameRule.CREDENTIAL)),
            "former": tuple(FormerName(**old) for old in row.get("former", ())),
            "other_senses": tuple(_other_sense(sense) for sense in row.get("other_senses", ())),
        }
    )


def _other_sense(row: dict[str, Any]) -> OtherSense:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return OtherSense(**fields)
