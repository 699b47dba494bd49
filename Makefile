# One command for each thing. Needs Python 3.11 or newer with pip and venv; `make lock` alone needs uv too.
# With a venv that fits requirements.lock nothing here needs the network.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
RUN := $(VENV)/bin
INCIDENT ?= examples/incidents/checkout-errors
DATA ?=
FAULT ?= bad_config
SEED ?= 1
OUT ?= cases
UV ?= uv

.DEFAULT_GOAL := help
.PHONY: help demo test check bench docs lock record clean venv

help: ## say what there is
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1  \2/p' Makefile

demo: venv ## triage a recorded incident (INCIDENT=folder for another one)
	@echo "\$$ codriver triage $(INCIDENT)"
	@$(RUN)/codriver triage $(INCIDENT)
	@echo "(that was: $(RUN)/codriver triage $(INCIDENT))"

test: venv ## run all tests
	$(RUN)/python -m pytest -n auto

check: venv ## lint, format, types, walls
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

bench: venv ## measure on DATA=folder, one subfolder for each measurement
	@test -n "$(DATA)" || { echo "error: no data given" >&2; echo "hint: make bench DATA=FOLDER" >&2; exit 2; }
	@for file in $$(grep -l __main__ bench/*.py); do \
	  name=$$(basename $$file .py); \
	  if [ -e "$(DATA)/$$name" ]; then echo "== $$name"; $(RUN)/python -m bench.$$name "$(DATA)/$$name" || exit 1; \
	  else echo "== $$name: not measured, no $(DATA)/$$name"; fi; done

docs: venv ## write docs/reference anew
	$(RUN)/python docs/generate.py

lock: ## choose versions anew and write requirements.lock (needs uv)
	$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --extra dev \
	  --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

record: ## record a fresh incident of the example shop (FAULT=name SEED=number OUT=folder)
	$(PYTHON) examples/shop/record.py --fault $(FAULT) --seed $(SEED) --out $(OUT)

clean: ## remove what was built and cached; the venv stays
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests docs bench examples -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# The copies inside the venv say what it was made from; times of files do not survive a checkout.
venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "error: Python 3.11 or newer is needed" >&2; echo "hint: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@test -x $(RUN)/python || $(PYTHON) -m venv $(VENV)
	@cmp -s requirements.lock $(VENV)/made-from.lock || { echo "installing requirements.lock into $(VENV)" >&2 && \
	  $(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  cp requirements.lock $(VENV)/made-from.lock; }
	@cmp -s pyproject.toml $(VENV)/made-from.toml || { \
	  $(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . && \
	  cp pyproject.toml $(VENV)/made-from.toml; }
