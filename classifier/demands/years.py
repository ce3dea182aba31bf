"""The list of experience that clauses ask for."""

from dataclasses import dataclass

from classifier.demands.counts import first_keys, years_at
from classifier.demands.domains import domain, word_set
from classifier.demands.expression import Atom, Clause, Strength, Years
from classifier.demands.words import words
from classifier.evidence import Evidence

__all__ = ["Experience", "domain", "experience", "first_keys", "years_at"]


@dataclass(frozen=True, slots=True)
class Experience:
    """Experience asked for, in years; ``min_years`` is None where the ad gives no count, 0 for "up to".

    ``domain`` is one of the domains of ``years.toml`` or None; ``strength`` is ``REQ`` or ``PREF``.
    """

    min_years: float | None
    max_years: float | None
    domain: str | None
    strength: Strength
    evidence: Evidence


def experience(clauses: tuple[Clause, ...]) -> tuple[Experience, ...]:
    """Return the experience that ``clauses`` ask for, alternatives each on their own, in the order of the ad.

    Years that may be in one of several domains are listed once, with the domain named first. A substitution without
    a count ("experience may replace the degree") gives nothing.
    """
    found: dict[tuple[object, ...], Experience] = {}
    for clause in clauses:
        strength = Strength.PREF if clause.strength is Strength.STRONG else clause.strength
        if strength not in (Strength.REQ, Strength.PREF) or ("sub", "experience") in clause.flags:
            continue
        listed = {atom.start: atom for atom in reversed(clause.atoms) if isinstance(atom.item, Years)}
        for atom in (atom for atom in clause.atoms if listed.get(atom.start) is atom or atom.start < 0):
            if isinstance(years := atom.item, Years) and not _is_vague(years, atom, clause.evidence):
                low, high = _in_years(years, years.low), _in_years(years, years.high)
                entry = Experience(low, high, years.domain, strength, clause.evidence)
                found.setdefault((low, high, years.domain, strength), entry)
    return tuple(found.values())


def _is_vague(years: Years, atom: Atom, evidence: Evidence) -> bool:
    """Tell whether the words name neither count nor kind: "experience", "relevant work experience"."""
    if years.low is not None or years.domain:
        return False
    if not evidence.start <= atom.start < evidence.end:
        return True
    start, end = atom.start - evidence.start, atom.end - evidence.start
    said = [*words(evidence.text, 0, start)[-1:], *words(evidence.text, start, end)]
    return all(word.key in word_set("nouns") | word_set("vague") or not word.key.isalpha() for word in said)


def _in_years(years: Years, count: float | None) -> float | None:
    return count if count is None or years.unit == "yr" else round(count / 12, 2)
