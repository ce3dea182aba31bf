"""Checks of ads for coders."""

from classifier.checks.ad import Ad, is_coding, proof, says
from classifier.checks.retired import written
from classifier.demands.expression import Clause, Code, Deadline, Degree, Group, Strength
from classifier.evidence import Evidence
from classifier.roles import Role

_CODE_DUTIES = 3
_HEALTH_INFORMATION = ("HIT", "HIM")
_SHORT = {"d": 90, "mo": 3}


def clerk_title(ad: Ad) -> Evidence | None:
    """F05: a clerk's title over at least three coding duties and a coding credential."""
    if not says(ad.title, "clerk_title") or len(ad.doing(Role.CODER)) < _CODE_DUTIES:
        return None
    return next((c.evidence for c in ad.demands if not c.deadline and _names_coding(c)), None)


def _names_coding(clause: Clause) -> bool:
    items = [atom.item for atom in clause.atoms]
    return any(isinstance(item, Group) or (isinstance(item, Code) and is_coding(item.code)) for item in items)


def no_credential(ad: Ad) -> Evidence | None:
    """F08: coding duties, and no credential of coding or health information named anywhere."""
    coding = ad.doing(Role.CODER)
    told = tuple(judged for judged in coding if says(judged.duty.text, "coding"))
    if ad.role is not Role.CODER or not told or len(coding) * 2 < len(ad.duties):
        return None
    named = {mention.current for mention in ad.reading.mentions}
    classes = any(
        isinstance(atom.item, Group)
        for clause in ad.reading.clauses
        if clause.strength is not Strength.NOT_REQUIRED
        for atom in clause.atoms
    )
    return None if classes or named & {"RHIT", "RHIA"} or any(map(is_coding, named)) else proof(told)


def stack(ad: Ad) -> Evidence | None:
    """F09: an associate degree in health information, the RHIT, and CCS or CIC, none to be spared."""
    degrees = (
        atom.item
        for clause in ad.demands
        for atom in clause.atoms
        if isinstance(atom.item, Degree) and atom.item.level == "associate"
    )
    fields = {name for degree in degrees for name in (degree.subject or "").split("|")}
    return ad.needs("CCS", "CIC") if fields.intersection(_HEALTH_INFORMATION) and ad.needs("RHIT") else None


def entry_credential(ad: Ad) -> Evidence | None:
    """F10: the CCA for inpatient, DRG or Level III coding."""
    asked = ad.asks("CCA")
    if asked is None:
        return None
    level = ad.reading.offer.level
    advanced = _is_inpatient(ad) or says(ad.title, "level_three_title") or (level is not None and level.value == "III")
    return asked if advanced else None


def physician_credential(ad: Ad) -> Evidence | None:
    """F11: the CPC and nothing else for inpatient coding."""
    within = ad.reading.credentials.required_within
    named = {code for code in (*ad.required, *within) if is_coding(code) or code in ("RHIT", "RHIA")}
    classes = any(isinstance(atom.item, Group) for clause in ad.demands for atom in clause.atoms)
    only = "CPC" in ad.required and named <= {"CPC", "CPC-A"} and not classes
    return ad.asks("CPC") if only and _is_inpatient(ad) else None


def _is_inpatient(ad: Ad) -> bool:
    setting = ad.reading.offer.setting
    if says(ad.title, "inpatient"):
        return True
    return bool(ad.duties_with("inpatient")) and (setting is None or setting.value in ("inpatient", "hospital"))


def old_outpatient_name(ad: Ad) -> Evidence | None:
    """F12: the CPC-H asked for, and the COC not mentioned."""
    return written(ad, "CPC-H")


def blood_count(ad: Ad) -> Evidence | None:
    """F13: CBC named among credentials."""

    def holds(line: str) -> bool:
        beside = says(line, "certified") or any(mention.text in line for mention in ad.reading.mentions)
        return "CBC" in line.replace(",", " ").replace(")", " ").replace("(", " ").split() and beside

    found = ad.sentence_where(holds, "count_name")
    return None if found is None or says(found.text, "blood") else found


def short_deadline(ad: Ad) -> Evidence | None:
    """F14: a high school diploma and less than three months to earn a coding credential."""
    if ad.schooling != "hs":
        return None
    return next((clause.evidence for clause in ad.demands if _names_coding(clause) and _is_short(clause)), None)


def _is_short(clause: Clause) -> bool:
    deadlines = (clause.deadline, *(atom.deadline for atom in clause.atoms))
    return any(deadline is not None and _under_three_months(deadline) for deadline in deadlines)


def _under_three_months(deadline: Deadline) -> bool:
    return deadline.n is not None and deadline.n < _SHORT.get(deadline.unit, 0)
