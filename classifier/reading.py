"""All that can be read from a posting without a model."""

from dataclasses import dataclass

from classifier.clauses import Clause, clauses
from classifier.duties import Duty, duties
from classifier.mentions import Mention, mentions
from classifier.offer import Offer, offer
from classifier.posting import Posting
from classifier.requirements import CredentialLists, credential_lists
from classifier.schooling import Education, education
from classifier.sections import Section, sections, title_of
from classifier.systems import System, systems
from classifier.text import Text, read_text
from classifier.years import Experience, experience


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


def reading(posting: Posting) -> Reading:
    """Return all that ``posting`` says."""
    text = read_text(posting.body)
    parts = sections(text, posting.title)
    names = mentions(text, parts)
    asked = clauses(text, parts, names)
    return Reading(
        id=posting.id,
        title=title_of(text, posting.title),
        text=text,
        sections=parts,
        duties=duties(text, parts),
        mentions=names,
        clauses=asked,
        credentials=credential_lists(asked, names),
        education=education(asked),
        experience=experience(asked),
        offer=offer(text, parts),
        systems=systems(text, parts),
    )
