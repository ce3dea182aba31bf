"""``make knowledge``: writes ``tables.json`` anew from the TOML files beside it, a line for each."""

import json
from pathlib import Path

from classifier.knowledge import parsed

FOLDER = Path(__file__).parent


def tables() -> str:
    """Return what ``tables.json`` has to hold."""
    rows = {file.stem: parsed(file.read_bytes()) for file in sorted(FOLDER.glob("*.toml"))}
    lines = (f"{json.dumps(name)}: {json.dumps(row, ensure_ascii=False)}" for name, row in rows.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    (FOLDER / "tables.json").write_text(tables(), "utf-8")
