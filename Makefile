# One command for each thing a contributor does. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export NO_MKDOCS_2_WARNING := 1

.PHONY: help site test serve check bench lint chromium lock clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

site: $(READY) ## Check everything and build the whole site, handouts included, into site/
	$(BIN)/mkdocs build --strict

test: $(READY) lint chromium ## Lint, and run every test
	$(BIN)/python -m pytest -n auto --dist worksteal

serve: $(READY) ## Live preview at http://127.0.0.1:8000
	$(BIN)/mkdocs serve --dirty

check: $(READY) ## Check the content only
	$(BIN)/handbook check

bench: $(READY) chromium ## Measure, print the figures and write build/bench.json
	$(BIN)/python -m tests.bench

lint: $(READY)
	$(BIN)/ruff check generator tests
	$(BIN)/ruff format --check generator tests

chromium:
	@sh tests/browser/find-chromium.sh >/dev/null

lock: ## Pin every dependency with its hashes anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--extra test --custom-compile-command "make lock" -o requirements.lock pyproject.toml

clean: ## Remove what was built
	rm -rf build .pytest_cache .ruff_cache
	find site -mindepth 1 ! -name .gitignore -delete
