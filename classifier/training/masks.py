"""Postings with something hidden: what the model makes of these tells what it leans on."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from classifier.definitions import codebook
from classifier.layout.sections import sections
from classifier.layout.text import read_text
from classifier.names.mentions import mentions
from classifier.source.posting import Posting

Mask = Callable[[Posting], Posting]

FIRST_WORDS = 30

_PARTS = re.compile(r"[^A-Za-z ]+| of ")
_DOER = re.compile(r"(?:[^aeiou]er|or|ist|yst|ant|ian|ar|clerk|scribe|representative)$", re.IGNORECASE)


def without_title(posting: Posting) -> Posting:
    """Return the posting without its title, and without the first line where that says the title."""
    first, _, rest = posting.body.strip().partition("\n")
    says_title = posting.title is None or first.strip().lower() == posting.title.strip().lower()
    return replace(posting, title="-", body=rest if says_title and rest.strip() else posting.body)


def without_names(posting: Posting) -> Posting:
    """Return the posting without its title, and its text without titles of the codebook and names of credentials."""
    untitled = without_title(posting)
    text = read_text(untitled.body)
    shown = text.content
    for found in reversed(mentions(text, sections(text, None))):
        shown = shown[: found.start] + shown[found.end :]
    return replace(untitled, body=_titles().sub("", shown))


def only_beginning(posting: Posting) -> Posting:
    """Return the posting with the first words of its text only."""
    words = list(re.finditer(r"\S+", posting.body))
    return replace(posting, body=posting.body[: words[:FIRST_WORDS][-1].end()]) if words else posting


@cache
def _titles() -> re.Pattern[str]:
    """Return a pattern for the titles of the codebook, and for the nouns in them that name who does the work."""
    titles = {title for entry in codebook() for title in (*entry.titles, entry.name)}
    parts = {part.split()[-1] for title in titles for part in _PARTS.split(title) if part.strip()}
    heads = {word for word in parts if _DOER.search(word)}
    names = sorted((re.escape(name) for name in titles | heads), key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(names)})s?\b", re.IGNORECASE)


#: The controls that cost no training, by name.
MASKS: dict[str, Mask] = {
    "title masked": without_title,
    "role titles and credential names masked": without_names,
    f"first {FIRST_WORDS} words only": only_beginning,
}
