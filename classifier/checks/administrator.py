"""Checks of ads for administrators."""

from classifier.checks.ad import Ad, proof, says
from classifier.evidence import Evidence
from classifier.offers.offer import Pay
from classifier.roles import Role
from classifier.scores import JudgedDuty

_MOST = 2 / 3
_ALL = 0.8
_FEW = 2
_TECHNICIANS_PAY = 40_000
_A_YEAR = {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}


def inflated_title(ad: Ad) -> Evidence | None:
    """F06: a title of leadership over filing, scanning and front-desk work."""
    if not says(ad.title, "leading_title") or says(ad.title, "assisting_title"):
        return None
    low = tuple(duty for duty in ad.duties if _is_clerical(duty) or says(duty.duty.text, "front_desk"))
    return proof(low) if low and not ad.leading and len(low) >= _MOST * len(ad.duties) else None


def clerical_duties(ad: Ad) -> Evidence | None:
    """F07: the RHIA with nothing but a clerk's duties."""
    asked = ad.asks("RHIA")
    if asked is None:
        return None
    clerical = [duty for duty in ad.duties if _is_clerical(duty)]
    return asked if clerical and not ad.leading and len(clerical) >= _ALL * len(ad.duties) else None


def _is_clerical(judged: JudgedDuty) -> bool:
    return judged.role is Role.CLERK or says(judged.duty.text, "filing")


def misnamed(ad: Ad) -> Evidence | None:
    """F27: a credential that doesn't exist."""
    return ad.sentence_with("rhim")


def low_degree(ad: Ad) -> Evidence | None:
    """F28: nothing but the RHIA will do, with an associate degree as the highest schooling."""
    return ad.needs("RHIA") if ad.schooling == "associate" and "RHIT" not in ad.required else None


def production(ad: Ad) -> Evidence | None:
    """F29: nothing but the RHIA will do for coding or abstracting, without staff, budget or policy."""
    most = max(len(ad.doing(Role.CODER)), len(ad.doing(Role.CANCER_REGISTRAR)))
    single = most >= _FEW and most >= _ALL * len(ad.duties)
    return ad.needs("RHIA") if single and "RHIT" not in ad.required and not ad.leading else None


def low_floor(ad: Ad) -> Evidence | None:
    """F30: leadership of a department, and an RHIT is enough."""
    asked = ad.asks("RHIT")
    if asked is None or ad.needs("RHIA"):
        return None
    return asked if len(ad.doing(Role.RHIA)) * 2 > len(ad.duties) or len(ad.leading) >= _FEW else None


def low_pay(ad: Ad) -> Evidence | None:
    """F31: a director's title with pay that starts under 40,000 dollars a year."""
    pay = ad.reading.offer.pay
    floor = _yearly(pay) if pay else None
    low = floor is not None and floor < _TECHNICIANS_PAY
    return pay.evidence if pay and low and says(ad.title, "director_title") else None


def _yearly(pay: Pay) -> float | None:
    """Return the least pay in dollars a year; None where it isn't told by time or in dollars."""
    least = pay.minimum if pay.minimum is not None else pay.maximum
    if least is None or pay.currency not in ("USD", None) or pay.per not in _A_YEAR:
        return None
    return least * _A_YEAR[pay.per]
