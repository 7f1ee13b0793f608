"""The version of an index, which tells whether it can be used.

It is computed without the tables, which need the whole model: to ask an index needs no model.
"""

from __future__ import annotations

from hashlib import sha256

from archive.store.search.words import VERSION as WORDS_VERSION
from archive.version import VERSION

SQL_DIGEST = "0200d2a8c8a26205"
"""The digest of the SQL of the index: `archive.store.index.schema.sql_digest()`, as a test says."""

ROWS_VERSION = 1
"""Raise this number when a record gives other rows than before, although no column changed."""


def version() -> int:
    """Return the number that an index must have in `user_version` to be used; never 0.

    It changes with the SQL, the rows of a record, and the division of text into words. An index
    with another number is made again.
    """
    text = "\0".join([SQL_DIGEST, VERSION, str(ROWS_VERSION), WORDS_VERSION])
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big") & 0x7FFFFFFF or 1
