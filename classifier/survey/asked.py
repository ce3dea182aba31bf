"""What the clauses of an ad ask for beyond single codes: classes of credentials, and sets of which some are enough."""

from dataclasses import dataclass
from functools import lru_cache

from classifier.demands.expression import Any, Atom, Clause, Code, Expression, Group, License, Strength, atoms
from classifier.demands.notation import NotationError, parse
from classifier.plainly import told
from classifier.survey.rows import Row

#: How firmly a credential is asked for, by the columns of a batch, the firmest first.
STRENGTHS = ("required", "required_within", "preferred", "mentioned")
_OF = {Strength.REQ: "required", Strength.PREF: "preferred", Strength.STRONG: "preferred"}
#: Clauses that are kept read; ads write the same few over and over.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What one clause asks for, in plain words, and how firmly."""

    strength: str
    classes: tuple[str, ...]
    choices: tuple[str, ...]


def asked(row: Row) -> list[Asked]:
    """Return what the clauses of a row ask for; denials, and clauses for some levels of the post, are left out."""
    return [found for clause in row["requirements"] if (found := _asked(str(clause)))]


@lru_cache(maxsize=_REMEMBERED)
def _asked(text: str) -> Asked | None:
    try:
        (clause,) = parse(text)
    except (NotationError, ValueError):
        return None
    if clause.strength not in _OF or clause.condition:
        return None
    classes = (told(Atom(atom.item)) for atom in clause.atoms if isinstance(atom.item, Group))
    choices = (told(_bare(found)) for found in _choices(clause.expression) if _is_of_credentials(found))
    return Asked(_firmness(clause), tuple(dict.fromkeys(classes)), tuple(dict.fromkeys(choices)))


def _firmness(clause: Clause) -> str:
    due = clause.deadline is not None and clause.deadline.unit != "ongoing"
    return "required_within" if due and clause.strength is Strength.REQ else _OF[clause.strength]


def _choices(expression: Expression) -> list[Any]:
    """Return the outermost sets of which some are enough."""
    if isinstance(expression, Any):
        return [expression]
    return [] if isinstance(expression, Atom) else [found for arg in expression.args for found in _choices(arg)]


def _is_of_credentials(found: Any) -> bool:
    return all(isinstance(atom.item, Code | Group | License) for atom in atoms(found))


def _bare(expression: Expression) -> Expression:
    """Return an expression without what tells it from others that name the same, its parts in one order."""
    if isinstance(expression, Atom):
        return Atom(expression.item)
    args = tuple(sorted(map(_bare, expression.args), key=str))
    return Any(expression.k, args) if isinstance(expression, Any) else type(expression)(args)
