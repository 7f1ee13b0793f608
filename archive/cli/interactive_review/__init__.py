"""The interactive review of the waiting statements of a record on a terminal."""
