"""Credentials asked for under a name that is no longer given."""

from classifier.checks.ad import Ad
from classifier.demands.expression import Strength
from classifier.evidence import Evidence
from classifier.names.catalogue import Status, credential
from classifier.names.mentions import Mention

#: Former names that live on as forms of today's entry, with today's code.
_FOLDED = {
    "CHP": "CHPS",
    "CHS": "CHPS",
    "Certified in Healthcare Privacy": "CHPS",
    "Certified in Healthcare Security": "CHPS",
}


def old_name(ad: Ad) -> Evidence | None:
    """F34: a retired credential asked for, and the current name not mentioned."""
    return next((proof for mention in ad.reading.mentions if (proof := _proof(ad, mention))), None)


def successor(ad: Ad) -> str:
    """Return what to write instead of the retired credential; what to do where nothing took its place."""
    mention = next((mention for mention in ad.reading.mentions if _proof(ad, mention)), None)
    if mention is None or (mention.code == mention.current and mention.written not in _FOLDED):
        return "it has none, so leave it out"
    return mention.current


def written(ad: Ad, code: str) -> Evidence | None:
    """Return the words that ask for the retired ``code`` in an ad that doesn't give the current name too."""
    asked = (mention for mention in ad.reading.mentions if mention.code == code)
    return next((proof for mention in asked if (proof := _proof(ad, mention))), None)


def _proof(ad: Ad, mention: Mention) -> Evidence | None:
    if not _is_retired(mention) or any(_is_current(other, mention) for other in ad.reading.mentions):
        return None
    clauses = (c for c in ad.reading.clauses if c.evidence.start <= mention.start and mention.end <= c.evidence.end)
    asked = (clause for clause in clauses if clause.strength is Strength.REQ and _names(clause.atoms, mention))
    return next((clause.evidence for clause in asked), None)


def _names(atoms: tuple[object, ...], mention: Mention) -> bool:
    return any(str(getattr(atom, "item", "")) == mention.current for atom in atoms)


def _is_retired(mention: Mention) -> bool:
    return credential(mention.code).status is Status.LEGACY or mention.written in _FOLDED


def _is_current(other: Mention, mention: Mention) -> bool:
    return other.current == mention.current and not _is_retired(other)
