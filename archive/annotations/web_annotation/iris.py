"""Makes the IRIs of a record and its statements for Web Annotations."""

from __future__ import annotations

import re

from archive.model.document import Document
from archive.model.identifiers import as_uri
from archive.model.statements import Statement

_WEB = re.compile("https?://", re.IGNORECASE)
_NAME = re.compile("https?://|urn:", re.IGNORECASE)


def record_iri(document: Document) -> str:
    """Return the IRI of a record: its `base_iri` without a fragment.

    If `base_iri` is not a web address, the result is the record's id: a relative reference, which
    resolves against the address at which the file is published.
    """
    base = web_address(document.base_iri).partition("#")[0]
    return base or document.id


def web_address(address: str | None) -> str:
    """Return an address as an IRI if it is a web address, else an empty string.

    Viewers turn addresses into links, and a `javascript:` link would run code.
    """
    return as_uri(address) if address and _WEB.match(address) else ""


def identifier_iris(statement: Statement) -> list[str]:
    """Return the IRIs of the annotations from which a statement comes.

    They are written as `via`, not `canonical` (Web Annotation Data Model, 3.3.6), because the
    statement of a record is no longer the same annotation. An identifier that is not an IRI is
    written only in the fields of the statement.
    """
    values = (identifier.value for identifier in statement.identifiers)
    return [as_uri(value) for value in dict.fromkeys(values) if _NAME.match(value)]
