"""The credentials that an ad asks for: its requirements, and flat lists of codes by how firmly they are asked for."""

from dataclasses import dataclass

from classifier.demands.expression import DENIALS, Clause, Code, Group, License, Marker, Strength
from classifier.demands.laws import fold
from classifier.names.mentions import Mention

_RANKS = ("required", "required_within", "preferred", "not_accepted", "not_required", "mentioned")


@dataclass(frozen=True, slots=True)
class CredentialLists:
    """Codes of today, each in one list alone: that of the strongest clause that names it."""

    required: tuple[str, ...] = ()
    required_within: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    not_required: tuple[str, ...] = ()
    not_accepted: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()


def requirements(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return the clauses that ask for, or deny, a credential, a class of them or a nursing license."""
    return tuple(clause for clause in clauses if clause.strength is not Strength.INFO and _is_about_credentials(clause))


def _is_about_credentials(clause: Clause) -> bool:
    named = any(isinstance(atom.item, Code | Group | License) for atom in clause.atoms)
    denied = clause.strength in DENIALS and any(atom.item == Marker("*") for atom in clause.atoms)
    return named or denied


def credential_lists(clauses: tuple[Clause, ...], mentions: tuple[Mention, ...]) -> CredentialLists:
    """Return the lists; a clause under a condition counts only for codes that no other clause asks about.

    ``mentions`` adds, as mentioned, what the text names without any clause, such as a credential in the title.
    """
    ranks: dict[str, str] = {}
    for conditional in (False, True):
        settled = frozenset(ranks)
        for clause in clauses:
            if bool(clause.condition) is conditional and clause.strength is not Strength.INFO:
                _rank(ranks, clause, settled)
    for code in (*_named(clauses), *(mention.current for mention in mentions)):
        ranks.setdefault(code, "mentioned")
    return CredentialLists(**{rank: tuple(code for code, own in ranks.items() if own == rank) for rank in _RANKS})


def _rank(ranks: dict[str, str], clause: Clause, settled: frozenset[str]) -> None:
    for atom in clause.atoms:
        code = _code(atom.item)
        if code is None or code in settled:
            continue
        rank = _list_of(clause, later=atom.deadline is not None)
        if code not in ranks or _RANKS.index(rank) < _RANKS.index(ranks[code]):
            ranks[code] = rank


def _list_of(clause: Clause, *, later: bool) -> str:
    """Return the list for a code of the clause; ``later`` tells that its own branch has a deadline."""
    if clause.strength is Strength.REQ:
        due = clause.deadline is not None and clause.deadline.unit != "ongoing"
        return "required_within" if due or later else "required"
    if clause.strength is Strength.NOT_ACCEPTED:
        return "not_accepted"
    return "not_required" if clause.strength is Strength.NOT_REQUIRED else "preferred"


def _code(item: object) -> str | None:
    if isinstance(item, Code):
        return fold(item.code)
    return item.name if isinstance(item, License) and item.name != "state" else None


def _named(clauses: tuple[Clause, ...]) -> list[str]:
    codes = (_code(atom.item) for clause in clauses for atom in clause.atoms)
    return [code for code in codes if code]
