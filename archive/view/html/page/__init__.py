"""Writes a record as one HTML page for readers: the article with all statements."""

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
    """Return a record as one HTML page, which loads nothing from the network.

    Args:
        document: The record.
        public: Whether the page is for publication (`archive.public_record`). The page then states
            what is left out.
        proposals: Whether a public page includes proposals, marked as proposed.
        folder: Whether the page goes into a folder, with the record as JSON and TEI beside it. Both
            files are left out if the article's words must be hidden, because they have them.
        images: The bytes of images by their file names in the record's folder. Of other images,
            the page shows only the names.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    from archive.rights import publication
    from archive.view.html.page import writer

    shown = publication(document, public=public, proposals=proposals)
    return writer.write(*shown, folder=folder, images=images or {})


HTML = replace(READ, write=write)
"""The format `html`, which can be received and written."""
