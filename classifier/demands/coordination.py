"""How several things asked for hang together: slashes bind tightest, then words, then commas."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifier.demands.element import Element
from classifier.demands.expression import All, Any, Atom, Expression, atoms
from classifier.demands.laws import simplify
from classifier.demands.sorts import family_of, sort_of, trade

_CLOSED = ("and", "plus", "with")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Coordination:
    """The joined expression, and whether the ad can be read in two ways."""

    value: Expression
    ambiguous: bool = False


def coordination(elements: Sequence[Element]) -> Coordination:
    """Return the elements joined into one expression; there is at least one."""
    if len(elements) == 1 and not elements[0].mark:
        return Coordination(simplify(_own(elements[0])))
    tight = _slashes(elements)
    marked, ambiguous = _marked(tight)
    runs = _spread(_tail_parted(_runs(marked)))
    values = [_words(_without_eq(run)) for run in runs]
    ambiguous = ambiguous or any(value.ambiguous for value in values)
    joined = [
        replace(run[0], value=value.value, mark="", eq=run[-1].eq and _is_list(run))
        for run, value in zip(runs, values, strict=True)
    ]
    result = _commas(joined)
    return Coordination(simplify(result.value), ambiguous or result.ambiguous)


def _spread(runs: list[list[Element]]) -> list[list[Element]]:
    """Part the last run of "A, B and C": its "and" governs the whole list."""
    last = runs[-1]
    bare = len(runs) > 1 and len(last) > 1 and all(len(run) == 1 and not run[0].link for run in runs[:-1])
    if not bare or last[0].link == "or" or any(element.link != "and" for element in last[1:]):
        return runs
    return [*runs[:-1], *([replace(element, comma=True)] for element in last)]


def _tail_parted(runs: list[list[Element]]) -> list[list[Element]]:
    """Part "CPC, COC or CCS plus two years" before "plus": what is added goes with the whole list."""
    last = runs[-1]
    cut = next((place for place, element in enumerate(last) if place and element.link in ("and", "plus")), 0)
    bare = len(runs) > 1 and all(len(run) == 1 and not run[0].link for run in runs[:-1])
    listed = all(element.link == "or" for element in last[1:cut]) and not last[0].link
    sorts = {element.sort for run in runs[:-1] for element in run} | {element.sort for element in last[:cut]}
    if cut < _TWO or not (bare and listed) or len(sorts) > 1 or any(each.sort in sorts for each in last[cut:]):
        return runs
    return [*runs[:-1], last[:cut], [replace(last[cut], comma=True), *last[cut + 1 :]]]


def _is_list(run: Sequence[Element]) -> bool:
    return all(element.link == "or" for element in run[1:])


def _without_eq(run: list[Element]) -> list[Element]:
    """Leave "or equivalent" behind a list to the list that the commas may make longer."""
    return [*run[:-1], replace(run[-1], eq=False)] if _is_list(run) else run


def _slashes(elements: Sequence[Element]) -> list[Element]:
    joined: list[Element] = []
    for element in elements:
        if joined and element.link == "/" and not element.comma and joined[-1].sort == element.sort:
            last = joined[-1]
            joined[-1] = replace(last, value=_any(1, [last.value, element.value]), eq=element.eq)
        else:
            joined.append(replace(element, link="or") if element.link == "/" else element)
    return joined


def _runs(elements: Sequence[Element]) -> list[list[Element]]:
    """Part the elements at their commas."""
    runs: list[list[Element]] = []
    for element in elements:
        if not runs or element.comma or not element.link:
            runs.append([element])
        else:
            runs[-1].append(element)
        if element.comma and element.link in ("", "or") and len(runs) > 1:
            runs[-2:-1] = _list_opened(runs[-2], element)
    return runs


def _list_opened(run: list[Element], behind: Element) -> list[list[Element]]:
    """Part "3 years and a CPC" before ", COC or CCS": the list starts with the CPC."""
    last = run[-1]
    opens = len(run) > 1 and last.link in ("and", "plus") and last.sort == behind.sort and run[-2].sort != last.sort
    return [run[:-1], [replace(last, comma=True)]] if opens else [run]


def _marked(elements: list[Element]) -> tuple[list[Element], bool]:
    """Close the groups that "either", "both" and "one of" open, from the right, so that they nest."""
    ambiguous = False
    place = len(elements) - 1
    while place >= 0:
        mark = elements[place].mark
        if mark:
            end = _group_end(elements, place, mark)
            first = elements[place]
            value, doubt = _group(elements[place:end], mark)
            ambiguous = ambiguous or doubt
            elements = [*elements[:place], replace(first, value=value, mark="", eq=False), *elements[end:]]
        place -= 1
    return elements, ambiguous


def _group_end(elements: list[Element], start: int, mark: str) -> int:
    end = start + 1
    sort = elements[start].sort
    joined_by_word = False
    while end < len(elements):
        element = elements[end]
        if mark == "either" and element.link == "with" and joined_by_word:
            end += 1
            continue
        if element.link == "with" or (element.sort != sort and (mark == "count" or element.link != "or")):
            break
        if mark == "either" and element.link in ("and", "plus"):
            break
        if mark == "both" and joined_by_word:
            break
        if mark == "count" and (
            element.link == "plus" or (joined_by_word and element.link in ("", "and") and element.comma)
        ):
            break
        joined_by_word = joined_by_word or element.link in ("or", "and", "plus")
        end += 1
    return end


def _group(members: Sequence[Element], mark: str) -> tuple[Expression, bool]:
    values = [member.value for member in members]
    eq = members[-1].eq
    if mark == "either" and any(member.link == "with" for member in members[1:]):
        return _any(1, [_words(branch).value for branch in _branches(members)]), False
    if mark == "both":
        return _all(values), False
    k = members[0].k if mark == "count" else 1
    flat = [part for value in values for part in (value.args if isinstance(value, Any) and value.k == 1 else (value,))]
    return Any(k, tuple(flat), eq) if len(flat) > 1 or k > 1 else _equivalent(flat[0], eq=eq), False


def _words(run: Sequence[Element]) -> Coordination:
    """Join a run without commas: "or" against "and", with the sorts of things deciding what belongs together."""
    links = {element.link for element in run[1:]}
    if not links & set(_CLOSED):
        return Coordination(_eq_any(run))
    if links <= set(_CLOSED):
        values = [_own(element) for element in run]
        return Coordination(_all(values), _same_family(run))
    split = _by_sort(run) or _by_addition(run) or _by_object(run) or _by_deadline(run)
    if split:
        return split
    branches = _branches(run)
    parts = [_words(branch) for branch in branches]
    bare = any(len(branch) == 1 for branch in branches)
    doubt = bare and any(element.link in ("and", "with") for element in run[1:])
    return Coordination(_any(1, [part.value for part in parts]), doubt)


def _branches(run: Sequence[Element]) -> list[list[Element]]:
    branches: list[list[Element]] = []
    for element in run:
        if not branches or element.link == "or":
            branches.append([element])
        else:
            branches[-1].append(element)
    return branches


def _by_sort(run: Sequence[Element]) -> Coordination | None:
    """Read "RHIA or RHIT and a bachelor's" as both, since the alternatives are of one sort and the rest of another."""
    cuts = [place for place, element in enumerate(run) if place and element.link in ("and", "plus")]
    if len(cuts) != 1 or any(element.link == "with" for element in run[1:]):
        return None
    left, right = run[: cuts[0]], run[cuts[0] :]
    sorts = {trade(element.value) for element in left}, {trade(element.value) for element in right}
    if (
        len(sorts[0]) > 1
        or len(sorts[1]) > 1
        or sorts[0] == sorts[1]
        or (len(left) > 1 and sorts[0] == {"schooling"} and sorts[1] == {"experience"})
    ):
        return None
    return Coordination(_all([_words(left).value, _words([replace(right[0], link=""), *right[1:]]).value]))


def _by_addition(run: Sequence[Element]) -> Coordination | None:
    """Read "RHIA or RHIT as well as CCS or CPC" as one of each pair."""
    cuts = [place for place, element in enumerate(run) if place and element.link != "or"]
    if len(cuts) != 1 or run[cuts[0]].link != "plus" or len({element.sort for element in run}) > 1:
        return None
    left, right = run[: cuts[0]], run[cuts[0] :]
    if min(len(left), len(right)) < _TWO:
        return None
    return Coordination(_all([_words(left).value, _words([replace(right[0], link=""), *right[1:]]).value]))


def _by_deadline(run: Sequence[Element]) -> Coordination | None:
    """Read "CPC or CCS with the CRC to follow in six months" as either of the two and the CRC by then."""
    *ahead, last = run
    later = last.link == "with" and all(atom.deadline for atom in atoms(last.value))
    if not later or any(element.link != "or" for element in ahead[1:]):
        return None
    return Coordination(_all([_words(ahead).value, _own(last)]))


def _by_object(run: Sequence[Element]) -> Coordination | None:
    """Read "RHIA with CHPS or CHC" and "RHIT and CPC or CCS" as one thing with either of what follows."""
    first, objects = run[0], run[1:]
    if any(element.link != "or" for element in objects[1:]) or len({element.sort for element in objects}) > 1:
        return None
    families = [family_of(element.value) for element in objects]
    alike = len(set(families)) == 1 and families[0] is not None and families[0] != family_of(first.value)
    if objects[0].link != "with" and not (objects[0].link == "and" and alike):
        return None
    value = _all([_own(first), _words([replace(objects[0], link=""), *objects[1:]]).value])
    return Coordination(value, objects[0].link == "and")


def _commas(runs: Sequence[Element]) -> Coordination:
    """Join comma parts: neighbors of one sort make a list that its last word governs; unlike ones are all asked for."""
    if len(runs) == 1:
        return Coordination(_own(runs[0]))
    groups: list[list[Element]] = []
    for run in runs:
        if groups and _joins(groups[-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    values = [_list(group, _governing(groups, place)) for place, group in enumerate(groups)]
    ambiguous = any(value.ambiguous for value in values)
    if len(values) == 1:
        return values[0]
    branches: list[list[Expression]] = []
    for group, value in zip(groups, values, strict=True):
        if branches and group[0].link != "or":
            branches[-1].append(value.value)
        else:
            branches.append([value.value])
    return Coordination(_any(1, [_all(branch) for branch in branches]), ambiguous)


def _joins(group: list[Element], run: Element) -> bool:
    if group[-1].eq:
        return False
    if run.sort == "mixed" and not run.link and isinstance(run.value, Any) and run.value.k == 1:
        return group[0].sort == "credential" == sort_of(run.value.args[0])
    if group[0].sort != run.sort or run.sort == "mixed":
        return run.link == "or" and run.sort == "mixed" and len(group) > 1 and group[-1].link == ""
    if run.link in ("and", "plus", "with") and len(group) == 1 and isinstance(group[0].value, Any):
        return False
    return not (run.link == "" and isinstance(group[-1].value, Any) and not group[-1].link and run.sort != "credential")


def _governing(groups: list[list[Element]], place: int) -> str:
    """Return the word that governs a list; a bare list takes it from the word behind it."""
    own = [run.link for run in groups[place][1:] if run.link]
    if own:
        return own[-1]
    if place + 1 < len(groups) and groups[place + 1][0].link == "or":
        return "or"
    return "or" if groups[place][0].sort != "experience" else "and"


def _list(group: Sequence[Element], link: str) -> Coordination:
    if len(group) == 1:
        return Coordination(_own(group[0]))
    if link in _CLOSED:
        return Coordination(_all([_own(run) for run in group]), _same_family(group))
    return Coordination(_eq_any(group))


def _eq_any(group: Sequence[Element]) -> Expression:
    """Join alternatives; an equivalent named behind the last belongs to the whole list of its sort."""
    values = [element.value for element in group]
    if len(group) == 1:
        return _equivalent(values[0], eq=group[0].eq)
    if group[-1].eq and sort_of(_any(1, values)) != "mixed":
        return _equivalent(simplify(_any(1, values)), eq=True)
    return _any(1, [_own(element) for element in group])


def _own(element: Element) -> Expression:
    return _equivalent(element.value, eq=element.eq)


def _equivalent(value: Expression, *, eq: bool) -> Expression:
    return replace(value, eq=True) if eq else value


def _any(k: int, values: Sequence[Expression]) -> Expression:
    return values[0] if len(values) == 1 else Any(k, tuple(values))


def _all(values: Sequence[Expression]) -> Expression:
    flat = [part for value in values for part in (value.args if isinstance(value, All) else (value,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def _same_family(run: Sequence[Element]) -> bool:
    """Tell whether a bare "and" joins two credentials of one family, which is almost always a slip for "or"."""
    if not any(element.link == "and" for element in run[1:]):
        return False
    now = [element.value for element in run if isinstance(element.value, Atom) and not element.value.deadline]
    families = [family_of(value) for value in now]
    named = [family for family in families if family]
    return len(named) != len(set(named))
