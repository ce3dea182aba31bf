"""Lines that were wrapped at a fixed width, joined again.

Mail and plain-text boards break prose at about 80 columns, in the middle of names such as "Registered Health
Information Technician". A text is taken for wrapped where no line is long and lines go on in small letters.
"""

import re
from itertools import pairwise

# The widths that texts are wrapped at, in characters.
_NARROWEST, _WIDEST = 50, 110
# So many lines that go on in small letters prove that a text is wrapped; then capitals go on as well.
_PROOF = 3
# Indents are gone by now, so a wrapped line may be this much shorter than the widest.
_INDENT = 6

_CLOSED = re.compile(r"[.:;!?]$")
_OPEN = re.compile(r"\b(?:a|an|and|as|at|by|for|from|in|of|on|or|the|their|to|with)$|[a-z],$")
_ITEM = re.compile(r"[^\w\s(\"'$]|o |[(]?(?:\d{1,3}|[A-Za-z]|[ivx]{2,4})[.)] ")


def unwrapped(content: str) -> str:
    """Return ``content`` with the lines of wrapped prose joined by a space; other text stays as it is."""
    lines = content.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return content
    small = sum(_goes_on(one, two, width) and two[0].islower() for one, two in pairwise(lines))
    joins = [_goes_on(one, two, width) and (two[0].islower() or small >= _PROOF) for one, two in pairwise(lines)]
    ends = [" " if joined else "\n" for joined in joins]
    return "".join(word for pair in zip(lines, [*ends, ""], strict=True) for word in pair)


def _goes_on(line: str, after: str, width: int) -> bool:
    """Tell whether ``line`` stopped for want of room, or in the middle of a phrase, and goes on in ``after``."""
    if not line or not after or _CLOSED.search(line) or _ITEM.match(after):
        return False
    if after[0].islower() and _OPEN.search(line):
        return True
    room = width - (_INDENT if after[0].islower() else 0)
    return len(line) + 1 + len(after.split(" ", 1)[0]) > room
