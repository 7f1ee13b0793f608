"""Formats that hold annotations of people, models and tools, which are laid onto a record."""
