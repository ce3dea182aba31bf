"""What sort of thing an expression asks for, and the same thing under another status or deadline."""

from dataclasses import replace

from classifier.demands.expression import (
    Atom,
    Code,
    Deadline,
    Degree,
    Expression,
    Group,
    License,
    Status,
    Years,
    atoms,
)
from classifier.names.catalogue import credential


def sort_of(expression: Expression) -> str:
    """Return whether the expression is a ``credential``, ``schooling``, ``experience``, or ``mixed``."""
    sorts = {sort_of_atom(atom) for atom in atoms(expression)}
    return sorts.pop() if len(sorts) == 1 else "mixed"


def sort_of_atom(atom: Atom) -> str:
    """Return the sort of one atom."""
    if isinstance(atom.item, Degree):
        return "schooling"
    return "experience" if isinstance(atom.item, Years) else "credential"


def trade(value: Expression) -> str:
    """Return the sort of an expression, a license apart from other credentials."""
    licensed = all(isinstance(atom.item, License) for atom in atoms(value))
    return "license" if licensed else sort_of(value)


def family_of(atom: Expression) -> str | None:
    """Return the catalogue's family of a named credential, the legacy ones with their successors; None for the rest."""
    if isinstance(atom, Atom) and isinstance(atom.item, Code):
        try:
            return credential(atom.item.code).family.removesuffix("_legacy")
        except KeyError:
            return None
    return None


def with_status(value: Expression, status: Status) -> Expression:
    """Return the expression with ``status`` on every credential and degree that is plainly held."""
    if isinstance(value, Atom):
        fits = value.status is Status.HELD and isinstance(value.item, Code | Group | License | Degree)
        return replace(value, status=status) if fits else value
    return replace(value, args=tuple(with_status(arg, status) for arg in value.args))


def with_deadline(value: Expression, deadline: Deadline) -> Expression:
    """Return the expression with ``deadline`` on every credential of it."""
    if isinstance(value, Atom):
        return replace(value, deadline=deadline) if sort_of_atom(value) == "credential" else value
    return replace(value, args=tuple(with_deadline(arg, deadline) for arg in value.args))


def held(value: Expression) -> Expression:
    """Return the expression with everything plainly held."""
    if isinstance(value, Atom):
        return replace(value, status=Status.HELD)
    return replace(value, args=tuple(map(held, value.args)))


def plain(value: Expression) -> Expression:
    """Return what is to be kept, without the deadline under which it was asked for; what is active stays so."""
    if isinstance(value, Atom):
        status = Status.ACTIVE if value.status is Status.ACTIVE else Status.HELD
        return replace(value, status=status, deadline=None)
    return replace(value, args=tuple(map(plain, value.args)))
