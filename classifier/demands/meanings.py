"""What words without a name are about: what was named before, a class, any credential, or nothing."""

from dataclasses import dataclass, replace
from functools import cache

from classifier.demands.coordination import coordination
from classifier.demands.element import Elements
from classifier.demands.expression import (
    ANYTHING,
    DENIALS,
    IT,
    All,
    Any,
    Atom,
    Code,
    Degree,
    Expression,
    Group,
    License,
    Status,
    Strength,
)
from classifier.demands.laws import simplify
from classifier.demands.sorts import held, plain, with_status
from classifier.demands.stretches import Stretch
from classifier.demands.tokens import Kind, holds
from classifier.evidence import Evidence
from classifier.knowledge import table

_LOOSE = 3  # unknown words up to which a stretch may still speak of what was named before
_SEEN = (
    "registry",
    "credential",
    "certification",
    "exam",
    "board",
    "eligible to",
    "able to",
    "eligibility to",
    "qualified to",
)
_PRONOUNS = ("it", "they", "these", "those")
_NEEDED = ("required", "needed", "necessary")
_DEFINITE = ("the ", "this ", "that ", "such ", "these ", "your ")


@cache
def _papers() -> frozenset[str]:
    return frozenset(table("grammar")["words"]["papers"])


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words around a part give it.

    ``default`` is the strength of words without one, ``heading`` what the heading gives; ``antecedent`` and
    ``schooling`` are the credentials and the degree named last in the section, ``general`` the class that an unnamed
    credential stands for; ``licensing`` tells a section about licenses, where "none" alone says enough.
    """

    default: Strength
    heading: Strength | None
    antecedent: Expression | None
    schooling: Degree | None
    general: Group | None
    licensing: bool
    evidence: Evidence


def unnamed(found: Elements, stretch: Stretch, strength: Strength, setting: Setting) -> Expression | None:
    """Return what a stretch without names is about: what was named before, a class, or any credential."""
    if found.removes:
        return Atom(Code("CPC"))
    if found.condition == "state_requires":
        return Atom(License("state"))
    if found.subject and setting.schooling and setting.schooling.level != "hs":
        return Atom(replace(setting.schooling, subject=found.subject))
    if sum(token.kind is Kind.WORD for token in stretch.tokens) > _LOOSE:
        return None
    return _implied(found, stretch, strength, setting)


def _implied(found: Elements, stretch: Stretch, strength: Strength, setting: Setting) -> Expression | None:
    if strength in DENIALS and setting.licensing and setting.antecedent is None and _is_pure(stretch):
        return Atom(ANYTHING)
    if found.nothing or (found.generic and strength in DENIALS):
        return _nothing(found, stretch, setting)
    if found.replaced:
        return _stand_in(found, setting)
    if found.bare_status is not None:
        return _by_status(found, stretch, setting, refused=strength is Strength.NOT_ACCEPTED)
    if found.generic and not found.maintains:
        return _class_or_antecedent(found, stretch, setting)
    return _antecedent(found, stretch, strength, setting)


def _stand_in(found: Elements, setting: Setting) -> Expression | None:
    """Return what may stand in for something that these words don't name, beside what it stands in for."""
    value = coordination(found.replaced or []).value
    if found.generic or setting.antecedent is not None:
        return simplify(Any(1, (Atom(setting.general), value))) if setting.general else None
    return simplify(Any(1, (Atom(Degree("?")), value))) if setting.schooling else None


def _nothing(found: Elements, stretch: Stretch, setting: Setting) -> Expression | None:
    """Return any credential for "none" and "no certification", where the words speak of credentials at all."""
    if found.condition and setting.antecedent and not found.nothing:
        return setting.antecedent
    place = next((place for place, token in enumerate(stretch.tokens) if token.kind is Kind.NONE), None)
    if place is None:
        return Atom(ANYTHING)
    behind = [token.text.lower() for token in stretch.tokens[place + 1 :]]
    stray = not _is_pure(stretch) or "of" in behind or "beyond" in behind
    said = stretch.tokens[place].text.lower()
    graded = (found.condition or "").startswith("level=")
    about = found.generic or setting.licensing or stretch.labeled or graded or said.endswith(_NEEDED)
    return Atom(ANYTHING) if about and not stray else None


def _by_status(found: Elements, stretch: Stretch, setting: Setting, *, refused: bool) -> Expression | None:
    """Return what "registry eligible" or "must sit for the exam" is about; it may be ``refused``."""
    status = found.bare_status or Status.HELD
    if found.generic and setting.general:
        wanted = Atom(setting.general, status)
        return Any(1, (Atom(setting.general), wanted)) if found.widened else wanted
    if setting.antecedent is not None and (found.deadline or status is not Status.ELIGIBLE or refused):
        return simplify(with_status(held(plain(setting.antecedent)), status))
    said = " ".join(token.text.lower() for token in stretch.tokens if token.kind is Kind.STATUS)
    if status is not Status.ELIGIBLE or not said.startswith(_SEEN):
        return None
    return setting.antecedent if stretch.again and setting.antecedent else Atom(Group("HIM_ANY"), status)


def _class_or_antecedent(found: Elements, stretch: Stretch, setting: Setting) -> Expression | None:
    """Return what "certification required" asks for; words about copies and proofs ask for none."""
    nouns = [token.text.lower() for token in stretch.tokens if token.kind is Kind.NOUN]
    if setting.antecedent is not None and any(noun.startswith(_DEFINITE) for noun in nouns):
        return _in_force(setting.antecedent) if found.active else setting.antecedent
    named = any(noun.split()[-1].startswith(("certif", "credential", "cert")) for noun in nouns)
    asked = stretch.strength or found.obtains or (_is_pure(stretch) and not _is_label(stretch))
    if setting.general is None or not named or not asked:
        return None
    if any(token.kind is Kind.WORD and token.text.lower() in _papers() for token in stretch.tokens):
        return None
    return Atom(setting.general, Status.ACTIVE if found.active else Status.HELD)


def _is_label(stretch: Stretch) -> bool:
    """Tell whether the words only name what others speak of: "Certification.", "Certification requirements"."""
    return all(token.kind in (Kind.NOUN, Kind.FILL, Kind.SIGN) for token in stretch.tokens)


def _antecedent(found: Elements, stretch: Stretch, strength: Strength, setting: Setting) -> Expression | None:
    """Return what "it" stands for where the words say something more of it."""
    if not found.maintains and _is_elsewhere(stretch):
        return None
    says = found.maintains or found.condition or found.deadline or found.obtains or strength in DENIALS
    told = stretch.strength or found.obtains or found.condition
    due = found.deadline and (told or not _is_probation(stretch))
    if found.active and setting.antecedent is not None and _is_pure(stretch) and _names_again(stretch):
        return _in_force(setting.antecedent)
    if not stretch.again and not found.maintains and not found.condition and not due:
        return None
    if setting.antecedent is not None and (says or (stretch.again and _is_pure(stretch))):
        both = holds(stretch.tokens, Kind.BOTH)
        named = simplify(held(plain(setting.antecedent))) if found.obtains else setting.antecedent
        return All(named.args) if both and isinstance(named, Any) else named
    pure = _is_pure(stretch)
    tested = found.condition and (stretch.strength or found.deadline)
    return Atom(IT) if pure and ((found.maintains and found.generic) or tested) else None


def _is_probation(stretch: Stretch) -> bool:
    """Tell whether a deadline only says how long probation lasts."""
    said = [token.text.lower() for token in stretch.tokens if token.kind is Kind.DEADLINE]
    return any(word in text for text in said for word in ("probation", "trial", "introductory"))


def _in_force(value: Expression) -> Expression:
    """Return the credentials as active ones."""
    return with_status(held(plain(value)), Status.ACTIVE)


def _names_again(stretch: Stretch) -> bool:
    return any(token.text.lower() in _PRONOUNS for token in stretch.tokens)


def _is_elsewhere(stretch: Stretch) -> bool:
    """Tell whether a subject of its own stands before what is said: "AIS course within 12 months"."""
    if _names_again(stretch):
        return False
    return any(token.kind is Kind.WORD and token.value is None for token in stretch.tokens)


def _is_pure(stretch: Stretch) -> bool:
    return not holds(stretch.tokens, Kind.WORD)
