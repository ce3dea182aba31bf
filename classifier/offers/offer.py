"""What the ad offers: pay, place, kind of employment, setting and level."""

from collections import Counter
from dataclasses import dataclass

from classifier.evidence import cite
from classifier.layout.passages import Passages, passages
from classifier.layout.sections import Section, SectionKind
from classifier.layout.text import Text
from classifier.offers.claims import Claim, answered, claims, said
from classifier.offers.labels import Labeled, labels
from classifier.offers.pay import Pay, pay
from classifier.offers.places import location
from classifier.offers.ranks import title_level
from classifier.offers.said import Said

__all__ = ["Offer", "Pay", "Said", "offer"]


@dataclass(frozen=True, slots=True)
class Offer:
    """What the ad offers; None for what it doesn't say."""

    pay: Pay | None = None
    workplace: Said | None = None
    employment_type: Said | None = None
    location: Said | None = None
    setting: Said | None = None
    level: Said | None = None


def offer(text: Text, sections: tuple[Section, ...]) -> Offer:
    """Return the offer of the ad; what stands behind a label comes before the rest of the text."""
    page = passages(text, sections)
    told = labels(text)
    claimed = claims(page)
    return Offer(
        pay=pay(page, told),
        workplace=_told(page, told, claimed, "workplace"),
        employment_type=_told(page, told, claimed, "employment_type"),
        location=location(page, told),
        setting=answered(page, told, "setting") or _setting(page, claimed),
        level=title_level(page) or _told(page, told, claimed, "level"),
    )


def _told(page: Passages, told: tuple[Labeled, ...], claimed: tuple[Claim, ...], field: str) -> Said | None:
    return answered(page, told, field) or said(page, claimed, field)


def _setting(page: Passages, claimed: tuple[Claim, ...]) -> Said | None:
    """Return the setting that the title names first, else the one that the text names most often."""
    found = [claim for claim in claimed if claim.field == "setting"]
    in_title = [claim for claim in found if claim.kind is SectionKind.TITLE]
    if not found:
        return None
    most = Counter(claim.value for claim in found).most_common(1)[0][0]
    first = in_title[0] if in_title else next(claim for claim in found if claim.value == most)
    return Said(first.value, cite(page.content, first.start, first.end))
