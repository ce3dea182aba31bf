"""All that can be read from a posting without a model."""

from dataclasses import dataclass

from classifier.demands.clauses import Clause, clauses
from classifier.demands.requirements import CredentialLists, credential_lists
from classifier.demands.schooling import Education, education
from classifier.demands.years import Experience, experience
from classifier.layout.duties import Duty, duties
from classifier.layout.passages import passages
from classifier.layout.sections import Section, sections, title_of
from classifier.layout.text import Text, read_text
from classifier.names.mentions import Mention, mentions
from classifier.offers.offer import Offer, offer
from classifier.offers.quotas import Quota, quotas
from classifier.offers.sightings import sightings
from classifier.offers.systems import System, systems
from classifier.source.posting import Posting


@dataclass(frozen=True, slots=True)
class Reading:
    """A posting, read: its cleaned text and every claim that the words alone prove."""

    id: str | None
    title: str
    text: Text
    sections: tuple[Section, ...]
    duties: tuple[Duty, ...]
    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]
    credentials: CredentialLists
    education: tuple[Education, ...]
    experience: tuple[Experience, ...]
    offer: Offer
    systems: tuple[System, ...]
    quotas: tuple[Quota, ...]


def reading(posting: Posting) -> Reading:
    """Return all that ``posting`` says."""
    text = read_text(posting.body)
    parts = sections(text, posting.title)
    names = mentions(text, parts)
    title = title_of(text, posting.title)
    asked = clauses(text, parts, names, title)
    page = passages(text, parts, posting.title)
    seen = sightings(page)
    return Reading(
        id=posting.id,
        title=title,
        text=text,
        sections=parts,
        duties=duties(parts),
        mentions=names,
        clauses=asked,
        credentials=credential_lists(asked, names),
        education=education(asked),
        experience=experience(asked),
        offer=offer(page, seen),
        systems=systems(page, seen),
        quotas=quotas(page, seen),
    )
