# `make demo` and `make test` set up everything they need. Only Python 3.11+ and make are required.
PYTHON ?= python3
BIN := .venv/bin
JOBS ?= auto

.PHONY: help demo test check format lock docs bench evidence clean
.DEFAULT_GOAL := help

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/ready  ## make the synthetic town, screen it, write the report
	$(BIN)/varsel demo --out demo

test: .venv/ready check  ## run every check and test
	$(BIN)/python -m pytest -n $(JOBS)

check: .venv/ready  ## style, types, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/ready  ## let ruff format and fix
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:  ## renew requirements.lock (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group dev --extra build pyproject.toml -o requirements.lock

docs: .venv/ready  ## write the generated pages anew
	$(BIN)/python -m varsel.catalogue.pages

bench: .venv/ready  ## measure, in ratios within one run
	$(BIN)/python -m bench

evidence: .venv/ready  ## judge the catalogue on the reported societies (over an hour); writes docs/evidence.md
	$(BIN)/python -m bench.evidence

clean:  ## remove what make made
	rm -rf .venv demo
