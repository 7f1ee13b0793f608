"""Writes a record as one HTML page for readers: the article with all statements about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.articles.html import HTML as READ
from archive.formats.format import WriteResult
from archive.model.document import Document


def write(
    document: Document,
    *,
    public: bool = False,
    proposals: bool = False,
    folder: bool = False,
    images: Mapping[str, bytes] | None = None,
) -> WriteResult:
    """Return a record as one page of HTML, which asks nothing of the network.

    Args:
        document: The record.
        public: Whether it is for everybody (`archive.public_record`); the page says what is left
            out.
        proposals: Whether a public form shows proposals, as such.
        folder: Whether it goes into a folder, in which the record as JSON and as TEI lies beside
            it; not where the article's words may not be shown, which stand in both.
        images: The bytes of images by the names of their files in the record's folder; others are
            named and not shown.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    from archive.rights import publication
    from archive.view.html.page import writer

    shown = publication(document, public=public, proposals=proposals)
    return writer.write(*shown, folder=folder, images=images or {})


HTML = replace(READ, write=write)
"""The format `html`, received and written."""
