"""Reads journal articles in the Journal Article Tag Suite (NISO Z39.96) or NLM's tag sets.

The printed parts of the front, and all of the body and the back become blocks. References become
works, and calls of them citations.
"""

from __future__ import annotations

from archive.articles.content import Article, Given
from archive.formats.format import Format

MEDIA_TYPE = "application/xml"
"""IANA has no type for JATS."""


def receive(given: Given, *, text: int | None = None) -> Article:
    """Return an article in JATS.

    Args:
        given: The file.
        text: Which of its texts, from 1; left out, the article. Reviews, replies and translations
            within it are texts of their own, and are told.

    Raises:
        ReadError: It is no XML, has a DOCTYPE that declares anything, names entities that only a
            DTD knows, is no article in JATS, or has no text of that number or no words in it.
    """
    from archive.articles.jats.reader import read_article

    return read_article(given, text, MEDIA_TYPE)


_CODES = {
    "not-jats": """The file is XML, and no article in JATS.

        Its root is another element than `article`. What it is, the message says.""",
    "no-such-text": """The file has no text of the number that was asked for.

        The message lists the texts that it holds, with their numbers: `--text 2` takes the second.
        Without a number it is the article; its reviews and translations are texts of their own.""",
}
"""What each code means that JATS alone gives."""

JATS = Format(
    name="jats",
    media_type=MEDIA_TYPE,
    suffixes=(".nxml",),
    receive=receive,
    layers=(),
    codes=_CODES,
)
