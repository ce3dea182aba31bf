"""Talk of staff, benefits, company or ladder, told apart from demands on the applicant."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise, takewhile

from classifier.demands.expression import Degree, Status, Years, atoms
from classifier.demands.tokens import Kind, Token, holds, is_credential, is_item, value_of
from classifier.knowledge import table

#: Words beside its credentials that a bare demand may hold.
FEW = 2
_BINDING = (Kind.STRENGTH, Kind.NO)
_RELATIVE = ("which", "where", "whom")
_LEADING = (Kind.FILL, Kind.COUNT, Kind.EITHER, Kind.AND, Kind.OR, Kind.PLUS, Kind.CONDITION)
# A town has a high school, and a requisition starts with "HS".
_LOOSE = ("high school", "hs")
_DEMANDING = ("must", "will", "commit", "agree", "should", "you", "able", "has", "have")


def is_talk(piece: Sequence[Token]) -> bool:
    """Tell whether the words speak of staff, benefits, company or ladder instead of the applicant."""
    kinds = {token.kind for token in piece}
    first = next((place for place, token in enumerate(piece) if is_item(token)), len(piece))
    if (Kind.CONTEXT in kinds and _is_aside(piece, first)) or (Kind.EXAMPLE in kinds and _defines(piece)):
        return True
    cues = [place for place, token in enumerate(piece) if _is_cue(token)] if Kind.CONTEXT in kinds else []
    cue = max((place for place in cues if place < first), default=None)
    if cue is not None and not _has_led(piece, first):
        climbing = piece[cue].value == "ladder" and cue == 0
        return climbing or not _binds(piece[cue:])
    if Kind.CONDITION in kinds:
        return False
    if _of_others(piece):
        return Kind.STRENGTH not in kinds
    end = next((place for place, token in enumerate(piece) if place > first and token.sign("(")), len(piece))
    due = next((place for place, token in enumerate(piece) if place > first and token.kind is Kind.DEADLINE), end)
    told = any(first <= place < min(end, due) for place in cues) or _rambles(piece, first)
    return told and not _binds(piece) and any(map(is_credential, piece))


def _has_led(piece: Sequence[Token], first: int) -> bool:
    """Tell whether the staff named before years are those led in them: "you have managed coders for six years"."""
    value = value_of(piece[first]) if first < len(piece) else None
    led = value is not None and any(
        isinstance(each.item, Years) and each.item.domain == "supervisory" for each in atoms(value)
    )
    return led and piece[0].kind is Kind.STRENGTH


def _is_aside(piece: Sequence[Token], first: int) -> bool:
    """Tell whether words of context alone make it talk: of other people, of what a class is, of papers to send in."""
    said = [token.value for token in piece[:first] if token.kind is Kind.CONTEXT]
    return "others" in said or _applies(piece) or any(_is_context(token, "defining") for token in piece)


def _is_context(token: Token, name: str) -> bool:
    return token.kind is Kind.CONTEXT and token.value == name


def _is_cue(token: Token) -> bool:
    """Tell whether the words may turn the sentence to something else; those of papers do so by their place alone."""
    return token.kind is Kind.CONTEXT and token.value != "applying"


def _defines(piece: Sequence[Token]) -> bool:
    """Tell whether the words say what a class of credentials is: "current mastery certifications include ..."."""
    said = [token for token in piece if token.kind not in (Kind.FILL, Kind.WORD, Kind.SIGN)][:4]
    status = next((place for place, token in enumerate(said) if token.value == Status.ACTIVE), len(said))
    behind = [token.kind for token in said[status + 1 : status + 3]]
    return behind in ([Kind.CLASS, Kind.EXAMPLE], [Kind.NOUN, Kind.EXAMPLE])


def _applies(piece: Sequence[Token]) -> bool:
    """Tell whether the words are of papers to send in, and ask for nothing before they come to those."""
    for place, token in enumerate(piece):
        if token.kind in (Kind.STRENGTH, Kind.COUNT, Kind.EITHER) or (place and token.sign("(")):
            return False
        if _is_context(token, "applying"):
            return True
    return False


def _binds(piece: Sequence[Token]) -> bool:
    """Tell whether the words demand: "must earn", but not "has helped staff to earn" or "..., which requires RHIT"."""
    piece = list(takewhile(lambda token: token.text.lower() not in _RELATIVE, piece))
    if any(token.kind in _BINDING and token.side != "weak" for token in piece):
        return True
    obtained = [token.text.lower() for token in piece if token.kind is Kind.OBTAIN]
    due = holds(piece, Kind.DEADLINE)
    return any(due or text.startswith(_DEMANDING) for text in obtained)


def opens_with_demand(tokens: Sequence[Token]) -> bool:
    """Tell whether years or a degree stand at the head of a sentence, where only those asked for stand.

    A program there is one that the ad speaks of: "The HIT associate program is accredited".
    """
    first = next((token for token in tokens if token.kind not in _LEADING and not token.sign("-", ":")), None)
    if first is None or not is_item(first) or "program" in first.text.lower():
        return False
    return all(isinstance(each.item, Years | Degree) for each in atoms(value_of(first)))


def names_high_school(tokens: Sequence[Token]) -> bool:
    """Tell whether a high-school diploma is named, which ads only do where they ask for it."""
    named = (token for token in tokens if is_item(token) and token.text.lower() not in _LOOSE)
    items = (atom.item for token in named for atom in atoms(value_of(token)))
    return any(isinstance(item, Degree) and item.level == "hs" for item in items)


def _rambles(piece: Sequence[Token], first: int) -> bool:
    """Tell whether many unknown words stand about what is named, some of them before it and not as its label."""
    label = max((place for place, token in enumerate(piece[:first]) if token.sign(":")), default=-1) + 1
    lead = [token.kind for token in piece[label:first]]
    unknown = sum(token.kind is Kind.WORD for token in piece[label:])
    return unknown > FEW and Kind.WORD in lead and not {Kind.WITH, Kind.STATUS} & set(lead)


def _of_others(piece: Sequence[Token]) -> bool:
    """Tell whether credentials are those of people named: "the HIM director (RHIA)", "two ODS"."""
    for place, (token, behind) in enumerate(pairwise(piece)):
        if not is_credential(behind):
            continue
        if token.kind is Kind.WORD and token.value is not None and behind.kind is Kind.ITEM:
            return True
        if token.sign("(") and piece[max(0, place - 1)].text.lower() in job_nouns():
            return sum(each.kind is Kind.WORD for each in piece) > FEW
    return False


@cache
def job_nouns() -> frozenset[str]:
    """Return the nouns that a job's name ends with, one or several of them."""
    jobs = table("grammar")["words"]["jobs"]
    return frozenset((*jobs, *(f"{job}s" for job in jobs)))
