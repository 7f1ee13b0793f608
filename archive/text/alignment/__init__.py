"""Alignment of two texts: which words of the old text are in the new text, and where."""
