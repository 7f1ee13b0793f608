"""Alignment of two texts: which words of the old one are in the new one, and where."""
