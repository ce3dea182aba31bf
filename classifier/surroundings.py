"""Whether letters that mean several things mean a credential where they stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from classifier.catalogue import Credential, NameRule, credential, current
from classifier.forms import Shape
from classifier.knowledge import table
from classifier.sections import SectionKind

_REACH = 160  # characters of the line looked at on either side, enough for twelve tokens
_TOKENS = 12
_NEIGHBORS = 3  # credentials looked at on either side
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
class Found:
    """One form of a credential that stands in the text, before its surroundings are weighed."""

    code: str
    start: int
    end: int
    written: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Page:
    """The content, the same folded, all forms found in it, and the section that a place belongs to."""

    content: str
    fold: str
    found: tuple[Found, ...]
    heading: Callable[[int], SectionKind | None]

    def touches(self, place: int) -> bool:
        """Tell whether nothing but a space or a dash stands at the place between two words."""
        return self.content[place : place + 1] in (" ", "-")


@dataclass(frozen=True, slots=True)
class Case:
    """One contested form to judge, with the nearest twelve words of its line on either side, in lower case."""

    page: Page
    index: int
    entry: Credential
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def found(self) -> Found:
        """The form itself."""
        return self.page.found[self.index]

    def near(self, tokens: int) -> set[str]:
        """Return the words at most so many tokens away."""
        return {*self.before[-tokens:], *self.after[:tokens]}

    def holds(self, phrases: tuple[str, ...], tokens: int = _TOKENS) -> bool:
        """Tell whether one of the phrases stands among the words at most so many tokens away."""
        text = f" {' '.join(self.before[-tokens:])} | {' '.join(self.after[:tokens])} "
        return any(f" {phrase} " in text for phrase in phrases)

    @property
    def asked(self) -> bool:
        """Whether the heading over the line asks for something."""
        return self.page.heading(self.found.start) in _ASKING


def stands(page: Page) -> list[Found]:
    """Return those of the found forms that mean a credential."""
    return [one for index, one in enumerate(page.found) if not _contested(page, one) or _accepted(page, index)]


def _contested(page: Page, one: Found) -> bool:
    """Whether the form has other senses, so that its surroundings must speak for the credential."""
    contested = credential(one.code).contested
    if not contested:
        return False
    return one.written in contested or page.content[one.start : one.start + len(one.written)] in contested


def _accepted(page: Page, index: int) -> bool:
    """Whether the first test that holds speaks for the credential."""
    case = _case(page, index)
    tests = _NAME_TESTS if case.found.shape is Shape.NAME else _LETTER_TESTS
    return next((verdict for test, verdict in tests if test(case)), False)


def _case(page: Page, index: int) -> Case:
    one = page.found[index]
    line = page.content.rfind("\n", max(0, one.start - _REACH), one.start)
    start = max(0, one.start - _REACH) if line < 0 else line
    line = page.content.find("\n", one.end, one.end + _REACH)
    end = one.end + _REACH if line < 0 else line
    before = page.fold[start : one.start].split()[-_TOKENS:]
    after = page.fold[one.end : end].split()[:_TOKENS]
    return Case(page, index, credential(one.code), tuple(before), tuple(after))


def _beside_name(case: Case) -> bool:
    """Whether the full name of the same credential stands in the line, within twelve tokens."""
    return any(_same_with_shape(case, index, named=True) for index in _neighbors(case, _TOKENS))


def _forbidden(case: Case) -> bool:
    """Whether a word in reach gives away another sense."""
    one = case.found
    before = case.before[-1] if case.before and case.page.touches(one.start - 1) else None
    after = case.after[0] if case.after and case.page.touches(one.end) else None
    written = case.page.content[one.start : one.end]
    return any(
        before in sense.before or after in sense.after or written in sense.written or case.holds(sense.cues)
        for sense in case.entry.other_senses
    )


def _wrong_case(case: Case) -> bool:
    """Whether it's in small letters where they may not be, or a word like "Ccs" without a certification word beside it."""
    written = case.page.content[case.found.start : case.found.end].removesuffix("s")
    if written.isupper():
        return False
    if written.islower() or not case.entry.lower:
        return not case.entry.lower
    return not (_words("certifying") & case.near(1) or _vouched(case, 1))


def _of_strict_topic(case: Case) -> bool:
    return case.entry.strict and (_of_topic(case) or case.holds((case.entry.issuer.lower(),)))


def _strict(case: Case) -> bool:
    return case.entry.strict


def _spoken_for(case: Case) -> bool:
    """Whether something close by speaks for a credential beyond doubt."""
    return bool(_words("nouns") & case.near(2)) or case.holds(_issuers()) or _vouched(case, 6)


def _opens_line(case: Case) -> bool:
    """Whether a line under Requirements begins with it, and not as an adjective: "COC; knowledge of coding standards"."""
    if case.before or not case.asked:
        return False
    return not case.page.touches(case.found.end) or case.after[:1] in (("and",), ("or",), ("with",))


def _weakly_forbidden(case: Case) -> bool:
    return any(case.holds(sense.weak) for sense in case.entry.other_senses)


def _hinted_at(case: Case) -> bool:
    """Whether something farther off, the heading over the line, or standing alone speaks for a credential."""
    alone = not case.before and not case.after
    noun = _words("nouns") & case.near(4)
    return bool(alone or noun or case.asked or _of_topic(case) or _in_list(case))


def _of_topic(case: Case) -> bool:
    return case.holds(case.entry.topics, 6)


def _beside_code(case: Case) -> bool:
    """Whether the credential's own code follows or goes before the name at once."""
    return any(_same_with_shape(case, index, named=False) for index in _neighbors(case, 0))


def _of_issuer(case: Case) -> bool:
    return case.holds((case.entry.issuer.lower(), case.entry.code.lower()))


def _names_class(case: Case) -> bool:
    return case.entry.name_rule is NameRule.WITH_CODE


def _names_job(case: Case) -> bool:
    """Whether it reads as the title of a job: "as an Oncology Data Specialist", "Oncology Data Specialist II"."""
    lead = f" {' '.join(case.before[-3:])}"
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


def _neighbors(case: Case, tokens: int) -> Iterator[int]:
    """Give the indexes of the other found forms of the same line at most so many tokens away."""
    page, one = case.page, case.found
    for index in range(max(0, case.index - _NEIGHBORS), min(case.index + _NEIGHBORS + 1, len(page.found))):
        other = page.found[index]
        left, right = (other, one) if other.start < one.start else (one, other)
        gap = slice(left.end, right.start)
        if other is one or right.start - left.end > _REACH or "\n" in page.content[gap]:
            continue
        if len(page.fold[gap].split()) <= tokens:
            yield index


def _vouched(case: Case, tokens: int) -> bool:
    """Whether an uncontested HIM credential stands so near."""
    others = (case.page.found[index] for index in _neighbors(case, tokens))
    return any(credential(other.code).is_him and not _contested(case.page, other) for other in others)


def _in_list(case: Case) -> bool:
    """Whether it shares a list with another contested code of its kind: "CCS, CPC or CIC"."""
    return any(_of_kind(case, _case(case.page, index)) for index in _neighbors(case, 2))


def _of_kind(case: Case, other: Case) -> bool:
    """Whether the two speak for the same role, the other in capitals and for itself free of other senses."""
    one, two = case.entry, other.entry
    alike = one.code != two.code and one.supports is two.supports and two.is_him
    return alike and case.page.content[other.found.start : other.found.end].isupper() and not _forbidden(other)


def _same_with_shape(case: Case, index: int, named: bool) -> bool:
    """Whether the other form names the same credential, with its full name or with letters."""
    other = case.page.found[index]
    return (other.shape is Shape.NAME) is named and current(other.code) == current(case.entry.code)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("credentials")["context"][name])


@cache
def _issuers() -> tuple[str, ...]:
    return tuple(table("credentials")["context"]["issuers"])
