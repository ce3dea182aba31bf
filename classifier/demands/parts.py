"""The parts of a section: its sentences, cut at their semicolons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from classifier.demands.expression import DENIALS, SOFT, Strength
from classifier.demands.relatives import relatives_left_out
from classifier.demands.subjects import subjects_left_out
from classifier.demands.talk import FEW, is_talk, job_nouns
from classifier.demands.tokens import CONTENT, Kind, Token, holds, is_credential, is_item, negates
from classifier.evidence import Evidence, cite

_LONGEST = 400  # tokens of a part; longer ones are cut, so that reading stays linear
_TURNING = (Kind.ABOUT, Kind.BUT)
_MOST_MEMBERS = 60
_SIGN = Kind.SIGN
_LABELING = (Kind.NOUN, Kind.FILL, Kind.SIGN)
_UNKNOWN = (Kind.WORD, Kind.CONTEXT)
_TELLING = frozenset(
    {Kind.ITEM, Kind.CLASS, Kind.NOUN, Kind.ISSUER, Kind.NONE, Kind.STATUS, Kind.MAINTAIN, Kind.REMOVE, Kind.FIELD}
    | {Kind.CONDITION, Kind.DEADLINE, Kind.COUNT, Kind.EITHER}
)
#: How a deadline starts that demands by itself: "has 24 months to earn it".
GIVING = ("has ", "have ", "you have ", "you get ")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence: its tokens, the words that prove it, and what kind of talk it is.

    ``pure`` tells that it holds no words but those of demands, ``talk`` that it speaks of staff, benefits, company or
    ladder. ``default`` is the strength that a label before it gives ("Required: HS diploma; CPC"), None without one.
    ``sentence`` numbers the sentence that it comes from; ``option`` tells an answer to choose from.
    """

    tokens: tuple[Token, ...]
    evidence: Evidence
    pure: bool
    talk: bool
    default: Strength | None = None
    sentence: int = 0
    option: bool = False


def parts(content: str, read: Sequence[Token], sentence: int) -> Iterator[Part]:
    """Yield the parts of one sentence; none where its tokens can't ask for anything."""
    if not any(token.kind in _TELLING or token.value in DENIALS for token in read):
        return
    for piece in _jobs(content, [subjects_left_out(relatives_left_out(piece)) for piece in _pieces(read)]):
        pure = _is_bare(piece)
        kept = tuple(token for token in piece if token.kind is not Kind.CONTEXT)
        yield Part(kept, cite(content, piece[0].start, piece[-1].end), pure, is_talk(piece), None, sentence)


def denied(question: Part) -> Part:
    """Return what "no" says to "Do I need a certificate?"."""
    end = question.evidence.end
    named = [token for token in question.tokens if token.kind in CONTENT]
    no = Token(Kind.STRENGTH, end, end, "not required", Strength.NOT_REQUIRED, "after")
    return replace(question, tokens=(*named, no), talk=False)


def _is_bare(piece: Sequence[Token]) -> bool:
    """Tell whether a piece is hardly more than demands: no unknown word, or two behind a credential at its head."""
    unknown = sum(token.kind in _UNKNOWN and token.value is None for token in piece)
    if not unknown or unknown > FEW or holds(piece, Kind.CONTEXT) or any(map(_refuses, piece)):
        return not unknown
    first = next((token for token in piece if token.kind not in (Kind.FILL, Kind.COUNT, Kind.EITHER)), piece[0])
    return is_credential(first)


def _refuses(token: Token) -> bool:
    """Tell whether the word turns a verb, as "won't" does; "current, not lapsed" says no more than "current"."""
    return negates(token) and token.text.lower() != "not"


def labeled(found: Iterator[Part]) -> Iterator[Part]:
    """Carry what a label at the head of a line says on to the rest: "Level I: CCA; CCS not required"."""
    label: Strength | None = None
    head = 0
    for part in _unlabeled(found):
        first = part.tokens[0] if part.tokens else None
        if label is not None and (part.sentence == head or part.pure):
            part = replace(part, default=label)  # noqa: PLW2901
        if first is not None and _is_label(part.tokens):
            label, head = _label(first), part.sentence
        yield part


def _unlabeled(found: Iterator[Part]) -> Iterator[Part]:
    """Drop a bare noun that only labels the credentials behind it on its line: "License/Cert ... ODS required"."""
    waiting: Part | None = None
    for part in found:
        if waiting is not None and not any(map(is_credential, part.tokens)):
            yield waiting
        bare = all(token.kind in _LABELING for token in part.tokens)
        waiting = part if bare else None
        if waiting is None:
            yield part
    if waiting is not None:
        yield waiting


def _is_label(tokens: Sequence[Token]) -> bool:
    """Tell whether a strength word with a colon stands at the head: "Needed:"."""
    if not isinstance(tokens[0].value, Strength):
        return False
    return tokens[0].text.endswith(":") or (len(tokens) > 1 and tokens[1].sign(":"))


def _label(token: Token) -> Strength | None:
    return token.value if isinstance(token.value, Strength) else None


def is_grade(token: Token) -> bool:
    """Tell whether the token is a grade, such as "Level II"."""
    return token.kind is Kind.CONDITION and str(token.value).startswith("level=")


def _pieces(read: Sequence[Token]) -> Iterator[list[Token]]:
    """Part a sentence at its semicolons; those between the members of a list are commas."""
    counted = holds(read, Kind.COUNT)
    alternative = _ends_in_or(read)
    piece: list[Token] = []
    for place, token in enumerate(read):
        if len(piece) == _LONGEST:
            yield piece
            piece = []
        if piece and token.kind in _TURNING and _turns(piece, read[place : place + _LONGEST]):
            yield piece
            piece = []
        mark = token.text if token.kind is _SIGN else ""
        if mark == ":" and _tells_first(piece):
            yield piece
            piece = []
        elif mark != ";" and not (mark == "." and place + 1 < len(read)):
            piece.append(token)
        elif mark == ";" and (alternative or (counted and _members(read, place))):
            piece.append(token._replace(text=","))
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _tells_first(piece: Sequence[Token]) -> bool:
    """Tell whether a colon closes a sentence that only leads up to the demand: "They need not worry: RHIT will do"."""
    kinds = [token.kind for token in piece]
    return kinds.count(Kind.WORD) > FEW and set(kinds) <= {
        Kind.WORD,
        Kind.FILL,
        Kind.SIGN,
        Kind.AND,
        Kind.OR,
        Kind.WITH,
    }


def _is_new_subject(piece: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Tell whether "..., and whoever comes without it has 24 months" opens a demand of its own."""
    joined = piece[-1].kind is Kind.AND or piece[-1].sign(",")
    return joined and holds(piece, Kind.STRENGTH) and (_gives_time(behind) or _prefers(behind))


def _turns_to_talk(piece: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Tell whether "..., though a third of our coders hold it" turns from the demand to something else."""
    if not holds(piece, Kind.STRENGTH):
        return False
    end = next((place for place, token in enumerate(behind) if token.sign(";", ".")), len(behind))
    kinds = {token.kind for token in behind[:end]}
    return Kind.CONTEXT in kinds and not kinds & {Kind.STRENGTH, Kind.OBTAIN, Kind.DEADLINE, Kind.CONDITION}


def _prefers(tokens: Sequence[Token]) -> bool:
    """Tell whether the words up to the next semicolon say what is only preferred."""
    ahead = takewhile(lambda token: not token.sign(";", "."), tokens)
    return any(token.kind is Kind.STRENGTH and token.value in SOFT for token in ahead)


def _gives_time(tokens: Sequence[Token]) -> bool:
    return any(token.kind is Kind.DEADLINE and token.text.lower().startswith(GIVING) for token in tokens)


def _turns(piece: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Tell whether a new demand or mere talk opens behind the piece."""
    opens = _is_new_subject if behind[0].kind is Kind.ABOUT else _turns_to_talk
    return opens(piece, behind)


def _ends_in_or(read: Sequence[Token]) -> bool:
    """Tell whether the sentence is a list of names with semicolons that ends in "; or"."""
    cuts = [place for place, token in enumerate(read) if token.text == ";"]
    if len(cuts) <= 1 or cuts[-1] + 1 == len(read) or read[cuts[-1] + 1].kind is not Kind.OR:
        return False
    return all(is_item(token) or token.sign(";") or token.kind in (Kind.NOUN, Kind.FILL) for token in read[: cuts[-1]])


def _members(read: Sequence[Token], place: int) -> bool:
    """Tell whether nothing but items stands behind a semicolon, up to the next one."""
    for token in read[place + 1 : place + _MOST_MEMBERS]:
        if token.sign(";"):
            return True
        if not is_item(token) and token.kind not in (Kind.OR, Kind.AND, Kind.NOUN, Kind.FILL):
            return token.sign(".")
    return True


def _jobs(content: str, pieces: list[list[Token]]) -> list[list[Token]]:
    """Give "Lead Coder requires CPMA; Coder requires CPC" a test for each job; a job alone stays as it is."""
    names = [_job(content, piece) for piece in pieces]
    if len({name for name in names if name}) <= 1:
        return pieces
    return [
        [piece[0]._replace(kind=Kind.CONDITION, value=f"job={name}"), *piece] if name else piece
        for name, piece in zip(names, pieces, strict=True)
    ]


def _job(content: str, piece: list[Token]) -> str | None:
    """Return the job at the head of "Lead Coder requires ..."."""
    verb = next((place for place, token in enumerate(piece[:5]) if token.kind is Kind.STRENGTH), 0)
    if not verb:
        return None
    words = content[piece[0].start : piece[verb - 1].end]
    titled = all(word[0].isupper() for word in words.split())
    return words if titled and words.split()[-1].lower() in job_nouns() else None
