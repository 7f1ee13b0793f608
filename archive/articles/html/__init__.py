"""Reads web pages: the article with its structure, and the rest of the page as furniture.

The text is that of the derivation `html-text-1`: every word of the page is in the record once, and
validation derives it again. trafilatura tells which words are the article; a walk through the page
finds where these are, and what else belongs to the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.articles.html.metadata import CODES as OF_METADATA
from archive.articles.html.prose_left_out import CODE as PROSE_LEFT_OUT
from archive.formats.format import Format

if TYPE_CHECKING:
    from archive.articles.content import Article, Given


def receive(given: Given, *, encoding: str | None = None) -> Article:
    """Return the article of a web page, and what stands round it.

    Args:
        given: The page, or a page saved as MHTML.
        encoding: The encoding of the bytes, by its name in the Encoding Standard; left out, it is
            found as browsers find it.

    Raises:
        UnknownEncoding: No encoding has this name.
        ReadError: The page holds no text, or no article: it asks for consent, or for scripts.
        MissingExtra: The extra `web` is not installed.
    """
    from archive.articles.html.reader import read_article as received

    return received(given, encoding)


_CODES = {
    "page-too-hard": """The markup of a page would keep every parser busy for hours.

        Tens of thousands of elements in one another, of attributes in one tag, or of tags that are
        never closed: no person writes such a page.""",
    "no-article": """A page has text, and none of it is an article.

        It asks for consent to cookies, or says that it needs scripts. Save the page from a browser,
        after it has shown the article.""",
    "article-doubtful": """Nothing tells which words of a page are the article.

        It is perhaps a page of links. Look at the record: what is not the article is furniture.""",
    "trafilatura-not-asked": """A page is too much for trafilatura: it was read without it.

        It has a thousand elements in one paragraph, rows of hundreds of cells, cells that span
        thousands, hundreds of forms, or 8,000,000 characters: trafilatura would need minutes. The
        article was found by the lines of the page alone. Look at the record.""",
    PROSE_LEFT_OUT: """Running prose of a page is not in the article of its record.

        It is furniture: comments, teasers, a box, or a part of the article that was not recognised.
        The message has the first words, and how many there are. If they are of the article, change
        the type of the blocks in the record. Prose is 30 words or more with the end of a sentence,
        and no row of links; of scripts that part no words, two letters are one word.""",
    "encoding-inferred": """A page does not say in which encoding it is, or says what is none.

        Browsers take it for windows-1252, and so does this reader. Look at its accents. UTF-16
        is known by its zero bytes, without a byte order mark too.""",
    **OF_METADATA,
}
"""What each code means that web pages alone give."""

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
