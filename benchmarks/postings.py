"""Made-up ads in any number: titles, duties, demands and surroundings of the training rows, shuffled by a seed."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "training_data"
SEED = 20_261_121

#: The share of ads that say what an earlier one said, as when an ad is scraped again.
REPEATED = 0.1
_EARLIER = 1000

_DUTIES, _STRAY = (8, 16), (0, 2)
_DEMANDS, _WISHES = (4, 8), (0, 3)
_AROUND = (2, 6)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What ads are made of; titles and duties by their role."""

    titles: dict[str, list[str]]
    duties: dict[str, list[str]]
    demands: list[str]
    around: list[str]
    companies: list[str]

    def ad(self, number: int) -> dict[str, str]:
        """Return the ad with this number; the same number gives the same ad."""
        dice = random.Random(f"{SEED} {number}")  # noqa: S311 - no secret
        if number > 1 and dice.random() < REPEATED:
            return {**self.ad(dice.randrange(max(1, number - _EARLIER), number)), "id": f"s{number:07}"}
        role = dice.choice(sorted(self.titles))
        parts = [
            self._some(dice, self.around, _AROUND),
            ["Responsibilities", *self._listed(dice, self.duties[role], _DUTIES)],
            self._listed(dice, self.duties[dice.choice(sorted(self.duties))], _STRAY),
            ["", "Requirements", *self._listed(dice, self.demands, _DEMANDS)],
            ["", "Preferred", *self._listed(dice, self.demands, _WISHES)],
            ["", "Benefits", *self._some(dice, self.around, _AROUND)],
        ]
        title, company = dice.choice(self.titles[role]), dice.choice(self.companies)
        text = "\n".join(line for part in parts for line in part)
        return {"id": f"s{number:07}", "title": title, "company": company, "text": text}

    @staticmethod
    def _some(dice: random.Random, lines: list[str], bounds: tuple[int, int]) -> list[str]:
        return dice.sample(lines, dice.randint(*bounds))

    def _listed(self, dice: random.Random, lines: list[str], bounds: tuple[int, int]) -> list[str]:
        return [f"- {line}" for line in self._some(dice, lines, bounds)]


def pieces() -> Pieces:
    """Return the pieces of the training rows."""
    postings = _rows("postings")
    return Pieces(
        titles=_by_role(_rows("titles")),
        duties=_by_role(_rows("duties")),
        demands=sorted({row["phrase"].lstrip("-•* ") for row in _rows("phrases") if "\n" not in row["phrase"]}),
        around=sorted({line for row in postings for line in _prose(row["text"])}),
        companies=sorted({row["company"] for row in postings if row["company"]}),
    )


def write(place: Path, count: int) -> None:
    """Write ``count`` ads as JSON lines."""
    made = pieces()
    with place.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(made.ad(number), ensure_ascii=False)}\n" for number in range(1, count + 1))


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def _by_role(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        for role in row["labels"][:1]:
            found.setdefault(role, []).append(row["text"])
    return found


def _prose(text: str) -> Iterator[str]:
    """Yield the sentences of an ad that stand in no list: who the employer is, what is offered, how to apply."""
    yield from (line.strip() for line in text.splitlines() if len(line) > 60 and line[:1].isalpha())  # noqa: PLR2004
