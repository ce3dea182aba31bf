"""Fields of study found in words."""

from functools import cache

from classifier.demands.levels import levels, word_set
from classifier.demands.phrases import Phrases
from classifier.demands.words import Word
from classifier.knowledge import table

_NEAR = 12
_MOST_WORDS = 3
_MOST_FIELDS = 12


def _phrases(name: str) -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for rule in table("schooling")[name]:
        for phrase in rule["phrases"]:
            phrases.add(phrase, rule.get("name", ""))
    return phrases


@cache
def fields() -> Phrases[str]:
    """Return the phrases that name a field, with the name to write; empty where the words stand as they are."""
    return _phrases("field")


@cache
def accreditors() -> Phrases[str]:
    """Return the phrases that tell who stands behind a program."""
    return _phrases("accreditor")


def is_accredited(found: list[Word], place: int) -> bool:
    """Tell whether words of accreditation stand at ``place``: "from a program accredited by CAHIIM"."""
    limit = min(len(found), place + _NEAR)
    while place < limit and not accreditors().find(found, place) and found[place].key in word_set("glue"):
        place += 1
    return place < limit and accreditors().find(found, place) is not None


@cache
def _stops() -> frozenset[str]:
    return word_set("stops") | word_set("glue") | word_set("separators")


def subject_at(found: list[Word], place: int) -> tuple[str, int] | None:
    """Return the field of study whose words start at ``place``, alternatives with it, and the place behind."""
    if not fields().find(found, place) or (found[place].key == "it" and found[place].raw != "IT"):
        return None
    if place and found[place - 1].key.isalpha() and found[place - 1].key not in word_set("before_field"):
        return None
    subject, behind = subject_list(found, place)
    return (subject, behind) if subject else None


def subject_list(found: list[Word], place: int) -> tuple[str, int]:
    """Read one field or a list of alternatives."""
    name, behind = _field(found, place)
    return more_fields(found, behind, [name])


def fields_at(found: list[Word], place: int) -> tuple[str, int] | None:
    """Return the fields of a list of which a table knows the first or another: "criminal justice, business"."""
    if fields().find(found, place):
        return subject_list(found, place)
    said = written(found, place)
    if not said:
        return None
    subject, behind = more_fields(found, said[1], [said[0]])
    known = any(fields().find(found, at) for at in range(said[1], behind))
    return (subject, behind) if known else None


def written(found: list[Word], place: int) -> tuple[str, int] | None:
    """Return up to three words as a field, and the place behind the noun "field" with them."""
    end = place
    while end < len(found) and end - place < _MOST_WORDS and _names_field(found[end], first=end == place):
        end += 1
    taken = [word.key for word in found[place:end]]
    if not taken or not word_set("no_field").isdisjoint(taken):
        return None
    return " ".join(taken), end + (end < len(found) and found[end].key in word_set("field_nouns"))


def _names_field(word: Word, *, first: bool) -> bool:
    counts = word.low is not None or word.key in word_set("credits")
    return word.key.isalpha() and not counts and (word.key not in _stops() or (word.key == "studies" and not first))


def _field(found: list[Word], place: int) -> tuple[str, int]:
    name, behind = fields().find(found, place) or ("", place)
    written = " ".join(word.key for word in found[place:behind] if word.key not in ("a", "an", "the"))
    if behind < len(found) and found[behind].key in word_set("field_nouns"):
        behind += 1
    if (
        behind + 2 < len(found)
        and found[behind].key == "("
        and found[behind + 2].key == ")"
        and found[behind + 1].raw.isupper()
        and not accreditors().find(found, behind + 1)
    ):
        behind += 3
    return name or written, behind


def more_fields(found: list[Word], place: int, names: list[str]) -> tuple[str, int]:
    """Read further alternatives behind the first field; "any field" is none."""
    while len(names) < _MOST_FIELDS:
        further = _further(found, place)
        if not further:
            break
        names.append(further[0])
        place = further[1]
    return "|".join(dict.fromkeys(name for name in names if name != "any")), place


def _further(found: list[Word], place: int) -> tuple[str, int] | None:
    """Return the field behind a comma, slash or joining word at ``place``."""
    ahead = place
    while ahead < min(len(found), place + 2) and found[ahead].key in word_set("separators"):
        ahead += 1
    while ahead < len(found) and ahead > place and _determines(found, ahead):
        ahead += 1
    if ahead == place or ahead >= len(found):
        return None
    if not fields().find(found, ahead):
        return _listed(found, place, ahead)
    field = _field(found, ahead)
    return None if _is_level(found, field[1]) and found[place].key != "/" else field


def _determines(found: list[Word], place: int) -> bool:
    """Tell whether the word only leads to a field: "another" in "another allied health field"."""
    return found[place].key in word_set("determiners") and not fields().find(found, place)


def _listed(found: list[Word], place: int, ahead: int) -> tuple[str, int] | None:
    """Return a field that no rule names, where it stands in a list: "nursing, microbiology or public health"."""
    said = written(found, ahead)
    if not said or levels().find(found, ahead) or _is_level(found, said[1]):
        return None
    behind = found[said[1]].key if said[1] < len(found) else "."
    if "or" in (found[ahead - 1].key, found[place].key, found[place + 1].key):
        return said if behind in word_set("behind_list") else None
    closing = (word.key for word in found[said[1] : said[1] + _NEAR] if word.key in ("or", ".", ";", "with"))
    return said if found[place].key == "," and behind in (",", "or") and next(closing, ".") == "or" else None


def _is_level(found: list[Word], place: int) -> bool:
    """Tell whether a level or a word of certification or experience follows: then the field opens something new."""
    if place >= len(found):
        return False
    if found[place].key in word_set("behind_else"):
        return True
    return found[place].key not in ("degree", "program", "programs") and bool(levels().find(found, place))
