"""Which words of strength bind which part of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from classifier.demands.brackets import Aside
from classifier.demands.denying import negated
from classifier.demands.expression import DENIALS, SOFT, Strength
from classifier.demands.grouping import aside_before, content_follows, nearest_group, sort_at_end
from classifier.demands.naming import Named
from classifier.demands.sorts import sort_of
from classifier.demands.tokens import Kind, Token, has_content, holds, is_item, lets_in, strength_of, value_of

_WIDENING = (Kind.OR, Kind.EITHER_OR)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens that one strength binds; None where only the heading speaks.

    ``again`` tells that the strength is said once more of what the stretch before names, ``labeled`` that a strength
    word stands before it, as in "Required: none", ``accepting`` that it only lets something in ("RHIT accepted").
    """

    tokens: tuple[Token, ...]
    strength: Strength | None
    again: bool = False
    labeled: bool = False
    accepting: bool = False


def stretches(part: Named, default: Strength) -> tuple[Stretch, ...]:
    """Return the stretches of a part of a sentence; ``default`` is the strength that the heading gives."""
    tokens, extra = _spliced(list(part.tokens), part.asides, default)
    bound = _Binder(tokens, default).stretches()
    return (*_merged(bound, default), *extra)


def _spliced(tokens: list[Token], asides: Sequence[Aside], default: Strength) -> tuple[list[Token], list[Stretch]]:
    """Write brackets back into the line where they qualify all of it; what they say of one item alone stands apart."""
    extra: list[Stretch] = []
    single = sum(holds(aside.tokens, Kind.STRENGTH) for aside in asides) == 1
    for aside in reversed(asides):
        place = next((index for index, token in enumerate(tokens) if token.start >= aside.behind), len(tokens))
        if not has_content(aside.tokens) and (
            count := next((token for token in aside.tokens if token.kind is Kind.COUNT), None)
        ):
            tokens = [count, *tokens]
        elif holds(aside.tokens, Kind.FIELD) and len(asides) == 1:
            extra = [*_of_field(aside), *extra]
        elif has_content(aside.tokens):
            extra = [*stretches(Named(aside.tokens, ()), default), *extra]
        elif single and _of_one_item(tokens, place, aside):
            strength = next(token for token in aside.tokens if token.kind is Kind.STRENGTH)
            if strength.value is Strength.REQ and default not in SOFT:
                tokens = [*tokens, strength]
                continue
            item = next(token for token in reversed(tokens[:place]) if is_item(token))
            extra.insert(0, Stretch((item,), strength_of(strength)))
        else:
            tokens = [*tokens[:place], *_break(aside), *aside.tokens, *tokens[place:]]
    return tokens, extra


def _of_field(aside: Aside) -> list[Stretch]:
    """Return what brackets such as "(informatics preferred)" say of the field of the degree before them."""
    strength = next((strength_of(token) for token in aside.tokens if token.kind is Kind.STRENGTH), None)
    return [Stretch(aside.tokens, strength, again=True)] if strength else []


def _break(aside: Aside) -> list[Token]:
    """Return the sign that closes what stands before brackets with a test of their own, or with words of upkeep."""
    first = aside.tokens[0]
    if holds(aside.tokens, Kind.MAINTAIN):
        return [Token(Kind.SIGN, first.start, first.start, ",")]
    strength = next((token for token in aside.tokens if token.kind is Kind.STRENGTH), None)
    tested = any(token.kind in (Kind.CONDITION, Kind.FIELD) for token in aside.tokens)
    return [strength._replace(kind=Kind.BREAK)] if strength and tested else []


def _of_one_item(tokens: list[Token], place: int, aside: Aside) -> bool:
    """Tell whether brackets such as "(preferred)" speak of one of several alternatives."""
    kinds = {token.kind for token in aside.tokens}
    if Kind.STRENGTH not in kinds or kinds & {Kind.CONDITION, Kind.DEADLINE, Kind.NO, Kind.MAINTAIN}:
        return False
    before, behind = tokens[:place], tokens[place:]
    if not any(map(is_item, before)) or holds((*before, *behind), Kind.STRENGTH):
        return False
    ahead = next((token for token in behind if not token.sign(",")), None)
    widened = any(token.kind in _WIDENING or token.sign("/") for token in behind) and any(map(is_item, behind))
    last = max((index for index, token in enumerate(before) if is_item(token)), default=0)
    compared = any(token.value is not Strength.PREF or token.side == "either" for token in aside.tokens)
    joined = last > 0 and compared and (before[last - 1].kind in _WIDENING or _listed(before, last))
    return (ahead is not None and widened) or (joined and not any(map(is_item, behind)))


def _listed(tokens: list[Token], place: int) -> bool:
    """Tell whether a bare comma joins two credentials at ``place``."""
    comma = place > 1 and tokens[place - 1].sign(",") and is_item(tokens[place - 2])
    return comma and sort_at_end(tokens[: place - 1]) == sort_at_end([tokens[place]]) == "credential"


@dataclass(slots=True)
class _Binder:
    """Reads tokens from left to right; ``current`` waits for a strength, ``active`` was said before it."""

    tokens: list[Token]
    default: Strength
    found: list[Stretch] = field(default_factory=list)
    current: list[Token] = field(default_factory=list)
    active: Strength | None = None

    def stretches(self) -> list[Stretch]:
        """Return the stretches of the tokens."""
        for place, token in enumerate(self.tokens):
            waiting = has_content(self.current)
            if token.kind is Kind.BREAK and waiting and token.value is not (self.active or self.default):
                self.close()
                self.active = None
            if token.kind is Kind.NO and waiting and self.denies_anew(self.tokens[place:]):
                self.close()
            if (
                token.sign(",")
                and waiting
                and self.current[0].kind is Kind.NO
                and self.current[0].text.lower() == "not"
            ):
                self.close()  # "not the RHIT, the RHIA"
            if token.kind is not Kind.STRENGTH:
                self.current.append(token)
            elif token.side != "weak" or (self.active is None and not waiting):
                self.bind(token, self.tokens[place + 1 :])
        if self.current:
            self.found.append(Stretch(tuple(self.current), self.active, labeled=self.active is not None))
        elif self.active is not None:
            self.found.append(Stretch((), self.active, again=True))
        return [_denied(one) for one in self.found]

    def denies_anew(self, ahead: list[Token]) -> bool:
        """Tell whether "no" behind a comma or "but" denies something else than what waits: "CPC, no apprentices"."""
        first = not holds(self.current, Kind.NO)
        joined = self.current[-1].sign(",") or self.current[-1].kind is Kind.BUT or ahead[0].text.lower() == "except"
        return first and joined and content_follows(ahead)

    def close(self) -> None:
        """End the stretch that waits."""
        self.found.append(Stretch(tuple(self.current), self.active))
        self.current = []

    def bind(self, token: Token, behind: list[Token]) -> None:
        """Bind what stands before the strength word or what follows it."""
        if not self.looks_back(token, behind):
            self.open(token, behind)
        elif has_content(self.current):
            self.claim(token)
        else:
            self.found.append(Stretch(tuple(self.current), strength_of(token), again=True))
            self.current = []

    def claim(self, token: Token) -> None:
        """Give the nearest group before a strength word that strength, and what stands before the group none."""
        strength = strength_of(token)
        aside = aside_before(self.current) if strength in SOFT else None
        if aside is not None:
            self.current = self.current[:aside]
            return
        rest, claimed = nearest_group(
            self.current, strength, self.active or self.default, opened=self.active is not None
        )
        if has_content(rest):
            self.found.append(Stretch(tuple(rest), self.active))
        elif self.active is Strength.NOT_REQUIRED and strength in SOFT:
            self.found.append(Stretch(tuple(claimed), self.active))
        self.found.append(Stretch(tuple(claimed), negated(claimed, strength), accepting=lets_in(token)))
        self.current, self.active = [], None

    def open(self, token: Token, behind: list[Token]) -> None:
        """Let a strength word govern what follows; a label before it ("Certification required:") falls away."""
        strength = strength_of(token)
        colon = bool(behind) and behind[0].sign(":", "-")
        if has_content(self.current) and colon and _is_label(self.current):
            self.current = []
        elif has_content(self.current) and strength in SOFT and self.current[-1].kind in _WIDENING:
            self.found.append(
                Stretch((*self.current, *_until_strength(behind)), self.active)
            )  # "CCS or preferably CIC"
            self.current = []
        elif has_content(self.current):
            self.close()
        if _weighs_twice(self.active, strength) and not has_content(self.current):
            self.found.append(Stretch(tuple(_until_strength(behind)), self.active))
        self.active = strength

    def looks_back(self, token: Token, behind: list[Token]) -> bool:
        """Decide whether a strength word binds what stands before it."""
        ahead = content_follows(behind)
        if not has_content(self.current):
            return (bool(self.found) and token.side == "after") or not ahead
        if token.side != "either":
            return token.side == "after" or not ahead
        if behind and behind[0].sign(":", "-"):
            return False
        return not (self.current[-1].sign(",") and self.active is not None and ahead)


def _weighs_twice(first: Strength | None, second: Strength) -> bool:
    """Tell whether both strengths hold of what follows: "preferred but not required:", "not required but a plus:"."""
    return (first in SOFT and second is Strength.NOT_REQUIRED) or (first is Strength.NOT_REQUIRED and second in SOFT)


def _denied(one: Stretch) -> Stretch:
    strength = negated(one.tokens, one.strength)
    return one if strength is one.strength else replace(one, strength=strength)


def _is_label(tokens: Sequence[Token]) -> bool:
    """Tell whether the words are a label such as "License/certification", which asks for nothing."""
    return not any(map(is_item, tokens)) and all(token.kind in (Kind.NOUN, Kind.FILL, Kind.SIGN) for token in tokens)


def _until_strength(tokens: list[Token]) -> list[Token]:
    end = next((place for place, token in enumerate(tokens) if token.kind is Kind.STRENGTH), len(tokens))
    return tokens[:end]


def _merged(found: list[Stretch], default: Strength) -> list[Stretch]:
    """Join what a strength word parted in the middle of one demand: "CPC required or must obtain within a year"."""
    merged: list[Stretch] = []
    for one in found:
        last = merged[-1] if merged else None
        if last is None:
            merged.append(one)
        elif one.again and one.strength is last.strength and not _says_more(one):
            continue
        elif one.again and not has_content(one.tokens) and _is_label(last.tokens):
            merged.append(replace(one, tokens=(*last.tokens, *one.tokens)))
        elif one.again or (one.strength is not None and one.strength is not last.strength):
            merged.append(one)
        else:
            merged[-1:] = _continued(last, one, default)
    return merged


def _says_more(one: Stretch) -> bool:
    return any(
        token.kind in (Kind.CONDITION, Kind.DEADLINE, Kind.MAINTAIN, Kind.STATUS, Kind.OBTAIN, Kind.FIELD, Kind.WITH)
        for token in one.tokens
    )


def _continued(last: Stretch, one: Stretch, default: Strength) -> list[Stretch]:
    """Return what two neighboring stretches become, of which the second has no other strength than the first."""
    lead = next((token.kind for token in one.tokens if not token.sign(",") and token.kind is not Kind.FILL), None)
    if not has_content(one.tokens):
        return _qualified(last, one, default, lead)
    whole = (*last.tokens, *one.tokens)
    widens = lead is Kind.ACCEPT or (lead in _WIDENING and default not in SOFT and _says_more(one))
    if last.strength in SOFT and widens:
        return [Stretch(whole, default if default not in SOFT else Strength.REQ), last]
    if lead in _WIDENING and last.strength not in DENIALS:
        return [replace(last, tokens=whole)]
    if lead in (Kind.WITH, Kind.LIEU, Kind.ACCEPT) and last.strength in (Strength.REQ, None):
        return [replace(last, tokens=whole)]
    if lead is Kind.AND and default is Strength.INFO and last.strength is Strength.REQ and _is_learned(one):
        return [last, replace(one, strength=last.strength)]
    return [last, one]


def _is_learned(one: Stretch) -> bool:
    """Tell whether nothing but schooling and years is named: "a degree is required, and at Level B three years"."""
    return all(sort_of(value_of(token)) in ("schooling", "experience") for token in one.tokens if is_item(token))


def _qualified(last: Stretch, one: Stretch, default: Strength, lead: Kind | None) -> list[Stretch]:
    """Add words that name nothing: a deadline or test belongs to the stretch before them, upkeep says more of it."""
    kinds = {token.kind for token in one.tokens}
    if Kind.MAINTAIN in kinds or (lead is Kind.BUT and Kind.CONDITION in kinds):
        return [last, replace(one, again=True)]
    if last.strength in SOFT and Kind.DEADLINE in kinds and lead in _WIDENING and default not in SOFT:
        return [last, replace(one, strength=default, again=True)]
    return [replace(last, tokens=(*last.tokens, *one.tokens))]
