"""Rules of the tables as functions that look for them."""

import re
from collections.abc import Callable

#: Looks for one rule in a text.
Finder = Callable[[str], re.Match[str] | None]


def finder(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Finder:
    """Return what looks for ``pattern``. One that begins with "^" is tried at the start of the text alone.

    So all of such a pattern has to stand in the group behind "^"; a search would try it at every place in vain.
    """
    compiled = re.compile(pattern, flags)
    return compiled.match if pattern.startswith("^") else compiled.search
