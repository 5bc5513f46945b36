# `make run` and `make test` work alone on a fresh machine; both install into .venv once.
PYTHON  ?= python3
BIN     := .venv/bin
READY   := .venv/ready
SUITE   ?= quickstart
JOBS    ?= 1
# `make run`: two runs at a time where there are two cores, of one thread each
TWO     := $(if $(filter 1,$(shell getconf _NPROCESSORS_ONLN)),1,2)
REPORT  ?= verdict
# Python compiles what is imported once and keeps it, or each start would take seconds more
unexport PYTHONDONTWRITEBYTECODE
# Jupyter asks for it where root runs it, as in containers
ROOT    := $(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: help run test suite report lab docs export readme print-readme
.DEFAULT_GOAL := run

help:
	@echo 'make run       train a small suite, and make the report outputs/reports/quickstart.html'
	@echo 'make test      run all tests'
	@echo 'make suite     run a suite: SUITE=mini JOBS=2'
	@echo 'make report    make a page of the runs: REPORT=classification SUITE=mini'
	@echo 'make lab       open the notebooks in JupyterLab'
	@echo 'make docs      make the site: _docs/index.html'
	@echo 'make export    clean the notebooks and write the library from them'
	@echo 'make readme    write README.md from nbs/index.ipynb'

run: $(READY)
	$(BIN)/icp_batch nbs/suites/quickstart.yaml --jobs $(TWO)
	@$(MAKE) --no-print-directory report REPORT=quickstart SUITE=quickstart

test: $(READY)
	$(BIN)/python .ci/test.py

suite: $(READY)
	$(BIN)/icp_batch "nbs/suites/$(SUITE).yaml" --jobs "$(JOBS)"

report: $(READY)
	@$(BIN)/icp_report "$(REPORT)" $(if $(filter command%,$(origin SUITE)),--suite "$(SUITE)")

# notebooks are cleaned when they are saved, so that reading one changes nothing that git sees
lab: $(READY)
	OMP_NUM_THREADS=1 $(BIN)/jupyter lab $(ROOT) --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/nbs/index.ipynb \
		--ContentsManager.pre_save_hook=nbdev.clean.clean_jupyter

docs: .venv/docs
	rm -rf _docs
	$(BIN)/python .ci/docs.py _docs
	@echo 'The site is _docs/index.html'

export: $(READY)
	$(BIN)/nbdev_clean
	$(BIN)/nbdev_export

readme: $(READY)
	$(MAKE) -s print-readme > README.md
	$(BIN)/python .ci/picture.py > nbs/icp.png

# links are relative to nbs/ there, to the root here
print-readme: $(READY)
	@$(BIN)/jupyter nbconvert --log-level ERROR --to markdown --stdout nbs/index.ipynb \
		--RegexRemovePreprocessor.patterns='^\s*#\|\s*hide' --TagRemovePreprocessor.enabled=True \
		--TagRemovePreprocessor.remove_input_tags='{"remove-input"}' | awk '/^```$$/ && ++n % 2 {print "```python"; next} 1' \
		| sed -E 's#\]\(([0-9a-z][0-9A-Za-z_/]*\.(ipynb|png))#](nbs/\1#g; s#\]\(\.\./#](#g'

# what the site needs is not installed before somebody wants it
.venv/docs: $(READY)
	$(BIN)/python -m pip install -e '.[dev,docs]'
	touch $@

# --no-compile: a minute less; Python compiles what is imported, once
$(READY): settings.ini setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "icp_nb needs Python 3.10 or newer; run make with PYTHON=python3.11, say")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --no-compile -e '.[dev]'
	mkdir -p .venv/etc/ipython && cp .ci/ipython_kernel_config.py .venv/etc/ipython/
	-@git config merge.nbdev-merge.name 'notebooks cell by cell (.gitattributes)' 2> /dev/null && \
	git config merge.nbdev-merge.driver "'$$PWD/$(BIN)/nbdev_merge' %O %A %B %P"
	touch $@
