"""Pages to be read: a record, its claims, what changed in it.

Each module makes a page of one kind, as a tree of parts; only `terminal` knows how it looks there,
and only `html` how it looks in a browser or a notebook. `showing` is what others call.
"""
