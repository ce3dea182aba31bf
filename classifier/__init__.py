r"""Rolecall's library: reads a job ad from health information management and says what it is and asks for.

>>> from classifier import classify, load, read_postings
>>> model = load()
>>> posting = read_postings(b"Medical Coder\n- Assigns ICD-10-CM codes to inpatient charts\nCCS required")[0]
>>> classify(posting, model).role
<Role.CODER: 'coder'>
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classifier.candidate import Candidate as Candidate
    from classifier.candidate import CandidateError as CandidateError
    from classifier.candidate import read_candidate as read_candidate
    from classifier.comparison import Fit as Fit
    from classifier.comparison import fit as fit
    from classifier.definitions import RoleEntry as RoleEntry
    from classifier.definitions import codebook as codebook
    from classifier.errors import ModelError as ModelError
    from classifier.errors import PostingError as PostingError
    from classifier.errors import RolecallError as RolecallError
    from classifier.evidence import Evidence as Evidence
    from classifier.model import Model as Model
    from classifier.model import load as load
    from classifier.names.catalogue import Credential as Credential
    from classifier.names.catalogue import credentials as credentials
    from classifier.roles import Role as Role
    from classifier.source.posting import MAX_BYTES as MAX_BYTES
    from classifier.source.posting import InputKind as InputKind
    from classifier.source.posting import Posting as Posting
    from classifier.source.posting import from_mapping as from_mapping
    from classifier.source.posting import read_postings as read_postings
    from classifier.verdict import Verdict as Verdict
    from classifier.verdict import classify as classify

#: Public names and the modules that they live in. They are imported when first asked for, so that the command line
#: answers `--help` without loading numpy.
_HOMES = {
    "Candidate": "candidate",
    "CandidateError": "candidate",
    "Credential": "names.catalogue",
    "Evidence": "evidence",
    "Fit": "comparison",
    "InputKind": "source.posting",
    "MAX_BYTES": "source.posting",
    "Model": "model",
    "ModelError": "errors",
    "Posting": "source.posting",
    "PostingError": "errors",
    "Role": "roles",
    "RoleEntry": "definitions",
    "RolecallError": "errors",
    "Verdict": "verdict",
    "classify": "verdict",
    "codebook": "definitions",
    "credentials": "names.catalogue",
    "fit": "comparison",
    "from_mapping": "source.posting",
    "load": "model",
    "read_candidate": "candidate",
    "read_postings": "source.posting",
}

__all__ = tuple(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
