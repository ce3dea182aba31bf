"""What the corpus covers: ``python -m classifier.training.coverage [POSTINGS]`` prints it as Markdown tables."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from classifier.knowledge import table
from classifier.roles import Role
from classifier.training.rows import objects

#: The fields that are crossed with the role; settings are free words and are joined first.
FIELDS = ("setting", "format", "difficulty")

_ELSEWHERE = "other"


def coverage(path: Path) -> str:
    """Return the postings of a JSONL file as tables: role by setting, format and difficulty; then what is empty."""
    rows = [row for row, _ in objects(path)]
    for row in rows:
        row["setting"] = setting(str(row.get("setting") or ""))
    return "\n\n".join("\n".join(_table(rows, field)) for field in FIELDS) + "\n\n" + _cells(rows)


def setting(words: str) -> str:
    """Return the kind of employer that ``words`` name, by the first rule that knows one of them."""
    said = words.lower()
    found = (rule["name"] for rule in table("settings")["kind"] if any(word in said for word in rule["words"]))
    return str(next(found, _ELSEWHERE))


def _table(rows: list[dict[str, object]], field: str) -> Iterator[str]:
    counts = Counter((str(row.get(field)), str(row["label"])) for row in rows)
    values = sorted(
        {value for value, _ in counts}, key=lambda value: (-sum(counts[value, role] for role in Role), value)
    )
    yield f"| {field} | {' | '.join(Role)} | all |"
    yield f"|---|{'---:|' * (len(Role) + 1)}"
    for value in values:
        numbers = [counts[value, role] for role in Role]
        yield f"| {value} | {' | '.join(map(str, numbers))} | {sum(numbers)} |"


def _cells(rows: list[dict[str, object]]) -> str:
    """Return how many cells of role, setting, format and difficulty hold a posting, and which pairs hold none."""
    full = {tuple(str(row.get(field)) for field in ("label", *FIELDS)) for row in rows}
    empty = [
        f"{role} in {value}" for role in Role for value in _settings() if not any(c[:2] == (role, value) for c in full)
    ]
    told = f"Empty cells of role and setting: {', '.join(empty) or 'none'}."
    return f"{len(rows)} postings fill {len(full)} cells of role x setting x format x difficulty. {told}"


def _settings() -> list[str]:
    return [str(rule["name"]) for rule in table("settings")["kind"]]


if __name__ == "__main__":
    print(coverage(Path(sys.argv[1] if len(sys.argv) > 1 else "training_data/postings.jsonl")))  # noqa: T201
