"""What could hardly be beaten: other people's fast code, doing a part of the same work on the same ads and pages."""

import json
from collections.abc import Sequence

import ahocorasick
from bs4 import BeautifulSoup
from lxml import html as lxml
from selectolax.lexbor import LexborHTMLParser
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from benchmarks.ads import rows
from benchmarks.cost import Work
from classifier import Posting, Verdict
from classifier.names.forms import folded, forms
from classifier.names.fullnames import heads

PREDICT = "scikit-learn's predict, role only"
ONE_PASS = "one Aho-Corasick pass"  # noqa: S105 - no password
DUMPS = "json.dumps of the verdict"


def predict(postings: Sequence[Posting]) -> Work:
    """Return scikit-learn's own prediction of the role, one ad at a time."""
    pipeline = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000))
    pipeline.fit([row["text"] for row in rows()], [row["label"] for row in rows()])
    return Work(lambda: [pipeline.predict([posting.body]) for posting in postings], len(postings))


def one_pass(postings: Sequence[Posting]) -> Work:
    """Return the search for all forms of all credentials at once, whatever stands around them."""
    automaton = ahocorasick.Automaton()
    for text in {*forms(), *heads()}:
        automaton.add_word(" " + text, text)
    automaton.make_automaton()
    folds = [folded(posting.body) for posting in postings]
    return Work(lambda: [list(automaton.iter(fold)) for fold in folds], len(postings))


def dumps(verdicts: Sequence[Verdict]) -> Work:
    """Return the writing of values that are ready to be written."""
    values = [verdict.to_dict() for verdict in verdicts]
    return Work(lambda: [json.dumps(value) for value in values], len(verdicts))


def parsers(page: str) -> dict[str, Work]:
    """Return the parsing of a page to its bare text, scripts and menus included."""
    return {
        "bare lexbor": Work(lambda: LexborHTMLParser(page).text()),
        "bare lxml": Work(lambda: lxml.document_fromstring(page).text_content()),
        "bare bs4 on lxml": Work(lambda: BeautifulSoup(page, "lxml").get_text()),
    }
