"""Judging, counted: every route that judges a posting does it here."""

from flask import current_app

from classifier import Posting, Verdict, classify
from service.meters import meters


def judged(posting: Posting) -> Verdict:
    """Return the verdict of the application's model on ``posting``."""
    verdict = classify(posting, current_app.config["MODEL"])
    meters().postings.labels(verdict.role, str(verdict.needs_review).lower()).inc()
    return verdict


def refused(code: str) -> None:
    """Count a posting that can't be judged."""
    meters().refusals.labels(code).inc()
