# Two commands are enough to begin: make demo, and make test. All of them: make help
SHELL := /bin/sh
PORT ?= 8000
OPENBEAT_DATA ?= $(CURDIR)/data/demo
SIZE ?= town
BIN := .venv/bin
RUN := sh tools/bootstrap.sh run
DEV := sh tools/bootstrap.sh dev

.DEFAULT_GOAL := help
.PHONY: help demo test check check-all coverage format docs messages vendor lock bench clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

demo:  ## the example town in your browser (PORT=8000 OPENBEAT_DATA=folder SIZE=small|town|city); Ctrl-C stops it
	@$(RUN)
	@exec env OPENBEAT_DATA='$(OPENBEAT_DATA)' $(BIN)/openbeat demo --port '$(PORT)' --size '$(SIZE)'

test:  ## all tests but the slow ones: SQLite, PostgreSQL and Chromium where they are found
	@$(DEV)
	@$(BIN)/python tools/check.py test

check:  ## what a change must pass, in under ten minutes: all quick tests on SQLite, those of core on PostgreSQL too
	@$(DEV)
	@$(BIN)/python tools/check.py check

check-all:  ## everything there is, on both databases, in under an hour; what .ci/run runs
	@$(DEV)
	@$(BIN)/python tools/check.py check-all $(CHECK_OPTIONS)

coverage:  ## how many branches of openbeat the tests go through, on SQLite; counting takes half as long again
	@$(DEV)
	@$(BIN)/python tools/check.py coverage

format:  ## bring Python and templates into the house's form
	@$(DEV)
	@$(BIN)/python tools/check.py format

docs:  ## write docs/reference and the glossary anew from the code
	@$(DEV)
	@$(BIN)/openbeat docs

messages:  ## bring the translation files up to date
	@$(DEV)
	@$(BIN)/openbeat messages

vendor:  ## bring what frontend.toml names (needs npm)
	@$(DEV)
	@$(BIN)/python tools/vendor.py

lock:  ## pin the newest packages that requirements/*.in allow
	@$(DEV)
	@cd requirements && for kind in run dev uv; do ../$(BIN)/uv pip compile --quiet --upgrade --universal \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.12 $$kind.in -o $$kind.txt; done

bench:  ## how fast it is, beside bare Django views
	@$(DEV)
	@$(BIN)/python -m bench

clean:  ## remove the environment and the example town (asks nothing)
	@rm -rf .venv data/demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
