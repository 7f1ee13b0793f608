"""Formats of bibliographies: write the works of a record, and add the works of a file to one."""
