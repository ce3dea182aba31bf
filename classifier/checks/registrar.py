"""Checks of ads for cancer registrars."""

from classifier.checks.ad import Ad, proof, says
from classifier.checks.retired import written
from classifier.evidence import Evidence
from classifier.names.mentions import Mention
from classifier.roles import Role

_NEAR = 25


def old_registrar_name(ad: Ad) -> Evidence | None:
    """F15: the CTR asked for, and the ODS not mentioned."""
    return written(ad, "CTR")


def uncredentialed(ad: Ad) -> Evidence | None:
    """F16: abstracting for a program of the Commission on Cancer without the ODS."""
    lists = ad.reading.credentials
    if "ODS" in (*lists.required, *lists.required_within):
        return None
    abstracting = ad.duties_with("abstracting")
    return proof(abstracting) if abstracting and says(ad.reading.text.content, "commission") else None


def no_registry_work(ad: Ad) -> Evidence | None:
    """F17: the ODS asked for, and duties of which none is a registrar's.

    Ads for registrars that tell little of the work are let be.
    """
    asked = ad.asks("ODS")
    registrar = len(ad.doing(Role.CANCER_REGISTRAR)) * 2 >= len(ad.duties)
    return None if asked is None or registrar or ad.duties_with("registry_work") else asked


def low_schooling(ad: Ad) -> Evidence | None:
    """F18: the ODS at hire with a high school diploma as the highest schooling."""
    vital = ad.needs("ODS", "RHIT", "RHIA")
    return ad.asks("ODS") if ad.schooling == "hs" and vital else None


def trauma_registry(ad: Ad) -> Evidence | None:
    """F19: a trauma credential asked for, or the duties of a trauma registry alone."""
    trauma = ad.duties_with("trauma")
    only = bool(ad.duties_with("trauma_registry")) and len(trauma) * 2 >= len(ad.duties)
    return ad.needs("CSTR", "CAISS") or (proof(trauma) if only and not ad.duties_with("cancer") else None)


def commission_as_credential(ad: Ad) -> Evidence | None:
    """F20: guards the reader; COC next to what is said of the Commission on Cancer."""
    return _misread(ad, ("COC",), ("cancer program", "accredited cancer", "accredited by the coc"))


def disease_as_credential(ad: Ad) -> Evidence | None:
    """F21: guards the reader; RCC or CRC next to tumor words."""
    return _misread(ad, ("RCC", "CRC"), ("tumor", "metasta", "carcinoma", "stage i"))


def _misread(ad: Ad, codes: tuple[str, ...], words: tuple[str, ...]) -> Evidence | None:
    for mention in ad.reading.mentions:
        if mention.code in codes and any(word in _around(ad, mention) for word in words):
            return Evidence(mention.text, mention.start, mention.end)
    return None


def _around(ad: Ad, mention: Mention) -> str:
    """Return what stands on the same line near a mention, in lower case."""
    content = ad.reading.text.content
    before = content[max(0, mention.start - _NEAR) : mention.start].rpartition("\n")[2]
    return (before + content[mention.end : mention.end + _NEAR].partition("\n")[0]).lower()
