"""What is shipped: the wheel and the source archive, tried away from the checkout."""

import importlib.metadata
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONWARNINGS": "default"})
    return out


def test_the_wheel_holds_the_model_the_knowledge_and_nothing_else(dist: Path) -> None:
    names = zipfile.ZipFile(next(dist.glob("*.whl"))).namelist()
    assert "classifier/models/him-roles.joblib" in names
    assert "classifier/models/him-roles.json" in names
    assert {"classifier/knowledge/credentials.toml", "classifier/knowledge/tables.json"} <= set(names)
    assert "classifier/py.typed" in names
    assert {name.split("/")[0] for name in names} <= {"classifier", "service", f"rolecall-{version()}.dist-info"}


def test_the_source_archive_can_build_the_wheel_again(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {"pyproject.toml", "LICENSE", "README.md", "models/him-roles.joblib", "models/him-roles.json"} <= names
    assert {"classifier/cli/classify.py", "service/app.py", "classifier/knowledge/credentials.toml"} <= names


def test_the_installed_wheel_finds_the_bundled_model_from_any_directory(dist: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    wheel = str(next(dist.glob("*.whl")))
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(place),
        wheel,
    ]
    subprocess.run(command, check=True, capture_output=True)
    (tmp_path / "ad.txt").write_bytes((ROOT / "examples" / "coder.txt").read_bytes())
    code = "import sys, classifier.cli as c; print(c.__file__, file=sys.stderr); c.main()"
    told = subprocess.run(
        [sys.executable, "-c", code, "classify", "ad.txt", "--json"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(place)},
    )
    assert str(place) in told.stderr
    assert json.loads(told.stdout)["role"] == "coder"


def test_both_package_names_belong_to_rolecall_alone() -> None:
    owners = importlib.metadata.packages_distributions()
    assert {name: set(owners[name]) for name in ("classifier", "service")} == {
        "classifier": {"rolecall"},
        "service": {"rolecall"},
    }


def version() -> str:
    return importlib.metadata.version("rolecall")
