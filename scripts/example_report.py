"""Makes the example report: made-up ads with made-up days and places through a batch, and a page over its verdicts.

python scripts/example_report.py build/report
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from classifier.cli import main

ROOT = Path(__file__).parent.parent
_SEED = 7
_FIRST_DAY, _DAYS = date(2025, 6, 2), 420
_TOWNS = ("Alder Bluff", "Marlow Springs", "Quarry Bend", "Sable Point", "Tern Harbor", "Wexford Mills")
_STATES = {"OH": 9, "TX": 8, "FL": 8, "PA": 6, "CA": 6, "NC": 5, "MI": 4, "IL": 4, "TN": 3, "WA": 2, "ME": 1, "": 6}
_REPEATED, _BROKEN, _UNDATED = 0.06, 0.01, 0.04


def ads(most: int | None) -> Iterator[dict[str, object]]:
    """Yield the training ads with days and places; some come again under another id, and some are empty."""
    draw = random.Random(_SEED)  # noqa: S311 - made-up days need no secret
    lines = (ROOT / "training_data" / "postings.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    draw.shuffle(rows)
    for row in rows[:most]:
        yield _ad(row, draw)
        if draw.random() < _REPEATED:
            yield {**_ad(row, draw), "id": f"{row['id']}-again"}
        if draw.random() < _BROKEN:
            yield {"id": f"{row['id']}-empty", "text": ""}


def _ad(row: dict[str, object], draw: random.Random) -> dict[str, object]:
    # More and more ads as time goes on, the newest being the most.
    day = _FIRST_DAY + timedelta(days=int(_DAYS * draw.random() ** 0.7))
    letters = draw.choices(list(_STATES), list(_STATES.values()))[0]
    place = f"{draw.choice(_TOWNS)}, {letters}" if letters else None
    known = {name: row[name] for name in ("id", "title", "company", "text") if row.get(name)}
    return {**known, "posted": None if draw.random() < _UNDATED else day.isoformat(), "location": place}


def build(folder: Path, most: int | None = None) -> Path:
    """Write ads, verdicts and page into a folder, and return the page; ``most`` limits the ads."""
    folder.mkdir(parents=True, exist_ok=True)
    source, verdicts, page = (folder / name for name in ("ads.jsonl", "verdicts.jsonl", "report.html"))
    source.write_text("".join(f"{json.dumps(ad)}\n" for ad in ads(most)), "utf-8")
    batch = ["batch", str(source), "--output", str(verdicts), "--mark-duplicates"]
    main([*batch, *(["--workers", "1"] if most else [])], standalone_mode=False)
    main(["report", str(verdicts), "--output", str(page)], standalone_mode=False)
    return page


if __name__ == "__main__":
    build(Path(sys.argv[1]))
