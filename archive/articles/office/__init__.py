"""Reads Word and OpenDocument texts through pandoc (extra `office`).

The words come from the XML of the file (`docx_text_1` and `odt_text_1` in `derivations/`), their
structure and looks from pandoc. pandoc drops some of what files hold, so it reads a marked copy
(`marked_copy`): the file with private characters at what would be lost. Its tree becomes blocks
(`pandoc_blocks`), each of which has its paragraphs as origin. What a record cannot hold is counted
in the file and reported.
"""

from __future__ import annotations

from archive.articles.content import Article, Given
from archive.formats.format import Format


def receive_docx(given: Given) -> Article:
    """Return the article in a Word document, as it stands with all tracked changes accepted.

    Raises:
        ReadError: The file is no Word document, not safe to read, or holds no text.
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
    """Return the article in an OpenDocument text, as it stands with all tracked changes accepted.

    Raises:
        ReadError: The file is no OpenDocument text, not safe to read, or holds no text.
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
