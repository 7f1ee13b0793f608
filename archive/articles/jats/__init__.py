"""Reads journal articles in the Journal Article Tag Suite (NISO Z39.96) or NLM's tag sets.

The printed parts of the front, the whole body and the back become blocks. The entries of the
reference list become works, and references to these entries become citations.
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
        text: The number of the text to read, from 1; by default the article. Reviews, replies and
            translations in the file are separate texts; a finding lists them.

    Raises:
        ReadError: The file is not XML, not a JATS article, or has a DOCTYPE with declarations or
            entities that only a DTD defines; or the text does not exist or has no words.
    """
    from archive.articles.jats.reader import read_article

    return read_article(given, text, MEDIA_TYPE)


_CODES = {
    "not-jats": """The file is XML but not a JATS article.

        Its root is not `article`. The message names the root.""",
    "no-such-text": """The file has no text of this number.

        The message lists the texts by number: `--text 2` selects the second. Without a number, the
        article is read; its reviews and translations are separate texts.""",
}
"""Explanations of the finding codes that only this format uses."""

JATS = Format(
    name="jats",
    media_type=MEDIA_TYPE,
    suffixes=(".nxml",),
    receive=receive,
    layers=(),
    codes=_CODES,
)
