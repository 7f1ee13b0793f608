"""Alignment: which words of an old text are which of a new one, and where they stand now."""
