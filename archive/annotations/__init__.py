"""Formats that hold annotations of people, models and tools, which are added to a record."""
