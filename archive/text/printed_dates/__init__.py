"""Dates as people print them: the names of their parts, and their forms."""
