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
    """Return a record as one page of HTML, which loads nothing from the network.

    Args:
        document: The record.
        public: Whether the page is for publication (`archive.public_record`); it states what is
            left out.
        proposals: Whether a public page shows proposals, marked as such.
        folder: Whether the page goes into a folder with the record as JSON and TEI beside it. Not
            allowed if the article's words must be hidden, since both files have them.
        images: The bytes of images by their file names in the record's folder; other images are
            named and not shown.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    from archive.rights import publication
    from archive.view.html.page import writer

    shown = publication(document, public=public, proposals=proposals)
    return writer.write(*shown, folder=folder, images=images or {})


HTML = replace(READ, write=write)
"""The format `html`, which can be received and written."""
