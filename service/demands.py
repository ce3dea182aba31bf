"""What an ad asks for, as rows of a table: how firmly, what, and the words that say it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classifier import Verdict
from service.marks import Firmness, firmness
from service.sentences import sentence, strength

_BACKGROUND = ("deg(", "exp(")
_LONGEST_QUOTE = 240


@dataclass(frozen=True, slots=True)
class Demanded:
    """One row: ``firmness`` colors it, ``strength`` says it in a word or two.

    ``quote`` is the words of the ad, cut where they are many.
    """

    firmness: Firmness
    strength: str
    words: str
    quote: str


def credentials(verdict: Verdict) -> tuple[Demanded, ...]:
    """Return the demands and denials of credentials, classes of them and nursing licenses, the firmest first."""
    found = verdict.to_dict()["requirements"]
    return _rows((entry["strength"], entry["clause"], entry["evidence"]["text"]) for entry in found)


def background(verdict: Verdict) -> tuple[Demanded, ...]:
    """Return what is asked for of schooling and experience and isn't told beside a credential, the firmest first."""
    return _rows(_background(verdict))


def _background(verdict: Verdict) -> Iterator[tuple[str, str, str]]:
    told = {entry["clause"] for entry in verdict.to_dict()["requirements"]}
    for clause in verdict.reading.clauses:
        about = any(str(atom.item).startswith(_BACKGROUND) for atom in clause.atoms)
        if about and clause.strength.value != "INFO" and str(clause) not in told:
            yield clause.strength.value, str(clause), clause.evidence.text


def _rows(clauses: Iterable[tuple[str, str, str]]) -> tuple[Demanded, ...]:
    """Return a row for each (strength, normal form, quote)."""
    rows = (Demanded(firmness(firm), strength(form), sentence(form), _short(quote)) for firm, form, quote in clauses)
    return tuple(sorted(rows, key=lambda row: -row.firmness))


def _short(quote: str) -> str:
    """Return a quote on one line, cut at a word; the marked ad shows all of it."""
    line = " ".join(quote.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} ..."
