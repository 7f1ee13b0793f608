"""Builds pages for readers: a record, its claims, its changes.

Each module builds one kind of page as a tree of parts. Only `terminal` knows the look on a
terminal, and only `html` the look in a browser or a notebook. Other rooms call `show`.
"""
