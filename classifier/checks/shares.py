"""How the duties of an ad share out over the roles, and what its title alone suggests."""

from classifier.model import Model
from classifier.reading import Reading
from classifier.roles import Role
from classifier.scores import Scores


def role_shares(scores: Scores) -> dict[Role, float]:
    """Return the share of each role among the duties, largest first; the shares add up to 1.

    Each duty counts once, or by its share of the working time where the ad gives one for every duty. Roles without a
    duty are left out, so an ad without duties gives an empty dict.
    """
    timed = all(judged.duty.share for judged in scores.duties)
    shares: dict[Role, float] = {}
    for judged in scores.duties:
        weight = judged.duty.share or 0.0 if timed else 1.0
        shares[judged.role] = shares.get(judged.role, 0.0) + weight
    whole = sum(shares.values())
    return {role: share / whole for role, share in sorted(shares.items(), key=lambda entry: -entry[1])}


def shares_told(scores: Scores) -> str:
    """Return the shares in words: "70 % clerk, 30 % other"."""
    return ", ".join(f"{share:.0%} {role.value}".replace("%", " %") for role, share in role_shares(scores).items())


def title_role(reading: Reading, model: Model) -> Role | None:
    """Return the role that the title alone suggests; None where the model knows none of its words."""
    if not model.judges.titles.knows(reading.title):
        return None
    chances = dict(zip(model.judges.titles.labels, model.judges.titles.probabilities([reading.title])[0], strict=True))
    return max(Role, key=lambda role: chances.get(role.value, 0.0))
