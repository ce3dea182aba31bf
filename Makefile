# Rolecall's commands. `make setup` comes first of itself; every target works from a fresh clone.

PYTHON ?= python3
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: setup serve test test-spark fuzz sbom audit check bench bench-check bench-batch knowledge train evaluate docs-report lock image image-test

setup: .venv/ready

.venv/ready: pyproject.toml requirements-dev.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

serve: setup
	$(BIN)/rolecall serve --host $(HOST) --port $(PORT)

test: setup check
	$(BIN)/pytest

# Needs Java 17 or newer; pyspark is large, so it has an environment and a lock of its own.
test-spark: .venv-spark/ready
	.venv-spark/bin/pytest tests/spark_cluster.py

.venv-spark/ready: pyproject.toml requirements-dev.lock requirements-spark.lock
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-dev.lock -r requirements-spark.lock
	.venv-spark/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Looks for inputs that break what tests/test_fuzzed.py demands of any input: TARGET is page, text, clauses or notation.
TARGET ?= text
SECONDS ?= 900
fuzz: .venv-fuzz/ready
	.venv-fuzz/bin/python scripts/fuzz.py $(TARGET) -max_total_time=$(SECONDS) -max_len=6000

.venv-fuzz/ready: pyproject.toml requirements-fuzz.lock
	$(PYTHON) -m venv .venv-fuzz
	.venv-fuzz/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.lock
	.venv-fuzz/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# What the service installs, as a bill (CycloneDX); and which of it is known to be vulnerable, which takes a network.
sbom: .venv-audit/ready
	mkdir -p dist
	.venv-audit/bin/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml --output-format JSON \
		--output-file dist/sbom.json requirements.lock

audit: .venv-audit/ready
	.venv-audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock
	.venv-audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements-dev.lock

.venv-audit/ready: requirements-audit.lock
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock
	touch $@

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Everything that is measured; the batches alone take about half an hour.
bench: setup
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.http
	$(MAKE) bench-batch

# Fails where a ratio is more than 15 % worse than in benchmarks/latest.json, which `make bench` writes.
bench-check: setup
	$(BIN)/python -m benchmarks.run --check

# The word lists and rules parsed, for a quick start; run it after a change of their TOML.
knowledge: setup
	$(BIN)/python -m classifier.knowledge

# `rolecall batch` over 100,000 made-up ads: about half an hour on two cores. ROWS="1000 10000" is quicker.
ROWS ?= 10000 100000
bench-batch: setup
	$(BIN)/python -m benchmarks.batch --rows $(ROWS)

train: setup
	$(BIN)/rolecall train

evaluate: setup
	$(BIN)/rolecall evaluate

# An example of `rolecall report`: made-up ads with made-up days and places.
docs-report: setup
	$(BIN)/python scripts/example_report.py build/report

# `make image` needs Docker or what stands in for it (ENGINE=podman, whose own format would drop the health check);
# `make image-test` needs no engine, but root and Debian.
ENGINE ?= docker
VERSION = $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
image:
	BUILDAH_FORMAT=docker $(ENGINE) build $(if $(BASE),--build-arg BASE=$(BASE)) --tag rolecall:$(VERSION) .

image-test:
	bash scripts/image_test.sh

# The locks carry hashes and no address; run it after a change of dependencies in pyproject.toml.
LOCK := pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-annotate
EXTRAS := --extra batch --extra dask --extra dev --extra report --extra resume --extra train
lock: setup
	$(BIN)/$(LOCK) -o requirements.lock pyproject.toml
	$(BIN)/$(LOCK) -c requirements.lock $(EXTRAS) -o requirements-dev.lock pyproject.toml
	$(BIN)/$(LOCK) -c requirements-dev.lock --extra batch --extra spark -o requirements-spark.lock pyproject.toml
	$(BIN)/$(LOCK) -c requirements-dev.lock --extra fuzz -o requirements-fuzz.lock pyproject.toml
	$(BIN)/$(LOCK) -c requirements-dev.lock --extra audit -o requirements-audit.lock pyproject.toml
