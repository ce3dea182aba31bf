"""What a word of strength reaches: the nearest group of what stands before it."""

from collections.abc import Sequence

from classifier.demands.expression import SOFT, Strength
from classifier.demands.sorts import sort_of
from classifier.demands.tokens import Kind, Token, has_content, is_item, value_of

_WIDENING = (Kind.OR, Kind.EITHER_OR)


def aside_before(tokens: Sequence[Token]) -> int | None:
    """Return the place of the comma behind which mere words are preferred: "RN license, compact state favored"."""
    comma = next((place for place in range(len(tokens) - 1, 0, -1) if tokens[place].sign(",")), None)
    if comma is None or not any(map(is_item, tokens[:comma])):
        return None
    kinds = [token.kind for token in tokens[comma + 1 :]]
    return comma if Kind.WORD in kinds and set(kinds) <= {Kind.WORD, Kind.FILL} else None


def content_follows(tokens: list[Token]) -> bool:
    """Tell whether something is named before the next word of strength, save "but not required:"."""
    for place, token in enumerate(tokens):
        if token.kind is Kind.STRENGTH and token.side != "weak":
            heads = token.side == "before" or any(each.sign(":") for each in tokens[place + 1 : place + 2])
            return heads and place > 0 and tokens[place - 1].kind is Kind.BUT and has_content(tokens[place:])
        if has_content([token]) or token.kind is Kind.FIELD:
            return True
    return False


def nearest_group(
    tokens: list[Token], strength: Strength, outer: Strength, *, opened: bool
) -> tuple[list[Token], list[Token]]:
    """Part what stands before a strength word into what it doesn't bind and the nearest group, which it does."""
    if strength is outer:
        return [], tokens
    start = 0
    if strength in SOFT:
        for place in range(len(tokens) - 1, 0, -1):
            if (
                tokens[place].kind in (Kind.WITH, Kind.BUT)
                and has_content(tokens[place:])
                and has_content(tokens[:place])
            ):
                start = place
                break
    commas = [place for place, token in enumerate(tokens) if token.sign(",") and place > start]
    for place in reversed(commas):
        left, right = tokens[start:place], tokens[place + 1 :]
        apart = _is_field(right) or (has_content(right) and not _one_list(left, right, opened=opened))
        if apart and has_content(left):
            start = place + 1
            break
    return tokens[:start], tokens[start:]


def _is_field(tokens: list[Token]) -> bool:
    """Tell whether nothing but a field of study stands there: "bachelor's, HIM preferred"."""
    kinds = {token.kind for token in tokens}
    return Kind.FIELD in kinds and kinds <= {Kind.FIELD, Kind.FILL}


def _one_list(left: list[Token], right: list[Token], *, opened: bool) -> bool:
    """Tell whether the words on both sides of a comma belong to one list."""
    sorts = sort_at_end(left), sort_at_end(right)
    lead = next((token.kind for token in right if token.kind is not Kind.FILL), None)
    if lead in _WIDENING:
        return not opened or sorts[0] == sorts[1]
    if sorts[0] != sorts[1] or opened or sorts[0] in ("schooling", "experience"):
        return lead is Kind.AND and sorts[0] == sorts[1]
    return not any(token.kind in _WIDENING for token in left) or lead in (Kind.AND, Kind.PLUS)


def sort_at_end(tokens: Sequence[Token]) -> str:
    """Return the sort of the last thing that the tokens name; a nameless credential counts as one."""
    item = next((token for token in reversed(tokens) if is_item(token)), None)
    return sort_of(value_of(item)) if item else "credential"
