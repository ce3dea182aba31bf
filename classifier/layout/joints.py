"""Places where words of two lines were glued together: "diplomaCurrent", "HIPAA.Tracks", "What You'll DoPrep".

Only joints that can hardly be anything else are believed; the names of programs with a capital inside stay whole.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from classifier.knowledge import table
from classifier.layout.kinds import listed_kind

# A sentence has at least so many words; a word that is surely one, so many letters.
_FEWEST_WORDS = 3
_SHORT_WORD = 3
# A run of letters this long is no word of a language.
_LONGEST_WORD = 40
# A heading of one word has at least so many letters ("Pay" is the start of "PayPal"), one of several at most so many.
_LONG_WORD = 7
_LONGEST_HEADING = 60
# Where so many joints are sure, all breaks of the ad were lost, and one between any two words is believed.
_ALL_LOST = 5

# A capital, digit or dollar sign with no space before it: where a joint may be.
_NEAR = re.compile(
    r"[A-Z0-9$](?:(?<=[a-z).;:!?][A-Z])|(?<=[a-z][0-9$])|(?<=[a-z]:[0-9])|(?<=[0-9][A-Z])"
    r"|(?<=[A-Z]{3}[0-9])(?=[ ]y)|(?<=[A-Z]{4})(?=[a-z])|(?<=,[ ][A-Z]{3})(?=[a-z]))"
)
_JOINT = re.compile(
    r"""(?P<camel>(?:(?<=[a-z]{2})|(?<=[ ][A-Z][a-z]))(?=[A-Z][a-z]|A[ ][a-z]))     # diplomaCurrent, DoPrep
    | (?P<capitals>(?<=[a-z]{3})(?=[A-Z]{2}))                   # QualificationsRHIT
    | (?P<closed>(?:(?<=[A-Z]{3})|(?<=,[ ][A-Z]{2}))(?=[A-Z][a-z]{2}|An[ ][a-z])    # RHITMust, Dunmere, PAAbout
        | (?:(?<=\d\d)|(?<=[A-Za-z0-9.]\)))(?=[A-Z][a-z]{2}|An?[ ][a-z]))           # 19.25Part-time, (EHR)Strong
    | (?P<number>(?:(?<=[a-z]{3})|(?<=[A-Z]{3}))                # field2+ years, charts3. Scans, CPC1 year
        (?=\d{1,2}(?:\+?[ ]y(?:ea)?rs?\b|[.)][ ][A-Z])))
    | (?P<amount>(?<=[a-z]{3})(?=\$\d))                         # Wage$23.40
    | (?P<label>(?<=[a-z]{4}:)(?=[A-Z0-9]))                     # requirements:High
    | (?P<stop>(?<=[A-Za-z)-]{3}[.;!?])(?=[A-Z][a-z]|[A-Z]{6,20}:))    # Filing.Scanning
    | (?P<other>(?=[A-Z][a-z]))                                 # 37.5Essential Functions, CCSWe offer
    """,
    re.VERBOSE,
)
_SURE = frozenset({"label", "number", "amount"})
_LETTERS = re.compile(f"[A-Za-z]{{1,{_LONGEST_WORD}}}")
_LAST_LETTERS = re.compile(f"[A-Za-z]{{1,{_LONGEST_WORD}}}$")
_LAST_CAPITALS = re.compile(f"[A-Z]{{1,{_LONGEST_WORD}}}$")
# Capitals long enough for two codes; the first of a word in small letters isn't one of them.
_CAPITALS = re.compile(r"[A-Z]{6,60}(?![a-z])")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]")
_STOP_CHAIN = re.compile(r"(?:[A-Za-z]{4,40}\.){2,20}[A-Za-z]{4}")
_ADDRESS = re.compile(r"//|www\.|@|\.(?:com|org|gov|net|edu|io)\b")
_HEADED = re.compile(rf"[^:]{{1,{_LONGEST_HEADING}}}:")


def may_be_joined(content: str) -> bool:
    """Tell whether two words may be glued together somewhere; in most texts none are."""
    return _NEAR.search(content) is not None


def joints(line: str) -> list[int]:
    """Return where words of ``line`` were glued together, judged by each joint and by the sure ones beside it."""
    found = [joint for near in _NEAR.finditer(line) if (joint := _JOINT.match(line, near.start()))]
    if not found:
        return []
    bounds = [0, *(joint.start() for joint in found), len(line)]
    supports = [_support(line, joint, bounds[index], bounds[index + 2]) for index, joint in enumerate(found)]
    sure = supports.count(0)
    believed = {
        joint.start() for joint, support in zip(found, supports, strict=True) if support is not None and support <= sure
    }
    return sorted(believed | set(_code_joints(line) if sure >= _ALL_LOST else ()))


def _code_joints(line: str) -> Iterator[int]:
    """Yield where capitals are the codes of several credentials, or such codes and a heading: "CRISRHIA"."""
    for run in _CAPITALS.finditer(line):
        yield from (run.start() + place for place in _codes_apart(run.group()))


def _codes_apart(run: str) -> list[int]:
    """Return where codes and headings end within capitals that hold nothing else, a code among them."""
    ends: dict[int, list[int]] = {0: []}
    for end in range(_SHORT_WORD, len(run) + 1):
        start = next((start for start in ends if run[start:end] in _capital_words()), None)
        if start is not None:
            ends[end] = [*ends[start], end]
    places = ends.get(len(run), [])
    coded = any(run[start:end] in _codes() for start, end in pairwise([0, *places]))
    return places[:-1] if coded else []


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["code"] for row in table("credentials")["credential"] if len(row["code"]) >= _SHORT_WORD)


@cache
def _capital_words() -> frozenset[str]:
    return _codes() | _words("capital_words")


def _support(line: str, joint: re.Match[str], start: int, end: int) -> int | None:
    """Return how many sure joints must stand on the line before this one is believed; None where it is none.

    ``start`` and ``end`` are the joints before and behind it, or the ends of the line.
    """
    place, sort = joint.start(), joint.lastgroup
    token = _token(line, place)
    left, right = _words_beside(line, place)
    if _ADDRESS.search(token) or (sort != "stop" and _is_product(left, right)):
        return None
    if sort == "stop":
        return _stop_support(line, place, token)
    if sort in _SURE or _is_heading(line[start:place]) or _opens_heading(line, place, end):
        return 0
    if sort == "closed":
        return _closed_support(line, place, right)
    return None if sort == "other" else _capital_support(left, right, whole=sort == "capitals")


def _stop_support(line: str, place: int, token: str) -> int | None:
    """Return the support for a break behind the full stop before ``place``: a sentence, or a chain of stops."""
    right = _LETTERS.match(line, place)
    if line[place - 1] != ".":
        return 0
    if right is None or right.group() in _words("dotted"):
        return None
    in_sentence = (
        len(line[max(0, place - 80) : place].split()) >= _FEWEST_WORDS and line[right.end() : right.end() + 1] in " ,"
    )
    return 0 if in_sentence or _STOP_CHAIN.match(token) else 1


def _closed_support(line: str, place: int, right: list[str]) -> int | None:
    """Return the support for a break at ``place`` behind capitals, a number or a bracket."""
    before = line[place - 1]
    if right and right[0] in _words("starters"):
        return 0 if before == ")" else 1
    if before == ")":
        return 2
    if not (before.isupper() and right and len(right[0]) > _SHORT_WORD):
        return None
    capitals = _LAST_CAPITALS.search(line, max(0, place - _LONGEST_WORD), place)
    return 1 if capitals and capitals.group() in _codes() else _ALL_LOST


def _capital_support(left: list[str], right: list[str], *, whole: bool) -> int | None:
    """Return the support for a break between a small letter and a capital, or a word ``whole`` in capitals."""
    if not left or not right or len("".join(left)) == _LONGEST_WORD:
        return None
    opens, small, long = right[0] in _words("starters"), left[-1].islower(), len(left[-1]) > _SHORT_WORD
    if not small and len(left[-1]) < _SHORT_WORD:
        return None  # LaSalle, McDonald
    if (opens or whole or len(right[0]) >= _SHORT_WORD) and small and long:
        return 2 if whole else 0
    if opens and left[-1] in _words("enders"):
        return 0
    if opens or _ends_product(left):
        return 1 if small or not opens else 2
    return _ALL_LOST if long or (small and len(left[-1]) >= _SHORT_WORD) else None


def _words_beside(line: str, place: int) -> tuple[list[str], list[str]]:
    """Return the words glued together before ``place`` and those behind it, each begun by its capital."""
    before, after = _LAST_LETTERS.search(line, max(0, place - _LONGEST_WORD), place), _LETTERS.match(line, place)
    return _WORD.findall(before.group()) if before else [], _WORD.findall(after.group()) if after else []


def _is_product(left: list[str], right: list[str]) -> bool:
    """Tell whether a known name with a capital inside spans the joint between ``left`` and ``right``."""
    befores = {"".join(left[-count:]) for count in (1, 2, 3)}
    afters = {"".join(right[:count]) for count in (1, 2, 3)}
    return any(before + after in _words("products") for before in befores for after in afters)


def _ends_product(left: list[str]) -> bool:
    """Tell whether a known name with a capital inside ends ``left``: "NextGen" before "Wage"."""
    return any("".join(left[-count:]) in _words("products") for count in (2, 3))


def _is_heading(words: str) -> bool:
    """Tell whether ``words`` between two joints are a heading that stood on a line of its own."""
    words = words.strip()
    if not words[:1].isupper() or len(words) > _LONGEST_HEADING or not (" " in words or len(words) >= _LONG_WORD):
        return False
    return listed_kind(words, marked=False) is not None


def _opens_heading(line: str, place: int, end: int) -> bool:
    """Tell whether a heading follows at ``place``: the words up to the joint at ``end``, or those up to a colon."""
    label = _HEADED.match(line, place, end)
    return listed_kind(label.group()) is not None if label else _is_heading(line[place:end])


def _token(line: str, place: int) -> str:
    """Return the characters around ``place`` up to the next spaces, at most 80 to each side."""
    return line[max(0, place - 80) : place].rsplit(" ", 1)[-1] + line[place : place + 80].split(" ", 1)[0]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("text")[name])
