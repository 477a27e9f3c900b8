# The commands people type. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# one more than the machine has cores: a test that drives a browser waits for it
WORKERS ?= $(shell $(PYTHON) -c "import os; print(os.cpu_count() + 1)")
export DEBUG ?= 1
export SITE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: help demo test check run messages lock bench served peers search-quality screenshots manual-pictures first-screens rush two-machines audit measures picture coverage

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/made: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "venv is missing: on Debian, install python3-venv (apt install python3-venv)."; rm -rf $(VENV); exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/made-%: requirements-%.lock $(VENV)/made
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.PHONY: compiled
compiled: $(VENV)/made
	@$(BIN)/python manage.py messages --compile

demo: compiled ## prepare everything and serve the demonstration on 127.0.0.1:$(PORT)
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py demo
	$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

run: compiled ## serve what is there, without building the demonstration
	$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: $(VENV)/made-test compiled ## run the whole suite (DATABASE_URL=postgres://… for PostgreSQL)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: $(VENV)/made-test $(VENV)/made-check compiled ## lint, types, migrations, deployment, catalogue, house rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/djangofmt --check templates
	$(BIN)/oxfmt --check static/css static/js
	$(BIN)/oxlint static/js
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	DEBUG=0 ALLOWED_HOSTS=portal.example SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))") \
	  DATABASE_URL=sqlite:///var/check.sqlite3 $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py messages --check
	$(BIN)/python -m tools.measures
	$(BIN)/python -m pytest -q tests/test_house.py tests/test_static_files.py

measures: $(VENV)/made-test ## print the figures of the house beside their limits (ARGS=--places: and where)
	@$(BIN)/python -m tools.measures $(ARGS)

picture: $(VENV)/made ## draw docs/staircase.svg from the imports
	@$(BIN)/python -m tools.staircase

coverage: $(VENV)/made-test $(VENV)/made-check compiled ## run the suite measured: the ten modules least covered, the total
	@mkdir -p var
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n $(WORKERS) $(ARGS)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --sort=cover >var/coverage.txt; over=$$?; \
	sed -n '1,12p' var/coverage.txt; sed -n '/^TOTAL/,$$p' var/coverage.txt; exit $$over

ARTICLES ?= 100000
APPLICATIONS ?= 300
BENCH_DATABASES ?= sqlite:///var/bench.sqlite3 $(DATABASE_URL)
bench: compiled ## time pages with $(ARTICLES) articles, on SQLite and, with DATABASE_URL=…, on PostgreSQL too
	@mkdir -p var
	@for database in $(BENCH_DATABASES); do \
	export DATABASE_URL=$$database; \
	$(BIN)/python manage.py migrate --verbosity 0 && \
	$(BIN)/python manage.py demo --stage decided --articles $(ARTICLES) --applications $(APPLICATIONS) >/dev/null && \
	files="$$files $$($(BIN)/python bench/pages.py | tail -1)" || exit 1; \
	done; $(BIN)/python bench/table.py $$files

served: compiled ## press a real server's pages, kept and not (needs wrk, and the database of make bench)
	@mkdir -p var
	$(BIN)/python bench/served.py

PEER_ARTICLES ?= 1000
peers: compiled ## the portal beside Wagtail and a plain form (needs wrk and PostgreSQL; DATABASE_URL=…/peers is emptied)
	@mkdir -p var
	$(BIN)/python bench/peers.py --articles $(PEER_ARTICLES)

search-quality: compiled ## ask the search the questions of tests/content/search_pairs.tsv (on the demonstration)
	$(BIN)/python bench/search_quality.py

screenshots: $(VENV)/made-test compiled ## picture every public and every staff page in both languages, sizes and themes (var/screens/index.html, staff/index.html)
	$(BIN)/python bench/screens.py

manual-pictures: $(VENV)/made-test compiled ## take the pictures of the manuals anew (static/manuals)
	$(BIN)/python bench/manual_pictures.py

first-screens: $(VENV)/made-test compiled ## print how far down a phone stands what people come for
	$(BIN)/python bench/screens.py --figures

APPLICANTS ?= 200
rush: compiled ## play a deadline rush of $(APPLICANTS) applicants (needs nginx and PostgreSQL; DATABASE_URL=…/rush is emptied; ARGS=--stopped)
	@mkdir -p var
	$(BIN)/python bench/rush.py --applicants $(APPLICANTS) $(ARGS)

two-machines: $(VENV)/made-test compiled ## play applicants between two portals that share no disk (PostgreSQL, Redis; DATABASE_URL=…/machines is emptied)
	@mkdir -p var
	$(BIN)/python bench/two_machines.py

messages: compiled ## bring the Armenian catalogue up to date with the code
	$(BIN)/python manage.py messages

audit: $(VENV)/made ## ask whether a library of production has a known fault
	$(BIN)/pip install --quiet --disable-pip-version-check "pip-audit>=2.9"
	$(BIN)/python -m tools.audit requirements-production.lock

lock: $(VENV)/made ## write the locks anew from pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check "uv>=0.8"
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCK) --extra production -c requirements.lock pyproject.toml -o requirements-production.lock
	$(BIN)/uv pip compile $(LOCK) --group test -c requirements.lock pyproject.toml -o requirements-test.lock
	$(BIN)/uv pip compile $(LOCK) --group test --group check -c requirements-test.lock pyproject.toml -o requirements-check.lock

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
