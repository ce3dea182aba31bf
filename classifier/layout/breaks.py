"""Line breaks that were lost on the way, put back.

Scrapers drop the markup between list items, so that "diploma" and "Current" become "diplomaCurrent". Only joints that
can hardly be anything else are parted; the names of programs with a capital inside stay whole.
"""

import re
from functools import cache
from itertools import pairwise

from classifier.knowledge import table

# A line this long with list marks in it has lost its breaks; a shorter one may be a date, a title or a place.
_LONG = 100
# Items shorter than this on average are the words of a title or a place, parted by dashes.
_ITEM = 14
# So many marks in a row make a list.
_FEWEST_ITEMS = 3
# A sentence has at least so many words; a word that is surely one, so many letters.
_FEWEST_WORDS = 3
_SHORT_WORD = 3
# A run of letters this long is no word of a language.
_LONGEST_WORD = 40

# These part items wherever two of them stand in a line, or where one is glued to the word before.
_BULLET = re.compile(r"[\u2022\u25aa\u25cf\u25a0\u2023\u2219\u25ba\u27a2\u2713\u2714]")
# These part items only where three or more stand in a long line.
_WEAK_MARKS = (
    re.compile(r"(?<= )- ?(?=[A-Z][a-z])"),
    re.compile(r"(?<= )\u00b7 ?(?=\S)"),
    re.compile(r"(?<= )o (?=[A-Z][a-z])"),
    re.compile(r"(?<!\*)\*(?!\*) ?(?=[A-Z])"),
)
_NUMBER = re.compile(r"(?:(?<= )|^)[(]?(\d{1,2})[.)] ?(?=[A-Z][a-z])")

_JOINT = re.compile(
    r"""(?P<camel>(?<=[a-z]{2})(?=[A-Z][a-z]|A[ ][a-z]))        # diplomaCurrent
    | (?P<closed>(?:(?<=[A-Z]{3})|(?<=\d\d)|(?<=[A-Za-z0-9.]\)))
                 (?=[A-Z][a-z]{2}|An?[ ][a-z]))                 # RHITMust, CPTStrong, (EHR)Strong
    | (?P<number>(?<=[a-z]{3})(?=\d{1,2}(?:\+?[ ]years|[.)][ ][A-Z])))   # field2+ years, charts3. Scans
    | (?P<label>(?<=[a-z]{4}:)(?=[A-Z0-9]))                     # requirements:High
    | (?P<stop>(?<=[a-z)]{3}[.;!?])(?=[A-Z][a-z]))              # Filing.Scanning
    """,
    re.VERBOSE,
)
_LETTERS = re.compile(f"[A-Za-z]{{1,{_LONGEST_WORD}}}")
_LAST_LETTERS = re.compile(f"[A-Za-z]{{1,{_LONGEST_WORD}}}$")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]")
_STOP_CHAIN = re.compile(r"(?:[A-Za-z]{4,40}\.){2,20}[A-Za-z]{4}")
_ADDRESS = re.compile(r"//|www\.|@|\.(?:com|org|gov|net|edu|io)\b")


def mended(content: str) -> str:
    """Return ``content`` with a line break at each place where one was lost."""
    return "\n".join(_mended_line(line) for line in content.split("\n"))


def _mended_line(line: str) -> str:
    line = _parted(line, _marks(line))
    return "\n".join(_parted(part, _joints(part)) for part in line.split("\n"))


def _parted(line: str, places: list[int]) -> str:
    if not places:
        return line
    return "\n".join(line[start:end].strip() for start, end in pairwise([0, *places, len(line)]))


def _marks(line: str) -> list[int]:
    """Return where the items of a list within ``line`` begin."""
    bullets = [found.start() for found in _BULLET.finditer(line)]
    glued = [place for place in bullets if place and line[place - 1] != " " and line[place - 1] not in "(/"]
    if len(bullets) > 1 or glued:
        return [place for place in bullets if place]
    if len(line) < _LONG:
        return []
    for mark in _WEAK_MARKS:
        places = [found.start() for found in mark.finditer(line) if found.start()]
        if (
            len(places) >= _FEWEST_ITEMS
            and (len(line) - places[0]) / len(places) >= _ITEM
            and not _is_emphasis(line, mark)
        ):
            return places
    return _numbered(line)


def _is_emphasis(line: str, mark: re.Pattern[str]) -> bool:
    """Tell whether the stars in ``line`` stand around words, not in front of items."""
    return mark is _WEAK_MARKS[-1] and re.search(r"\w\*(?:[ ,.:;]|$)", line) is not None


def _numbered(line: str) -> list[int]:
    """Return where the items of a list numbered from 1 to at least 3 begin."""
    places: list[int] = []
    for found in _NUMBER.finditer(line):
        if int(found[1]) == len(places) + 1:
            places.append(found.start())
    return [place for place in places if place] if len(places) >= _FEWEST_ITEMS else []


def _joints(line: str) -> list[int]:
    """Return where words were glued together, judged by each joint and by the sure ones beside it."""
    joints = [(found.start(), _support(line, found)) for found in _JOINT.finditer(line)]
    sure = sum(support == 0 for _, support in joints)
    return [place for place, support in joints if support is not None and support <= sure]


def _support(line: str, joint: re.Match[str]) -> int | None:
    """Return how many sure joints must stand on the line before this one is believed; None where it is none."""
    place = joint.start()
    token = _token(line, place)
    if _ADDRESS.search(token):
        return None
    right = _WORD.match(line, place)
    opens = right is not None and right.group() in _words("starters")
    match joint.lastgroup:
        case "label" | "number":
            return 0
        case "stop":
            return _stop_support(line, place, token)
        case "closed" if opens or line[place - 1] == ")":
            return 2 if not opens else int(line[place - 1] != ")")
        case "camel":
            return _camel_support(line, place, opens=opens)
    return None


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


def _camel_support(line: str, place: int, *, opens: bool) -> int | None:
    """Return the support for a break between a small letter and a capital."""
    before, after = _LAST_LETTERS.search(line, max(0, place - _LONGEST_WORD), place), _LETTERS.match(line, place)
    if before is None or after is None or len(before.group()) == _LONGEST_WORD:
        return None
    left, right = _WORD.findall(before.group()), _WORD.findall(after.group())
    if _is_product(left, right) or not (opens or len(right[0]) >= _SHORT_WORD):
        return None
    if left[-1].islower() and len(left[-1]) > _SHORT_WORD:
        return 0
    if opens and left[-1] in _words("enders"):
        return 0
    return (1 if left[-1].islower() else 2) if opens else None


def _is_product(left: list[str], right: list[str]) -> bool:
    """Tell whether a known name with a capital inside spans the joint between ``left`` and ``right``."""
    befores = {"".join(left[-count:]) for count in (1, 2, 3)}
    afters = {"".join(right[:count]) for count in (1, 2, 3)}
    return any(before + after in _words("products") for before in befores for after in afters)


def _token(line: str, place: int) -> str:
    """Return the characters around ``place`` up to the next spaces, at most 80 to each side."""
    return line[max(0, place - 80) : place].rsplit(" ", 1)[-1] + line[place : place + 80].split(" ", 1)[0]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("text")[name])
