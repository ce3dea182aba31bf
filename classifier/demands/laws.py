"""The laws of the normal form: what equals what, what one clause makes of another, and when a candidate meets it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from classifier.demands.expression import (
    All,
    Any,
    Atom,
    Clause,
    Code,
    Deadline,
    Degree,
    Expression,
    Group,
    License,
    Status,
    Strength,
)
from classifier.names.catalogue import Credential, credential, current


class Outcome(StrEnum):
    """Whether a candidate meets a demand; ``UNKNOWN`` where the ad or the candidate leaves it open."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


def fold(code: str) -> str:
    """Return the code of today for ``code`` (CTR gives ODS); a code that the catalogue doesn't know stays as it is."""
    try:
        return current(code)
    except KeyError:
        return code


def simplify(expression: Expression) -> Expression:
    """Return the expression with its codes folded, single groups opened, nested ones flattened and doubles dropped.

    The order of the arguments stays.
    """
    if isinstance(expression, Atom):
        code = expression.item.code if isinstance(expression.item, Code) else ""
        now = fold(code) if code else code
        return expression if now == code else replace(expression, item=Code(now))
    args = tuple(dict.fromkeys(_flat(expression)))
    if len(args) == 1 and (isinstance(expression, All) or expression.k == 1):
        only = args[0]
        return replace(only, eq=True) if expression.eq else only
    return replace(expression, args=args)


def due_later(expression: Expression) -> tuple[Expression, Deadline | None]:
    """Return "A, or A within a year" as A with its deadline; any other expression as it is, without one."""
    args = expression.args if isinstance(expression, Any) and expression.k == 1 else ()
    late = {arg.deadline: None for arg in args if isinstance(arg, Atom) and arg.deadline}
    if len(late) != 1:
        return expression, None
    due = next(iter(late))
    now = [arg for arg in args if not (isinstance(arg, Atom) and arg.deadline)]
    if {replace(arg, deadline=None) for arg in args if isinstance(arg, Atom)} != set(now):
        return expression, None
    return simplify(Any(1, tuple(now))), due


def _flat(expression: Any | All) -> list[Expression]:
    flat: list[Expression] = []
    for arg in map(simplify, expression.args):
        nested = not isinstance(arg, Atom) and not arg.eq and type(arg) is type(expression)
        if nested and (isinstance(arg, All) or (arg.k == 1 and expression.k == 1)):  # type: ignore[union-attr]
            flat += arg.args  # type: ignore[union-attr]
        else:
            flat.append(arg)
    return flat


def sorted_form(clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return the clauses as strings that are equal whenever they mean the same.

    Order carries no meaning, and an unambiguous ALL is as good as a clause for each of its members.
    """
    return tuple(sorted(text for clause in clauses for text in _parts(clause)))


def _parts(clause: Clause) -> list[str]:
    """Return a string for each member of an ALL that stands alone in the clause."""
    ordered = replace(
        clause,
        args=tuple(sorted((_sorted(simplify(arg)) for arg in clause.args), key=str)),
        flags=tuple(sorted((name, _sorted_codes(value)) for name, value in clause.flags)),
    )
    only = ordered.args[0]
    if len(ordered.args) > 1 or not isinstance(only, All) or only.eq or ordered.flags:
        return [str(ordered)]
    return [str(_alone(ordered, arg)) for arg in only.args]


def _alone(clause: Clause, arg: Expression) -> Clause:
    """Return the clause for one member of its ALL; a deadline of that member is one of the clause."""
    if isinstance(arg, Atom) and arg.deadline and clause.deadline is None:
        return replace(clause, args=(replace(arg, deadline=None),), deadline=arg.deadline)
    return replace(clause, args=(arg,))


def _sorted_codes(value: str) -> str:
    return "|".join(sorted(value.split("|")))


def _sorted(expression: Expression) -> Expression:
    if isinstance(expression, Atom):
        item = expression.item
        if isinstance(item, Degree) and item.subject:
            return replace(expression, item=replace(item, subject=_sorted_codes(item.subject)))
        if isinstance(item, Group):
            return replace(expression, item=replace(item, issuers=tuple(sorted(item.issuers))))
        return expression
    return replace(expression, args=tuple(sorted(map(_sorted, expression.args), key=str)))


def reduce(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the clauses without what another makes idle: doubles, and a preference for what is required anyway."""
    required = {
        clause.args
        for clause in clauses
        if clause.strength is Strength.REQ and not clause.condition and not clause.deadline
    }
    kept: list[Clause] = []
    for clause in clauses:
        idle = clause.strength in (Strength.PREF, Strength.STRONG) and clause.args in required
        if not idle and clause not in kept:
            kept.append(clause)
    return tuple(kept)


def satisfaction(expression: Expression, held: Mapping[str, Status], expired: frozenset[str] = frozenset()) -> Outcome:
    """Return whether someone with the credentials ``held`` (code to status) meets the expression.

    Schooling and experience are judged elsewhere and count as unknown here; expired credentials don't count.
    """
    mine = {fold(code): status for code, status in held.items() if code not in expired}
    return _outcome(expression, mine)


def _outcome(expression: Expression, held: Mapping[str, Status]) -> Outcome:
    if isinstance(expression, Atom):
        outcome = _atom_outcome(expression, held)
        return Outcome.UNKNOWN if expression.eq and outcome is Outcome.NOT_MET and held else outcome
    parts = [_outcome(arg, held) for arg in expression.args]
    k = len(parts) if isinstance(expression, All) else expression.k
    met, unknown = parts.count(Outcome.MET), parts.count(Outcome.UNKNOWN)
    outcome = Outcome.MET if met >= k else Outcome.UNKNOWN if met + unknown >= k else Outcome.NOT_MET
    return Outcome.UNKNOWN if expression.eq and outcome is Outcome.NOT_MET and held else outcome


_ENOUGH = {
    Status.HELD: (Status.HELD, Status.ACTIVE),
    Status.ACTIVE: (Status.HELD, Status.ACTIVE),
    Status.ELIGIBLE: (Status.ELIGIBLE, Status.SCHEDULED, Status.HELD, Status.ACTIVE),
    Status.SCHEDULED: (Status.SCHEDULED, Status.HELD, Status.ACTIVE),
    Status.ENROLLED: tuple(Status),
}


def _atom_outcome(atom: Atom, held: Mapping[str, Status]) -> Outcome:
    fitting = [code for code, status in held.items() if status in _ENOUGH[atom.status]]
    if isinstance(atom.item, Code | License):
        wanted = atom.item.code if isinstance(atom.item, Code) else atom.item.name
        if wanted in fitting:
            return Outcome.MET
        return Outcome.UNKNOWN if wanted == "RHIT" and "RHIA" in fitting else Outcome.NOT_MET
    if isinstance(atom.item, Group):
        outcomes = [_in_class(code, atom.item) for code in fitting]
        return next((each for each in (Outcome.MET, Outcome.UNKNOWN) if each in outcomes), Outcome.NOT_MET)
    return Outcome.UNKNOWN


def _in_class(code: str, wanted: Group) -> Outcome:
    """Tell whether a credential belongs to a class; unknown where the catalogue's words can't decide."""
    try:
        entry = credential(code)
    except KeyError:
        return Outcome.UNKNOWN
    issuers = wanted.issuers or (
        (wanted.name.removesuffix("_ANY"),) if wanted.name in ("AHIMA_ANY", "AAPC_ANY") else ()
    )
    if issuers and not any(entry.issuer.startswith(issuer) for issuer in issuers):
        return Outcome.NOT_MET
    if wanted.name == "HIM_ANY":
        return Outcome.MET if code in ("RHIA", "RHIT") else _unsure(entry)
    if wanted.name == "CODING_ANY":
        return Outcome.MET if entry.is_coding else _unsure(entry)
    return Outcome.MET


def _unsure(entry: Credential) -> Outcome:
    """Return unknown for a credential of health information work, which may count; one of another trade doesn't."""
    return Outcome.UNKNOWN if entry.is_him else Outcome.NOT_MET
