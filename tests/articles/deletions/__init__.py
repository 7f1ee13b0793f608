"""Deletes what a file says, one attribute or element at a time, and looks whether a reader reports it.

    python -m tests.articles.deletions --each 2 --jobs 2 FILE|FOLDER...

Of each file one attribute or element after another is deleted, and the file is received anew. The
deletion is *noticed* if the record or the findings differ from those of the whole file; else the
reader passed over what was deleted, and the deletion is *silent*. What says nothing stands in
`says_nothing.py` with the reason. `test_deletions.py` tries a sample.
"""
