# `make run` and `make test` work alone on a fresh machine; both install into .venv once.
PYTHON  ?= python3
BIN     := .venv/bin
READY   := .venv/ready
OUTPUTS := $(or $(ICP_OUTPUTS),outputs)$(if $(filter 1 true yes,$(ICP_SMOKE)),/smoke)
SUITE   ?= quickstart
JOBS    ?= 1
REPORT  ?= quickstart

.PHONY: run test suite report lab export readme print-readme
.DEFAULT_GOAL := run

run: $(READY)
	$(BIN)/icp_batch nbs/suites/quickstart.yaml
	@$(MAKE) --no-print-directory report REPORT=quickstart SUITE=quickstart
	@echo "The executed notebooks of the runs are $(OUTPUTS)/*/*/run.ipynb"

test: $(READY)
	$(BIN)/python .ci/test.py

suite: $(READY)
	$(BIN)/icp_batch nbs/suites/$(SUITE).yaml --jobs $(JOBS)

report: $(READY)
	mkdir -p $(OUTPUTS)/reports
	$(BIN)/papermill --no-progress-bar --log-level WARNING nbs/reports/$(REPORT).ipynb $(OUTPUTS)/reports/$(REPORT).ipynb $(if $(filter command%,$(origin SUITE)),-p suite $(SUITE))
	$(BIN)/jupyter nbconvert --log-level ERROR --to html $(OUTPUTS)/reports/$(REPORT).ipynb
	@echo "Look at $(OUTPUTS)/reports/$(REPORT).html"

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
