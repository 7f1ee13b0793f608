"""Functions on words and characters only; nothing here depends on a record."""
