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

REPLACES = "replaces"
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
    schooling: Degree | None
    general: Group | None
    licensing: bool
    evidence: Evidence


def statements(tokens: Sequence[Token], setting: Setting) -> list[Clause]:
    """Return the clauses of a part of a sentence."""
    clauses: list[Clause] = []
    for portion in _parted(_educated(tokens)):
        ready = named(portion)
        for stretch in _accepted(stretches(ready, setting.default), setting.default):
            last = _last(clauses) or setting.antecedent
            degree = schooling_of(clauses) or setting.schooling
            clauses += _clauses(stretch, replace(setting, antecedent=last, schooling=degree))
    return clauses


def _last(clauses: Sequence[Clause]) -> Expression | None:
    """Return the credentials that "it" stands for behind these clauses."""
    for clause in reversed(clauses):
        if clause.strength is not Strength.INFO and names_credential(clause):
            return clause.expression
    return None


def schooling_of(clauses: Sequence[Clause]) -> Degree | None:
    """Return the degree named last."""
    found = [atom.item for clause in clauses for atom in clause.atoms if isinstance(atom.item, Degree)]
    return found[-1] if found else None


def names_credential(clause: Clause) -> bool:
    """Tell whether the clause names a credential, a class of them or a license."""
    return any(isinstance(atom.item, Code | Group | License) for atom in clause.atoms)


def _educated(tokens: Sequence[Token]) -> Sequence[Token]:
    """Read "education" as schooling where something may stand in for it."""
    if not any(token.kind is Kind.LIEU for token in tokens):
        return tokens
    return [
        replace(token, kind=Kind.ITEM, value=Atom(Degree("?")))
        if token.kind is Kind.FILL and "education" in token.text.lower()
        else token
        for token in tokens
    ]


def _parted(tokens: Sequence[Token]) -> list[list[Token]]:
    """Part tokens where each piece has a test of its own, or where something is only to be obtained later."""
    return [piece for portion in _conditions(list(tokens)) for piece in _later(portion)]


def _later(tokens: list[Token]) -> list[list[Token]]:
    """Part "CCA, with CCS obtained within 3 years" before the "with"."""
    for place, token in enumerate(tokens):
        if token.kind is Kind.WITH and place and tokens[place - 1].sign(",") and has_content(tokens[:place]):
            kinds = {each.kind for each in tokens[place:]}
            if {Kind.OBTAIN, Kind.DEADLINE} <= kinds and not any(each.kind is Kind.OR for each in tokens[:place]):
                return [tokens[: place - 1], tokens[place + 1 :]]
    return [tokens]


def _conditions(tokens: list[Token]) -> list[list[Token]]:
    """Part tokens that hold several tests, so that each stands with what it governs."""
    places = [place for place, token in enumerate(tokens) if token.kind is Kind.CONDITION]
    cuts = []
    for left, right in zip(places, places[1:], strict=False):
        joints = [
            place
            for place in range(left + 1, right)
            if tokens[place].sign(",", "-") or tokens[place].kind in (Kind.BUT, Kind.AND, Kind.OR)
        ]
        if joints and tokens[left].value != tokens[right].value:
            cuts.append(
                joints[-1]
                if not has_content(tokens[joints[-1] : right]) or not has_content(tokens[left : joints[0]])
                else joints[-1]
            )
    edges = [0, *cuts, len(tokens)]
    portions = [tokens[start:end] for start, end in zip(edges, edges[1:], strict=False)]
    return [portion for portion in portions if portion]


def _accepted(found: tuple[Stretch, ...], default: Strength) -> list[Stretch]:
    """Read "prefer A, will accept B" as one of both, A preferred."""
    result: list[Stretch] = []
    for one in found:
        place = next((place for place, token in enumerate(one.tokens) if token.kind is Kind.ACCEPT), None)
        if (
            one.strength in _SOFT
            and place is not None
            and has_content(one.tokens[:place])
            and has_content(one.tokens[place:])
        ):
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


def _clauses(stretch: Stretch, setting: Setting) -> list[Clause]:
    """Return the clauses of one stretch."""
    found = elements(stretch.tokens)
    strength = stretch.strength or setting.default
    made = [Clause(Strength.INFO, (atom,), evidence=setting.evidence) for atom in found.elsewhere]
    value, ambiguous = _value(found, stretch, strength, setting)
    if value is None:
        return made
    if strength is Strength.INFO:
        return [*_mentioned(value, setting), *made]
    clause = Clause(
        strength,
        (value,),
        _due(found, value, stretch),
        found.condition,
        evidence=setting.evidence,
        heading=setting.heading,
    )
    clause = _flagged(clause, found, ambiguous)
    clauses = [clause]
    if found.replaced is not None and strength not in _NEGATIVE:
        clauses = [clause.flagged(REPLACES, _target(found))]
    if found.maintains:
        clauses = _maintained(clauses, found, stretch)
    return [*_welcomed(clauses, found, stretch), *made]


def _value(found: Elements, stretch: Stretch, strength: Strength, setting: Setting) -> tuple[Expression | None, bool]:
    """Return what the stretch asks for, None where it asks for nothing."""
    if found.main:
        joined = coordination(_activated(found))
        value, ambiguous = (
            joined.value,
            joined.ambiguous and not any(token.kind is Kind.BOTH for token in stretch.tokens),
        )
        if found.removes:
            return Atom(Code("CPC")), False
        if found.replaced and strength not in _NEGATIVE:
            value = simplify(Any(1, (value, coordination(found.replaced).value)))
        elif found.replaced:
            value = coordination(found.replaced).value
        return value, ambiguous
    return _unnamed(found, stretch, strength, setting), False


def _activated(found: Elements) -> list[Element]:
    if not found.active:
        return found.main
    return [
        replace(element, value=with_status(element.value, Status.ACTIVE)) if element.sort == "credential" else element
        for element in found.main
    ]


def _unnamed(found: Elements, stretch: Stretch, strength: Strength, setting: Setting) -> Expression | None:
    """Return what a stretch without names is about: what was named before, a class, or any credential."""
    if found.removes:
        return Atom(Code("CPC"))
    if found.condition == "state_requires":
        return Atom(License("state"))
    if found.subject and setting.schooling:
        return Atom(replace(setting.schooling, subject=found.subject))
    if sum(token.kind is Kind.WORD for token in stretch.tokens) > _LOOSE:
        return None
    if found.nothing or (found.generic and strength in _NEGATIVE):
        return _nothing(found, stretch, setting)
    if found.replaced:
        stand_in = coordination(found.replaced).value
        named = setting.general is not None and (found.generic or setting.antecedent is not None)
        return simplify(Any(1, (Atom(setting.general), stand_in))) if named and setting.general else None
    if found.bare_status is not None:
        return _by_status(found, stretch, setting)
    if found.generic and not found.maintains:
        return _class_or_antecedent(found, stretch, setting)
    return _antecedent(found, stretch, strength, setting)


_LOOSE = 3
_SEEN = (
    "registry",
    "credential",
    "certification",
    "exam",
    "board",
    "eligible to",
    "able to",
    "eligibility to",
    "qualified to",
)
_DEFINITE = ("the ", "this ", "that ", "such ", "these ", "your ")


def _nothing(found: Elements, stretch: Stretch, setting: Setting) -> Expression | None:
    """Return any credential for "none" and "no certification", where the words speak of credentials at all."""
    if found.condition and setting.antecedent and not found.nothing:
        return setting.antecedent
    place = next((place for place, token in enumerate(stretch.tokens) if token.kind is Kind.NONE), None)
    if place is None:
        return Atom(ANYTHING)
    behind = stretch.tokens[place + 1 :]
    stray = any(token.kind is Kind.WORD for token in stretch.tokens) or any(
        token.text.lower() in ("of", "beyond") for token in behind
    )
    return (
        None
        if stray or not (found.generic or stretch.strength or setting.licensing or stretch.labeled)
        else Atom(ANYTHING)
    )


def _by_status(found: Elements, stretch: Stretch, setting: Setting) -> Expression | None:
    """Return what "registry eligible" or "must sit for the exam" is about."""
    status = found.bare_status or Status.HELD
    if found.generic and setting.general:
        wanted = Atom(setting.general, status)
        return Any(1, (Atom(setting.general), wanted)) if found.widened else wanted
    if setting.antecedent is not None and (found.deadline or status is not Status.ELIGIBLE):
        return simplify(with_status(_plain(setting.antecedent), status))
    said = " ".join(token.text.lower() for token in stretch.tokens if token.kind is Kind.STATUS)
    if status is not Status.ELIGIBLE or not said.startswith(_SEEN):
        return None
    return setting.antecedent if stretch.again and setting.antecedent else Atom(Group("HIM_ANY"), status)


def _class_or_antecedent(found: Elements, stretch: Stretch, setting: Setting) -> Expression | None:
    """Return what "certification required" asks for; words about copies and proofs ask for none."""
    nouns = [token.text.lower() for token in stretch.tokens if token.kind is Kind.NOUN]
    if setting.antecedent is not None and any(noun.startswith(_DEFINITE) for noun in nouns):
        return setting.antecedent
    named = any(noun.split()[-1].startswith(("certif", "credential", "cert")) for noun in nouns)
    pure = not any(token.kind is Kind.WORD for token in stretch.tokens)
    if setting.general is None or not named or not (pure or stretch.strength or found.obtains):
        return None
    if any(token.kind is Kind.WORD and token.text.lower() in _PAPER for token in stretch.tokens):
        return None
    return Atom(setting.general, Status.ACTIVE if found.active else Status.HELD)


_PAPER = frozenset(
    "copy copies proof proofs loss documentation transcript transcripts number verification list resume training".split()
)


def _antecedent(found: Elements, stretch: Stretch, strength: Strength, setting: Setting) -> Expression | None:
    """Return what "it" stands for where the words say something more of it."""
    says = found.maintains or found.condition or found.deadline or found.obtains or strength in _NEGATIVE
    if not stretch.again and not found.maintains and not found.condition and not found.deadline:
        return None
    if setting.antecedent is not None and (says or _said_again(stretch)):
        return setting.antecedent
    pure = not any(token.kind is Kind.WORD for token in stretch.tokens)
    tested = found.condition and (stretch.strength or found.deadline)
    return Atom(IT) if pure and ((found.maintains and found.generic) or tested) else None


def _said_again(stretch: Stretch) -> bool:
    return stretch.again and not any(token.kind is Kind.WORD for token in stretch.tokens)


def _due(found: Elements, value: Expression, stretch: Stretch):  # type: ignore[no-untyped-def]
    if (
        found.deadline is None
        and found.obtains
        and not any(atom.deadline for atom in atoms(value))
        and _intends(stretch)
    ):
        return UNKNOWN
    return found.deadline


def _intends(stretch: Stretch) -> bool:
    """Tell whether the words speak of obtaining later: willing to, able to, must obtain."""
    words = [token.text.lower() for token in stretch.tokens if token.kind is Kind.OBTAIN]
    return any(
        word.split()[0]
        in (
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
        for word in words
    )


def _mentioned(value: Expression, setting: Setting) -> list[Clause]:
    found = tuple(
        dict.fromkeys(
            replace(atom, eq=False, status=Status.HELD, deadline=None)
            for atom in atoms(value)
            if isinstance(atom.item, Code | Group | License)
        )
    )
    return [Clause(Strength.INFO, found, evidence=setting.evidence, heading=setting.heading)] if found else []


def _flagged(clause: Clause, found: Elements, ambiguous: bool) -> Clause:
    if found.examples:
        clause = clause.flagged("eg", "|".join(dict.fromkeys(found.examples)))
    if found.conflict:
        clause = clause.flagged("conflict")
    return clause.flagged("ambiguous") if ambiguous else clause


def _target(found: Elements) -> str:
    """Return what a substitution replaces, as the name of a sort where the ad doesn't name it."""
    if not found.main:
        return "credential"
    value = coordination(found.main).value
    swapped = found.replaced and _is_vague(coordination(found.replaced).value)
    return "schooling" if swapped or _is_vague(value) else str(value)


def _is_vague(value: Expression) -> bool:
    """Tell whether the expression is "the degree" or "education", without level or field."""
    return isinstance(value, Atom) and value.item == Degree("?")


def _maintained(clauses: list[Clause], found: Elements, stretch: Stretch) -> list[Clause]:
    """Read upkeep: alone it asks for nothing else; behind another demand it adds a clause."""
    place = next(place for place, token in enumerate(stretch.tokens) if token.kind is Kind.MAINTAIN)
    ahead, behind = stretch.tokens[:place], stretch.tokens[place:]
    own = (
        found.too
        or any(map(is_item, ahead))
        and (
            found.obtains
            or any(token.kind is Kind.AND for token in ahead[-2:])
            or any(token.sign(",") for token in ahead[-2:])
        )
    )
    upkeep = [
        Clause(
            Strength.REQ,
            (_plain(clause.expression),),
            ONGOING,
            clause.condition,
            evidence=clause.evidence,
            heading=clause.heading,
        )
        for clause in clauses
    ]
    return [*clauses, *upkeep] if found.too or (own and not any(map(is_item, behind))) else upkeep


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
            level = (
                {"HIT": "associate", "HIM": "bachelor"}.get(value.item.subject or "", "?")
                if value.item.level == "?"
                else value.item.level
            )
            held = replace(value, status=Status.HELD, item=replace(value.item, level=level))
            clause = replace(
                clause, strength=Strength.REQ, args=(Any(1, (held, replace(held, status=Status.ENROLLED))),)
            )
        result.append(clause)
    return result
