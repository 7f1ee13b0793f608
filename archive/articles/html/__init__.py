"""Reads web pages: the article with its structure, and the rest of the page as furniture.

The text is that of the derivation `html-text-1`: every word of the page is in the record once, and
validation derives it again. trafilatura finds the words of the article. A walk through the page
finds the elements that hold these words, and what else belongs to the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.articles.html.metadata import CODES as OF_METADATA
from archive.articles.html.prose_left_out import CODE as PROSE_LEFT_OUT
from archive.formats.format import Format

if TYPE_CHECKING:
    from archive.articles.content import Article, Given


def receive(given: Given, *, encoding: str | None = None) -> Article:
    """Return the article of a web page, and the rest of the page as furniture.

    Args:
        given: The page, or a page saved as MHTML.
        encoding: The encoding of the bytes, by its name in the Encoding Standard; by default it is
            detected as browsers detect it.

    Raises:
        UnknownEncoding: No encoding has this name.
        ReadError: The page has no text, or no article: it asks for consent, or needs scripts.
        MissingExtra: The extra `web` is not installed.
    """
    from archive.articles.html.reader import read_article as received

    return received(given, encoding)


_CODES = {
    "page-too-hard": """The markup of a page would take a parser hours.

        It has tens of thousands of nested elements, of attributes in one tag, or of tags that are
        never closed. No person writes such a page.""",
    "no-article": """A page has text but no article.

        It asks for consent to cookies, or says that it needs scripts. Save the page from a browser
        after the article is shown.""",
    "article-doubtful": """It is not clear which words of a page are the article.

        The page may be a list of links. Check the record: what is not the article is furniture.""",
    "trafilatura-not-asked": """A page is too large for trafilatura, and was read without it.

        It has a thousand elements in one paragraph, rows of hundreds of cells, cells that span
        thousands, hundreds of forms, or 8,000,000 characters: trafilatura would need minutes. The
        article was found from the lines of the page alone. Check the record.""",
    PROSE_LEFT_OUT: """Running prose of a page is not in the article of its record.

        It is furniture: comments, teasers, a box, or a part of the article that was not recognised.
        The message shows the first words and counts the words. If they belong to the article,
        change the type of the blocks in the record. Prose has 30 words or more and the end of a
        sentence, and is not a row of links. In scripts that do not separate words, two letters
        count as one word.""",
    "encoding-inferred": """A page does not declare an encoding that exists.

        It is read as windows-1252, as in browsers. Check letters with accents. UTF-16 without a
        byte order mark is recognised by its zero bytes.""",
    **OF_METADATA,
}
"""What each code means that only web pages cause."""

HTML = Format(
    name="html",
    media_type="text/html;charset=utf-8",
    suffixes=(".html", ".htm", ".xhtml", ".mhtml", ".mht"),
    receive=receive,
    layers=(),
    main="index.html",
    codes=_CODES,
)
"""The format `html`, received. `archive.view.html.page` writes it."""
