"""Text on a terminal: how wide it is, where it breaks, how it stands in lines."""

from archive.view.terminal.columns import width_of, wrap
from archive.view.terminal.screen import Screen

__all__ = ["Screen", "width_of", "wrap"]
