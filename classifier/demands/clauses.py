"""What an ad asks for: every clause of its sentences, in the normal form."""

import re
from dataclasses import dataclass, field, replace

from classifier.demands.conflicts import conflicting, one_grade, one_job
from classifier.demands.continuations import gathered, joined
from classifier.demands.expression import (
    DENIALS,
    SOFT,
    All,
    Any,
    Clause,
    Code,
    Degree,
    Expression,
    Group,
    License,
    Marker,
    Strength,
    atoms,
)
from classifier.demands.laws import simplify
from classifier.demands.meanings import Setting
from classifier.demands.naming import named
from classifier.demands.parts import GIVING, Part
from classifier.demands.section_lines import Grade, Mentions, SectionLines
from classifier.demands.statements import REPLACES, last_credential, schooling_of, statements
from classifier.demands.substitution import activated, is_target, postponed, replaced, unbounded
from classifier.demands.talk import names_high_school, opens_with_demand
from classifier.demands.tokens import Kind, Token, holds, is_item, strength_of, value_of
from classifier.evidence import cite
from classifier.layout.sections import Section, SectionKind
from classifier.layout.text import Text, read_text
from classifier.names.mentions import Mention, mentions

__all__ = ["Clause", "clauses", "read_clauses"]

_REQUIRING = (SectionKind.REQUIREMENTS, SectionKind.LICENSURE, SectionKind.SCHOOLING, SectionKind.EXPERIENCE)
_SILENT = (SectionKind.BENEFITS, SectionKind.OTHER_JOBS, SectionKind.TITLE)
_HEADINGS = {SectionKind.PREFERRED: Strength.PREF} | dict.fromkeys(_REQUIRING, Strength.REQ)
_DEMANDING = {Kind.OBTAIN: ("must", "you"), Kind.MAINTAIN: ("must",), Kind.DEADLINE: GIVING}
_PRONOUNS = ("it", "neither", "none", "they", "that")
_SHORT = 600  # characters up to which a text counts as a bare phrase
_BACK = 12  # clauses looked back over for what a substitution replaces
_HEALTH_INFORMATION = (
    "medical cod",
    "coding",
    "health information",
    "medical record",
    "registrar",
    "icd-10",
    "rhia",
    "rhit",
)
_WHOLE_WORDS = re.compile(r"\b(?:coders?|him)\b")
_AT_LARGE = ("health information", "medical record", "rhia", "rhit", "him ")


def read_clauses(phrase: str, heading: SectionKind = SectionKind.REQUIREMENTS) -> tuple[Clause, ...]:
    """Return the clauses of a bare phrase, read as if it stood under such a heading."""
    text = read_text(phrase)
    under = (Section(heading, None, text.lines),)
    return clauses(text, under, mentions(text, under))


def clauses(
    text: Text, sections: tuple[Section, ...], mentions: tuple[Mention, ...], title: str = ""
) -> tuple[Clause, ...]:
    """Return everything that the ad asks for, denies or names, each clause with the words that state it.

    ``title`` is the title of the ad, which tells the grade that it is about.
    """
    queue = Mentions(mentions)
    general = _general(text, sections)
    found: list[Clause] = []
    asked: Expression | None = None
    grade: Grade | None = None
    for section in sections:
        if section.kind is not SectionKind.TITLE:
            lines = SectionLines(text.content, section, queue, section.kind in _HEADINGS, grade)
            reader = _Reader(text.content, section, lines, general, asked)
            found += reader.clauses()
            grade = lines.grade
            asked = (reader.antecedent if section.kind in _REQUIRING else None) or asked
    return conflicting(one_grade(one_job(tuple(dict.fromkeys(found))), title))


def _general(text: Text, sections: tuple[Section, ...]) -> Group | None:
    """Return what an unnamed credential stands for in this ad: one of coding, or of health information at large.

    None in an ad that speaks of neither, where the credential is one of another trade.
    """
    if len(text.content) > _SHORT and not _is_of_health_information(text.content):
        return None
    lines = (line.text for section in sections if section.kind is SectionKind.TITLE for line in section.lines)
    title = " ".join(lines).lower() + " "
    at_large = "cod" not in title and any(words in title for words in _AT_LARGE)
    return Group("HIM_ANY") if at_large else Group("CODING_ANY")


def _is_of_health_information(content: str) -> bool:
    """Tell whether an ad speaks of this trade; plain words are found far sooner than a pattern."""
    folded = content.casefold()
    if any(words in folded for words in _HEALTH_INFORMATION):
        return True
    return ("coder" in folded or "him" in folded) and _WHOLE_WORDS.search(folded) is not None


@dataclass(slots=True)
class _Reader:
    """Reads one section; ``antecedent`` and ``degree`` are what "it" and "the degree" stand for.

    ``earlier`` are the credentials that the sections before asked for last, ``headed`` is what the heading gives.
    """

    content: str
    section: Section
    lines: SectionLines
    general: Group | None
    earlier: Expression | None = None
    antecedent: Expression | None = None
    degree: Degree | None = None
    told: Expression | None = None
    found: list[Clause] = field(default_factory=list)
    answers: list[Clause] = field(default_factory=list)
    headed: Strength | None = None

    def clauses(self) -> list[Clause]:
        """Return the clauses of the section, in order."""
        for part in gathered(self.content, joined(self.content, self.lines.parts())):
            made = self.stated(part)
            if part.option:
                self.answers += _one(made)
                continue
            self.answered()
            if _lacks(part):
                self.found = postponed(self.found, made)
            for clause in made:
                self.take(clause)
            self.antecedent = last_credential(made) or self.antecedent
            self.told = _told(made)
            self.degree = schooling_of(made) or self.degree
        self.answered()
        return self.found

    def answered(self) -> None:
        """Join answers to choose from: each of them qualifies."""
        if len(self.answers) > 1:
            first, last = self.answers[0], self.answers[-1]
            either = simplify(Any(1, tuple(clause.expression for clause in self.answers)))
            evidence = cite(self.content, first.evidence.start, last.evidence.end)
            self.answers = [replace(first, args=(either,), flags=(), deadline=None, evidence=evidence)]
        self.found += self.answers
        self.answers = []

    def take(self, clause: Clause) -> None:
        """Keep a clause; one that substitutes for what another asks widens that one."""
        target = next((value for name, value in clause.flags if name == REPLACES), None)
        if target is None:
            self.found = [*activated(self.found, clause), clause]
            return
        clause = replace(clause, flags=tuple(flag for flag in clause.flags if flag[0] != REPLACES))
        recent = range(len(self.found) - 1, max(-1, len(self.found) - _BACK), -1)
        for place in sorted(recent, key=lambda place: self.found[place].deadline is not None):
            if is_target(self.found[place], target):
                self.found[place : place + 1] = replaced(self.found[place], clause, target)
                return
        self.found.append(unbounded(clause))

    def stated(self, part: Part) -> list[Clause]:
        """Return the clauses of one part."""
        strength = self.strength(part)
        if strength is Strength.INFO and (self.section.kind in _SILENT or part.talk):
            return _only_named(part)
        setting = Setting(
            default=strength,
            heading=_HEADINGS.get(self.section.kind),
            antecedent=self.meant(part),
            schooling=self.degree,
            general=self.general_here(part),
            licensing=self.section.kind is SectionKind.LICENSURE,
            evidence=part.evidence,
        )
        return statements(part.tokens, setting)

    def meant(self, part: Part) -> Expression | None:
        """Return what "it" stands for: what was asked for, or what the sentence before told of where it's denied."""
        if self.told is not None and _denies_it(part):
            return self.told
        return self.antecedent or (self.earlier if _keeps(part) else None)

    def general_here(self, part: Part) -> Group | None:
        """Return what an unnamed credential stands for in this sentence."""
        words = part.evidence.text.lower()
        return Group("HIM_ANY") if "health information" in words or " him " in f" {words} " else self.general

    def strength(self, part: Part) -> Strength:
        """Return what the heading gives to words without a strength of their own."""
        kind = self.section.kind
        if part.talk or kind in _SILENT:
            return Strength.INFO
        if part.default is not None:
            return part.default
        if kind in _HEADINGS:
            self.headed = self.headed or self.of_heading()
            return self.headed
        bare = (part.pure or part.option) and kind is not SectionKind.LEGAL
        asked = bare and any(map(is_item, part.tokens))
        asked = asked or opens_with_demand(part.tokens) or names_high_school(part.tokens)
        due = {Kind.OBTAIN, Kind.DEADLINE} <= {token.kind for token in part.tokens}
        return Strength.REQ if asked or due or any(map(_demands, part.tokens)) else Strength.INFO

    def of_heading(self) -> Strength:
        """Return what the heading gives; its words may say more than its kind: "Strongly preferred", "Not needed"."""
        strength, heading = _HEADINGS[self.section.kind], self.section.heading
        read = self.lines.tokens(heading) if heading else []
        said = [strength_of(token) for token in read if token.kind is Kind.STRENGTH]
        may = SOFT if strength is Strength.PREF else DENIALS
        return said[0] if said and set(said) <= {*may} else strength


def _told(made: list[Clause]) -> Expression | None:
    """Return the credentials that a sentence names without asking for any."""
    if any(clause.strength is not Strength.INFO for clause in made):
        return None
    items = tuple(atom for clause in made for atom in clause.atoms if isinstance(atom.item, Code | License))
    return simplify(Any(1, items)) if items else None


def _denies_it(part: Part) -> bool:
    """Tell whether the part denies what it calls "it", "neither" or "they": "It isn't required here."."""
    if any(map(is_item, part.tokens)) or part.tokens[0].text.lower().split()[0] not in _PRONOUNS:
        return False
    return any(token.kind is Kind.NO or token.value in DENIALS for token in part.tokens)


def _keeps(part: Part) -> bool:
    """Tell whether the words are of upkeep, which may be that of what an earlier section asks for."""
    return holds(part.tokens, Kind.MAINTAIN)


def _lacks(part: Part) -> bool:
    """Tell whether the words are of those who don't have yet what was asked for."""
    return any(token.value == "lacking" and token.kind is Kind.ABOUT for token in part.tokens)


def _demands(token: Token) -> bool:
    """Tell whether the words demand by themselves: "must obtain", "must maintain", "has 24 months to earn"."""
    return token.kind in _DEMANDING and token.text.lower().startswith(_DEMANDING[token.kind])


def _one(made: list[Clause]) -> list[Clause]:
    """Return what one answer says as one clause at most."""
    demands = [clause for clause in made if clause.strength is Strength.REQ]
    if len(demands) <= 1:
        return demands
    both = simplify(All(tuple(clause.expression for clause in demands)))
    return [replace(demands[0], args=(both,))]


def _only_named(part: Part) -> list[Clause]:
    """Where nothing is asked for, keep what is named."""
    ready = named(part.tokens).tokens
    found = [atom for token in ready if is_item(token) for atom in atoms(value_of(token))]
    listed = tuple(dict.fromkeys(atom for atom in found if isinstance(atom.item, Code | Group | License)))
    other = [(atom,) for atom in found if isinstance(atom.item, Marker)]
    return [Clause(Strength.INFO, args, evidence=part.evidence) for args in (listed, *other) if args]
