# Everything a developer runs. `make help` lists it.
PYTHON ?= python3
PORT ?= 8000
FROM ?= b016afd 05ff739 0ad8c8b f462825
KILLS ?= 500
BIN := .venv/bin
LOCAL := DEBUG=1 BASE_URL=http://127.0.0.1:$(PORT)
DEMO := $(LOCAL) DEMO=1 DATABASE_URL=sqlite:///var/demo.sqlite3

.DEFAULT_GOAL := help
.PHONY: help setup run demo test test-fast faults fuzz soak upgrades damaged hostile lint audit house bench bench-learning lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/installed ## Make .venv with everything in it

.venv/installed: requirements/dev.txt
	@$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	@touch $@

run: setup ## Serve the site on http://127.0.0.1:8000 (PORT=8001 serves elsewhere)
	@$(LOCAL) $(BIN)/python manage.py migrate --verbosity 0
	@$(LOCAL) $(BIN)/python manage.py load_bank
	@echo "mlopsprep is at http://127.0.0.1:$(PORT) — Ctrl-C stops it"
	@$(LOCAL) $(BIN)/gunicorn --no-control-socket --bind 127.0.0.1:$(PORT) --workers 1 --threads 4 --reload --log-level warning mlopsprep.wsgi

demo: setup ## The same on a database of simulated people; prints their accounts
	@rm -f var/demo.sqlite3 var/demo.sqlite3-wal var/demo.sqlite3-shm
	@$(DEMO) $(BIN)/python manage.py migrate --verbosity 0
	@$(DEMO) $(BIN)/python manage.py load_bank --verbosity 0
	@$(DEMO) $(BIN)/python manage.py fill_demo
	@echo "The demonstration is at http://127.0.0.1:$(PORT) — Ctrl-C stops it"
	@$(DEMO) $(BIN)/gunicorn --no-control-socket --bind 127.0.0.1:$(PORT) --workers 1 --threads 4 --log-level warning mlopsprep.wsgi

lint: setup ## Style, types, layers, templates, migrations
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --quiet --lint templates
	@$(BIN)/python scripts/check_templates.py
	@$(LOCAL) $(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python scripts/check_deployment.py

test: lint ## Everything: on SQLite, on PostgreSQL, in a browser
	$(BIN)/python scripts/run_tests.py

test-fast: setup ## The suite on SQLite without the browser
	$(BIN)/pytest -q -n 2 -m "not browser"

faults: setup ## Half an hour of kills, cuts, full disks and locks, and what a witness found (as root; KILLS=50 for fewer)
	$(BIN)/pytest -q -n 0 tests/faults/long_forms.py
	$(BIN)/python -m tests.faults.trying --kills $(KILLS)

fuzz: setup ## Send 100,000 odd requests to the site on each database: an hour
	$(BIN)/python -m tests.bench.fuzz
	$(BIN)/python -m tests.bench.fuzz --postgresql

soak: setup ## Give 100,000 answers by 1,000 learners, and download much: does the server's memory level off? An hour
	$(BIN)/python -m tests.bench.soak
	$(BIN)/python -m tests.bench.download

upgrades: setup ## Make databases by earlier versions and upgrade them, on both kinds: minutes (FROM="v1 v2" names others)
	$(BIN)/python -m tests.bench.upgrade $(FROM)
	$(BIN)/python -m tests.bench.upgrade $(FROM) --postgresql

damaged: setup ## Load 200 damaged fixture files, each in a process of its own: minutes
	$(BIN)/pytest -q -n 0 tests/bank/long_forms.py

hostile: setup ## Show 550 payloads to a real browser on the pages of curators and learners: minutes
	$(BIN)/pytest -q -n 0 tests/browser/long_forms.py

audit: setup ## Look the pinned libraries up among known holes; asks a service in the network
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	.venv-audit/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements/base.txt || { \
	  echo "Not audited, or not clean: above are the known holes, or what the service could not be asked about."; exit 1; }

house: setup ## Draw the parts of the code and their rooms again
	@$(BIN)/python scripts/draw_house.py

bench: setup ## How fast an answer is, beside a floor on the same stack
	$(BIN)/python -m tests.bench.answer

bench-learning: setup ## How much simulated learners know on the day, beside other schedulers, and each goal
	$(BIN)/python -m tests.bench.learning --goals

lock: ## Renew requirements/*.txt from requirements/*.in
	for part in base dev; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet \
	    --custom-compile-command "make lock" requirements/$$part.in --output-file requirements/$$part.txt; \
	done

clean: ## Remove what the other targets made, but no database
	rm -rf .venv .venv-audit .mypy_cache .ruff_cache .hypothesis test-results
