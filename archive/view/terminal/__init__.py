"""Renders pages for a terminal: columns, colours, and only characters that are safe there."""

from archive.view.terminal.layout import Layout
from archive.view.terminal.rendering import render
from archive.view.terminal.text_width import width_of, wrap

__all__ = ["Layout", "render", "width_of", "wrap"]
