"""Who posts the ads."""

from collections import Counter

from classifier.roles import Role
from classifier.shares import Share
from classifier.survey.crossing import HIM, crossing
from classifier.survey.sheet import Book, Part, Section
from classifier.survey.survey import UNTOLD, Survey
from classifier.survey.tally import Count, Subject
from classifier.survey.wording import about, interval, plural, share

_MOST = 15
#: Share from which on one employer makes intervals too narrow to be believed.
_MUCH = 0.1


def employers(counted: Survey, book: Book) -> Section | None:
    """Return the employers with most ads; None where no source names one."""
    names = frequent_employers(counted)
    if not names:
        return None

    def of(role: str, name: str) -> Count:
        return counted.of(Subject.EMPLOYER, role, name)

    told = [*about("employers"), _told(counted, names)]
    table = crossing(book, counted, "Ads by employer", [(name, name) for name in names[:_MOST]], of)
    return Section("employers", "Employers", tuple(told), (Part((table,)),))


def frequent_employers(counted: Survey) -> list[str]:
    """Return the employers by how many ads of the field they have, then by all ads."""
    field, whole = Counter[str](), Counter[str]()
    for role, name in counted.tally.names(Subject.EMPLOYER):
        rows = counted.of(Subject.EMPLOYER, role, name).rows
        whole[name] += rows
        field[name] += rows if role in HIM else 0
    return sorted((name for name in whole if name), key=lambda name: (-field[name], -whole[name], name))


def largest_employer(counted: Survey) -> tuple[str, Share] | None:
    """Return the employer with most ads of the field and its share of those that name one; None where it is small.

    Where no ad is of the field, all count.
    """
    roles = HIM if counted.all_of(Subject.ROLE, HIM).rows else tuple(Role)
    counts = {name: counted.all_of(Subject.EMPLOYER, roles, name).rows for name in frequent_employers(counted)}
    name = next(iter(counts), UNTOLD)
    one = Share(counts.get(name, 0), sum(counts.values()))
    return (name, one) if (one.value or 0.0) >= _MUCH else None


def _told(counted: Survey, names: list[str]) -> str:
    nameless = counted.all_of(Subject.EMPLOYER, tuple(Role), UNTOLD).rows
    few = counted.tally.together(counted.of(Subject.EMPLOYER, role, name) for role in Role for name in names[:_MOST])
    one = Share(few.rows, counted.ads.rows)
    without = f"; {plural(nameless, 'ad names', 'ads name')} none" if nameless else ""
    return f"{plural(len(names), 'employer')}{without}. Those below have {share(one)} ({interval(one)}) of all ads."
