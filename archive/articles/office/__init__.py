"""Reads Word and OpenDocument texts through pandoc (extra `office`).

The words come from the XML of the file (`docx_text_1` and `odt_text_1` in `derivations/`), their
structure and formatting from pandoc. pandoc drops some of the content. It therefore gets a marked
copy of the file (`marked_copy`), with private characters where content would be lost. The tree that
pandoc returns becomes blocks (`pandoc_blocks`); the origin of a block is its paragraphs in the
file. Content that a record cannot hold is counted and reported.
"""

from __future__ import annotations

from archive.articles.content import Article, Given
from archive.formats.format import Format


def receive_docx(given: Given) -> Article:
    """Return the article in a Word document, with all tracked changes accepted.

    Raises:
        ReadError: The file is not a Word document, not safe to read, or has no text.
        MissingExtra: The extra `office` is not installed.
    """
    from archive.articles.office.word.reader import read_article

    return read_article(given)


DOCX = Format(
    name="docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    suffixes=(".docx", ".docm"),
    receive=receive_docx,
    layers=(),
)


def receive_odt(given: Given) -> Article:
    """Return the article in an OpenDocument text, with all tracked changes accepted.

    Raises:
        ReadError: The file is not an OpenDocument text, not safe to read, or has no text.
        MissingExtra: The extra `office` is not installed.
    """
    from archive.articles.office.opendocument.reader import read_article

    return read_article(given)


ODT = Format(
    name="odt",
    media_type="application/vnd.oasis.opendocument.text",
    suffixes=(".odt", ".ott"),
    receive=receive_odt,
    layers=(),
)
