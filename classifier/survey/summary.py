"""The page in short: sentences with counts and shares."""

from collections.abc import Iterator

from classifier.roles import Role
from classifier.shares import Share
from classifier.survey.amounts import FEWEST
from classifier.survey.crossing import HIM, part, ranked, unflagged
from classifier.survey.demanded import asked_codes, asking
from classifier.survey.employers import largest_employer
from classifier.survey.found import frequent_checks
from classifier.survey.offered import LEVELS
from classifier.survey.standing import error_count
from classifier.survey.survey import Survey
from classifier.survey.tally import Subject
from classifier.survey.wording import LEVEL_NAMES, UNIT_NAMES, amount, checks, interval, plural, role_names, share

#: Roles that are told of by name.
_MOST_ROLES, _MOST_CODES = 5, 3
#: Ads that a role needs, and the share that a credential needs, to be told of here; the tables tell of all.
_FEWEST_ADS, _OFTEN = 10, 0.05


def summary(counted: Survey) -> tuple[tuple[str, str], ...]:
    """Return what to know first: sentences, each behind the role that it is about, empty for all."""
    if not counted.rows:
        return (("", "The results hold no row."),)
    if not counted.ads.rows:
        return (("", f"None of {plural(counted.rows, 'row')} is an ad to be counted: all are errors or duplicates."),)
    before = [sentence for told in (_size, _field) for sentence in told(counted)]
    after = [sentence for told in (_findings, _flagged) for sentence in told(counted)]
    return (*(("", sentence) for sentence in before), *_each(counted), *(("", sentence) for sentence in after))


def _size(counted: Survey) -> Iterator[str]:
    errors, doubles = error_count(counted).rows, counted.all_of(Subject.DUPLICATE).rows
    parts = [plural(doubles, "duplicate")] if doubles else []
    parts += [f"{plural(errors, 'row')} that couldn't be read"] if errors else []
    when = f", posted from {counted.days[0]} to {counted.days[1]}" if counted.days else ""
    left = f" Left out: {' and '.join(parts)}." if parts else ""
    largest = largest_employer(counted)
    yield f"{plural(counted.ads.rows, 'ad')} of {plural(counted.rows, 'row')} stand in these figures{when}.{left}"
    if largest:
        name, one = largest
        whose = "health information ads" if counted.all_of(Subject.ROLE, HIM).rows else "ads"
        yield f"{name} posts {_said(one)} of the {whose} that name an employer, so intervals are too narrow."


def _field(counted: Survey) -> Iterator[str]:
    """Say how many ads are of the field, and which roles they are."""
    ads, field = counted.ads, counted.all_of(Subject.ROLE, HIM)
    if not field.rows:
        yield "None of them is a health information job."
        return
    are = plural(field.rows, "is a health information job", "are health information jobs")
    yield f"{are}: {_said(part(field, ads))}, without flagged ads {share(unflagged(field, ads))}."
    roles = [role for role in ranked(counted) if role != Role.OTHER][:_MOST_ROLES]
    told = (f"{role_names()[role].lower()} {_said(part(counted.of(Subject.ROLE, role), ads))}" for role in roles)
    yield f"Most frequent: {'; '.join(told)}."


def _each(counted: Survey) -> Iterator[tuple[str, str]]:
    for role in _large(counted):
        told = [part for about in (_credentials, _schooling, _pay) for part in about(counted, role)]
        yield role_names()[role], f"{'; '.join(told)}."


def _credentials(counted: Survey, role: str) -> Iterator[str]:
    ads = counted.of(Subject.ROLE, role)
    yield f"{_said(part(counted.of(Subject.ASKING, role), ads))} ask for a credential"
    shares = {code: part(asking(counted, role, code), ads) for code in asked_codes(counted, role)[:_MOST_CODES]}
    often = [f"{code} {share(one)}" for code, one in shares.items() if (one.value or 0.0) >= _OFTEN]
    if often:
        yield f"most often {', '.join(often)}"


def _schooling(counted: Survey, role: str) -> Iterator[str]:
    counts = {level: counted.of(Subject.SCHOOLING, role, level, "REQ") for level in LEVELS}
    level = max(counts, key=lambda level: counts[level].rows)
    if counts[level].rows:
        one = part(counts[level], counted.of(Subject.ROLE, role))
        yield f"in {_said(one)} the lowest schooling required is {LEVEL_NAMES[level]}"


def _pay(counted: Survey, role: str) -> Iterator[str]:
    for per, currency in (("hour", "USD"), ("year", "USD")):
        spread = counted.pays.get((role, per, currency))
        if spread and spread.low.number >= FEWEST:
            low, high = (amount(ends.quantile(0.5)) for ends in (spread.low, spread.high))
            yield f"median pay {low} to {high} {currency} {UNIT_NAMES[per]} ({plural(spread.low.number, 'ad')})"


def _findings(counted: Survey) -> Iterator[str]:
    for name in frequent_checks(counted)[:1]:
        one = part(counted.of(Subject.FINDING, name), counted.ads)
        title = checks().get(name, ("", ""))[1]
        yield f"Most frequent finding: {title} ({name}), in {_said(one)} of the ads."


def _flagged(counted: Survey) -> Iterator[str]:
    flagged = counted.all_of(Subject.FLAGGED)
    yield f"{plural(flagged.rows, 'ad is', 'ads are')} flagged for review: {_said(part(flagged, counted.ads))}."


def _large(counted: Survey) -> list[str]:
    roles = (role for role in ranked(counted) if role != Role.OTHER)
    return [role for role in roles if counted.of(Subject.ROLE, role).rows >= _FEWEST_ADS][:_MOST_ROLES]


def _said(one: Share) -> str:
    return f"{share(one)} ({interval(one)})"
