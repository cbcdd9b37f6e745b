# 公开 Gongkai. Two commands matter: `make demo` and `make test`. `make help` lists all.
SHELL := /bin/bash
export XDG_RUNTIME_DIR ?= $(CURDIR)/var/run
# Python keeps what it has compiled, wherever it is told not to: starting is twice as quick the second time.
export PYTHONDONTWRITEBYTECODE :=
UV := scripts/uv
RUN := $(UV) run --quiet --no-sync
SERVE ?= yes
PORT ?= 8000

.PHONY: help demo test check bench serve screenshots setup browser clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: setup ## the sample city: load, compile its 2017 report, check it, serve it (SERVE=no stops after the report)
	@$(RUN) gongkai demo --serve=$(SERVE) --port=$(PORT)

test: setup browser ## everything the tests need, then the whole suite
	@$(RUN) pytest -n 2 --dist worksteal

check: setup ## format, lint, types, import contracts, migrations, translations
	@$(RUN) ruff format --check . && $(RUN) ruff check . && $(RUN) mypy gongkai && $(RUN) lint-imports && $(RUN) python -m gongkai.project.messages missing && $(RUN) gongkai makemigrations --check --dry-run

bench: setup browser ## measure, and write docs/bench.md
	@$(RUN) python -m tests.bench

serve: setup ## serve the city that `make demo` loaded
	@$(RUN) gongkai serve --port=$(PORT)

screenshots: setup browser ## take the pictures in docs/ again
	@$(RUN) python -m tests.journeys.screenshots

setup: ## Python 3.13, the locked libraries, the translation catalogues
	@mkdir -p -m 700 $(XDG_RUNTIME_DIR) && scripts/python && $(UV) sync --quiet --frozen && $(RUN) python -m gongkai.project.messages compile

browser: ## Chromium and Chinese fonts for the tests (asks for root only if they are missing)
	@scripts/browser

clean: ## remove everything that was made here (the sample city too)
	rm -rf .venv .tools var build
