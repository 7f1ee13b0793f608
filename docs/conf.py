"""Sphinx builds the manual from here: `make docs`. Nothing is fetched from the network."""

from importlib.metadata import version as installed_version

project = "archive"
copyright = "the authors of archive, Apache-2.0"
release = installed_version("annotated-archive")
version = ".".join(release.split(".")[:2])

extensions = ["myst_parser"]
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "archive"
html_show_sourcelink = False
