"""Sphinx builds the manual from here: `make docs`. Nothing is fetched from the network."""

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

project = "archive"
copyright = "the authors of archive, Apache-2.0"
release = installed_version("annotated-archive")
version = ".".join(release.split(".")[:2])

sys.path.insert(0, str(Path(__file__).parent / "_ext"))
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "archive_reference"]
exclude_patterns = ["_build", "_ext"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = "archive"
html_show_sourcelink = False
