"""Formats of annotations by people, models and tools, which can be added to a record."""
