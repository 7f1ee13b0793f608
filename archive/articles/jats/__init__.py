"""Reads journal articles in the Journal Article Tag Suite (NISO Z39.96) or NLM's tag sets.

The printed parts of the front, the whole body and the back become blocks. References become works,
and calls of references become citations.
"""

from __future__ import annotations

from archive.articles.content import Article, Given
from archive.formats.format import Format

MEDIA_TYPE = "application/xml"
"""IANA has no media type for JATS."""


def receive(given: Given, *, text: int | None = None) -> Article:
    """Return an article in JATS.

    Args:
        given: The file.
        text: Which of its texts, from 1; by default the article. Reviews, replies and translations
            within it are texts of their own; a note lists them.

    Raises:
        ReadError: It is not XML, has a DOCTYPE with declarations, names entities that only a DTD
            defines, is not a JATS article, or has no text of that number or no words in it.
    """
    from archive.articles.jats.reader import read_article

    return read_article(given, text, MEDIA_TYPE)


_CODES = {
    "not-jats": """The file is XML but not a JATS article.

        Its root is not `article`. The message names the root.""",
    "no-such-text": """The file has no text of this number.

        The message lists the texts by number: `--text 2` takes the second. Without a number the
        article is taken; its reviews and translations are texts of their own.""",
}
"""What each code means that only JATS causes."""

JATS = Format(
    name="jats",
    media_type=MEDIA_TYPE,
    suffixes=(".nxml",),
    receive=receive,
    layers=(),
    codes=_CODES,
)
