# Two commands do everything on a machine with Python 3.11 or newer: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := test
.PHONY: demo test lint clean

$(VENV)/demo.stamp: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -e .
	touch $@

$(VENV)/test.stamp: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -e ".[test]"
	touch $@

demo: $(VENV)/demo.stamp   ## set up, read examples/, write out/ and say what to look at
	$(BIN)/graphbuild build examples/reports --out out
	$(BIN)/graphbuild validate out
	$(BIN)/graphbuild query out contested-claims
	@echo "Open out/graph.html in a browser."

lint: $(VENV)/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint   ## set up, check style and types, run all tests
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) out
