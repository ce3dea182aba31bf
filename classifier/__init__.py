"""Rolecall's library: reads a job ad from health information management and says what it is and asks for.

>>> from classifier import classify, load, read_postings
>>> model = load()
>>> posting = read_postings(b"Medical Coder\\n- Assigns ICD-10-CM codes to inpatient charts\\nCCS required")[0]
>>> classify(posting, model).role
<Role.CODER: 'coder'>
"""

from classifier.errors import ModelError, PostingError, RolecallError
from classifier.evidence import Evidence
from classifier.model import Model, load
from classifier.posting import Posting, from_mapping, read_postings
from classifier.roles import Role
from classifier.verdict import Verdict, classify

__all__ = [
    "Evidence",
    "Model",
    "ModelError",
    "Posting",
    "PostingError",
    "Role",
    "RolecallError",
    "Verdict",
    "classify",
    "from_mapping",
    "load",
    "read_postings",
]
