"""Reads a Word document: the marked copy through pandoc, and the properties of the file."""

from __future__ import annotations

from archive.articles.content import Article, Given
from archive.articles.office.pandoc_article import article_from_copy
from archive.articles.office.word.document_parts import WordDocument
from archive.articles.office.word.properties import properties_of
from archive.derivations.word_parts import KIND

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.12"


def read_article(given: Given) -> Article:
    """Return the article in a Word document."""
    document = WordDocument(given.data)
    try:
        copy = document.marked_copy()
    finally:
        document.release()
    return article_from_copy(
        given,
        document.marked,
        copy,
        document.text,
        reader="docx-auto_identifiers",
        kind=KIND,
        media_type=WITH_MACROS if document.has_programs else MEDIA_TYPE,
        properties=properties_of(document.package),
    )
