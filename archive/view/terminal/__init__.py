"""Pages on a terminal: only here they get columns, colours and signs that a terminal may show."""

from archive.view.terminal.layout import Layout
from archive.view.terminal.rendering import render
from archive.view.terminal.text_width import width_of, wrap

__all__ = ["Layout", "render", "width_of", "wrap"]
