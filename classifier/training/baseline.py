"""What most people use today: a regex over the title. Every figure of the model stands beside it."""

import re

from classifier.roles import Role

#: Read from top to bottom; the first that is found in the title gives the role.
_PATTERNS = (
    (Role.CANCER_REGISTRAR, r"(cancer|tumor|oncology).*(regist|abstract|data spec)|\bCTR\b|\bODS\b"),
    (Role.CODER, r"\bcod(er|ing)\b"),
    (Role.RHIA, r"\bRHIA\b|(director|manager|administrator|chief).*(HIM|health info|medical record|health record)"),
    (Role.RHIA, r"(HIM|health info\w*|medical record\w*|health record\w*).*(director|manager|administrator|chief)"),
    (Role.CLERK, r"(medical record|health info|HIM|chart|file).*(clerk|assistant|scan)"),
    (Role.RHIT, r"\bRHIT\b|(medical record|health info|health record|HIM|release of info|\bROI\b)"),
)


def title_role(title: str) -> Role:
    """Return the role that the words of ``title`` suggest."""
    found = (role for role, pattern in _PATTERNS if re.search(pattern, title, re.IGNORECASE))
    return next(found, Role.OTHER)
