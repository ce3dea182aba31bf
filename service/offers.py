"""What an ad offers and which software it names, in plain words."""

from dataclasses import dataclass

from classifier import Verdict

_LABELS = {
    "workplace": "Workplace",
    "employment_type": "Employment",
    "location": "Location",
    "setting": "Setting",
    "level": "Level",
}
_SIGNS = {"USD": "$"}
_WORDS = {"profee": "professional fee", "onsite": "on site", "full_time": "full-time", "part_time": "part-time"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the ad says, and the words that say it."""

    label: str
    value: str
    quote: str


def facts(verdict: Verdict) -> tuple[Fact, ...]:
    """Return what the ad offers, as far as it says."""
    offer = verdict.reading.offer
    found = (
        [
            Fact(
                "Pay",
                _pay(offer.pay.minimum, offer.pay.maximum, offer.pay.currency, offer.pay.per),
                offer.pay.evidence.text,
            )
        ]
        if offer.pay
        else []
    )
    for name, label in _LABELS.items():
        said = getattr(offer, name)
        if said:
            found.append(Fact(label, said.value if name == "location" else _plain(said.value), said.evidence.text))
    return tuple(found)


def systems(verdict: Verdict) -> tuple[Fact, ...]:
    """Return the software that the ad asks for; the label says how firmly."""
    words = {"REQ": "Required", "PREF": "Preferred"}
    return tuple(
        Fact(words[system.strength.value[:4].rstrip("+")], system.name, system.evidence.text)
        for system in verdict.reading.systems
    )


def _plain(value: str) -> str:
    words = _WORDS.get(value, value.replace("_", " "))
    return words[:1].upper() + words[1:]


def _pay(low: float | None, high: float | None, currency: str | None, per: str | None) -> str:
    ends = [_money(end, currency) for end in dict.fromkeys((low, high)) if end is not None]
    return f"{' to '.join(ends)}{f' per {per}' if per else ''}"


def _money(amount: float, currency: str | None) -> str:
    number = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    return f"{_SIGNS[currency]}{number}" if currency in _SIGNS else f"{number} {currency or ''}".strip()
