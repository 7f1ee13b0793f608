"""Builds pages for readers: a record, its claims, its changes.

Each module makes a page of one kind, as a tree of parts; only `terminal` knows how it looks there,
and only `html` how it looks in a browser or a notebook. Other rooms call `show`.
"""
