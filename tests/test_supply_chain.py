"""What is installed: few packages, pinned, hashed, under licenses that go with ours. All that can be told offline."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted(ROOT.glob("requirements*.lock"))
_PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+) \\\n(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n?)+)", re.MULTILINE
)

#: Packages that the service and the command line need, those that these need included.
MOST = 26
#: What a license may be called; anything else is looked at by a person first.
LICENSES = {
    *("0BSD", "Apache-2.0", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT License", "PSF-2.0"),
    *("Public-Domain", "Zlib"),
}


def pins(lock: Path) -> dict[str, str]:
    return {pin["name"]: pin["version"] for pin in _PIN.finditer(lock.read_text("utf-8"))}


RUNNING = pins(ROOT / "requirements.lock")


def licenses(name: str) -> set[str]:
    """Return what a package says of its license: the expression, else the field, else the classifiers."""
    told = importlib.metadata.metadata(name)
    written = told["License-Expression"] or told["License"] or ""
    classified = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or [] if line.startswith("License")]
    return set(re.split(r" (?:AND|and|OR) ", written)) if written else set(classified)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_nothing_but_pins_with_hashes(lock: Path) -> None:
    rest = _PIN.sub("", lock.read_text("utf-8"))
    lines = [line for line in rest.splitlines() if line.strip() and not line.startswith("#")]
    assert lines == []
    assert len(pins(lock)) > 10


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_all_locks_agree_with_that_of_the_service(lock: Path) -> None:
    held = pins(lock)
    apart = {name for name in RUNNING.keys() & held.keys() if RUNNING[name] != held[name]}
    assert apart <= {"numpy"}  # what pandas 2 and Spark take


def test_the_service_needs_few_packages() -> None:
    assert 0 < len(RUNNING) <= MOST


def test_every_dependency_has_a_floor_and_a_pin() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [re.match(r"([\w-]+)([<>=].*)", line) for line in project["dependencies"]]
    assert all(asked)
    assert {line[1] for line in asked if line} <= RUNNING.keys()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_joblib_is_one_whose_files_cannot_carry_objects_past_a_list(lock: Path) -> None:
    """Before 1.6.0 an array of objects was read by pickle itself, whatever the reader allowed."""
    found = pins(lock).get("joblib")
    assert found is None or tuple(map(int, found.split(".")[:2])) >= (1, 6)
    assert "joblib>=1.6.0" in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("name", RUNNING)
def test_a_package_has_a_license_that_goes_with_ours(name: str) -> None:
    assert licenses(name)
    assert licenses(name) <= LICENSES
