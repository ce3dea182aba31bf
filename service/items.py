"""The things that ads ask for, in plain words: credentials, classes of them, schooling, years, licenses."""

import re

_CALL = re.compile(r"(?P<name>deg|exp|lic|maint)\((?P<args>.*)\)")
_CLASS = re.compile(r"#(?P<name>\w+)(?:\{(?P<issuers>[^}]*)\})?")
_COUNT = re.compile(r"(?P<n>[\d.]+)(?P<unit>yr|mo)")
_ACCREDITORS = re.compile(r"CAHIIM|NCRA|\S*(?:accredited|approved)")

_CLASSES = {
    "CODING_ANY": "a coding credential",
    "HIM_ANY": "a health information credential",
    "AHIMA_ANY": "any AHIMA credential",
    "AAPC_ANY": "any AAPC credential",
    "REGISTRY_ELIGIBLE": "registry eligibility",
}
_LEVELS = {
    "hs": "high school diploma",
    "certificate": "certificate",
    "associate": "associate degree",
    "bachelor": "bachelor's degree",
    "master": "master's degree",
    "doctorate": "doctorate",
    "other": "other schooling",
    "?": "degree or program",
    "*": "degree",
}
_SUBJECTS = {
    "HIM": "health information management",
    "HIT": "health information technology",
    "related": "a related field",
}
_DOMAINS = {
    "HIM": "health information",
    "inpatient": "inpatient coding",
    "registry": "registry",
    "supervisory": "leadership",
    "ROI": "release-of-information",
    "records": "medical records",
    "CDI": "clinical documentation",
    "audit": "auditing",
    "EHR": "electronic health record",
    "revenue cycle": "revenue cycle",
    "data analysis": "data analysis",
}
_MARKERS = {
    "*": "any credential",
    "it": "the credential named before",
    "training": "training on the job",
    "state": "state license",
}
_MONTHS = 12


def phrase(item: str, status: str | None = None) -> str:
    """Return an item of the normal form in words, under the status that it is asked for with (None: holding it)."""
    words = _words(item)
    if status == "active":
        return f"active {words}"
    if status == "elig":
        return f"{words}-eligible" if _is_code(item) else f"eligibility for {words}"
    if status == "sched":
        return f"sitting for the {words} exam" if _is_code(item) else f"sitting for the exam of {words}"
    return f"working toward {words}" if status == "enrolled" else words


def noun(item: str) -> bool:
    """Tell whether the item is schooling, which takes "or equivalent" without an article."""
    return item.startswith("deg(")


def _is_code(item: str) -> bool:
    return not item.startswith("#") and "(" not in item and item not in _MARKERS


def _words(item: str) -> str:
    if found := _CLASS.fullmatch(item):
        words = _CLASSES.get(found["name"], f"a credential of the class {found['name']}")
        return f"{words} from {_either(found['issuers'].split('|'))}" if found["issuers"] else words
    call = _CALL.fullmatch(item)
    if call is None:
        return _MARKERS.get(item, item)
    first, *rest = call["args"].split(",")
    return {"deg": _schooling, "exp": _experience, "lic": _license, "maint": _upkeep}[call["name"]](first, rest)


def _schooling(level: str, rest: list[str]) -> str:
    accreditor = rest.pop() if rest and _ACCREDITORS.fullmatch(rest[-1]) else None
    words = _LEVELS.get(level, level)
    if rest:
        words += f" in {_either([_SUBJECTS.get(part, part) for part in rest[0].split('|')])}"
    if accreditor is None:
        return words
    kind = accreditor if accreditor.endswith(("accredited", "approved")) else f"{accreditor}-accredited"
    return f"{words} from {'an' if kind[0] in 'aA' else 'a'} {kind} program"


def _experience(count: str, domain: list[str]) -> str:
    found = _COUNT.fullmatch(count)
    if not domain and not found:
        return "experience as described"
    words = f"{_DOMAINS.get(domain[0], domain[0])} experience" if domain else "experience"
    return f"{_time(float(found['n']), found['unit'])} of {words}" if found else words


def _time(number: float, unit: str) -> str:
    """Return a count of ``yr`` or ``mo`` in words; a part of a year is told in months."""
    if unit == "yr" and number < 1:
        number, unit = number * _MONTHS, "mo"
    return f"{number:g} {'year' if unit == 'yr' else 'month'}{'' if number == 1 else 's'}"


def _license(name: str, _: list[str]) -> str:
    return _MARKERS.get(name, f"{name} license")


def _upkeep(what: str, count: list[str]) -> str:
    words = "continuing education units" if what == "CEU" else what
    return f"{count[0]} {words}" if count else words


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
