"""Demands, and what a candidate has for them, in plain words."""

from dataclasses import replace

from classifier.candidate import Candidate, Standing
from classifier.demands.expression import (
    All,
    Any,
    Atom,
    Code,
    Deadline,
    Degree,
    Expression,
    Group,
    License,
    Status,
    Years,
)
from classifier.demands.laws import fold
from classifier.meeting import Meeting, Person, is_due, meeting, years_needed, years_sure

_LEVELS = {
    "hs": "a high school diploma",
    "certificate": "a certificate",
    "associate": "an associate degree",
    "bachelor": "a bachelor's degree",
    "master": "a master's degree",
    "doctorate": "a doctorate",
    "other": "other schooling",
}
_CLASSES = {
    "CODING_ANY": "a coding credential",
    "HIM_ANY": "a health information credential",
    "AHIMA_ANY": "an AHIMA credential",
    "AAPC_ANY": "an AAPC credential",
}
_UNITS = {"d": "day", "mo": "month", "yr": "year"}
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}
_STATUSES = {
    Status.ELIGIBLE: "eligibility for {}",
    Status.SCHEDULED: "the exam for {}",
    Status.ENROLLED: "being on the way to {}",
}

_UNDERWAY = {Status.ELIGIBLE: "eligible for", Status.ENROLLED: "on the way to"}


def told(expression: Expression) -> str:
    """Return what the expression asks for, in words: "RHIT, and CCS or CIC"."""
    if isinstance(expression, Atom):
        return _atom(expression)
    parts = [told(arg) if isinstance(arg, Atom) else f"({told(arg)})" for arg in expression.args]
    if isinstance(expression, All):
        words = listed(parts, "and")
    elif expression.k == 1:
        words = listed(parts, "or")
    else:
        words = f"{_NUMBERS.get(expression.k, expression.k)} of {listed(parts, 'and')}"
    return words + (" or an equivalent" if expression.eq else "")


def listed(parts: list[str], joint: str) -> str:
    """Return the parts as one list: "A, B or C"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}"


def _atom(atom: Atom) -> str:
    words = _STATUSES.get(atom.status, "{}").format(_item(atom))
    return words + (" or an equivalent" if atom.eq else "") + within(atom.deadline)


def _item(atom: Atom) -> str:
    item = atom.item
    if isinstance(item, Code):
        return item.code
    if isinstance(item, License):
        return f"a {item.name} license"
    if isinstance(item, Group):
        issuers = f" of {listed(list(item.issuers), 'or')}" if item.issuers else ""
        return _CLASSES.get(item.name, "a credential") + issuers
    if isinstance(item, Degree):
        return _degree(item)
    return _years(item) if isinstance(item, Years) else str(item)


def _degree(degree: Degree) -> str:
    level = _LEVELS.get(degree.level, "a degree")
    field = f" in {degree.subject.replace('|', ' or ')}" if degree.subject else ""
    return level + field + (f" ({degree.accreditor})" if degree.accreditor else "")


def _years(years: Years) -> str:
    work = f" of {years.domain} experience" if years.domain else " of experience"
    return work[4:] if years.low is None else counted(years_needed(years)) + work


def counted(years: float) -> str:
    """Return a count of years, in months below one year: "6 months", "1 year"."""
    if 0 < years < 1:
        months = round(years * 12)
        return f"{months} month{'' if months == 1 else 's'}"
    return f"{years:g} year{'' if years == 1 else 's'}"


def within(deadline: Deadline | None) -> str:
    """Return a deadline as words that follow a demand, empty where there is none."""
    if not deadline or not is_due(deadline):
        return ""
    if deadline.n is None:
        return " after hire, by a date that the ad doesn't give"
    return f" within {deadline.n} {_UNITS[deadline.unit]}{'' if deadline.n == 1 else 's'} of hire"


def has(expression: Expression, candidate: Candidate, who: Person) -> str:
    """Return what the candidate has for the expression, in sentences; of a choice that is met, only what meets it."""
    notes = dict.fromkeys(_note(atom, candidate, who) for atom in _telling(expression, who))
    return " ".join(f"{note[0].upper()}{note[1:]}." for note in notes)


def _telling(expression: Expression, who: Person) -> list[Atom]:
    """Return the atoms that tell how the expression is met or why it isn't."""
    if isinstance(expression, Atom):
        return [expression]
    args = list(expression.args)
    if isinstance(expression, Any):
        best = max(meeting(arg, who) for arg in args)
        enough = expression.k == 1 and best in (Meeting.MET, Meeting.LATER)
        args = [arg for arg in args if meeting(arg, who) is best][:1] if enough else args
    return [atom for arg in args for atom in _telling(arg, who)]


def _note(atom: Atom, candidate: Candidate, who: Person) -> str:
    if isinstance(atom.item, Degree):
        return _schooling_note(candidate)
    if isinstance(atom.item, Years):
        return _years_note(atom.item, who)
    if isinstance(atom.item, Group):
        return _class_note(atom, who)
    return _code_note(atom, candidate, who)


def _schooling_note(candidate: Candidate) -> str:
    schooling = candidate.education
    if schooling is None or schooling.level is None:
        return "the candidate's schooling isn't said"
    field = f" in {schooling.field}" if schooling.field else ", field not said"
    cahiim = {True: ", CAHIIM", False: ", not CAHIIM", None: ", CAHIIM not said"}[schooling.cahiim]
    return f"the candidate has {_LEVELS[schooling.level]}" + ("" if schooling.level == "hs" else field + cahiim)


def _years_note(asked: Years, who: Person) -> str:
    work = f" that count as {asked.domain}" if asked.domain else " of work"
    return f"{counted(years_sure(asked, who.experience))}{work}"


def _class_note(atom: Atom, who: Person) -> str:
    fitting = [code for code in who.held if meeting(atom, _only(who, code)) is Meeting.MET]
    perhaps = [code for code in who.held if meeting(atom, _only(who, code)) is Meeting.UNKNOWN]
    if fitting:
        return f"{listed(fitting, 'and')} is {_item(atom)}"
    if perhaps:
        return f"whether {listed(perhaps, 'or')} counts as {_item(atom)} isn't said"
    return f"{_item(atom)} isn't among the candidate's"


def _only(who: Person, code: str) -> Person:
    return Person({code: who.held[code]}, who.education, who.experience)


def _code_note(atom: Atom, candidate: Candidate, who: Person) -> str:
    name = _item(atom)
    code = fold(atom.item.code if isinstance(atom.item, Code) else getattr(atom.item, "name", ""))
    standings = {holding.status for holding in candidate.credentials if holding.code == code}
    if code in who.held and who.held[code] is Status.HELD:
        return f"{name} is held"
    if code in who.held and meeting(replace(atom, eq=False, deadline=None), who) is Meeting.MET:
        return f"the candidate is {_UNDERWAY[who.held[code]]} {name}"
    if Standing.HELD in standings:
        return f"{name} isn't accepted by the ad"
    higher = {"RHIT": "RHIA", "CPC-A": "CPC"}.get(code)
    if higher in who.held:
        return f"{higher} is held, but the ad asks for {name} and doesn't say that {higher} will do"
    if standings:
        status = min(standings, key=list(Standing).index)
        return f"{name} is not held: {status.value}"
    return f"{name} is not held"


def gap(expression: Expression, who: Person) -> str:
    """Return what would close the gap: of an ALL what is missing, of an ANY the choice, of years the rest."""
    if isinstance(expression, Atom):
        return _missing(expression, who)
    if isinstance(expression, All):
        open_ = [arg for arg in expression.args if meeting(arg, who) is not Meeting.MET]
        parts = [gap(arg, who) for arg in open_ or expression.args]
        several = len(parts) > 1
        return listed([f"({part})" if several and " or " in part else part for part in parts], "and")
    if expression.k > 1:
        met = sum(meeting(arg, who) is Meeting.MET for arg in expression.args)
        rest = [gap(arg, who) for arg in expression.args if meeting(arg, who) is not Meeting.MET]
        return f"{_NUMBERS.get(expression.k - met, 'one')} more of {listed(rest, 'and')}" if rest else told(expression)
    return listed([gap(arg, who) for arg in expression.args], "or") + (" or an equivalent" if expression.eq else "")


def _missing(atom: Atom, who: Person) -> str:
    if isinstance(atom.item, Years) and atom.item.low is not None:
        sure, needed = years_sure(atom.item, who.experience), years_needed(atom.item)
        if 0 < sure < needed:
            work = f" {atom.item.domain}" if atom.item.domain else ""
            return f"{counted(round(needed - sure, 2))} more of{work} experience{within(atom.deadline)}"
    return _atom(atom)
