"""Pages on a terminal: only here they get columns, colours and signs that a terminal may show."""

from archive.view.terminal.columns import width_of, wrap
from archive.view.terminal.rendering import render
from archive.view.terminal.screen import Screen

__all__ = ["Screen", "render", "width_of", "wrap"]
