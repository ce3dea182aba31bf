"""The clauses that one part of a sentence states."""

from collections.abc import Sequence
from dataclasses import replace

from classifier.demands.accepting import accepted, only_lets_in
from classifier.demands.coordination import Coordination, coordination
from classifier.demands.element import Element, Elements
from classifier.demands.elements import elements
from classifier.demands.expression import (
    ANYTHING,
    DENIALS,
    ONGOING,
    UNKNOWN,
    All,
    Any,
    Atom,
    Clause,
    Code,
    Degree,
    Expression,
    Group,
    License,
    Status,
    Strength,
    atoms,
)
from classifier.demands.laws import due_later, simplify
from classifier.demands.meanings import Setting, unnamed
from classifier.demands.naming import named
from classifier.demands.portions import portions
from classifier.demands.sorts import sort_of, trade, with_status
from classifier.demands.stretches import Stretch, stretches
from classifier.demands.substitution import LAST
from classifier.demands.tokens import Kind, Token, is_credential, value_of
from classifier.demands.upkeep import upkeep

#: A flag that never leaves this package: its value names what a substitution stands in for.
REPLACES = "replaces"
_INTENDING = frozenset(
    (
        "willing",
        "willingness",
        "able",
        "ability",
        "agree",
        "commit",
        "commitment",
        "must",
        "obtain",
        "plan",
        "intent",
        "will",
    )
)


def statements(tokens: Sequence[Token], setting: Setting) -> list[Clause]:
    """Return the clauses of a part of a sentence."""
    clauses: list[Clause] = []
    for portion in portions(tokens):
        found = accepted(stretches(named(portion), setting.default), setting.default)
        for stretch in found:
            told = stretch.again and clauses and not any(map(names_credential, clauses))
            last = last_credential(clauses) or (None if told else setting.antecedent)
            degree = schooling_of(clauses) or setting.schooling
            made = _clauses(stretch, replace(setting, antecedent=last, schooling=degree))
            clauses += [_let_in(clause) for clause in made] if only_lets_in(found) else made
    head = str(tokens[0].value) if tokens and tokens[0].kind is Kind.CONDITION else ""
    if head.startswith(("level=", "job=")):
        return [clause if clause.condition else replace(clause, condition=head) for clause in clauses]
    return clauses


def _let_in(clause: Clause) -> Clause:
    """Mark the clause as an alternative to what was asked before it."""
    if clause.strength is not Strength.REQ or any(name == REPLACES for name, _ in clause.flags):
        return clause
    value = clause.expression
    if isinstance(value, All) and all(isinstance(atom.item, Code) and not atom.deadline for atom in clause.atoms):
        clause = replace(clause, args=(Any(1, value.args),), flags=())
    sort = "credential" if names_credential(clause) else sort_of(clause.expression)
    return clause.flagged(REPLACES, sort if sort in ("credential", "schooling") else LAST)


def last_credential(clauses: Sequence[Clause]) -> Expression | None:
    """Return the credentials that "it" stands for behind these clauses."""
    named = [clause for clause in clauses if clause.strength is not Strength.INFO and names_credential(clause)]
    if not named:
        return None
    items = _items(named[-1])
    wider = [clause for clause in named if clause.strength is Strength.REQ and items < _items(clause)]
    return (wider or named)[-1].expression


def schooling_of(clauses: Sequence[Clause]) -> Degree | None:
    """Return the degree named last."""
    found = [atom.item for clause in clauses for atom in clause.atoms if isinstance(atom.item, Degree)]
    return found[-1] if found else None


def names_credential(clause: Clause) -> bool:
    """Tell whether the clause names a credential, a class of them or a license."""
    return any(isinstance(atom.item, Code | Group | License) for atom in clause.atoms)


def _clauses(stretch: Stretch, setting: Setting) -> list[Clause]:
    """Return the clauses of one stretch."""
    found = elements(stretch.tokens)
    strength = stretch.strength or setting.default
    told = [Clause(Strength.INFO, (atom,), evidence=setting.evidence) for atom in found.elsewhere]
    meant = _meant(found, stretch, strength, setting)
    if meant is None:
        return told
    if strength is Strength.INFO:
        return [*_mentioned(meant.value, setting), *told]
    if strength is Strength.NOT_REQUIRED and found.deadline and found.deadline.n:
        strength = Strength.REQ  # "not needed for the first six months" is needed then
    clause = _flagged(_clause(found, stretch, strength, setting, meant.value), found, meant)
    if found.replaced is not None and strength not in DENIALS:
        clause = clause.flagged(REPLACES, _target(found, setting))
    made = upkeep(clause, found, stretch) if found.maintains else [clause]
    if strength in DENIALS and found.generic and not names_credential(clause) and ANYTHING not in _items(clause):
        made.append(replace(clause, args=(Atom(ANYTHING),)))
    return [*map(_welcomed, [part for each in made for part in _each_denied(each)]), *told]


def _each_denied(clause: Clause) -> list[Clause]:
    """Return a denial for each sort of thing: "no degree or RHIT needed" lets off both."""
    value = clause.expression
    if clause.strength is not Strength.NOT_REQUIRED or not isinstance(value, Any) or sort_of(value) != "mixed":
        return [clause]
    sorts = dict.fromkeys(map(sort_of, value.args))
    return [
        replace(clause, args=(simplify(Any(1, tuple(arg for arg in value.args if sort_of(arg) == sort))),))
        for sort in sorts
    ]


def _clause(found: Elements, stretch: Stretch, strength: Strength, setting: Setting, value: Expression) -> Clause:
    kept = found.maintains and found.deadline == ONGOING  # "maintained throughout employment" says it twice
    due = (None if kept else found.deadline) or (UNKNOWN if _is_later(found, value, stretch) else None)
    value, own = due_later(value)
    due = due or own
    return Clause(strength, (value,), due, found.condition, evidence=setting.evidence, heading=setting.heading)


def _meant(found: Elements, stretch: Stretch, strength: Strength, setting: Setting) -> Coordination | None:
    """Return what the stretch asks for, None where it asks for nothing."""
    if not found.main:
        value = unnamed(found, stretch, strength, setting)
        return Coordination(value) if value is not None else None
    if found.removes:
        return Coordination(Atom(Code("CPC")))
    joined = coordination(_activated(found, stretch))
    clear = any(token.kind is Kind.BOTH or token.text.lower() == "all" for token in stretch.tokens)
    value = joined.value
    if found.replaced:
        stand_in = coordination(found.replaced).value
        value = stand_in if strength in DENIALS else simplify(Any(1, (value, stand_in)))
    return Coordination(value, joined.ambiguous and not clear)


def _activated(found: Elements, stretch: Stretch) -> list[Element]:
    """Return the elements, their credentials active where the words say so of any.

    In "current RN license, CCDS or CDIP" they say it of the license alone.
    """
    if not found.active:
        return found.main
    trades = _active_trades(stretch)
    return [
        replace(element, value=with_status(element.value, Status.ACTIVE))
        if element.sort == "credential" and (not trades or trade(element.value) in trades)
        else element
        for element in found.main
    ]


def _active_trades(stretch: Stretch) -> set[str]:
    """Return what kinds of credential stand behind "active"; none where it stands behind all of them."""
    found: set[str] = set()
    for place, token in enumerate(stretch.tokens):
        ahead = stretch.tokens[place + 1 :]
        behind = next((each for each in ahead if is_credential(each) or each.kind is Kind.NOUN), None)
        if token.kind is Kind.STATUS and token.value == Status.ACTIVE and behind is not None and is_credential(behind):
            found.add(trade(value_of(behind)))
    return found


def _is_later(found: Elements, value: Expression, stretch: Stretch) -> bool:
    """Tell whether something is to be obtained at a time that the ad doesn't give."""
    if not found.obtains or any(atom.deadline for atom in atoms(value)):
        return False
    first = (token.text.lower().split()[0] for token in stretch.tokens if token.kind is Kind.OBTAIN)
    return not _INTENDING.isdisjoint(first)


def _mentioned(value: Expression, setting: Setting) -> list[Clause]:
    """Return the credentials of the expression as merely named."""
    named = (atom for atom in atoms(value) if isinstance(atom.item, Code | Group | License))
    found = tuple(dict.fromkeys(replace(atom, eq=False, status=Status.HELD, deadline=None) for atom in named))
    return [Clause(Strength.INFO, found, evidence=setting.evidence, heading=setting.heading)] if found else []


def _flagged(clause: Clause, found: Elements, meant: Coordination) -> Clause:
    if found.examples:
        clause = clause.flagged("eg", "|".join(dict.fromkeys(found.examples)))
    if found.conflict:
        clause = clause.flagged("conflict")
    return clause.flagged("ambiguous") if meant.ambiguous else clause


def _items(clause: Clause) -> set[object]:
    return {atom.item for atom in clause.atoms}


def _target(found: Elements, setting: Setting) -> str:
    """Return what a substitution replaces, as the name of a sort where the ad doesn't name it."""
    if not found.main:
        if found.generic or setting.schooling is None:
            return "credential" if found.generic or setting.antecedent is not None else "schooling"
        return LAST if setting.antecedent is not None else "schooling"
    value = coordination(found.main).value
    swapped = found.replaced and _is_vague(coordination(found.replaced).value)
    return "schooling" if swapped or _is_vague(value) else str(value)


def _is_vague(value: Expression) -> bool:
    """Tell whether the expression is "the degree" or "education", without level or field."""
    return isinstance(value, Atom) and value.item == Degree("?")


def _welcomed(clause: Clause) -> Clause:
    """Read "students of ... welcome" as the degree or being enrolled for it."""
    value = clause.expression
    if clause.strength is not Strength.PREF or not isinstance(value, Atom) or value.status is not Status.ENROLLED:
        return clause
    if not isinstance(value.item, Degree):
        return clause
    held = replace(value, status=Status.HELD, item=_leveled(value.item))
    return replace(clause, strength=Strength.REQ, args=(Any(1, (held, replace(held, status=Status.ENROLLED))),))


def _leveled(degree: Degree) -> Degree:
    """Return the degree with the level that its field has where the ad names none."""
    level = {"HIT": "associate", "HIM": "bachelor"}.get(degree.subject or "")
    return replace(degree, level=level) if degree.level == "?" and level else degree
