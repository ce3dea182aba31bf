"""Substitutions: what one clause says may stand in for what another asks."""

from collections.abc import Sequence
from dataclasses import replace

from classifier.demands.expression import (
    SOFT,
    All,
    Any,
    Atom,
    Clause,
    Code,
    Degree,
    Expression,
    Group,
    Status,
    Strength,
    Years,
)
from classifier.demands.laws import simplify
from classifier.demands.sorts import held, sort_of, with_deadline

#: Stands for whatever was asked for last, save experience.
LAST = "last"
_DEMANDS = (Strength.REQ, Strength.PREF, Strength.STRONG)


def is_target(clause: Clause, target: str) -> bool:
    """Tell whether the clause asks for what a substitution replaces: a sort of thing, or just this expression."""
    if clause.strength not in _DEMANDS or (clause.deadline and clause.deadline.unit == "ongoing"):
        return False
    parts = clause.expression.args if isinstance(clause.expression, All) else (clause.expression,)
    named = {str(clause.expression)}
    if isinstance(clause.expression, Any):
        named |= {text for atom in clause.atoms for text in (str(atom), str(atom.item))}
    return target in named or any(_fits(part, target) for part in parts)


def _fits(part: Expression, target: str) -> bool:
    sort = sort_of(part)
    return sort == target or (target == LAST and sort != "experience") or _is_said_briefly(part, target)


def _is_said_briefly(part: Expression, target: str) -> bool:
    """Tell whether the target is the degree without its field: "the master's" for a master's degree in HIM."""
    return isinstance(part, Atom) and isinstance(part.item, Degree) and target == str(Atom(Degree(part.item.level)))


def replaced(clause: Clause, substitution: Clause, target: str) -> list[Clause]:
    """Return what the clause becomes; one that is only preferred stays beside the demand for either."""
    either = widened(clause, substitution, target)
    if clause.strength in SOFT and substitution.strength is Strength.REQ and target != "schooling":
        return [replace(either, strength=Strength.REQ, flags=()), clause]
    return [either]


def widened(clause: Clause, substitution: Clause, target: str) -> Clause:
    """Return the clause with what may stand in for it, or for one part of it, as one more alternative."""
    value = substitution.expression
    value = with_deadline(value, substitution.deadline) if substitution.deadline else value
    own = value.args if isinstance(value, Any) and value.k == 1 else (value,)
    added = tuple(arg for arg in own if str(arg) != target and not _is_vague(arg, target))
    if _lists_members(clause.expression, added):
        return replace(clause, args=(simplify(Any(1, added)),))
    if not isinstance(clause.expression, All):
        return replace(clause, args=(simplify(Any(1, (clause.expression, *added))),))
    parts = list(clause.expression.args)
    place = max(place for place, part in enumerate(parts) if _fits(part, target) or str(clause.expression) == target)
    parts[place] = simplify(Any(1, (parts[place], *added)))
    return replace(clause, args=(replace(clause.expression, args=tuple(parts)),))


def _lists_members(asked: Expression, added: Sequence[Expression]) -> bool:
    """Tell whether a class is asked for and several of its members are named: "a credential. It can be CPC or CCS"."""
    whole = isinstance(asked, Atom) and isinstance(asked.item, Group) and not asked.item.issuers
    members = [arg for arg in added if isinstance(arg, Atom) and isinstance(arg.item, Code)]
    return whole and len(added) > 1 and len(members) == len(added)


def _is_vague(arg: object, target: str) -> bool:
    """Tell whether the argument only stands for what the substitution replaces."""
    if not isinstance(arg, Atom):
        return False
    if target in ("credential", LAST) and str(arg.item) in ("#CODING_ANY", "#HIM_ANY"):
        return True
    return target in ("schooling", LAST) and isinstance(arg.item, Degree) and arg.item.level == "?"


def postponed(found: Sequence[Clause], later: Sequence[Clause]) -> list[Clause]:
    """Return the clauses without those that ask at once for what whoever lacks it may earn ``later``."""
    due = [clause for clause in later if clause.strength is Strength.REQ and clause.deadline]
    return [clause for clause in found if not (_is_plain(clause) and any(_asks_too(each, clause) for each in due))]


def activated(found: Sequence[Clause], clause: Clause) -> list[Clause]:
    """Return the clauses without that which asks for the same as ``clause``, only not for its being active."""
    if clause.strength is not Strength.REQ or not any(atom.status is Status.ACTIVE for atom in clause.atoms):
        return list(found)
    same = held(clause.expression)
    return [each for each in found if not (_is_plain(each) and each.expression == same)]


def _asks_too(later: Clause, clause: Clause) -> bool:
    return later.args == clause.args and later.condition in (None, clause.condition)


def _is_plain(clause: Clause) -> bool:
    return clause.strength is Strength.REQ and clause.deadline is None


def unbounded(clause: Clause) -> Clause:
    """Read "the degree" that no other clause names as any degree, and flag experience without a count in its place."""
    if not any(isinstance(atom.item, Degree) and atom.item.level == "?" for atom in clause.atoms):
        return clause
    args = tuple(replace(atom, item=Degree("*")) if atom.item == Degree("?") else atom for atom in clause.atoms)
    widened = replace(clause, args=(simplify(Any(1, args)),))
    items = [atom.item for atom in clause.atoms]
    open_ended = any(isinstance(item, Years) and item.low is None and item.domain is None for item in items)
    return widened.flagged("sub", "experience") if open_ended else widened
