"""Which module may know which library; the floors between our own modules are held by import-linter."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

#: Each library that must not spread, and the modules that may import it.
KEEPERS = {
    "ahocorasick": {"classifier/names", "classifier/offers"},
    "bs4": {"classifier/source/growth.py"},
    "charset_normalizer": {"classifier/source/encoding.py"},
    "click": {"classifier/cli"},
    "docx": {"classifier/resume/file.py"},
    "flask": {"service"},
    "granian": {"service/server.py"},
    "joblib": {"classifier/batch", "classifier/training/train.py"},
    "mapie": {"classifier/training/guarantee.py"},
    "matplotlib": {"classifier/canvas.py", "classifier/survey/charts.py", "classifier/training/charts.py"},
    "numpy": {"classifier/arrays.py", "classifier/model.py", "classifier/scores.py", "classifier/training"},
    "pandas": {"classifier/batch/spark.py"},
    "pydantic": {"service"},
    "pypdf": {"classifier/resume/file.py"},
    "rich": {"classifier/batch", "classifier/cli", "classifier/fit_panel.py", "classifier/panel.py"},
    "sklearn": {"classifier/training"},
}


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("library", KEEPERS)
def test_a_library_is_known_to_its_keepers_alone(library: str) -> None:
    files = [file for package in ("classifier", "service") for file in (ROOT / package).rglob("*.py")]
    users = {str(file.relative_to(ROOT)) for file in files if library in imported(file)}
    kept = {user for user in users for keeper in KEEPERS[library] if user == keeper or user.startswith(f"{keeper}/")}
    assert users, f"nothing imports {library} any more: take it out of the table"
    assert users == kept
