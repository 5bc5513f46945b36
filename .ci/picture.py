"Write the picture of README, the second one that nbs/experiments/explore_icp.ipynb stores, to the standard output."
import base64
import json
import sys
from pathlib import Path

NOTEBOOK = Path(__file__).resolve().parents[1] / "nbs" / "experiments" / "explore_icp.ipynb"

cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
shown = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
pictures = [data["image/png"] for data in shown if "image/png" in data]
sys.stdout.buffer.write(base64.b64decode("".join(pictures[1])))
