"""What an ad asks for: every clause of its sentences, in the normal form."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from classifier.evidence import Evidence, cite
from classifier.expression import Clause, Code, Expression, Group, License, Marker, Strength, atoms
from classifier.knowledge import table
from classifier.mentions import Mention, mentions
from classifier.naming import has_content, is_credential, is_item, named, value_of
from classifier.sections import Section, SectionKind
from classifier.sentences import sentences
from classifier.statements import REPLACES, Setting, names_credential, schooling_of, statements
from classifier.substitution import is_target as _is_target
from classifier.substitution import unbounded, widened
from classifier.text import Line, Text, read_text
from classifier.tokens import Kind, Token, tokens

__all__ = ["Clause", "clauses", "read_clauses"]

_REQUIRING = (SectionKind.REQUIREMENTS, SectionKind.LICENSURE, SectionKind.SCHOOLING, SectionKind.EXPERIENCE)
_SILENT = (SectionKind.BENEFITS, SectionKind.LEGAL, SectionKind.TITLE)
_LETTERS = re.compile(r"[a-z]+")


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(table("cues")[name])


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
    return _conflicting(_one_job(tuple(dict.fromkeys(found))))


def _one_job(found: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Drop tests on the job where the ad names only one: then every clause is about it."""
    jobs = {clause.condition for clause in found if clause.condition and clause.condition.startswith("job=")}
    if len(jobs) != 1:
        return found
    return tuple(replace(clause, condition=None) if clause.condition in jobs else clause for clause in found)


class _Mentions:
    """The mentions of a text, handed out by place."""

    def __init__(self, found: tuple[Mention, ...]) -> None:
        self._found = found
        self._starts = [mention.start for mention in found]

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


_SHORT = 600
_HEALTH_INFORMATION = re.compile(
    r"medical cod|\bcoders?\b|coding|health information|medical records?|\bHIM\b|registrar|ICD-10|RHI[AT]",
    re.IGNORECASE,
)


def _general(text: Text, sections: tuple[Section, ...]) -> Group | None:
    """Return what an unnamed credential stands for in this ad: one of coding, or of health information at large.

    None in an ad that speaks of neither, where the credential is one of another trade.
    """
    if len(text.content) > _SHORT and not _HEALTH_INFORMATION.search(text.content):
        return None
    title = " ".join(
        line.text for section in sections if section.kind is SectionKind.TITLE for line in section.lines
    ).lower()
    about = any(
        words in title for words in ("health information", "him ", "medical record", "rhia", "rhit")
    ) or title.startswith("him")
    return Group("HIM_ANY") if about and "cod" not in title else Group("CODING_ANY")


@dataclass(slots=True)
class _Part:
    """A part of a sentence: its tokens, the words that prove it, and what kind of talk it is.

    ``default`` is the strength that a label before it gives ("Required: HS diploma; CPC"), None without one.
    """

    tokens: list[Token]
    evidence: Evidence
    pure: bool
    info: bool
    default: Strength | None = None
    sentence: int = 0


@dataclass(slots=True)
class _Reader:
    """Reads one section; ``antecedent`` is what "it" stands for."""

    content: str
    section: Section
    queue: _Mentions
    general: Group | None
    antecedent: Expression | None = None
    found: list[Clause] = field(default_factory=list)

    def clauses(self) -> list[Clause]:
        """Return the clauses of the section, in order."""
        for part in _gathered(self.content, _joined(self.content, self.parts())):
            for clause in self.stated(part):
                self.take(clause)
            named = next(
                (
                    clause
                    for clause in reversed(self.found)
                    if clause.strength is not Strength.INFO and names_credential(clause)
                ),
                None,
            )
            if named:
                self.antecedent = named.expression
        return self.found

    def take(self, clause: Clause) -> None:
        target = next((value for name, value in clause.flags if name == REPLACES), None)
        if target is None:
            self.found.append(clause)
            return
        clause = replace(clause, flags=tuple(flag for flag in clause.flags if flag[0] != REPLACES))
        place = next(
            (place for place in range(len(self.found) - 1, -1, -1) if _is_target(self.found[place], target)), None
        )
        if place is None:
            self.found.append(unbounded(clause))
        else:
            self.found[place] = widened(self.found[place], clause, target)

    def parts(self) -> Iterator[_Part]:
        number = 0
        asks = self.section.kind in (*_REQUIRING, SectionKind.PREFERRED)
        cues = (
            _cues("schooling")
            | _cues("credentials")
            | _cues("years" if asks else "counts")
            | _cues("more" if asks else "elsewhere")
        )
        for line in self.lines():
            if cues.isdisjoint(_LETTERS.findall(line.text.lower())) and not self.queue.within(line.start, line.end):
                continue
            for sentence in sentences(line):
                number += 1
                named = self.queue.within(sentence.start, sentence.end)
                if named or not cues.isdisjoint(_LETTERS.findall(sentence.text.lower())):
                    yield from self.sentence_parts(sentence, number)

    def lines(self) -> Iterator[Line]:
        heading = self.section.heading
        if heading is not None and (
            self.queue.within(heading.start, heading.end) or "following" in heading.text.lower()
        ):
            yield heading
        yield from self.section.lines

    def sentence_parts(self, sentence: Line, number: int) -> Iterator[_Part]:
        read = tokens(self.content, sentence.start, sentence.end, self.queue.within(sentence.start, sentence.end))
        carried: Strength | None = None
        if not any(token.kind in _TELLING for token in read):
            return
        for piece in _jobs(self.content, list(_semicolons(read))):
            pure = not any(token.kind in (Kind.WORD, Kind.CONTEXT) and token.value is None for token in piece)
            info = _is_talk(piece)
            stripped = [token for token in piece if token.kind is not Kind.CONTEXT]
            yield _Part(stripped, cite(self.content, piece[0].start, piece[-1].end), pure, info, carried, number)
            if len(piece) > 1 and isinstance(piece[0].value, Strength) and piece[1].sign(":"):
                carried = piece[0].value

    def stated(self, part: _Part) -> list[Clause]:
        strength = self.strength(part)
        if strength is Strength.INFO and (self.section.kind in _SILENT or part.info):
            return _only_named(part)
        heading = _HEADINGS.get(self.section.kind)
        setting = Setting(
            default=strength,
            heading=heading,
            antecedent=self.antecedent,
            schooling=schooling_of(self.found),
            general=self.general_here(part),
            licensing=self.section.kind is SectionKind.LICENSURE,
            evidence=part.evidence,
        )
        return statements(part.tokens, setting)

    def general_here(self, part: _Part) -> Group | None:
        words = part.evidence.text.lower()
        return Group("HIM_ANY") if "health information" in words or " him " in f" {words} " else self.general

    def strength(self, part: _Part) -> Strength:
        """Return what the heading gives to words without a strength of their own."""
        kind = self.section.kind
        if part.info or kind in _SILENT:
            return Strength.INFO
        if part.default is not None:
            return part.default
        if kind in _REQUIRING:
            return Strength.REQ
        if kind is SectionKind.PREFERRED:
            return Strength.PREF
        asked = part.pure and any(map(is_item, part.tokens))
        return Strength.REQ if asked or any(map(_demands, part.tokens)) else Strength.INFO


_TELLING = frozenset(
    (
        Kind.ITEM,
        Kind.CLASS,
        Kind.NOUN,
        Kind.ISSUER,
        Kind.NONE,
        Kind.STATUS,
        Kind.MAINTAIN,
        Kind.REMOVE,
        Kind.CONDITION,
        Kind.DEADLINE,
        Kind.COUNT,
        Kind.FIELD,
    )
)
_HEADINGS = {SectionKind.PREFERRED: Strength.PREF} | dict.fromkeys(_REQUIRING, Strength.REQ)


def _demands(token: Token) -> bool:
    """Tell whether the words demand by themselves: "must obtain", "must maintain"."""
    return token.kind in (Kind.OBTAIN, Kind.MAINTAIN) and token.text.lower().startswith("must")


def _is_talk(piece: Sequence[Token]) -> bool:
    """Tell whether the words speak of staff, benefits, company or ladder instead of the applicant."""
    first = next((place for place, token in enumerate(piece) if is_item(token)), len(piece))
    binding = (Kind.STRENGTH, Kind.OBTAIN)
    cue = max((place for place, token in enumerate(piece[:first]) if token.kind is Kind.CONTEXT), default=None)
    if cue is not None:
        return not any(token.kind in binding for token in piece[cue:])
    later = any(token.kind is Kind.CONTEXT for token in piece[first:])
    return later and not any(token.kind in binding for token in piece) and any(map(is_credential, piece))


def _only_named(part: _Part) -> list[Clause]:
    """Where nothing is asked for, keep what is named."""
    ready = named(part.tokens).tokens
    found = [atom for token in ready if is_item(token) for atom in atoms(value_of(token))]
    listed = tuple(dict.fromkeys(atom for atom in found if isinstance(atom.item, Code | Group | License)))
    other = [atom for atom in found if isinstance(atom.item, Marker)]
    return [
        Clause(Strength.INFO, args, evidence=part.evidence) for args in (listed, *((atom,) for atom in other)) if args
    ]


def _joined(content: str, parts: Iterator[_Part]) -> Iterator[_Part]:
    """Join a part that starts with "or" to the one before, and the talk of one sentence into one."""
    last: _Part | None = None
    for part in parts:
        if last is None:
            last = part
        elif _goes_on(last, part):
            comma = Token(Kind.SIGN, part.evidence.start, part.evidence.start, ",")
            evidence = cite(content, last.evidence.start, part.evidence.end)
            joined = [*last.tokens, comma, *_accepting_first(part.tokens)]
            last = replace(last, tokens=joined, evidence=evidence, pure=last.pure and part.pure)
        else:
            yield last
            last = part
    if last is not None:
        yield last


def _accepting_first(tokens: list[Token]) -> list[Token]:
    """Move the closing word of "RHIT considered" to the front, where "will accept" stands."""
    return [tokens[-1], *tokens[:-1]] if tokens and tokens[-1].kind is Kind.ACCEPT else tokens


def _goes_on(last: _Part, part: _Part) -> bool:
    if last.info and part.info:
        return last.sentence == part.sentence
    if last.info or part.info or not part.tokens or not last.tokens:
        return False
    if (
        last.tokens[-1].kind is Kind.OR
        and has_content(last.tokens)
        or part.tokens[0].kind is Kind.ACCEPT
        and last.sentence == part.sentence
    ):
        return True
    soft = any(token.value in (Strength.PREF, Strength.STRONG) for token in last.tokens if token.kind is Kind.STRENGTH)
    if soft and part.tokens[-1].kind is Kind.ACCEPT and last.sentence == part.sentence:
        return True
    return part.tokens[0].kind is Kind.OR and has_content(last.tokens)


def _semicolons(read: list[Token]) -> Iterator[list[Token]]:
    """Part a sentence at its semicolons; those between the members of a counted list are commas."""
    counted = any(token.kind is Kind.COUNT for token in read)
    piece: list[Token] = []
    for place, token in enumerate(read):
        if not token.sign(";") and not (token.sign(".") and place + 1 < len(read)):
            piece.append(token)
        elif token.text == ";" and (counted and _members(read, place) or _alternative(read, place)):
            piece.append(replace(token, text=","))
        else:
            if piece:
                yield piece
            piece = []
    if piece:
        yield piece


_JOB_NOUNS = frozenset(
    "coder auditor specialist analyst technician manager supervisor director registrar clerk biller abstractor lead".split()
)


def _jobs(content: str, pieces: list[list[Token]]) -> list[list[Token]]:
    """Give "Lead Coder requires CPMA; Coder requires CPC" a test for each job; a job alone stays as it is."""
    names = [_subject(content, piece) for piece in pieces]
    if len({name for name in names if name}) < 2:
        return pieces
    return [
        [replace(piece[0], kind=Kind.CONDITION, value=f"job={name}"), *piece] if name else piece
        for name, piece in zip(names, pieces, strict=True)
    ]


def _subject(content: str, piece: list[Token]) -> str | None:
    """Return the job at the head of "Lead Coder requires ..."."""
    verb = next((place for place, token in enumerate(piece) if token.kind is Kind.STRENGTH), 0)
    if not 0 < verb < 5:
        return None
    words = content[piece[0].start : piece[verb - 1].end]
    return words if words.istitle() and words.split()[-1].lower() in _JOB_NOUNS else None


def _alternative(read: list[Token], place: int) -> bool:
    """Tell whether a semicolon stands in a list of names that ends in "; or"."""
    pieces: list[list[Token]] = [[]]
    for token in read:
        if token.sign(";"):
            pieces.append([])
        else:
            pieces[-1].append(token)
    bare = all(is_item(token) or token.kind in (Kind.NOUN, Kind.FILL) for piece in pieces[:-1] for token in piece)
    return len(pieces) > 2 and bare and bool(pieces[-1]) and pieces[-1][0].kind is Kind.OR


def _members(read: list[Token], place: int) -> bool:
    """Tell whether nothing but items stands behind a semicolon, up to the next one."""
    for token in read[place + 1 :]:
        if token.sign(";"):
            return True
        if not is_item(token) and token.kind not in (Kind.OR, Kind.AND, Kind.NOUN, Kind.FILL):
            return token.sign(".")
    return True


def _gathered(content: str, parts: Iterator[_Part]) -> Iterator[_Part]:
    """Join "one of the following:" with the lines that list its members."""
    waiting: _Part | None = None
    members = 0
    for part in parts:
        if waiting is not None:
            if (
                part.pure
                and any(map(is_credential, part.tokens))
                and not any(token.kind in (Kind.STRENGTH, Kind.COUNT) for token in part.tokens)
            ):
                comma = Token(Kind.SIGN, part.evidence.start, part.evidence.start, ",")
                lead = [] if not members else [comma]
                evidence = cite(content, waiting.evidence.start, part.evidence.end)
                waiting = replace(waiting, tokens=[*waiting.tokens, *lead, *part.tokens], evidence=evidence)
                members += 1
                continue
            yield waiting
            waiting = None
        if any(token.kind is Kind.COUNT for token in part.tokens) and not has_content(
            [t for t in part.tokens if is_item(t)]
        ):
            waiting, members = part, 0
        else:
            yield part
    if waiting is not None:
        yield waiting


def _conflicting(found: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Flag both clauses where an ad requires and denies the same."""
    denials = [clause for clause in found if clause.strength in (Strength.NOT_REQUIRED, Strength.NOT_ACCEPTED)]
    demands = [
        clause
        for clause in found
        if clause.strength is Strength.REQ and clause.deadline is None and names_credential(clause)
    ]
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
