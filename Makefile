# `make run` and `make test` work alone on a fresh machine; both install into .venv once.
PYTHON  ?= python3
BIN     := .venv/bin
READY   := .venv/ready
OUTPUTS := $(or $(ICP_OUTPUTS),outputs)$(if $(filter 1 true yes,$(ICP_SMOKE)),/smoke)
SUITE   ?= quickstart

.PHONY: run test suite lab export readme print-readme
.DEFAULT_GOAL := run

run: $(READY)
	$(BIN)/icp_batch nbs/suites/quickstart.yaml
	mkdir -p $(OUTPUTS)/reports
	$(BIN)/papermill --no-progress-bar --log-level WARNING nbs/reports/quickstart.ipynb $(OUTPUTS)/reports/quickstart.ipynb
	$(BIN)/jupyter nbconvert --log-level ERROR --to html $(OUTPUTS)/reports/quickstart.ipynb
	@echo "Look at $(OUTPUTS)/reports/quickstart.html, and at the executed notebooks in $(OUTPUTS)/*/*/run.ipynb"

test: $(READY)
	$(BIN)/python .ci/test.py

suite: $(READY)
	$(BIN)/icp_batch nbs/suites/$(SUITE).yaml

lab: $(READY)
	OMP_NUM_THREADS=1 $(BIN)/jupyter lab nbs

export: $(READY)
	$(BIN)/nbdev_clean
	$(BIN)/nbdev_export

readme: $(READY)
	$(MAKE) -s print-readme > README.md

print-readme: $(READY)
	@$(BIN)/jupyter nbconvert --log-level ERROR --to markdown --stdout nbs/index.ipynb \
		--RegexRemovePreprocessor.patterns='^\s*#\|\s*hide' | awk '/^```$$/ && ++n % 2 {print "```python"; next} 1'

$(READY): settings.ini setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "icp_nb needs Python 3.10 or newer; run make with PYTHON=python3.11, say")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -e '.[dev]'
	touch $@
