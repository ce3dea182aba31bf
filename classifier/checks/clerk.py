"""Checks of ads for records clerks."""

from classifier.checks.ad import MASTERY, Ad
from classifier.demands.expression import Strength
from classifier.evidence import Evidence
from classifier.roles import Role

_HIGH = ("bachelor", "master", "doctorate")


def administrator_credential(ad: Ad) -> Evidence | None:
    """F01: a clerk's job that asks for the RHIA."""
    return ad.asks("RHIA") if ad.role is Role.CLERK else None


def technician_credential(ad: Ad) -> Evidence | None:
    """F02: a clerk's job that asks for the RHIT."""
    return ad.asks("RHIT") if ad.role is Role.CLERK else None


def coding_credential(ad: Ad) -> Evidence | None:
    """F03: a clerk's job that asks for mastery of coding."""
    return ad.asks(*MASTERY) if ad.role is Role.CLERK else None


def high_schooling(ad: Ad) -> Evidence | None:
    """F04: a clerk's job whose highest schooling asked for is a bachelor's degree or more."""
    if ad.role is not Role.CLERK or ad.schooling not in _HIGH:
        return None
    asked = (entry for entry in ad.reading.education if entry.strength is Strength.REQ)
    return next(entry.evidence for entry in asked if entry.level == ad.schooling)
