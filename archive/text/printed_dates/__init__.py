"""Dates as people print them: the names of their parts, and the forms in which they stand."""
