"""The stations of a verdict as pieces of work; each gets what the one before made."""

import json
from collections.abc import Sequence

from benchmarks.cost import Work
from classifier import Model, Posting, classify, read_postings
from classifier.demands.clauses import clauses
from classifier.demands.requirements import credential_lists, requirements
from classifier.demands.schooling import education
from classifier.demands.years import experience
from classifier.findings import findings
from classifier.layout.duties import duties
from classifier.layout.passages import passages
from classifier.layout.sections import sections
from classifier.layout.text import read_text
from classifier.names.mentions import mentions
from classifier.offers.offer import offer
from classifier.offers.quotas import quotas
from classifier.offers.sightings import sightings
from classifier.offers.systems import systems
from classifier.reading import Reading, reading
from classifier.review import doubts
from classifier.scores import scores
from classifier.source.encoding import decode


def verdict(posting: Posting, model: Model) -> str:
    """Return the whole verdict as JSON."""
    return json.dumps(classify(posting, model).to_dict())


def whole(postings: Sequence[Posting], model: Model) -> Work:
    """Return whole verdicts, one ad at a time."""
    return Work(lambda: [verdict(posting, model) for posting in postings], len(postings))


def whole_page(page: str, model: Model) -> dict[str, Work]:
    """Return the verdict on a page, from its bytes to JSON, and that on the ad alone that the page holds."""
    content = page.encode()
    (ad,) = read_postings(content)
    return {
        "whole": Work(lambda: verdict(read_postings(content)[0], model)),
        "ad": Work(lambda: verdict(ad, model)),
        "page": Work(lambda: read_postings(content)),
    }


def stations(postings: Sequence[Posting], model: Model) -> dict[str, Work]:
    """Return the stations of a verdict on a text, in their order."""
    read = [reading(posting) for posting in postings]
    judged = [(one, scores(one, model)) for one in read]
    verdicts = [classify(posting, model) for posting in postings]
    contents = [posting.body.encode() for posting in postings]
    works = {
        "decode": lambda: [decode(content) for content in contents],
        "lines": lambda: [read_text(posting.body) for posting in postings],
        "sections": lambda: [sections(one.text, one.title) for one in read],
        "mentions": lambda: [mentions(one.text, one.sections) for one in read],
        "clauses": lambda: [clauses(one.text, one.sections, one.mentions) for one in read],
        "credentials, schooling, experience": lambda: [_lists(one) for one in read],
        "duties": lambda: [duties(one.sections) for one in read],
        "offer, systems, quotas": lambda: [_offered(one) for one in read],
        "scores": lambda: [scores(one, model) for one in read],
        "findings, doubts": lambda: [(findings(*both), doubts(*both, model.trust)) for both in judged],
        "JSON": lambda: [json.dumps(one.to_dict()) for one in verdicts],
    }
    return {name: Work(work, len(postings)) for name, work in works.items()}


def _lists(one: Reading) -> tuple[object, ...]:
    lists = credential_lists(one.clauses, one.mentions)
    return lists, requirements(one.clauses), education(one.clauses), experience(one.clauses)


def _offered(one: Reading) -> tuple[object, ...]:
    page = passages(one.text, one.sections, one.title)
    seen = sightings(page)
    return offer(page, seen), systems(page, seen), quotas(page, seen)
