"""What the checks look at: an ad as read and judged, and the questions that several of them ask about it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from classifier.demands.degrees import SCHOOL_LEVELS
from classifier.demands.expression import Atom, Clause, Code, Expression, License, Strength
from classifier.demands.laws import fold
from classifier.evidence import Evidence
from classifier.knowledge import table
from classifier.layout.kinds import ASIDES
from classifier.layout.sections import SectionKind
from classifier.layout.sentences import sentences
from classifier.layout.text import Line
from classifier.names.catalogue import credential
from classifier.reading import Reading
from classifier.roles import Role
from classifier.scores import JudgedDuty, Scores

#: The coding credentials that attest mastery.
MASTERY = frozenset(("CCS", "CCS-P", "CPC", "COC", "CIC"))


@dataclass(frozen=True)
class Ad:
    """An ad as the checks see it."""

    reading: Reading
    scores: Scores

    @property
    def title(self) -> str:
        """The title as written."""
        return self.reading.title

    @cached_property
    def role(self) -> Role:
        """The likeliest role."""
        return self.scores.role

    @cached_property
    def required(self) -> frozenset[str]:
        """The codes asked for at hire, alternatives too."""
        return frozenset(self.reading.credentials.required)

    @property
    def duties(self) -> tuple[JudgedDuty, ...]:
        """What the ad asks the person to do."""
        return self.scores.duties

    @cached_property
    def demands(self) -> tuple[Clause, ...]:
        """What must be had, at hire or later."""
        return tuple(clause for clause in self.reading.clauses if clause.strength is Strength.REQ)

    @cached_property
    def schooling(self) -> str | None:
        """The highest level of schooling that is asked for; None where the ad asks for none."""
        levels = [entry.level for entry in self.reading.education if entry.strength is Strength.REQ]
        return max((level for level in levels if level != "other"), key=SCHOOL_LEVELS.index, default=None)

    def asks(self, *codes: str) -> Evidence | None:
        """Return the words that ask at hire for one of ``codes``, None where none is asked for."""
        wanted = self.required.intersection(codes)
        return next((self.place(atom, c) for c in self.demands for atom in c.atoms if code_of(atom) in wanted), None)

    def needs(self, *codes: str) -> Evidence | None:
        """Return the words that can't be met at hire without one of ``codes``; None where something else will do."""
        vital = (clause for clause in self.demands if not clause.deadline and is_vital(clause.expression, codes))
        return next(
            (self.place(atom, clause) for clause in vital for atom in clause.atoms if code_of(atom) in codes), None
        )

    def place(self, atom: Atom, clause: Clause) -> Evidence:
        """Return the words of the clause, or the line of the atom where it was read from another place."""
        if atom.start < 0 or clause.evidence.start <= atom.start < clause.evidence.end:
            return clause.evidence
        lines = (line for line in self.reading.text.lines if line.start <= atom.start < line.end)
        return next((Evidence(line.text, line.start, line.end) for line in lines), clause.evidence)

    def doing(self, role: Role) -> tuple[JudgedDuty, ...]:
        """Return the duties that speak for ``role``."""
        return tuple(duty for duty in self.duties if duty.role is role)

    def duties_with(self, *names: str) -> tuple[JudgedDuty, ...]:
        """Return the duties that hold words of one of the lists ``names``."""
        return tuple(duty for duty in self.duties if says(duty.duty.text, *names))

    @cached_property
    def leading(self) -> tuple[JudgedDuty, ...]:
        """The duties that lead: staff, budget, policy."""
        return tuple(duty for duty in self.duties_with("leading") if not says(duty.duty.text, "not_leading"))

    def sentences(self) -> Iterator[Line]:
        """Yield the sentences about the post, title and company talk left out."""
        for section in self.reading.sections:
            if section.kind not in (*ASIDES, SectionKind.TITLE):
                for line in section.lines:
                    yield from sentences(line)

    def sentence_with(self, *names: str) -> Evidence | None:
        """Return the first sentence about the post that holds words of one of the lists ``names``."""
        return self.sentence_where(lambda words: says(words, *names), *names)

    def sentence_where(self, holds: Callable[[str], object], *names: str) -> Evidence | None:
        """Return the first sentence about the post for which ``holds``; only where the text has words of ``names``."""
        if not says(self.reading.text.content, *names):
            return None
        found = (Evidence(line.text, line.start, line.end) for line in self.sentences() if holds(line.text))
        return next(found, None)


def says(text: str, *names: str) -> bool:
    """Tell whether ``text`` holds words of one of the lists ``names`` of ``checks.toml``."""
    return any(_may_hold(text, name) and _words(name).search(text) for name in names)


def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of ``checks.toml`` by its name."""
    return _pattern(name)


def _may_hold(text: str, name: str) -> bool:
    """Tell whether a text can hold words of the list: most hold none, and hints are found far sooner than patterns."""
    hints, folded = table("checks")["hints"].get(name), _folded(text)
    return hints is None or any(hint in folded for hint in hints)


@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    """Return ``text`` without regard to case; one ad is asked for many lists in turn."""
    return text.casefold()


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(table("checks")["words"][name]), re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("checks")["patterns"][name], re.IGNORECASE)


def proof(duties: tuple[JudgedDuty, ...]) -> Evidence | None:
    """Return the words of the first duty."""
    return Evidence(duties[0].duty.text, duties[0].duty.start, duties[0].duty.end) if duties else None


def code_of(atom: Atom) -> str | None:
    """Return today's code of the credential or license that the atom names."""
    if isinstance(atom.item, Code):
        return fold(atom.item.code)
    return atom.item.name if isinstance(atom.item, License) else None


def is_vital(expression: Expression, codes: tuple[str, ...]) -> bool:
    """Tell whether the expression can't be met without one of ``codes``, whatever else a person has."""
    if isinstance(expression, Atom):
        return code_of(expression) in codes and not expression.eq and not expression.deadline
    vital = sum(is_vital(arg, codes) for arg in expression.args)
    k = getattr(expression, "k", len(expression.args))
    return not expression.eq and len(expression.args) - vital < k


def is_coding(code: str) -> bool:
    """Tell whether ``code`` is a credential of coding or of auditing codes."""
    try:
        return credential(code).is_coding
    except KeyError:
        return False
