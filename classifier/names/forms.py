"""The ways an ad can write a credential: letters, dotted letters, endings, glued pairs, names that share words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import permutations, product

from classifier.knowledge import table
from classifier.names.catalogue import Credential, credentials

_SPACED = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})


class Shape(Enum):
    """How a form is written, which decides what else has to hold in the text itself."""

    LETTERS = auto()  # RHIT
    SPELLED = auto()  # R.H.I.T., R H I T
    ENDING = auto()  # CCS-P, CPC(A)
    GLUED = auto()  # RHITRHIA, RHITrequired
    NAME = auto()  # Registered Health Information Technician


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a form that names one credential, counted from the start of the form."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write one credential, or several run together.

    ``folded`` is the text to look for in folded content, ``written`` the same as the catalogue shows it.
    """

    folded: str
    written: str
    shape: Shape
    parts: tuple[Part, ...]


def folded(content: str) -> str:
    """Return content in lower case with a space for every other character than an ASCII letter or digit.

    The length stays the same, so that a place in one is the place in the other.
    """
    return content.encode("ascii", "replace").decode("ascii").lower().translate(_SPACED)


@cache
def forms() -> dict[str, Form]:
    """Return every form but the full names by its folded text; of two that fold to the same text the first holds."""
    found: dict[str, Form] = {}
    for form in _all_forms():
        found.setdefault(form.folded, form)
    return found


def _all_forms() -> Iterator[Form]:
    entries = [entry for entry in credentials() if not entry.is_class]
    for entry in entries:
        yield from _coded(entry)
    yield from _glued()
    yield from _shared_names()


def _whole(code: str, text: str, written: str, shape: Shape) -> Form:
    return Form(text, written, shape, (Part(code, 0, len(text)),))


def _coded(entry: Credential) -> Iterator[Form]:
    """Give the code and the other forms made of capitals."""
    bare = (entry.code,) if entry.bare else ()
    for written in (*bare, *entry.forms, *entry.misspellings):
        pieces = folded(written).split()
        if " " in written or not pieces:
            continue
        if len(pieces) == 1:
            yield _whole(entry.code, pieces[0], written, Shape.LETTERS)
            yield from _spelled(entry.code, pieces[0], written)
        else:
            for gap in (" ", "  ", "   "):
                yield _whole(entry.code, gap.join(pieces), written, Shape.ENDING)
            yield _whole(entry.code, "  ".join([" ".join(pieces[0]), *pieces[1:]]), written, Shape.SPELLED)


def _spelled(code: str, letters: str, written: str) -> Iterator[Form]:
    for gap in (" ", "  "):
        yield _whole(code, gap.join(letters), written, Shape.SPELLED)


def _glued() -> Iterator[Form]:
    """Give codes with the next code or the next word stuck to them."""
    glue = table("credentials")["glue"]
    for (one, two), word in product(permutations(glue["codes"], 2), ("", *glue["before"])):
        text = one + word + two
        parts = (Part(one, 0, len(one)), Part(two, len(one + word), len(text)))
        yield Form(text.lower(), text, Shape.GLUED, parts)
    for code, word in product(glue["codes"], glue["after"]):
        yield Form((code + word).lower(), code + word, Shape.GLUED, (Part(code, 0, len(code)),))
    for code, word in product(glue["codes"], glue["before"]):
        yield Form((word + code).lower(), word + code, Shape.GLUED, (Part(code, len(word), len(word + code)),))
    for row in glue["shared"]:
        text, (one, two) = folded(row["written"]), row["codes"]
        parts = (Part(one, 0, len(text) - 2), Part(two, len(text) - 1, len(text)))
        yield Form(text, row["written"], Shape.GLUED, parts)


def _shared_names() -> Iterator[Form]:
    """Give two names that share their first words: "Registered Health Information Technician or Administrator"."""
    for row in table("credentials")["shared_name"]:
        first, second = row["endings"]
        for gap in (" ", "   ", " or ", " and ", " and or ", "  or "):
            head = f"{row['words']} {first['word']}".lower()
            text = f"{head}{gap}{second['word'].lower()}"
            parts = (Part(first["code"], 0, len(head)), Part(second["code"], len(head + gap), len(text)))
            yield Form(text, f"{row['words']} {first['word']} or {second['word']}", Shape.NAME, parts)
