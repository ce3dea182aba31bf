"""The tokens of a sentence: what may be asked for, and the small words that say how."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from classifier.catalogue import Kind as EntryKind
from classifier.catalogue import credential
from classifier.expression import Any, Atom, Code, Deadline, Degree, Expression, License, Strength, Upkeep, Years
from classifier.knowledge import table
from classifier.mentions import Mention
from classifier.notation import parse
from classifier.schooling import degree_at, subject_at
from classifier.schooling import first_keys as schooling_keys
from classifier.words import Phrases, Word, words
from classifier.years import first_keys as experience_keys
from classifier.years import years_at


class Kind(StrEnum):
    """What a token is; the names of ``grammar.toml`` and its neighbors."""

    ITEM = "item"
    ISSUER = "issuer"
    CLASS = "class"
    NOUN = "noun"
    STRENGTH = "strength"
    DEADLINE = "deadline"
    CONDITION = "condition"
    CONTEXT = "context"
    OR = "or"
    EITHER_OR = "either_or"
    AND = "and"
    PLUS = "plus"
    WITH = "with"
    BUT = "but"
    EITHER = "either"
    BOTH = "both"
    COUNT = "count"
    EQUIVALENT = "eq"
    EXAMPLE = "example"
    STATUS = "status"
    OBTAIN = "obtain"
    MAINTAIN = "maintain"
    LIEU = "lieu"
    ACCEPT = "accept"
    REMOVE = "remove"
    NONE = "none"
    NO = "no"
    FORMER = "alias"
    FIELD = "field"
    FILL = "fill"
    SIGN = "sign"
    BREAK = "break"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """``content[start:end]`` read as one thing.

    ``value`` is the expression of an item or class, the name of an issuer, the strength, deadline, test or count;
    ``side`` tells which way a strength or status looks: "before" its object, "after" it, or "either".
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: object = None
    side: str = ""
    conflict: bool = False

    def sign(self, *texts: str) -> bool:
        """Tell whether this is one of the signs."""
        return self.kind is Kind.SIGN and self.text in texts


_TABLES = (
    ("strength", "strength", Kind.STRENGTH),
    ("deadlines", "deadline", Kind.DEADLINE),
    ("conditions", "condition", Kind.CONDITION),
    ("classes", "issuer", Kind.ISSUER),
    ("classes", "class", Kind.CLASS),
    ("classes", "noun", Kind.NOUN),
    ("contexts", "context", Kind.CONTEXT),
    ("grammar", "grammar", None),
)
_SIGNS = frozenset(',;:()[]|/.-!?&+"')
_TO_DAYS = {"d": 1, "w": 7}
_TO_MONTHS = {"mo": 1, "yr": 12}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a table of phrases, as the trie returns it."""

    kind: Kind
    means: str
    side: str


@cache
def vocabulary() -> Phrases[Rule]:
    """Return every phrase of the tables with the rule that it belongs to."""
    phrases: Phrases[Rule] = Phrases()
    for file, name, kind in _TABLES:
        for row in table(file)[name]:
            means = row.get("means", row.get("gives", ""))
            rule = Rule(kind or Kind(row["kind"]), means, row.get("side", row.get("name", "")))
            for phrase in row["phrases"]:
                phrases.add(phrase, rule)
    return phrases


def tokens(content: str, start: int, end: int, mentions: tuple[Mention, ...]) -> list[Token]:
    """Return the tokens of ``content[start:end]``; ``mentions`` are those inside it, in order."""
    found, items = _named(words(content, start, end), mentions)
    result: list[Token] = []
    place = 0
    while place < len(found):
        token, place = _token(content, found, place, items, result)
        result.append(token)
    return result


def _named(found: list[Word], mentions: tuple[Mention, ...]) -> tuple[list[Word], dict[int, Token]]:
    """Put one blank word in the place of each mention, so that no phrase reads across it."""
    named: list[Word] = []
    items: dict[int, Token] = {}
    queue = list(reversed(mentions))
    for word in found:
        while queue and word.start >= queue[-1].end:
            queue.pop()
        if not queue or word.end <= queue[-1].start:
            named.append(word)
        elif queue[-1].start not in items:
            mention = queue[-1]
            items[mention.start] = _item(mention)
            named.append(Word("\0", mention.text, mention.start, mention.end))
    return named, items


def _item(mention: Mention) -> Token:
    licensed = mention.current in ("RN", "LPN/LVN")
    item = License(mention.current) if licensed else Code(mention.current)
    atom = Atom(item, start=mention.start, end=mention.end)
    return Token(Kind.ITEM, mention.start, mention.end, mention.text, atom)


def _token(
    content: str, found: list[Word], place: int, items: dict[int, Token], before: list[Token]
) -> tuple[Token, int]:
    word = found[place]
    if word.key == "\0":
        return items[word.start], place + 1
    options = [option for option in _options(content, found, place, before) if option]
    if not options:
        return _plain(content, word), place + 1
    return max(options, key=lambda option: option[1])


def _options(content: str, found: list[Word], place: int, before: list[Token]) -> Iterator[tuple[Token, int] | None]:
    """Yield the readings at ``place``, the ones that win a tie first; a look at the first word spares most of them."""
    word = found[place]
    starts = _starters().get(word.key, 0)
    if starts & _SCHOOLING:
        yield _schooling(content, found, place)
        yield _field(content, found, place)
    if word.low is not None or word.key == "up" or starts & _EXPERIENCE:
        yield _experience(content, found, place, before)
    if word.low is not None:
        yield _upkeep(content, found, place)
    if word.key == "for":
        yield _job(content, found, place)
    if starts & _REMOVAL:
        yield _removal(content, found, place)
    if starts & _PHRASE or word.low is not None or word.unit:
        yield _phrase(content, found, place)


_SCHOOLING, _EXPERIENCE, _PHRASE, _REMOVAL = 1, 2, 4, 8
_REMOVING = ("remove", "removes", "removing", "removal", "lose", "drop", "a", "the", "apprentice", "provided", "if")


@cache
def _starters() -> dict[str, int]:
    """Return for each word which readings can start with it."""
    starts: dict[str, int] = {}
    for flag, keys in (
        (_SCHOOLING, schooling_keys()),
        (_EXPERIENCE, experience_keys()),
        (_PHRASE, vocabulary().first),
        (_REMOVAL, _REMOVING),
    ):
        for key in keys:
            starts[key] = starts.get(key, 0) | flag
    return starts


def _plain(content: str, word: Word) -> Token:
    kind = Kind.SIGN if word.key in _SIGNS else Kind.WORD
    return Token(kind, word.start, word.end, content[word.start : word.end], word.low)


def _made(
    kind: Kind,
    content: str,
    found: list[Word],
    place: int,
    behind: int,
    value: object,
    side: str = "",
    conflict: bool = False,
) -> tuple[Token, int]:
    start, end = found[place].start, found[behind - 1].end
    return Token(kind, start, end, content[start:end], value, side, conflict), behind


def _schooling(content: str, found: list[Word], place: int) -> tuple[Token, int] | None:
    read = degree_at(found, place)
    if not read:
        return None
    degree, eq, behind = read
    atom = Atom(degree, eq=eq, start=found[place].start, end=found[behind - 1].end)
    return _made(Kind.ITEM, content, found, place, behind, atom)


def _experience(content: str, found: list[Word], place: int, before: list[Token]) -> tuple[Token, int] | None:
    read = years_at(found, place) or _short_count(found, place, before)
    if not read:
        return None
    alternatives, conflict, behind = read
    span = found[place].start, found[behind - 1].end
    atoms = tuple(Atom(years, start=span[0], end=span[1]) for years in alternatives)
    value: Expression = atoms[0] if len(atoms) == 1 else Any(1, atoms)
    return _made(Kind.ITEM, content, found, place, behind, value, "", conflict)


def _short_count(found: list[Word], place: int, before: list[Token]) -> tuple[tuple[Years, ...], bool, int] | None:
    """Read "5 preferred" behind years that were counted before."""
    if (
        found[place].low is None
        or place + 1 >= len(found)
        or found[place + 1].key not in ("preferred", "desired", "required", "strongly", "highly", "is", "years")
    ):
        return None
    for token in reversed(before):
        if isinstance(token.value, Atom) and isinstance(token.value.item, Years) and token.value.item.low is not None:
            return (replace(token.value.item, low=found[place].low, high=found[place].high),), False, place + 1
    return None


_UPKEEP = {"ceu": "CEU", "ceus": "CEU", "ce": "CE", "ces": "CE"}


def _upkeep(content: str, found: list[Word], place: int) -> tuple[Token, int] | None:
    ahead = found[place : place + 4]
    if found[place].low is None:
        return None
    for offset, word in enumerate(ahead[1:], 1):
        name = _UPKEEP.get(word.key) or (
            "CEU" if [each.key for each in ahead[offset : offset + 2]] == ["continuing", "education"] else None
        )
        if name:
            atom = Atom(Upkeep(name, int(found[place].low)), start=found[place].start, end=word.end)
            return _made(Kind.ITEM, content, found, place, place + offset + 1, atom)
    return None


def _removal(content: str, found: list[Word], place: int) -> tuple[Token, int] | None:
    """Read "remove the A", "the apprentice designation is removed" as taking the apprentice mark off a CPC."""
    keys = [word.key for word in found[place : place + 6]]
    if keys[:1] in (["remove"], ["removes"], ["removing"], ["lose"], ["drop"], ["removal"]):
        for offset, key in enumerate(keys[1:], 1):
            if key in ("a", "apprentice") and (key != "a" or found[place + offset].raw == "A"):
                return _made(Kind.REMOVE, content, found, place, place + offset + 1, None)
    if "removed" in keys and {"a", "apprentice"} & set(keys[: keys.index("removed")]):
        return _made(Kind.REMOVE, content, found, place, place + keys.index("removed") + 1, None)
    return None


def _phrase(content: str, found: list[Word], place: int) -> tuple[Token, int] | None:
    match = vocabulary().find(found, place)
    if not match:
        return None
    rule, behind = match
    if (
        rule.kind is Kind.COUNT
        and found[behind - 1].low is not None
        and behind < len(found)
        and _counts_time(found, behind)
    ):
        return _made(Kind.FILL, content, found, place, behind - 1, None) if behind - 1 > place else None
    value: object = rule.means
    if rule.kind is Kind.STRENGTH:
        value = Strength(rule.means)
    elif rule.kind is Kind.DEADLINE:
        value = _deadline(rule.means, found[place:behind])
    elif rule.kind is Kind.COUNT:
        value = next((int(word.low) for word in found[place:behind] if word.low), 1)
    elif rule.kind is Kind.CLASS:
        value = _class(rule.means, found[place].start, found[behind - 1].end)
    elif rule.kind is Kind.CONDITION and not rule.means:
        return _named_condition(content, found, place, behind, rule)
    return _made(rule.kind, content, found, place, behind, value, rule.side)


_GRADES = frozenset("I II III IV V VI".split())
_JOBS = frozenset(("post", "position", "role", "job", "opening", "vacancy"))


def _named_condition(content: str, found: list[Word], place: int, behind: int, rule: Rule) -> tuple[Token, int] | None:
    """Read the grade behind "for level" as the value of the test."""
    if behind < len(found) and (
        found[behind].raw in _GRADES or found[behind].raw.isdigit() and len(found[behind].raw) < 3
    ):
        return _made(Kind.CONDITION, content, found, place, behind + 1, f"{rule.side}={found[behind].raw}")
    return None


def _job(content: str, found: list[Word], place: int) -> tuple[Token, int] | None:
    """Read the job in "for the Auditor post"."""
    start = place + 1
    if found[place].key != "for" or start >= len(found):
        return None
    start += found[start].key in ("the", "our", "a", "an")
    end = start
    while end < len(found) and end - start < 4 and found[end].raw[0].isupper() and found[end].key not in _JOBS:
        end += 1
    if end == start or end >= len(found) or found[end].key not in _JOBS:
        return None
    job = content[found[start].start : found[end - 1].end]
    return _made(Kind.CONDITION, content, found, place, end + 1, f"job={job}")


def _field(content: str, found: list[Word], place: int) -> tuple[Token, int] | None:
    """Read a field of study that stands alone: "bachelor's degree required; HIM preferred"."""
    read = subject_at(found, place)
    if not read or read[1] >= len(found) or found[read[1]].key not in _BEHIND_FIELD:
        return None
    return _made(Kind.FIELD, content, found, place, read[1], read[0])


_BEHIND_FIELD = frozenset("preferred desired strongly highly is a would ideal helpful required".split())


def _counts_time(found: list[Word], behind: int) -> bool:
    """Tell whether the number before ``behind`` counts years, as in "at least two years"."""
    if found[behind].key in ("full", "additional", "consecutive", "solid"):
        behind += 1
    return behind < len(found) and found[behind].unit is not None


def _class(means: str, start: int, end: int) -> Expression:
    expression = parse(f"REQ[{means}]")[0].expression
    if isinstance(expression, Atom):
        return replace(expression, start=start, end=end)
    return Any(1, tuple(replace(arg, start=start, end=end) for arg in expression.args if isinstance(arg, Atom)))


def _deadline(means: str, found: list[Word]) -> Deadline:
    number = next((word for word in found if word.low is not None), None)
    unit = next((word.unit for word in found if word.unit), None)
    if means != "counted" or unit is None or unit == "h":
        return Deadline(None, "ongoing" if means == "ongoing" else "?")
    count = 1.0 if number is None or number.low is None else number.high or number.low
    if unit in _TO_DAYS:
        return Deadline(int(count * _TO_DAYS[unit]), "d")
    return Deadline(int(count * _TO_MONTHS[unit]), "mo")
