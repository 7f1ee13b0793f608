"""Builds pages for readers: a record, its claims, its changes.

Each module builds one kind of page as a tree of parts. Only `terminal` decides how parts look on a
terminal, and only `html` how they look in a browser or a notebook. Other rooms call `show`.
"""
