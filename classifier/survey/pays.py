"""What the ads of each role pay, each unit and currency by itself."""

from markupsafe import Markup

from classifier.roles import Role
from classifier.survey import charts
from classifier.survey.amounts import FEWEST
from classifier.survey.crossing import SHARES, ranked, role_name, shares
from classifier.survey.sheet import Book, Cell, Part, Section, Table
from classifier.survey.survey import Range, Survey
from classifier.survey.tally import Count, Subject
from classifier.survey.wording import UNIT_NAMES, about, amount, amounts, role_names

#: Units that are drawn; the others are rare.
_DRAWN = ("hour", "year")


def pays(counted: Survey, book: Book) -> Section | None:
    """Return how much is paid; None where no ad tells it."""
    kinds: dict[tuple[str, str], int] = {}
    for (_, per, currency), spread in counted.pays.items():
        kinds[per, currency] = kinds.get((per, currency), 0) + spread.low.number
    if not kinds:
        return None
    ranked_kinds = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    told = [kind for kind in ranked_kinds if _most(counted, kind) >= FEWEST]
    rare = [kind for kind in ranked_kinds if kind not in told]
    parts = (_telling(counted, book), *(_kind(counted, book, *kind) for kind in told), _rare(counted, book, rare))
    return Section("pay", "Pay", about("pay"), tuple(part for part in parts if part))


def _most(counted: Survey, kind: tuple[str, str]) -> int:
    return max(spread.low.number for (_, *own), spread in counted.pays.items() if tuple(own) == kind)


def _rare(counted: Survey, book: Book, kinds: list[tuple[str, str]]) -> Part | None:
    rows = tuple(
        (_title(*kind), book.figure(counted.all_of(Subject.PAY, tuple(Role), *kind), _title(*kind))) for kind in kinds
    )
    table = Table("Units and currencies with too few ads of any role", ("unit", "ads"), rows)
    return Part((table,)) if rows else None


def _title(per: str, currency: str) -> str:
    return f"{currency or 'Currency not told'}{' ' if per and currency else ', '}{UNIT_NAMES[per]}"


def _telling(counted: Survey, book: Book) -> Part:
    rows: list[tuple[Cell, ...]] = []
    for role in ranked(counted):
        ads = counted.of(Subject.ROLE, role)
        told = _told(counted, role)
        rows.append(
            (
                role_name(role),
                book.figure(ads, role_names()[role]),
                book.figure(told, f"{role_names()[role]}: pay told"),
                *shares(told, ads),
            )
        )
    return Part((Table("Ads that tell pay", ("role", "ads", "tell pay", *SHARES), tuple(rows)),))


def _told(counted: Survey, role: str) -> Count:
    names = [name for name in counted.tally.names(Subject.PAY) if name[0] == role and len(name) > 1]
    return counted.tally.together(counted.of(Subject.PAY, *name) for name in names)


def _kind(counted: Survey, book: Book, per: str, currency: str) -> Part:
    title = _title(per, currency)
    roles = [role for role in ranked(counted) if (role, per, currency) in counted.pays]
    ranges = {role: counted.pays[role, per, currency] for role in roles}
    heads = ("role", "ads", "lower end, median", "upper end, median", "middle, median", "95 % interval", "middle half")
    rows: list[tuple[Cell, ...]] = []
    for role in roles:
        figure = book.figure(counted.of(Subject.PAY, role, per, currency), f"{role_names()[role]}: {title}")
        rows.append((role_name(role), figure, *_spread(ranges[role])))
    return Part((Table(f"Pay, {title}", heads, tuple(rows)),), _chart(ranges, title) if per in _DRAWN else None, title)


def _spread(spread: Range) -> tuple[str, ...]:
    if spread.low.number < FEWEST:
        return ("too few",) + ("-",) * 4
    middle = spread.middle
    quarters = (middle.quantile(0.25) or 0.0, middle.quantile(0.75) or 0.0)
    ends = (amount(spread.low.quantile(0.5)), amount(spread.high.quantile(0.5)), amount(middle.quantile(0.5)))
    return (*ends, amounts(middle.median_interval), amounts(quarters))


def _chart(ranges: dict[str, Range], title: str) -> Markup | None:
    rows = [
        charts.Spread(role_names()[role], role, *((one.middle.quantile(part) or 0.0) for part in (0.25, 0.5, 0.75)))
        for role, one in ranges.items()
        if one.low.number >= FEWEST
    ]
    told = f"Middle half and median of pay by role, {title}; the table below has the numbers"
    return charts.spreads(rows, title, told) if rows else None
