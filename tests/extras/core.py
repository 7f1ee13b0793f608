"""With no extra: the quick start in Python, as its page has it."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
pages = runpy.run_path(str(ROOT / "tests" / "pages.py"))
pages["Page"](ROOT / "docs" / "quickstart-python.md").run()
