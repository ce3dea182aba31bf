"""Roles by state and by place of work."""

from classifier.roles import Role
from classifier.survey import charts
from classifier.survey.crossing import HIM, crossing, drawn_roles, ranked
from classifier.survey.places import state_name
from classifier.survey.sheet import Book, Part, Section
from classifier.survey.survey import UNTOLD, Survey
from classifier.survey.tally import Count, Subject
from classifier.survey.wording import about, plural, role_names

_MOST_DRAWN = 15
_WORKPLACES = {"onsite": "on site", "hybrid": "hybrid", "remote": "remote", UNTOLD: "not told"}


def regions(counted: Survey, book: Book) -> Section | None:
    """Return how many ads of each role are from where; None where no ad tells."""
    parts = tuple(part for part in (_states(counted, book), _workplaces(counted, book)) if part)
    if not parts:
        return None
    nowhere = counted.all_of(Subject.STATE, ranked(counted), UNTOLD)
    told = list(about("places"))
    if nowhere.rows:
        told.append(f"{plural(nowhere.rows, 'ad names', 'ads name')} no US state.")
    return Section("places", "Places", tuple(told), parts)


def _states(counted: Survey, book: Book) -> Part | None:

    def of(role: str, letters: str) -> Count:
        return counted.of(Subject.STATE, role, letters)

    letters = _frequent(counted)
    if not letters:
        return None
    table = crossing(book, counted, "Ads by state", [(state_name(one), one) for one in letters], of)
    drawn = [one for one in letters[:_MOST_DRAWN] if any(of(role, one).rows for role in drawn_roles(counted))]
    series = [
        charts.Series(role_names()[role], role, [of(role, one).rows for one in drawn]) for role in drawn_roles(counted)
    ]
    told = f"Ads by state and role, the {len(drawn)} states with most ads; the table below has the numbers"
    return Part((table,), charts.bars([state_name(one) for one in drawn], series, "ads", told), "By state")


def _frequent(counted: Survey) -> list[str]:
    """Return the letters of the states by how many ads of the field they have, then by all ads."""
    came = {letters for _, letters in counted.tally.names(Subject.STATE) if letters}
    rows = {one: tuple(counted.all_of(Subject.STATE, roles, one).rows for roles in (HIM, tuple(Role))) for one in came}
    return sorted(came, key=lambda one: (-rows[one][0], -rows[one][1], one))


def _workplaces(counted: Survey, book: Book) -> Part | None:
    came = {name for _, name in counted.tally.names(Subject.WORKPLACE)}
    if not came - {UNTOLD}:
        return None
    rows = [(told, name) for name, told in _WORKPLACES.items() if name in came]

    def of(role: str, name: str) -> Count:
        return counted.of(Subject.WORKPLACE, role, name)

    table = crossing(book, counted, "Ads by workplace", rows, of)
    return Part((table,), None, "On site, hybrid or remote")
