"""Which records cite an article of the store."""

from __future__ import annotations

import json
from sqlite3 import Connection

from archive.model.document import Document
from archive.store.search.identifiers import keys_of_article


def citing_records(connection: Connection, document: Document) -> tuple[str, ...]:
    """Return the ids of the other records that cite an article, in order.

    They have a work with an identifier or address of the article.
    """
    rows = connection.execute(
        "SELECT DISTINCT k.document FROM json_each(?) AS j CROSS JOIN identity_keys AS k"
        " ON k.kind = 'work' AND k.key = j.value WHERE k.document <> ? ORDER BY k.document",
        (json.dumps(keys_of_article(document.metadata)), document.id),
    )
    return tuple(id for (id,) in rows)
