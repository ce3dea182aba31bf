"""What an ad asks for: every clause of its sentences, in the normal form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from classifier.evidence import Evidence, cite
from classifier.expression import Any, Atom, Clause, Code, Expression, Group, Strength, Years, atoms
from classifier.laws import simplify
from classifier.mentions import Mention, mentions
from classifier.naming import has_content, is_credential, is_item
from classifier.sections import Section, SectionKind
from classifier.sentences import sentences
from classifier.statements import Setting, names_credential, statements
from classifier.text import Line, Text, read_text
from classifier.tokens import Kind, Token, tokens

__all__ = ["Clause", "clauses", "read_clauses"]

_REQUIRING = (SectionKind.REQUIREMENTS, SectionKind.LICENSURE, SectionKind.SCHOOLING, SectionKind.EXPERIENCE)
_SILENT = (SectionKind.BENEFITS, SectionKind.LEGAL, SectionKind.TITLE)
_CUES = re.compile(
    r"certif|credential|licens|degree|diploma|\bged\b|graduat|bachelor|associate|master|doctora|\bph\.?d|\bye?a?rs?\b|month|hours|experience|"
    r"high school|\bh\.?s\b|\bb\.?[as]\b|\ba\.?a?\.?s\b|\bm\.?[as]\b|\bbsn\b|\badn\b|\bm[hb]a\b|registry|eligible|maintained|ceu|training|\bnone\b|"
    r"ahima|aapc|ncra|acdis|\bcod(?:er|ing)\b|\btrain\b|baccalaureate|college|waived|enrolled|following|apprentice|remove|maintain|required|below|program"
    r"|substitut|in lieu|i possess|i have|preferred",
    re.IGNORECASE,
)


def read_clauses(phrase: str, heading: SectionKind = SectionKind.REQUIREMENTS) -> tuple[Clause, ...]:
    """Return the clauses of a bare phrase, read as if it stood under such a heading."""
    text = read_text(phrase)
    parts = (Section(heading, None, text.lines),)
    return clauses(text, parts, mentions(text, parts))


def clauses(text: Text, sections: tuple[Section, ...], mentions: tuple[Mention, ...]) -> tuple[Clause, ...]:
    """Return everything that the ad asks for, denies or names, each clause with the words that state it."""
    queue = _Mentions(mentions)
    general = _general(text, sections)
    found: list[Clause] = []
    for section in sections:
        if section.kind is not SectionKind.TITLE:
            found += _Reader(text.content, section, queue, general).clauses()
    return _conflicting(tuple(dict.fromkeys(found)))


class _Mentions:
    """The mentions of a text, handed out by place."""

    def __init__(self, found: tuple[Mention, ...]) -> None:
        self._found = found
        self._starts = [mention.start for mention in found]

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        from bisect import bisect_left

        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _general(text: Text, sections: tuple[Section, ...]) -> Group:
    """Return what an unnamed credential stands for in this ad: one of coding, or of health information at large."""
    title = " ".join(line.text for section in sections if section.kind is SectionKind.TITLE for line in section.lines).lower()
    about = any(words in title for words in ("health information", "him ", "medical record", "rhia", "rhit")) or title.startswith("him")
    return Group("HIM_ANY") if about and "cod" not in title else Group("CODING_ANY")


@dataclass(slots=True)
class _Part:
    """A part of a sentence: its tokens and the words that prove it."""

    tokens: list[Token]
    evidence: Evidence
    pure: bool
    info: bool


@dataclass(slots=True)
class _Reader:
    """Reads one section; ``antecedent`` is what "it" stands for."""

    content: str
    section: Section
    queue: _Mentions
    general: Group
    antecedent: Expression | None = None
    found: list[Clause] = field(default_factory=list)
    options: list[Clause] = field(default_factory=list)

    def clauses(self) -> list[Clause]:
        """Return the clauses of the section, in order."""
        for part in _gathered(self.parts()):
            made = self.stated(part)
            self.found = _substituted(self.found, made, part.tokens)
            named = next((clause for clause in reversed(self.found) if clause.strength is not Strength.INFO and names_credential(clause)), None)
            if named:
                self.antecedent = named.expression
        return self.found

    def parts(self) -> Iterator[_Part]:
        for line in self.lines():
            if not self.queue.within(line.start, line.end) and not _CUES.search(line.text):
                continue
            for sentence in sentences(line):
                yield from self.sentence_parts(sentence)

    def lines(self) -> Iterator[Line]:
        heading = self.section.heading
        if heading is not None and (self.queue.within(heading.start, heading.end) or "following" in heading.text.lower()):
            yield heading
        yield from self.section.lines

    def sentence_parts(self, sentence: Line) -> Iterator[_Part]:
        read = tokens(self.content, sentence.start, sentence.end, self.queue.within(sentence.start, sentence.end))
        for piece in _semicolons(read):
            pure = not any(token.kind in (Kind.WORD, Kind.CONTEXT) and token.value is None for token in piece)
            info = _is_talk(piece)
            stripped = [token for token in piece if token.kind is not Kind.CONTEXT]
            yield _Part(stripped, cite(self.content, piece[0].start, piece[-1].end), pure, info)

    def stated(self, part: _Part) -> list[Clause]:
        setting = Setting(self.strength(part), _HEADINGS.get(self.section.kind), self.antecedent, self.general_here(part), part.evidence)
        made = statements(part.tokens, setting)
        if setting.default is Strength.INFO and (self.section.kind in _SILENT or part.info):
            return _only_named(made, part.evidence)
        return made

    def general_here(self, part: _Part) -> Group:
        words = part.evidence.text.lower()
        return Group("HIM_ANY") if "health information" in words or " him " in f" {words} " else self.general

    def strength(self, part: _Part) -> Strength:
        """Return what the heading gives to words without a strength of their own."""
        kind = self.section.kind
        if part.info or kind in _SILENT:
            return Strength.INFO
        if kind in _REQUIRING:
            return Strength.REQ
        if kind is SectionKind.PREFERRED:
            return Strength.PREF
        return Strength.REQ if part.pure and any(map(is_item, part.tokens)) and not any(t.kind is Kind.OBTAIN for t in part.tokens) else Strength.INFO


_HEADINGS = {SectionKind.PREFERRED: Strength.PREF} | dict.fromkeys(_REQUIRING, Strength.REQ)


def _is_talk(piece: Sequence[Token]) -> bool:
    """Tell whether the words speak of staff, benefits, company or ladder instead of the applicant."""
    first = next((place for place, token in enumerate(piece) if is_item(token)), len(piece))
    binding = (Kind.STRENGTH, Kind.OBTAIN)
    cue = max((place for place, token in enumerate(piece[:first]) if token.kind is Kind.CONTEXT), default=None)
    if cue is not None:
        return not any(token.kind in binding for token in piece[cue:])
    later = any(token.kind is Kind.CONTEXT for token in piece[first:])
    return later and not any(token.kind in binding for token in piece) and any(map(is_credential, piece))


def _only_named(made: list[Clause], evidence: Evidence) -> list[Clause]:
    """Where nothing is asked for, keep what is named."""
    from classifier.expression import License, Marker

    named = tuple(dict.fromkeys(Atom(atom.item, start=atom.start, end=atom.end) for clause in made for atom in clause.atoms if isinstance(atom.item, Code | Group | License)))
    other = [clause for clause in made if clause.strength is Strength.INFO and isinstance(clause.atoms[0].item, Marker)]
    return ([Clause(Strength.INFO, named, evidence=evidence)] if named else []) + other


def _semicolons(read: list[Token]) -> Iterator[list[Token]]:
    """Part a sentence at its semicolons; those between the members of a counted list are commas."""
    counted = any(token.kind is Kind.COUNT for token in read)
    piece: list[Token] = []
    for place, token in enumerate(read):
        if not token.sign(";"):
            piece.append(token)
        elif counted and _members(read, place):
            piece.append(replace(token, text=","))
        else:
            if piece:
                yield piece
            piece = []
    if piece:
        yield piece


def _members(read: list[Token], place: int) -> bool:
    """Tell whether nothing but items stands behind a semicolon, up to the next one."""
    for token in read[place + 1 :]:
        if token.sign(";"):
            return True
        if not is_item(token) and token.kind not in (Kind.OR, Kind.AND, Kind.NOUN, Kind.FILL):
            return token.sign(".")
    return True


def _gathered(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Join "one of the following:" with the lines that list its members."""
    waiting: _Part | None = None
    members = 0
    for part in parts:
        if waiting is not None:
            if part.pure and any(map(is_credential, part.tokens)) and not any(token.kind in (Kind.STRENGTH, Kind.COUNT) for token in part.tokens):
                comma = Token(Kind.SIGN, part.evidence.start, part.evidence.start, ",")
                lead = [] if not members else [comma]
                waiting = replace(waiting, tokens=[*waiting.tokens, *lead, *part.tokens])
                members += 1
                continue
            yield waiting
            waiting = None
        if any(token.kind is Kind.COUNT for token in part.tokens) and not has_content([t for t in part.tokens if is_item(t)]):
            waiting, members = part, 0
        else:
            yield part
    if waiting is not None:
        yield waiting


def _substituted(found: list[Clause], made: list[Clause], words: Sequence[Token]) -> list[Clause]:
    """Widen the clause that a substitution in a later sentence speaks of."""
    return [*found, *made]


def _conflicting(found: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Flag both clauses where an ad requires and denies the same."""
    denials = [clause for clause in found if clause.strength in (Strength.NOT_REQUIRED, Strength.NOT_ACCEPTED)]
    demands = [clause for clause in found if clause.strength is Strength.REQ and clause.deadline is None and names_credential(clause)]
    flagged: set[int] = set()
    for denial in denials:
        for demand in demands:
            if denial.condition == demand.condition and _contradicts(denial, demand):
                flagged |= {id(denial), id(demand)}
    return tuple(clause.flagged("conflict") if id(clause) in flagged else clause for clause in found)


def _contradicts(denial: Clause, demand: Clause) -> bool:
    if denial.strength is Strength.NOT_REQUIRED and str(denial.expression) == "*":
        return True
    denied = {atom.item for atom in denial.atoms}
    return bool(denied & {atom.item for atom in demand.atoms})
