"""The lines of one section, read as parts: sentences worth a close look, with the grade that heads their line."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from classifier.demands.lexer import tokens
from classifier.demands.parts import Part, denied, is_grade, labeled, parts
from classifier.demands.tokens import OPEN, Kind, Token, has_content, holds
from classifier.evidence import cite
from classifier.knowledge import table
from classifier.layout.sections import Section
from classifier.layout.sentences import part as cut_out
from classifier.layout.sentences import sentences
from classifier.layout.text import Line
from classifier.names.mentions import Mention

_LETTERS = re.compile(r"[a-z]+")
_ANSWER = re.compile(
    r"(?:[a-z][.)] )?(?:yes[,.;]? )?i (?:currently |also |already )?(?:have|possess|hold|am)\b", re.IGNORECASE
)
_DENYING = re.compile(
    r"(?:[a-z][.)] )?(?:no[,.;]? i\b|no[,.;]?$|none of|i (?:do|have|am) not\b|i don't)", re.IGNORECASE
)
_OPTION = re.compile(r"(?:[a-z][.)] )?(?:option|either|or) (?:\d|[a-d]|[ivx]{1,3})\b ?[:.)-]", re.IGNORECASE)
_GRADED = re.compile(r"[A-Za-z][a-z]* ?-?(?:[IV]{1,3}|[A-D]|\d{1,2})[:.] ")
_NO = re.compile(r"no\b[.,;!]?", re.IGNORECASE)
# What denies the credential that the sentence before names.
_OF_IT = re.compile(r"(?:neither|none)\b|(?:it|that|they)\b.{0,20}(?:n't|\bnot|\bno longer)\b", re.IGNORECASE)
# A question to the applicant may be a demand; one that the applicant may ask is none.
_TO_APPLICANT = re.compile(r"\byou(?:r|'ve)?\b|\bcandidate|\bapplicant", re.IGNORECASE)
_ANNOUNCING = (" of:", " from:", " of")  # "Any one of:"
_LABEL = 16  # characters up to which a sentence may be a label, such as "Level II."


class Mentions:
    """The mentions of a text, handed out by place."""

    def __init__(self, found: tuple[Mention, ...]) -> None:
        self._found = found
        self._starts = [mention.start for mention in found]

    def within(self, line: Line) -> tuple[Mention, ...]:
        """Return the mentions inside a line."""
        return self._found[bisect_left(self._starts, line.start) : bisect_left(self._starts, line.end)]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade at the head of a line of the ad, and where that line ends: it speaks for all of it."""

    token: Token
    end: int


@cache
def _cues(*, asking: bool) -> frozenset[str]:
    """Return the words of which a line must hold one, under a heading that asks for something or under another."""
    names = ("schooling", "credentials", *(("years", "more") if asking else ("counts", "elsewhere")))
    right = [word for name in names for word in table("cues")[name]]
    return frozenset((*right, *(slip for word in right for slip in table("grammar")["spelling"].get(word, ()))))


@dataclass(slots=True)
class SectionLines:
    """Reads the lines of a section of ``content``; ``asking`` tells that its heading asks for something.

    ``grade`` is the grade named last, in this section or before.
    """

    content: str
    section: Section
    queue: Mentions
    asking: bool
    grade: Grade | None = None
    sentence: int = 0
    question: Part | None = None

    def parts(self) -> Iterator[Part]:
        """Yield the parts of the section; lines without a cue or a credential aren't looked at closely."""
        cues = _cues(asking=self.asking)
        for line in self.lines():
            if line.text.lower().strip(" -") in ("or", "and/or"):
                yield self.joint(line)
            elif (
                self.question or (self.tells(line, cues) and not _DENYING.match(line.text)) or _GRADED.match(line.text)
            ):
                yield from self.graded(labeled(self.of_line(line, cues)))
        if self.question is not None:
            yield replace(self.question, talk=True)

    def graded(self, found: Iterator[Part]) -> Iterator[Part]:
        """Put the grade at the head of a line before each of its parts that names none."""
        for part in found:
            first = part.tokens[0] if part.tokens else None
            if first is not None and is_grade(first):
                end = self.content.find("\n", first.start)
                self.grade = Grade(first, end if end >= 0 else len(self.content))
                if all(token is first or token.kind is Kind.SIGN for token in part.tokens):
                    continue
            elif (
                self.grade is not None
                and part.evidence.start < self.grade.end
                and not holds(part.tokens, Kind.CONDITION)
            ):
                part = replace(part, tokens=(self.grade.token, *part.tokens))  # noqa: PLW2901
            yield part

    def of_line(self, line: Line, cues: frozenset[str]) -> Iterator[Part]:
        """Yield the parts of one line."""
        option, named = _ANSWER.match(line.text) is not None, False
        for sentence in self.sentences(line):
            self.sentence += 1
            asked, self.question = self.question, None
            if asked is not None:
                yield denied(asked) if _NO.match(sentence.text) else replace(asked, talk=True)
            of_it, named = named and _OF_IT.match(sentence.text), bool(self.queue.within(sentence))
            if sentence is line or len(sentence.text) < _LABEL or of_it or self.tells(sentence, cues):
                found = parts(self.content, self.tokens(sentence), self.sentence)
                if sentence.text.endswith("?") and not _TO_APPLICANT.search(sentence.text):
                    self.question = next(reversed(tuple(found)), None)
                    continue
                chosen = option or _OPTION.match(sentence.text) is not None
                yield from (replace(part, option=True) for part in found) if chosen else found

    def sentences(self, line: Line) -> Iterator[Line]:
        """Yield the sentences of a line, a question with the verdict behind it: such as "Optional."."""
        asked: Line | None = None
        for sentence in sentences(line):
            if asked is not None and self.is_verdict(sentence):
                sentence = cut_out(line, asked.start - line.start, sentence.end - line.start)  # noqa: PLW2901
                asked = None
            if asked is not None:
                yield asked
            asked = sentence if sentence.text.endswith("?") and self.queue.within(sentence) else None
            if asked is None:
                yield sentence
        if asked is not None:
            yield asked

    def is_verdict(self, sentence: Line) -> bool:
        """Tell whether a sentence only says how firmly something is asked for."""
        read = [token for token in self.tokens(sentence) if not token.sign(*OPEN) and token.kind is not Kind.FILL]
        return bool(read) and read[0].kind is Kind.STRENGTH and not has_content(read)

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the section, with the heading where it opens a list or asks a question."""
        heading = self.section.heading
        if heading is not None and (self.queue.within(heading) or _opens(heading.text)):
            yield heading
        yield from self.section.lines

    def tells(self, line: Line, cues: frozenset[str]) -> bool:
        """Tell whether a line is worth reading."""
        if not cues.isdisjoint(_LETTERS.findall(line.text.lower())) or self.queue.within(line):
            return True
        return line.text.endswith(_ANNOUNCING)

    def tokens(self, sentence: Line) -> list[Token]:
        """Return the tokens of a sentence."""
        return tokens(self.content, sentence.start, sentence.end, self.queue.within(sentence))

    def joint(self, line: Line) -> Part:
        """Return the part that a line with nothing but "or" makes."""
        token = Token(Kind.OR, line.start, line.end, line.text)
        return Part((token,), cite(self.content, line.start, line.end), pure=True, talk=False)


def _opens(heading: str) -> bool:
    """Tell whether a heading says something of what stands under it: "one of the following", "Do I need a degree?"."""
    return "following" in heading.lower() or heading.startswith(("Do I ", "Is ", "Are "))
