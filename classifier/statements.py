"""The clauses that one part of a sentence states."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifier.coordination import Element, coordination, with_deadline, with_status
from classifier.elements import Elements, elements
from classifier.evidence import Evidence
from classifier.expression import (
    ANYTHING,
    IT,
    ONGOING,
    TRAINING,
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
    Upkeep,
    Years,
    atoms,
)
from classifier.laws import simplify
from classifier.naming import Named, has_content, is_item, named
from classifier.stretches import Stretch, stretches
from classifier.tokens import Kind, Token

_SOFT = (Strength.PREF, Strength.STRONG)
_NEGATIVE = (Strength.NOT_REQUIRED, Strength.NOT_ACCEPTED)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words around a part give it.

    ``default`` is the strength of the heading, ``antecedent`` the credentials named last in the section, ``general``
    the class that an unnamed credential stands for, ``pure`` that the sentence holds no words but these.
    """

    default: Strength
    heading: Strength | None
    antecedent: Expression | None
    general: Group
    evidence: Evidence


def statements(tokens: Sequence[Token], setting: Setting) -> list[Clause]:
    """Return the clauses of a part of a sentence."""
    clauses: list[Clause] = []
    for portion in _conditions(list(tokens)):
        ready = named(portion)
        for stretch in _accepted(stretches(ready, setting.default), setting.default):
            last = _last(clauses) or setting.antecedent
            clauses += _clauses(stretch, replace(setting, antecedent=last), clauses)
    return clauses


def _last(clauses: Sequence[Clause]) -> Expression | None:
    """Return the credentials that "it" stands for behind these clauses."""
    for clause in reversed(clauses):
        if clause.strength is not Strength.INFO and names_credential(clause):
            return clause.expression
    return None


def names_credential(clause: Clause) -> bool:
    """Tell whether the clause names a credential, a class of them or a license."""
    return any(isinstance(atom.item, Code | Group | License) for atom in clause.atoms)


def _conditions(tokens: list[Token]) -> list[list[Token]]:
    """Part tokens that hold several tests, so that each stands with what it governs."""
    places = [place for place, token in enumerate(tokens) if token.kind is Kind.CONDITION]
    cuts = []
    for left, right in zip(places, places[1:], strict=False):
        joints = [place for place in range(left + 1, right) if tokens[place].sign(",", "-") or tokens[place].kind in (Kind.BUT, Kind.AND, Kind.OR)]
        if joints and tokens[left].value != tokens[right].value:
            cuts.append(joints[-1] if not has_content(tokens[joints[-1] : right]) or not has_content(tokens[left : joints[0]]) else joints[-1])
    edges = [0, *cuts, len(tokens)]
    portions = [tokens[start:end] for start, end in zip(edges, edges[1:], strict=False)]
    return [portion for portion in portions if portion]


def _accepted(found: tuple[Stretch, ...], default: Strength) -> list[Stretch]:
    """Read "prefer A, will accept B" as one of both, A preferred."""
    result: list[Stretch] = []
    for one in found:
        place = next((place for place, token in enumerate(one.tokens) if token.kind is Kind.ACCEPT), None)
        if one.strength in _SOFT and place is not None and has_content(one.tokens[:place]) and has_content(one.tokens[place:]):
            base = default if default not in _SOFT else Strength.REQ
            result += [Stretch(one.tokens, base), Stretch(tuple(_trimmed(one.tokens[:place])), one.strength)]
        else:
            result.append(one)
    return result


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while kept and (kept[-1].kind in (Kind.AND, Kind.BUT, Kind.FILL) or kept[-1].sign(",")):
        kept.pop()
    return kept


def _clauses(stretch: Stretch, setting: Setting, before: list[Clause]) -> list[Clause]:
    """Return the clauses of one stretch."""
    found = elements(stretch.tokens)
    strength = stretch.strength or setting.default
    made = [Clause(Strength.INFO, (atom,), evidence=setting.evidence) for atom in found.elsewhere]
    value, ambiguous = _value(found, stretch, strength, setting)
    if value is None:
        return made
    if strength is Strength.INFO:
        return [*_mentioned(value, setting), *made]
    clause = Clause(strength, (value,), _due(found, value, stretch), found.condition, evidence=setting.evidence, heading=setting.heading)
    clause = _flagged(clause, found, ambiguous)
    clauses = _replacing(clause, found, setting, before)
    if found.maintains:
        clauses = _maintained(clauses, found, stretch)
    return [*_welcomed(clauses, found, stretch), *made]


def _value(found: Elements, stretch: Stretch, strength: Strength, setting: Setting) -> tuple[Expression | None, bool]:
    """Return what the stretch asks for, None where it asks for nothing."""
    if found.main:
        joined = coordination(_activated(found))
        value, ambiguous = joined.value, joined.ambiguous
        if found.replaced and strength not in _NEGATIVE:
            value = _replaced(value, found.replaced, setting)
        if found.removes:
            return Atom(Code("CPC")), False
        return value, ambiguous
    return _unnamed(found, stretch, strength, setting), False


def _activated(found: Elements) -> list[Element]:
    if not found.active:
        return found.main
    return [replace(element, value=with_status(element.value, Status.ACTIVE)) if element.sort == "credential" else element for element in found.main]


def _unnamed(found: Elements, stretch: Stretch, strength: Strength, setting: Setting) -> Expression | None:
    """Return what a stretch without names is about: what was named before, a class, or any credential."""
    if found.removes:
        return Atom(Code("CPC"))
    if found.condition == "state_requires":
        return Atom(License("state"))
    if found.bare_status is Status.ELIGIBLE and not found.generic:
        return Atom(Group("HIM_ANY"), Status.ELIGIBLE) if not stretch.again or not setting.antecedent else setting.antecedent
    if found.nothing or (found.generic and strength in _NEGATIVE):
        return setting.antecedent if found.condition and setting.antecedent and not found.nothing else Atom(ANYTHING)
    if found.replaced:
        return None
    if found.generic and not found.maintains:
        definite = any(token.text.lower().startswith(("the ", "this ", "that ", "such ", "these ", "your ")) for token in stretch.tokens if token.kind is Kind.NOUN)
        if definite and setting.antecedent is not None:
            return setting.antecedent
        status = found.bare_status or (Status.ACTIVE if found.active else Status.HELD)
        return Atom(setting.general, status)
    refers = stretch.again or found.maintains or found.condition or found.deadline
    says = found.maintains or found.condition or found.deadline or found.obtains or strength in _NEGATIVE
    if not refers:
        return None
    if setting.antecedent is not None and (says or _said_again(stretch)):
        return setting.antecedent
    return Atom(IT) if says and not any(token.kind is Kind.WORD for token in stretch.tokens) and (found.maintains or found.condition) else None


def _said_again(stretch: Stretch) -> bool:
    return stretch.again and not any(token.kind is Kind.WORD for token in stretch.tokens)


def _due(found: Elements, value: Expression, stretch: Stretch):  # type: ignore[no-untyped-def]
    if found.deadline is None and found.obtains and not any(atom.deadline for atom in atoms(value)) and _intends(stretch):
        return UNKNOWN
    return found.deadline


def _intends(stretch: Stretch) -> bool:
    """Tell whether the words speak of obtaining later: willing to, able to, must obtain."""
    words = [token.text.lower() for token in stretch.tokens if token.kind is Kind.OBTAIN]
    return any(word.split()[0] in ("willing", "willingness", "able", "ability", "agree", "commit", "commitment", "must", "obtain", "plan", "intent", "will") for word in words)


def _mentioned(value: Expression, setting: Setting) -> list[Clause]:
    found = tuple(dict.fromkeys(replace(atom, eq=False, status=Status.HELD, deadline=None) for atom in atoms(value) if isinstance(atom.item, Code | Group | License)))
    return [Clause(Strength.INFO, found, evidence=setting.evidence, heading=setting.heading)] if found else []


def _flagged(clause: Clause, found: Elements, ambiguous: bool) -> Clause:
    if found.examples:
        clause = clause.flagged("eg", "|".join(dict.fromkeys(found.examples)))
    if found.conflict:
        clause = clause.flagged("conflict")
    return clause.flagged("ambiguous") if ambiguous else clause


def _replaced(value: Expression, replaced: list[Element], setting: Setting) -> Expression:
    return simplify(Any(1, (value, coordination(replaced).value)))


def _replacing(clause: Clause, found: Elements, setting: Setting, before: list[Clause]) -> list[Clause]:
    """Mark experience that stands in for schooling without a count."""
    kinds = [atom.item for atom in clause.atoms]
    open_ended = found.replaced is not None and any(isinstance(item, Years) and item.low is None and item.domain is None for item in kinds)
    if open_ended and any(isinstance(item, Degree) for item in kinds):
        args = tuple(replace(atom, item=replace(atom.item, level="*")) if isinstance(atom.item, Degree) and atom.item.level == "?" else atom for atom in clause.atoms)
        return [replace(clause, args=(simplify(Any(1, args)),)).flagged("sub", "experience")]
    return [clause]


def _maintained(clauses: list[Clause], found: Elements, stretch: Stretch) -> list[Clause]:
    """Read upkeep: alone it asks for nothing else; behind another demand it adds a clause."""
    place = next(place for place, token in enumerate(stretch.tokens) if token.kind is Kind.MAINTAIN)
    ahead, behind = stretch.tokens[:place], stretch.tokens[place:]
    own = any(map(is_item, ahead)) and (found.obtains or any(token.kind is Kind.AND for token in ahead[-2:]) or any(token.sign(",") for token in ahead[-2:]))
    upkeep = [Clause(Strength.REQ, (_plain(clause.expression),), ONGOING, clause.condition, evidence=clause.evidence, heading=clause.heading) for clause in clauses]
    return [*clauses, *upkeep] if own and not any(map(is_item, behind)) else upkeep


def _plain(value: Expression) -> Expression:
    """Return what is to be kept, without the status and deadline under which it was asked for."""
    if isinstance(value, Atom):
        return replace(value, status=Status.HELD, deadline=None)
    return replace(value, args=tuple(map(_plain, value.args)))


def _welcomed(clauses: list[Clause], found: Elements, stretch: Stretch) -> list[Clause]:
    """Read "students of ... welcome" as the degree or being enrolled for it."""
    result = []
    for clause in clauses:
        value = clause.expression
        student = isinstance(value, Atom) and value.status is Status.ENROLLED and isinstance(value.item, Degree)
        if student and clause.strength is Strength.PREF and isinstance(value, Atom) and isinstance(value.item, Degree):
            level = {"HIT": "associate", "HIM": "bachelor"}.get(value.item.subject or "", "?") if value.item.level == "?" else value.item.level
            held = replace(value, status=Status.HELD, item=replace(value.item, level=level))
            clause = replace(clause, strength=Strength.REQ, args=(Any(1, (held, replace(held, status=Status.ENROLLED))),))
        result.append(clause)
    return result
