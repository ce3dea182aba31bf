"""What the ad offers: pay, place, kind of employment, setting and level."""

from collections import Counter
from dataclasses import dataclass

from classifier.evidence import cite
from classifier.layout.passages import Passages
from classifier.layout.sections import SectionKind
from classifier.offers.claims import Claim, answered, claims, said
from classifier.offers.labels import Labeled, labels
from classifier.offers.pay import Pay, pay
from classifier.offers.places import location
from classifier.offers.ranks import title_level
from classifier.offers.said import Said
from classifier.offers.sightings import Sightings

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


def offer(page: Passages, seen: Sightings) -> Offer:
    """Return the offer of the ad; what stands behind a label comes before the rest of the text."""
    told = labels(page.text)
    claimed = claims(page, seen)
    return Offer(
        pay=pay(page, seen, told),
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
    in_title = [claim for claim in found if _in_title(page, claim)]
    if not found:
        return None
    most = Counter(claim.value for claim in found).most_common(1)[0][0]
    first = in_title[0] if in_title else next(claim for claim in found if claim.value == most)
    return Said(first.value, cite(page.content, first.start, first.end))


def _in_title(page: Passages, claim: Claim) -> bool:
    """Tell whether a claim stands in the title, or its words in the title that the posting came with."""
    return claim.kind is SectionKind.TITLE or page.fold[claim.start : claim.end] in page.posted
