"""The six roles that a posting can be."""

from enum import StrEnum


class Role(StrEnum):
    """A role of health information management, or ``other`` for every job outside it."""

    CLERK = "clerk"
    CODER = "coder"
    CANCER_REGISTRAR = "cancer_registrar"
    RHIT = "rhit"
    RHIA = "rhia"
    OTHER = "other"
