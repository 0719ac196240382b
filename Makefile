# Everything a user or a developer runs. `make` alone lists it.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup ingest check test bench notebook samples readme docs lock clean

BIN := .venv/bin
STAMP := .venv/.installed
# What `make ingest` reads: make ingest DATA=/path/to/plans
DATA ?= data/raw

help: ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## Create .venv and install everything into it

$(STAMP): pyproject.toml requirements-dev.lock scripts/setup.sh
	@scripts/setup.sh
	@touch $@

ingest: setup ## Read the documents of DATA (data/raw) and write the tables to data/parquet
	@$(BIN)/kehoach ingest "$(DATA)"

check: setup ## Style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check ## Style, types and all tests
	$(BIN)/pytest

bench: setup ## Speed of reading and extracting, stage by stage
	$(BIN)/python benchmarks/bench_extract.py "$(DATA)"

notebook: ingest ## Open the notebooks in the browser (fetches JupyterLab the first time)
	@$(BIN)/python -c 'import jupyterlab' 2>/dev/null || $(BIN)/python -m pip install -q 'jupyterlab>=4.2,<5'
	$(BIN)/jupyter lab notebooks

samples: setup ## Write the Word and PDF samples of data/raw anew from scripts/samples
	$(BIN)/python scripts/render_samples.py

readme: setup ## Write the answers in the READMEs and the pages of docs anew, from the samples
	$(BIN)/python scripts/refresh_readme.py

docs: setup ## Build the documentation as a site: site-docs/index.html
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "open site-docs/index.html"

lock: setup ## Choose the newest versions that pyproject.toml allows
	@$(BIN)/python -m pip install -q 'uv>=0.5'
	@$(BIN)/uv pip compile pyproject.toml --extra dev --extra docs --extra notebooks --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-header --upgrade --quiet -o requirements-dev.lock

clean: ## Remove what the commands made (.venv, tables, caches); the documents stay
	rm -rf .venv build dist *.egg-info data/parquet data/parquet.versions data/interim site site-docs
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
