"""Formats that are written and not read."""
