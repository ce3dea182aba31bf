"""Line breaks that were lost on the way, put back.

Scrapers drop the markup between list items, so that "diploma" and "Current" become "diplomaCurrent". Only joints that
can hardly be anything else are parted; the names of programs with a capital inside stay whole.
"""

import re
from collections.abc import Iterator
from functools import cache

from classifier.knowledge import table

# A line this long with list marks in it has lost its breaks; a shorter one may be a date, a title or a place.
_LONG = 100
_PART = 14

# An item of a list is marked by one of these and can be told from a plain dash or star only in a row of them.
_STRONG_BULLET = re.compile(r" ?[\u2022\u25aa\u25cf\u25a0\u2023\u2219\u25ba\u27a2\u2713\u2714](?!$)")
_MIDDLE_DOT = re.compile(r" \u00b7 (?=\S)")
_DASH = re.compile(r" - ?(?=[A-Z][a-z])")
_STAR = re.compile(r"(?<![*\\]) ?\*(?! ?\*) ?(?=[A-Z])")
_NUMBER = re.compile(r"(?:(?<= )|^)[(]?(\d{1,2})[.)] ?(?=[A-Z][a-z])")

_JOINT = re.compile(
    r"""(?<=[a-z]{4})(?=[A-Z][a-z])        # diplomaCurrent
    | (?<=[A-Z]{3}|[0-9]{2}|[a-z0-9]\))(?=[A-Z][a-z]{2})   # RHITMust, CPTStrong, (EHR)Strong
    | (?<=[a-z]{3}[.;!?])(?=[A-Z][a-z])    # Filing.Scanning
    | (?<=[A-Za-z]{3}\)[.;])(?=[A-Z][a-z])
    | (?<=[a-z]{4}:)(?=[A-Z0-9])           # requirements:High
    """,
    re.VERBOSE,
)
_WORD_END = re.compile(r"[A-Za-z]{1,40}$")
_WORD = re.compile(r"[A-Za-z][a-z]*")


def mended(content: str) -> str:
    """Return ``content`` with a line break at each place where one was lost."""
    return "\n".join(_mended_line(line) for line in content.split("\n"))
