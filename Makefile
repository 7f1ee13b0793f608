# Everything runs in an environment of its own, made on first use; calls after that are quick.
# Needs only make and Python 3.11 or newer with venv:  make demo   or   make test PYTHON=python3.13

PYTHON ?= python3
VENV   ?= .venv
BUILD  := build
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
# The command that installs into an environment: of pip, or of uv (UV=/path/to/uv), which is much faster.
UV     ?=
INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(1)/bin/python,$(1)/bin/python -m pip --disable-pip-version-check --quiet --quiet install)

# More for pytest: make test PYTEST_ARGS="-k anchors".  Coverage: make test COVERAGE=1
PYTEST_ARGS ?=
# What is compiled is kept, whatever the shell says: else each worker compiles the library and the tests anew.
unexport PYTHONDONTWRITEBYTECODE
COVERAGE    ?=
# One for each core. If one dies the run has failed: for its successor pytest-xdist can wait for ever.
WORKERS := --numprocesses=auto --max-worker-restart=0

SHIPPED := $(shell find archive schemas -type f ! -name '*.pyc') LICENSE README.md pyproject.toml

.PHONY: help demo test test-all search lowest measured pythons golden schemas licences reference published lint format types consumer docs bench accuracy spark tools judges wheel dist extras dev clean distclean

help:
	@echo 'make demo    a saved page becomes a checked record, TEI, JSON and a page to read, in $(BUILD)/demo'
	@echo 'make test    run the tests, about a minute (COVERAGE=1 measures them, PYTEST_ARGS=... narrows them)'
	@echo 'make test-all   run the slow ones and those that ask other programs as well, with more examples'
	@echo 'make search  look for failures with random examples, others each time'
	@echo 'make lowest  run the tests with the lowest versions that pyproject.toml allows'
	@echo 'make pythons run the tests with every other Python found: $(or $(PYTHONS),none)'
	@echo 'make schemas    make document.schema.json and the words in archive.rnc from the model, archive.rng, the made parts of archive.odd, of TEI in tests/'
	@echo 'make licences   make the list of licences with an SPDX id from the newest list of SPDX'
	@echo 'make reference  make the parts of docs/reference/ that the library tells: fields, codes, commands, names'
	@echo 'make published  make the TEI of each record in documents/ anew'
	@echo 'make lint    check format and style; make format corrects what it can'
	@echo 'make types   mypy and pyright, on the library and on a program that uses its wheel'
	@echo 'make docs    build the manual into $(BUILD)/docs, warnings as errors'
	@echo 'make bench   print speed as ratios to a floor measured in the same run'
	@echo 'make accuracy   print how often words are found again after a text changed, ours and others'
	@echo 'make spark   test the engine on Spark, which wants packages that the other tests do not want'
	@echo 'make judges  other people’s programs that tests ask about our pages and annotations'
	@echo 'make tools   see what other people’s programs for TEI read in our files'
	@echo 'make dist    the sdist and the wheel of the last commit, in $(BUILD)/dist, with their digests'
	@echo 'make extras  install the sdist with each extra alone, and run an example of it (EXTRAS="web cite" chooses)'
	@echo 'make dev     an environment with all of the above in it: $(VENV)'
	@echo 'make clean   remove what was built; make distclean the environment as well'

# --- environments: one stamp for each set of packages ---

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "archive needs Python 3.11 or newer, and this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.13")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/has-core: pyproject.toml | $(VENV)/made
	$(call INSTALL,$(VENV)) --editable .
	@touch $@

$(VENV)/has-%: pyproject.toml | $(VENV)/made
	$(call INSTALL,$(VENV)) --editable '.[$*]'
	@touch $@

# Programs in JavaScript that tests ask what they make of ours; none of them is shipped.
judges: $(VENV)/has-judges $(BUILD)/npm/made

$(BUILD)/npm/made: tests/package.json
	@mkdir -p $(BUILD)/npm
	cp tests/package.json $(BUILD)/npm/
	npm install --prefix $(BUILD)/npm --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error
	@touch $@

dev: $(VENV)/has-dev
	@touch $(VENV)/has-core $(VENV)/has-web $(VENV)/has-test $(VENV)/has-judges $(VENV)/has-bench $(VENV)/has-lint $(VENV)/has-types $(VENV)/has-docs

# --- what people call ---

demo: $(VENV)/has-web
	@$(BIN)/python docs/demo/demo.py $(BUILD)/demo

PYTEST = -m pytest $(WORKERS) \
	$(if $(COVERAGE),--cov $(BRANCHES) --cov-report=term --cov-report=html:$(BUILD)/coverage)
BRANCHES := --cov-branch
# What users rely on, with few examples; `make test-all` has the rest.
QUICK := -m 'not slow and not judged'

test: $(VENV)/has-test
	$(BIN)/python $(PYTEST) $(QUICK) $(PYTEST_ARGS)

# Everything, with many examples. COVERAGE=1 is for .ci/run, which has half an hour: with few examples, what
# needs no judges is measured with the newest Python, and has to reach nearly all; then the judges follow.
test-all: $(VENV)/has-test
	@failed=; \
	$(if $(COVERAGE),$(MAKE) --no-print-directory measured || failed=1;) \
	ARCHIVE_EXAMPLES=$(or $(ARCHIVE_EXAMPLES),$(if $(COVERAGE),few,many)) $(BIN)/python -m pytest $(WORKERS) \
		$(if $(COVERAGE),-m judged) $(PYTEST_ARGS) || failed=1; \
	test -z "$$failed"

# The same examples each time in `make test`; here others each time. What failed is kept in .hypothesis/
# and tried first the next time.
search: $(VENV)/has-test
	ARCHIVE_EXAMPLES=search $(BIN)/python -m pytest $(WORKERS) -m hypothesis $(PYTEST_ARGS)

golden: $(VENV)/has-test
	$(BIN)/python -m pytest --update-golden $(PYTEST_ARGS)

# What is made from something else and kept: tests compare it.
schemas: $(VENV)/has-test
	$(BIN)/python -m tests.make_schemas

# Asks PyPI for the list; nothing else does, so that no test depends on it.
licences: $(VENV)/has-core
	$(BIN)/python -m tests.make_licences

reference: $(VENV)/has-test
	$(BIN)/python -m tests.make_reference
	$(BIN)/python -m tests.house

published: $(VENV)/has-core
	for record in documents/*/; do \
		$(BIN)/archive write $$record --to tei -o $${record}document.tei.xml || exit 1; done

lint: $(VENV)/has-lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: $(VENV)/has-lint
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: $(VENV)/has-types consumer
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python

docs: $(VENV)/has-docs
	$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet -b html docs $(BUILD)/docs
	@echo 'The manual is at $(BUILD)/docs/index.html'

bench: $(VENV)/has-bench $(VENV)/has-judges
	$(BIN)/python -m tests.bench

accuracy: $(VENV)/has-bench
	$(BIN)/python -m tests.revision.accuracy

# --- what `make test` runs, with other versions of what it stands on: an environment each ---

OTHER := $(BUILD)/environments
# The tests' own packages, and those that are compared with ours.
TESTED := '.[test,bench]'
# On PATH and in the folder of pyenv; of two with one version the first.
PYTHONS = $(shell $(PYTHON) tests/versions.py pythons)
NEWEST = $(or $(lastword $(PYTHONS)),$(PYTHON))

lowest: $(OTHER)/lowest/made
	$(OTHER)/lowest/bin/python $(PYTEST) $(QUICK) $(PYTEST_ARGS)

$(OTHER)/lowest/made: pyproject.toml tests/versions.py
	@rm -rf $(OTHER)/lowest
	$(PYTHON) -m venv $(OTHER)/lowest
	$(PYTHON) tests/versions.py lowest > $(OTHER)/lowest/constraints.txt
	$(call INSTALL,$(OTHER)/lowest) \
		--constraint $(OTHER)/lowest/constraints.txt --editable $(TESTED)
	@touch $@

# From 3.12 on Python counts statements at hardly any cost (PEP 669), and from 3.14 on branches.
measured:
	COVERAGE_CORE=sysmon $(MAKE) --no-print-directory "python-$(notdir $(NEWEST))" OTHER_PYTHON=$(NEWEST) \
		COVERAGE=1 BRANCHES= QUICK="-m 'not judged'" PYTEST_ARGS='--cov-fail-under=95 --durations=10'

# Each of them, although one fails.
pythons:
	@failed=; for python in $(PYTHONS); do \
		$(MAKE) --no-print-directory "python-$$(basename $$python)" OTHER_PYTHON=$$python \
			|| failed="$$failed $$python"; done; \
	test -z "$$failed" || { echo "failed with:$$failed"; exit 1; }

python-%: $(OTHER)/%/made
	@echo "with $$($(OTHER)/$*/bin/python --version)"
	$(OTHER)/$*/bin/python $(PYTEST) $(QUICK) $(PYTEST_ARGS)

$(OTHER)/%/made: pyproject.toml
	@rm -rf $(OTHER)/$*
	$(or $(OTHER_PYTHON),$*) -m venv $(OTHER)/$*
	$(call INSTALL,$(OTHER)/$*) --editable $(TESTED)
	@touch $@

.PRECIOUS: $(OTHER)/%/made

# PySpark wants a pandas below 3, and Java.
spark: $(OTHER)/spark/made
	$(OTHER)/spark/bin/python -m pytest tests/corpus/on_spark.py $(PYTEST_ARGS)
	rm -rf $(BUILD)/spark && mkdir -p $(BUILD)/spark
	cd $(BUILD)/spark && $(abspath $(OTHER))/spark/bin/python $(CURDIR)/tests/pages.py $(CURDIR)/docs/how-to/clusters.md

$(OTHER)/spark/made: pyproject.toml
	@rm -rf $(OTHER)/spark
	$(PYTHON) -m venv $(OTHER)/spark
	$(call INSTALL,$(OTHER)/spark) --editable '.[spark]' \
		'hypothesis>=6.130' 'pytest>=8.4'
	@touch $@

# --- what other programs make of our TEI ---

# Each program gets an environment of its own under build/tools.
tools: $(VENV)/has-test
	$(BIN)/python -m tests.tools_check

# --- the wheel, and a program of somebody else's that uses it ---

wheel: $(BUILD)/wheel/built

$(BUILD)/wheel/built: $(SHIPPED) | $(VENV)/made
	@rm -rf $(BUILD)/wheel
	$(PIP) wheel --no-deps --wheel-dir $(BUILD)/wheel .
	@touch $@

$(BUILD)/consumer/installed: $(BUILD)/wheel/built
	@test -x $(BUILD)/consumer/bin/python || $(PYTHON) -m venv $(BUILD)/consumer
	$(BUILD)/consumer/bin/python -m pip --disable-pip-version-check --quiet install $(BUILD)/wheel/*.whl
	$(BUILD)/consumer/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --force-reinstall $(BUILD)/wheel/*.whl
	@touch $@

consumer: $(VENV)/has-types $(BUILD)/consumer/installed
	sh tests/consumer/check.sh $(BIN) $(BUILD)/consumer/bin/python

# --- what is published ---

# Of the commit, not of this folder. The same bytes for everybody: tests/test_packaging.py.
dist: $(VENV)/has-test
	$(BIN)/python -m tests.build_dist $(BUILD)/dist

# Those that take minutes are left out until they are named: make extras EXTRAS=spark
EXTRAS ?=
extras: $(VENV)/has-test
	$(BIN)/python -m tests.extras_alone $(EXTRAS)

clean:
	rm -rf $(BUILD) .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find archive tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
