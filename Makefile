# Mingjian (明鉴). `make help` lists what can be done.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
STAMP := $(VENV)/.installed-dev
WORKERS ?= 2
export PYTHONPATH := src

.DEFAULT_GOAL := help
.PHONY: help soak setup demo serve test law lint types imports migrations e2e docs check clean lock guards browser media bench bench-beside-peers contact-sheet faults

help: ## List the commands
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-warn-script-location
ITSELF := $(PIP) --no-deps --no-build-isolation -e .

# Everything comes from hash-pinned locks; nothing is downloaded at run time.
$(RUN_STAMP): requirements/run.lock pyproject.toml
	@sh deploy/make-venv.sh $(PYTHON) $(VENV)
	@echo "Installing what Mingjian needs (requirements/run.lock)…"
	@$(PIP) --require-hashes -r requirements/run.lock
	@$(ITSELF)
	@touch $@

$(STAMP): requirements/dev.lock $(RUN_STAMP)
	@echo "Installing what the tests need (requirements/dev.lock)…"
	@$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

setup: $(STAMP) ## Install what is needed, tests included, into .venv

demo: $(RUN_STAMP) ## Start Mingjian with the demo story and print the addresses
	@$(BIN)/mingjian demo

serve: $(RUN_STAMP) ## Start portal and desk on the existing data
	@$(BIN)/mingjian serve --insecure-http

media: ## Find or install what makes previews of evidence
	@sh deploy/ensure-media.sh

browser: ## Find or install a browser for the browser tests
	@sh deploy/ensure-browser.sh

test: $(STAMP) browser media ## Run the whole test suite
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup tests

law: $(STAMP) ## Run the tests of the law only (no database)
	$(BIN)/pytest tests/law

e2e: $(STAMP) browser ## Run the browser stories only
	$(BIN)/pytest tests/e2e

lint: $(STAMP) ## Style, spelling, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell src tests docs *.md

types: $(STAMP) ## mypy, strict
	$(BIN)/mypy

imports: $(STAMP) ## The floors of the house
	$(BIN)/lint-imports

migrations: $(STAMP) ## No model without its migration; deployment settings are safe
	@DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=src:. $(BIN)/python -m django makemigrations --check --dry-run
	@MINGJIAN_SECRET_KEY=$$(head -c 48 /dev/urandom | base64 -w0) MINGJIAN_DATA_DIR=.cache/deploy \
	  DJANGO_SETTINGS_MODULE=mingjian.config.settings $(BIN)/python -m django check --deploy --fail-level WARNING

soak: $(STAMP) ## The tests by chance with examples never tried before, ten times
	@for run in 1 2 3 4 5 6 7 8 9 10; do HYPOTHESIS_PROFILE=other $(BIN)/pytest tests/law tests/disclosure tests/access || exit 1; done
	MINGJIAN_SEQUENCES=10000 $(BIN)/pytest -s tests/cases/guards/test_sequences.py

docs: $(STAMP) ## Generated documents are up to date
	$(BIN)/pytest tests/law/test_pack_table.py tests/law/procedure/test_diagram.py

check: lint imports types migrations test ## Exactly what CI runs

faults: $(STAMP) ## Kill, race and restore one part: make faults NAME=ledger
	PYTHONPATH=src:. $(BIN)/python -m tests.faults.$(NAME)

NAME ?= documents
BENCH := .cache/bench

bench: $(STAMP) ## Measure one part against its limits or peers: make bench NAME=ledger (or cases, documents, import, pages, search, statistics)
	@if [ "$(NAME)" = documents ] || [ "$(NAME)" = search ]; then $(MAKE) --no-print-directory bench-beside-peers; \
	  else PYTHONPATH=src:. $(BIN)/python -m bench $(NAME); fi

bench-beside-peers:
	@test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@PYTHONPATH=src:. $(BENCH)/bin/python -m bench.$(NAME) $(ARGUMENTS)

guards: $(STAMP) ## Rewrite the guard manifest from a freshly migrated database
	$(BIN)/python -m tests.write_guards

contact-sheet: $(STAMP) ## Redraw docs/document-types.png
	PYTHONPATH=src:. $(BIN)/python -m tests.write_contact_sheet

lock: ## Rewrite the lock files (needs uv)
	uv pip compile --generate-hashes --python-version 3.11 --no-header --no-annotate -q -o requirements/run.lock requirements/run.in
	uv pip compile --generate-hashes --python-version 3.11 --no-header --no-annotate -q -o requirements/dev.lock requirements/dev.in
	uv pip compile --generate-hashes --python-version 3.11 --no-header --no-annotate -q -o requirements/bench.lock requirements/bench.in

clean: ## Remove the virtual environment and caches, keep the data
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache
