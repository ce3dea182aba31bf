"""Whether letters that mean several things mean a credential where they stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from classifier.knowledge import table
from classifier.layout.sections import SectionKind
from classifier.names.catalogue import Credential, NameRule, credential, current
from classifier.names.forms import Shape
from classifier.names.sightings import Sighting

_REACH = 160  # characters of the line looked at on either side, enough for twelve tokens
_TOKENS = 12
_NEIGHBORS = 3  # credentials looked at on either side
_LIST_GAP = 2  # words between two members of a list
_CERTIFIED_AS = 10  # words before "as an" among which "certification" makes a name no job
_ASKING = frozenset(
    (
        SectionKind.REQUIREMENTS,
        SectionKind.PREFERRED,
        SectionKind.LICENSURE,
        SectionKind.SCHOOLING,
        SectionKind.EXPERIENCE,
    )
)


@dataclass(frozen=True, slots=True)
class Page:
    """The content, the same folded, all sightings in it, and the kind of section that a place belongs to."""

    content: str
    fold: str
    seen: tuple[Sighting, ...]
    heading: Callable[[int], SectionKind | None]

    def touches(self, place: int) -> bool:
        """Tell whether nothing but a space or a dash stands at the place between two words."""
        return self.content[place : place + 1] in (" ", "-")


@dataclass(frozen=True, slots=True)
class Neighbor:
    """Another sighting of the same line, with the number of words between."""

    index: int
    tokens: int
    seen: Sighting

    @property
    def named(self) -> bool:
        """Whether it is a spelled-out name."""
        return self.seen.shape is Shape.NAME


@dataclass(frozen=True, slots=True)
class Case:
    """One contested sighting to judge, with the nearest twelve words of its line on either side, in lower case."""

    page: Page
    seen: Sighting
    entry: Credential
    before: tuple[str, ...]
    after: tuple[str, ...]
    words: str
    neighbors: tuple[Neighbor, ...]

    def near(self, tokens: int) -> set[str]:
        """Return the words at most so many tokens away."""
        return {*self.before[-tokens:], *self.after[:tokens]}

    def holds(self, phrases: tuple[str, ...]) -> bool:
        """Tell whether one of the phrases stands among the words."""
        return any(f" {phrase} " in self.words for phrase in phrases)

    @property
    def asked(self) -> bool:
        """Whether the heading over the line asks for something."""
        return self.page.heading(self.seen.start) in _ASKING


def vouched(page: Page) -> tuple[Sighting, ...]:
    """Return those of the sightings that mean a credential; letters that mean one in an ad mean it all through it."""
    sure = {index for index, one in enumerate(page.seen) if not _contested(page, one) or _accepted(page, index)}
    meant = {page.seen[index].code for index in sure}
    return tuple(
        one for index, one in enumerate(page.seen) if index in sure or (one.code in meant and _unopposed(page, index))
    )


def _unopposed(page: Page, index: int) -> bool:
    """Whether letters stand there, and nothing about them speaks for another sense."""
    if page.seen[index].shape is Shape.NAME:
        return False
    case = _case(page, index)
    return not (_forbidden(case) or _wrong_case(case) or _strict(case) or _weakly_forbidden(case))


def _contested(page: Page, one: Sighting) -> bool:
    """Whether the form has other senses, so that its surroundings must speak for the credential."""
    contested = credential(one.code).contested
    if not contested:
        return False
    return one.written in contested or page.content[one.start : one.start + len(one.written)] in contested


def _accepted(page: Page, index: int) -> bool:
    """Whether the first test that holds speaks for the credential."""
    case = _case(page, index)
    tests = _NAME_TESTS if case.seen.shape is Shape.NAME else _LETTER_TESTS
    return next((verdict for test, verdict in tests if test(case)), False)


def _case(page: Page, index: int) -> Case:
    one = page.seen[index]
    start, end = _line(page.content, one)
    before = tuple(page.fold[start : one.start].split()[-_TOKENS:])
    after = tuple(page.fold[one.end : end].split()[:_TOKENS])
    words = f" {' '.join(before)} | {' '.join(after)} "
    return Case(page, one, credential(one.code), before, after, words, tuple(_neighbors(page, index)))


def _line(content: str, one: Sighting) -> tuple[int, int]:
    """Where the line of the sighting starts and ends, or the reach where that is nearer."""
    low, high = max(0, one.start - _REACH), one.end + _REACH
    start, end = content.rfind("\n", low, one.start), content.find("\n", one.end, high)
    return (low if start < 0 else start), (high if end < 0 else end)


def _neighbors(page: Page, index: int) -> Iterator[Neighbor]:
    one = page.seen[index]
    for place in range(max(0, index - _NEIGHBORS), min(index + _NEIGHBORS + 1, len(page.seen))):
        other = page.seen[place]
        start, end = (other.end, one.start) if place < index else (one.end, other.start)
        if place != index and end - start <= _REACH and "\n" not in page.content[start:end]:
            yield Neighbor(place, len(page.fold[start:end].split()), other)


def _beside_name(case: Case) -> bool:
    """Whether the full name of the same credential stands in the line, within twelve tokens."""
    code = current(case.entry.code)
    return any(other.named and current(other.seen.code) == code for other in case.neighbors)


def _forbidden(case: Case) -> bool:
    """Whether a word in reach gives away another sense."""
    one = case.seen
    before = case.before[-1] if case.before and case.page.touches(one.start - 1) else None
    after = case.after[0] if case.after and case.page.touches(one.end) else None
    written = case.page.content[one.start : one.end]
    return any(
        before in sense.before or after in sense.after or written in sense.written or case.holds(sense.cues)
        for sense in case.entry.other_senses
    )


def _wrong_case(case: Case) -> bool:
    """Whether small letters aren't allowed here, or a word like "Ccs" has no certification word beside it."""
    written = case.page.content[case.seen.start : case.seen.end].removesuffix("s")
    if written.isupper():
        return False
    if written.islower() or not case.entry.lower:
        return not case.entry.lower
    return not (_words("certifying") & case.near(1) or _beside_credential(case, 1))


def _of_strict_topic(case: Case) -> bool:
    return case.entry.strict and (_of_topic(case) or case.holds((case.entry.issuer.lower(),)))


def _strict(case: Case) -> bool:
    return case.entry.strict


def _spoken_for(case: Case) -> bool:
    """Whether something close by speaks for a credential beyond doubt."""
    return bool(_words("nouns") & case.near(2)) or case.holds(_issuers()) or _beside_credential(case, 6)


def _opens_line(case: Case) -> bool:
    """Whether it opens a line under Requirements, and not as an adjective: "COC; knowledge of coding standards"."""
    if case.before or not case.asked:
        return False
    return not case.page.touches(case.seen.end) or case.after[:1] in (("and",), ("or",), ("with",))


def _weakly_forbidden(case: Case) -> bool:
    return any(case.holds(sense.weak) for sense in case.entry.other_senses)


def _hinted_at(case: Case) -> bool:
    """Whether something farther off, the heading over the line, or standing alone speaks for a credential."""
    alone = not case.before and not case.after
    noun = _words("nouns") & case.near(4)
    return bool(alone or noun or case.asked or _of_topic(case) or _in_list(case))


def _of_topic(case: Case) -> bool:
    nearest = f" {' '.join(case.before[-6:])} | {' '.join(case.after[:6])} "
    return any(f" {topic} " in nearest for topic in case.entry.topics)


def _beside_code(case: Case) -> bool:
    """Whether the credential's own code follows or goes before the name at once."""
    code = current(case.entry.code)
    return any(not other.tokens and not other.named and current(other.seen.code) == code for other in case.neighbors)


def _of_issuer(case: Case) -> bool:
    return case.holds((case.entry.issuer.lower(), case.entry.code.lower()))


def _names_class(case: Case) -> bool:
    return case.entry.name_rule is NameRule.WITH_CODE


def _names_job(case: Case) -> bool:
    """Whether it reads as the title of a job: "as an Oncology Data Specialist", "Oncology Data Specialist II"."""
    lead = f" {' '.join(case.before[-3:])}"
    if lead.endswith((" as a", " as an", " as the")) and _words("certifying") & {*case.before[-_CERTIFIED_AS:]}:
        return False  # "certification by the NCRA as an Oncology Data Specialist"
    return bool(_words("levels") & {*case.after[:1]}) or any(lead.endswith(f" {role}") for role in _words("roles"))


def _certified(case: Case) -> bool:
    return bool(_words("certifying") & case.near(4)) or case.asked


_LETTER_TESTS: tuple[tuple[Callable[[Case], bool], bool], ...] = (
    (_beside_name, True),  # Certified Inpatient Coder (CIC)
    (_forbidden, False),  # CIC (infection control) certification
    (_wrong_case, False),  # Cris will meet you
    (_of_strict_topic, True),  # RRA or ART
    (_strict, False),  # ART certification
    (_spoken_for, True),  # CTR required
    (_opens_line, True),  # Requirements: COC; coding standards
    (_weakly_forbidden, False),  # knowledge of CRC and other cancers
    (_hinted_at, True),  # CCS, CIC or CPC
)

_NAME_TESTS: tuple[tuple[Callable[[Case], bool], bool], ...] = (
    (_beside_code, True),  # Oncology Data Specialist (ODS)
    (_of_issuer, True),  # certified medical coder (PMI)
    (_names_class, False),  # certified medical coder
    (_names_job, False),  # Oncology Data Specialist II
    (_certified, True),  # Oncology Data Specialist certification
)


def _beside_credential(case: Case, tokens: int) -> bool:
    """Whether an uncontested HIM credential stands so near."""
    return any(
        other.tokens <= tokens and credential(other.seen.code).is_him and not _contested(case.page, other.seen)
        for other in case.neighbors
    )


def _in_list(case: Case) -> bool:
    """Whether it shares a list with another contested code of its kind: "CCS, CPC or CIC"."""
    return any(
        _of_kind(case, other) and not _forbidden(_case(case.page, other.index))
        for other in case.neighbors
        if other.tokens <= _LIST_GAP
    )


def _of_kind(case: Case, other: Neighbor) -> bool:
    """Whether both speak for the same role, the other in capitals."""
    entry = credential(other.seen.code)
    alike = entry.code != case.entry.code and entry.is_him and entry.supports is case.entry.supports
    return alike and case.page.content[other.seen.start : other.seen.end].isupper()


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("credentials")["context"][name])


@cache
def _issuers() -> tuple[str, ...]:
    return tuple(table("credentials")["context"]["issuers"])
