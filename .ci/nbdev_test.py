"""`nbdev_test` of one notebook, and what its cells put out as JSON: `python nbdev_test.py NOTEBOOK OUTPUTS.json`."""
import json
import sys
from pathlib import Path

from execnb.shell import CaptureShell
from nbdev.test import nbdev_test

run_all = CaptureShell.run_all


def run_all_and_keep(shell, nb, preproc, **options):
    "Run as nbdev does; keep what the cells that were run put out, by their ids."
    was_run = []

    def skip(cell):
        if skipped := preproc(cell): return skipped
        was_run.append(cell)
        cell.outputs = []          # else those in the file stay where a cell puts out nothing

    run_all(shell, nb, preproc=skip, **options)
    Path(sys.argv[2]).write_text(json.dumps({cell.id: cell.outputs for cell in was_run}), encoding="utf-8")


if __name__ == "__main__":         # processes that a notebook starts read this file, too
    CaptureShell.run_all = run_all_and_keep
    nbdev_test(path=sys.argv[1], n_workers=0)
