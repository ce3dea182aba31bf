"""Look for inputs that break what must hold for any input: ``make fuzz TARGET=text SECONDS=3600``.

Coverage guides the search (atheris, libFuzzer); the examples and the phrases of the corpus are where it starts. An
input that breaks something is written to build/fuzz/TARGET/; mend it and keep the input as tests/fuzzed/TARGET-NAME.
"""

import importlib.util
import json
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent

with atheris.instrument_imports(include=["classifier"]):
    spec = importlib.util.spec_from_file_location("fuzzed", ROOT / "tests" / "test_fuzzed.py")
    fuzzed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fuzzed)


def seeds(target: str, folder: Path) -> None:
    """Write what the search starts from into ``folder``."""
    ads = [file.read_bytes() for file in sorted((ROOT / "examples").glob("*.*"))]
    phrases = [json.loads(line) for line in (ROOT / "training_data" / "phrases.jsonl").read_text("utf-8").splitlines()]
    starts = {
        "page": [bytes([kind]) + ad for ad in ads for kind in range(2)],
        "text": ads,
        "clauses": [phrase["phrase"].encode() for phrase in phrases],
        "notation": [phrase["form"].encode() for phrase in phrases if phrase["form"]],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(starts[target]):
        (folder / f"start-{number}").write_bytes(start)


def main() -> None:
    """Fuzz the target that the command line names."""
    target, *options = sys.argv[1:]
    place = ROOT / "build" / "fuzz" / target
    seeds(target, place / "corpus")
    atheris.Setup([sys.argv[0], str(place / "corpus"), f"-artifact_prefix={place}/", *options], fuzzed.TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
