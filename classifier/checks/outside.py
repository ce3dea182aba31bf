"""Checks of ads for work outside the five roles."""

from classifier.checks.ad import Ad, proof
from classifier.demands.expression import SOFT, Atom, Code, Group
from classifier.evidence import Evidence
from classifier.names.catalogue import credential

_FEW = 2
_FAMILIES = ("him", "coding", "audit", "cdi", "registry", "analytics", "privacy", "roi")


def nurse(ad: Ad) -> Evidence | None:
    """F32: a nursing license required, a health information credential preferred."""
    wished = (atom for clause in ad.reading.clauses if clause.strength in SOFT for atom in clause.atoms)
    return ad.asks("RN") if any(map(_is_health_information, wished)) else None


def _is_health_information(atom: Atom) -> bool:
    if isinstance(atom.item, Group):
        return True
    try:
        return isinstance(atom.item, Code) and credential(atom.item.code).family.startswith(_FAMILIES)
    except KeyError:
        return False


def biller(ad: Ad) -> Evidence | None:
    """F33: billing, eligibility or collections at least half of the duties, and no codes to choose."""
    billing = ad.duties_with("billing")
    enough = len(billing) >= _FEW and len(billing) * 2 >= len(ad.duties)
    return proof(billing) if enough and not ad.duties_with("coding") else None
