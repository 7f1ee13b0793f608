"""Reads Word documents: the parts of the reader for this format alone (ECMA-376, OOXML)."""
