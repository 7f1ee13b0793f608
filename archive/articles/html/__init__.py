"""Reads web pages: the article with its structure, and the rest of the page as furniture.

The derivation `html-text-1` determines the text of the page; every word of the page is in the
record once. The library trafilatura finds the words of the article. A walk through the page finds
the elements that contain these words, and other elements that belong to the article.
"""

from __future__ import annotations

from archive.articles.content import Article, Given
from archive.articles.html.metadata import CODES as OF_METADATA
from archive.articles.html.prose_left_out import CODE as PROSE_LEFT_OUT
from archive.formats.format import Format


def receive(given: Given, *, encoding: str | None = None) -> Article:
    """Return the article of a web page, and the rest of the page as furniture.

    Args:
        given: The page, as HTML or saved as MHTML.
        encoding: The name of the encoding of the bytes, as in the Encoding Standard; by default
            the encoding is detected as browsers do.

    Raises:
        UnknownEncoding: No encoding has this name.
        ReadError: The page has no text or no article, or only asks for consent or scripts.
        MissingExtra: The extra `web` is not installed.
    """
    from archive.articles.html.reader import read_article as received

    return received(given, encoding)


_CODES = {
    "page-too-hard": """The markup of a page would take hours to parse.

        The page has tens of thousands of nested elements, of attributes in one tag, or of tags that
        are never closed. No person writes such a page.""",
    "no-article": """A page has text but no article.

        It asks for consent to cookies, or says that it needs scripts. Save the page from a browser
        after the article is shown.""",
    "article-doubtful": """It is not clear which words of a page are the article.

        The page may be a list of links. Check which words of the record are furniture.""",
    "trafilatura-not-asked": """A page is too large for trafilatura, and was read without it.

        The page has a thousand elements in one paragraph, rows of hundreds of cells, cells that
        span thousands, hundreds of forms, or 8,000,000 characters: trafilatura would take minutes.
        The article was found without its help. Check the record.""",
    PROSE_LEFT_OUT: """Running prose of a page was not read as part of the article.

        The prose may be comments, teasers or a box, which are furniture, or a part of the article
        that was not recognised. The message has the number of words and the first words. If they
        belong to the article, change the type of the blocks in the record. A text is prose if it
        has at least 30 words and the end of a sentence, and is not a list of links. In writing
        systems that do not separate words, two letters count as one word.""",
    "encoding-inferred": """A page does not declare its encoding, or declares an unknown encoding.

        The page is read as windows-1252, as in browsers, or as UTF-16 if its zero bytes show that.
        Check letters with accents.""",
    **OF_METADATA,
}
"""The meaning of each code that only web pages cause."""

HTML = Format(
    name="html",
    media_type="text/html;charset=utf-8",
    suffixes=(".html", ".htm", ".xhtml", ".mhtml", ".mht"),
    receive=receive,
    layers=(),
    main="index.html",
    codes=_CODES,
)
"""The format `html`, for reading web pages. `archive.view.html.page` writes pages of records."""
