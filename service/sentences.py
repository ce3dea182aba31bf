"""What an ad asks for, said in sentences: ``REQ@12mo[ANY1(RHIT,RHIA)]`` is "RHIT or RHIA, within 12 months of hire"."""

from collections.abc import Sequence
from itertools import takewhile

from service.items import noun, phrase
from service.notation import Atom, Demand, Due, Group, demand

_UNITS = {"d": "day", "mo": "month", "yr": "year"}
_STRENGTHS = {
    "REQ": "Required",
    "PREF": "Preferred",
    "PREF+": "Strongly preferred",
    "NEG:nr": "Not required",
    "NEG:na": "Not accepted",
    "INFO": "Only mentioned",
}
_CONDITIONS = {
    "ext": "For outside candidates",
    "int": "For internal candidates",
    "remote": "For remote work",
    "state_requires": "Where the state asks for it",
}
_FLAGS = {
    "sub": "experience may stand in for it",
    "conflict": "the ad contradicts itself here",
    "ambiguous": "the words can be read in two ways",
    "higher_ok": "the ad doesn't say whether a higher one counts",
}


def sentence(clause: str) -> str:
    """Return a clause in normal form as a sentence without a full stop; ValueError for what is no clause."""
    asked = demand(clause)
    words = _denied(asked) or _asked(asked)
    if asked.condition:
        words = f"{_condition(asked.condition)}: {words}"
    told = "; ".join(_flag(name, value) for name, value in asked.flags)
    return _capital(f"{words} ({told})" if told else words)


def strength(clause: str) -> str:
    """Return how firmly a clause in normal form asks, in a word or two; ValueError for what is no clause."""
    asked = demand(clause)
    if asked.strength == "REQ" and asked.due:
        return "Must be kept" if asked.due.unit == "ongoing" else "Required later"
    return _STRENGTHS[asked.strength]


def listed(words: Sequence[str], joint: str) -> str:
    """Return words as English lists them: "A", "A or B", "A, B, or C"."""
    if len(words) <= 2:  # noqa: PLR2004
        return f" {joint} ".join(words)
    return f"{', '.join(words[:-1])}, {joint} {words[-1]}"


def _asked(asked: Demand) -> str:
    words = listed([_words(arg) for arg in asked.args], "and")
    return f"{words}, {_when(asked.due)}" if asked.due else words


def _denied(asked: Demand) -> str | None:
    """Return a denial as a statement, because "Not required: any credential" reads like a riddle."""
    verbs = {"NEG:nr": "required", "NEG:na": "accepted"}
    if asked.strength not in verbs:
        return None
    only = asked.args[0]
    if isinstance(only, Atom) and only.item == "*":
        return f"no credential is {verbs[asked.strength]}"
    return f"{_words(only)} {'are' if isinstance(only, Group) and only.k is None else 'is'} not {verbs[asked.strength]}"


def _words(expression: Atom | Group) -> str:
    if isinstance(expression, Atom):
        return _atom(expression)
    if len(expression.args) == 1:
        return _words(expression.args[0])
    if expression.k is None:
        return _all(expression)
    return _any(expression) if expression.k == 1 else _several(expression)


def _any(group: Group) -> str:
    """Return alternatives; those that are more than a name come last, set off by "or else"."""
    words = [_bare(arg, group) for arg in group.args if _is_short(arg)]
    if group.eq:
        words.append("an equivalent")
    parts = [listed(words, "or")] if words else []
    long = [_words(arg) for arg in group.args if not _is_short(arg)]
    return _shared(group) + ", or else ".join(parts + long)


def _several(group: Group) -> str:
    words = [_bare(arg, group) for arg in group.args]
    return f"at least {group.k} of {_shared(group)}{listed(words, 'and')}{', or an equivalent' if group.eq else ''}"


def _all(group: Group) -> str:
    """Return what is asked for together; alternatives among it are held together by "either" or "one of"."""
    words = [_held(arg) for arg in group.args]
    simple = all(isinstance(arg, Atom) and not arg.due for arg in group.args)
    joined = listed(words, "and") if simple else " together with ".join(words)
    return joined + (", or an equivalent" if group.eq else "")


def _held(arg: Atom | Group) -> str:
    if isinstance(arg, Group) and arg.k == 1 and len(arg.args) > 1:
        return f"{'either' if len(arg.args) == 2 and not arg.eq else 'one of'} {_words(arg)}"  # noqa: PLR2004
    return _words(arg)


def _is_short(arg: Atom | Group) -> bool:
    return isinstance(arg, Atom) and arg.due is None


def _shared(group: Group) -> str:
    """Return "active " where it goes for every member, so that it is said once."""
    return "active " if all(isinstance(arg, Atom) and arg.status == "active" for arg in group.args) else ""


def _bare(arg: Atom | Group, group: Group) -> str:
    words = _words(arg)
    return words.removeprefix(_shared(group)) if isinstance(arg, Atom) else words


def _atom(atom: Atom) -> str:
    words = phrase(atom.item, atom.status)
    if atom.eq:
        words += " or equivalent" if noun(atom.item) else " or an equivalent"
    if atom.due is None:
        return words
    return f"{words} {'and certified ' if atom.status == 'elig' else ''}{_when(atom.due)}"


def _when(due: Due) -> str:
    if due.unit == "ongoing":
        return "kept up throughout employment"
    if due.n is None:
        return "within a time that the ad doesn't state"
    unit = _UNITS[due.unit]
    return f"within {due.n} {unit if due.n == 1 else unit + 's'} of hire"


def _condition(test: str) -> str:
    name, _, value = test.partition("=")
    if name in ("level", "job") and value:
        return f"For level {value}" if name == "level" else f'For the job "{value}"'
    return _CONDITIONS.get(test, f"If {test}")


def _flag(name: str, value: str) -> str:
    if name == "eg":
        return f"for example {listed(value.split('|'), 'or')}"
    return _FLAGS.get(name, f'written "{value}"')


def _capital(words: str) -> str:
    """Return ``words`` with a capital where the first word is an ordinary one; codes stay as they are."""
    first = "".join(takewhile(str.isalpha, words))
    return words[:1].upper() + words[1:] if first.islower() else words
