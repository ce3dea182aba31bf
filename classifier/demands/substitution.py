"""Substitutions: what one clause says may stand in for what another asks."""

from dataclasses import replace

from classifier.demands.expression import Any, Atom, Clause, Degree, Strength, Years
from classifier.demands.laws import simplify
from classifier.demands.sorts import sort_of

_DEMANDS = (Strength.REQ, Strength.PREF, Strength.STRONG)


def is_target(clause: Clause, target: str) -> bool:
    """Tell whether the clause asks for what a substitution replaces: a sort of thing, or just this expression."""
    if clause.strength not in _DEMANDS or (clause.deadline and clause.deadline.unit == "ongoing"):
        return False
    return sort_of(clause.expression) == target or str(clause.expression) == target


def widened(clause: Clause, substitution: Clause, target: str) -> Clause:
    """Return the clause with what may stand in for it as one more alternative."""
    own = (substitution.expression,) if isinstance(substitution.expression, Atom) else substitution.expression.args
    added = tuple(arg for arg in own if str(arg) != target and not _is_vague(arg, target))
    return replace(clause, args=(simplify(Any(1, (clause.expression, *added))),))


def _is_vague(arg: object, target: str) -> bool:
    """Tell whether the argument only stands for what the substitution replaces."""
    if not isinstance(arg, Atom):
        return False
    if target == "credential":
        return str(arg.item) in ("#CODING_ANY", "#HIM_ANY")
    return target == "schooling" and isinstance(arg.item, Degree) and arg.item.level == "?"


def unbounded(clause: Clause) -> Clause:
    """Read "the degree" that no other clause names as any degree, and flag experience without a count in its place."""
    if not any(isinstance(atom.item, Degree) and atom.item.level == "?" for atom in clause.atoms):
        return clause
    args = tuple(replace(atom, item=Degree("*")) if atom.item == Degree("?") else atom for atom in clause.atoms)
    widened = replace(clause, args=(simplify(Any(1, args)),))
    items = [atom.item for atom in clause.atoms]
    open_ended = any(isinstance(item, Years) and item.low is None and item.domain is None for item in items)
    return widened.flagged("sub", "experience") if open_ended else widened
