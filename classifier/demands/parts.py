"""The parts of a section: sentences cut at their semicolons, and joined where one runs on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from classifier.demands.expression import DENIALS, SOFT, Strength
from classifier.demands.tokens import Kind, Token, has_content, is_credential, is_item
from classifier.evidence import Evidence, cite
from classifier.knowledge import table

_LONGEST = 400  # tokens of a part; longer ones are cut, so that reading stays linear
_JOINABLE = 200
_MOST_MEMBERS = 60
_TELLING = frozenset(
    {Kind.ITEM, Kind.CLASS, Kind.NOUN, Kind.ISSUER, Kind.NONE, Kind.STATUS, Kind.MAINTAIN, Kind.REMOVE, Kind.FIELD}
    | {Kind.CONDITION, Kind.DEADLINE, Kind.COUNT}
)
_BINDING = (Kind.STRENGTH, Kind.OBTAIN)


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
    if not any(token.kind in _TELLING for token in read):
        return
    carried: Strength | None = None
    for piece in _jobs(content, list(_pieces(read))):
        pure = not any(token.kind in (Kind.WORD, Kind.CONTEXT) and token.value is None for token in piece)
        kept = tuple(token for token in piece if token.kind is not Kind.CONTEXT)
        yield Part(kept, cite(content, piece[0].start, piece[-1].end), pure, _is_talk(piece), carried, sentence)
        if len(piece) > 1 and isinstance(piece[0].value, Strength) and piece[1].sign(":"):
            carried = piece[0].value


def _is_talk(piece: Sequence[Token]) -> bool:
    """Tell whether the words speak of staff, benefits, company or ladder instead of the applicant."""
    first = next((place for place, token in enumerate(piece) if is_item(token)), len(piece))
    cue = max((place for place, token in enumerate(piece[:first]) if token.kind is Kind.CONTEXT), default=None)
    if cue is not None:
        return not any(token.kind in _BINDING for token in piece[cue:])
    if any(token.kind is Kind.CONDITION for token in piece):
        return False
    later = any(token.kind is Kind.CONTEXT for token in piece[first:])
    return later and not any(token.kind in _BINDING for token in piece) and any(map(is_credential, piece))


def _pieces(read: Sequence[Token]) -> Iterator[list[Token]]:
    """Part a sentence at its semicolons; those between the members of a list are commas."""
    counted = any(token.kind is Kind.COUNT for token in read)
    alternative = _ends_in_or(read)
    piece: list[Token] = []
    for place, token in enumerate(read):
        if len(piece) == _LONGEST:
            yield piece
            piece = []
        if not token.sign(";") and not (token.sign(".") and place + 1 < len(read)):
            piece.append(token)
        elif token.text == ";" and (alternative or (counted and _members(read, place))):
            piece.append(replace(token, text=","))
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _ends_in_or(read: Sequence[Token]) -> bool:
    """Tell whether the sentence is a list of names with semicolons that ends in "; or"."""
    cuts = [place for place, token in enumerate(read) if token.sign(";")]
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


@cache
def _job_nouns() -> frozenset[str]:
    return frozenset(table("grammar")["words"]["jobs"])


def _jobs(content: str, pieces: list[list[Token]]) -> list[list[Token]]:
    """Give "Lead Coder requires CPMA; Coder requires CPC" a test for each job; a job alone stays as it is."""
    names = [_job(content, piece) for piece in pieces]
    if len({name for name in names if name}) <= 1:
        return pieces
    return [
        [replace(piece[0], kind=Kind.CONDITION, value=f"job={name}"), *piece] if name else piece
        for name, piece in zip(names, pieces, strict=True)
    ]


def _job(content: str, piece: list[Token]) -> str | None:
    """Return the job at the head of "Lead Coder requires ..."."""
    verb = next((place for place, token in enumerate(piece[:5]) if token.kind is Kind.STRENGTH), 0)
    if not verb:
        return None
    words = content[piece[0].start : piece[verb - 1].end]
    return words if words.istitle() and words.split()[-1].lower() in _job_nouns() else None


def joined(content: str, found: Iterator[Part]) -> Iterator[Part]:
    """Join a part that starts with "or" to the one before, and the talk of one sentence into one."""
    last: Part | None = None
    for part in found:
        if last is None:
            last = part
        elif len(last.tokens) < _JOINABLE and _goes_on(last, part):
            last = _appended(content, last, _accepting_first(part), comma=True)
        else:
            yield last
            last = part
    if last is not None:
        yield last


def _appended(content: str, first: Part, second: Part, *, comma: bool) -> Part:
    sign = Token(Kind.SIGN, second.evidence.start, second.evidence.start, ",")
    tokens = (*first.tokens, *((sign,) if comma else ()), *second.tokens)
    evidence = cite(content, first.evidence.start, second.evidence.end)
    return replace(first, tokens=tokens, evidence=evidence, pure=first.pure and second.pure)


def _accepting_first(part: Part) -> Part:
    """Move the word of "RHIT considered" to the front, where "will accept" stands."""
    tokens = part.tokens
    place = next((place for place, token in enumerate(tokens) if token.kind is Kind.ACCEPT), 0)
    if not place:
        return part
    first = replace(tokens[place], text="will accept")
    return replace(part, tokens=(first, *tokens[:place], *tokens[place + 1 :]))


def _goes_on(last: Part, part: Part) -> bool:
    """Tell whether a part only makes sense with the one before."""
    if last.talk or part.talk:
        return last.talk and part.talk and last.sentence == part.sentence
    if not part.tokens or not has_content(last.tokens) or part.option:
        return False
    if last.tokens[-1].kind is Kind.OR or part.tokens[0].kind is Kind.OR:
        return True
    same = part.sentence == last.sentence
    if _lets_in(part):
        said = [token.value for token in last.tokens if token.kind is Kind.STRENGTH]
        soft = any(value in SOFT for value in said) and part.sentence == last.sentence + 1
        return soft or (same and not any(value in DENIALS for value in said))
    return same and (part.tokens[0].kind is Kind.ACCEPT or _counts(part))


def _counts(part: Part) -> bool:
    """Tell whether the part only says how many of the names before it are enough: "; at least two"."""
    rest = [token for token in part.tokens if token.kind is not Kind.FILL and not token.sign(".")]
    return bool(rest) and all(token.kind is Kind.COUNT for token in rest)


def _lets_in(part: Part) -> bool:
    """Tell whether the part says "RHIT considered" and nothing stronger."""
    kinds = {token.kind for token in part.tokens}
    return Kind.ACCEPT in kinds and not kinds & {Kind.STRENGTH, Kind.LIEU} and has_content(part.tokens)


def gathered(content: str, found: Iterator[Part]) -> Iterator[Part]:
    """Join "one of the following:" with the lines that list its members."""
    waiting: Part | None = None
    members = 0
    for part in found:
        if waiting is not None and members < _MOST_MEMBERS and _is_member(part):
            waiting = _appended(content, waiting, part, comma=members > 0)
            members += 1
            continue
        if waiting is not None:
            yield waiting
        waiting, members = (part, 0) if _opens_list(part) else (None, 0)
        if waiting is None:
            yield part
    if waiting is not None:
        yield waiting


def _is_member(part: Part) -> bool:
    named = part.pure and any(map(is_credential, part.tokens))
    return named and not any(token.kind in (Kind.STRENGTH, Kind.COUNT) for token in part.tokens)


def _opens_list(part: Part) -> bool:
    return any(token.kind is Kind.COUNT for token in part.tokens) and not any(map(is_item, part.tokens))
