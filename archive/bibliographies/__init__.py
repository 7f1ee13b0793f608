"""Formats of bibliographies: write the works of a record, and lay the works of a file onto one."""
