"""Reads OpenDocument texts: the parts of the reader for this format alone (OASIS ODF 1.3)."""
