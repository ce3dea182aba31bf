"""What most people use today. Every figure of the model stands beside these, and all of them run offline."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from classifier.roles import Role
from classifier.training.rows import LabelledPosting

#: How a baseline answers: the role of a row, of which it must not look at the label.
Guess = Callable[[LabelledPosting], Role]

#: From this many postings on, words that stand in one of them alone are left out.
_MANY = 100

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


def by_title(row: LabelledPosting) -> Role:
    """Return the role of the title, or of the first line where the posting has none."""
    return title_role(row.posting.title or row.posting.body.strip().split("\n")[0])


def majority(taught: Sequence[LabelledPosting]) -> Guess:
    """Return the guess that always names the commonest role of ``taught``; the first one met where several are."""
    commonest = Counter(row.label for row in taught).most_common(1)[0][0]
    return lambda _: commonest


def whole_text(taught: Sequence[LabelledPosting]) -> Guess:
    """Return plain TF-IDF over words and pairs with logistic regression, taught whole postings (needs scikit-learn)."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  # to judge needs no scikit-learn
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2 if len(taught) > _MANY else 1)
    pipeline = make_pipeline(vectors, LogisticRegression(C=10, max_iter=2000, class_weight="balanced"))
    pipeline.fit([_words(row) for row in taught], [row.label.value for row in taught])
    return lambda row: Role(str(pipeline.predict([_words(row)])[0]))


def _words(row: LabelledPosting) -> str:
    return f"{row.posting.title or ''}\n{row.posting.body}"
