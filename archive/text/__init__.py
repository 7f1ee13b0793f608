"""Functions on words and characters alone; nothing here knows a record."""
