"""Reads Markdown: CommonMark with tables, strikethrough, notes, definitions and front matter.

The derivation `markdown-text-1` determines which words the file has, and where they are. Here the
words become blocks with marks; the origin of a block is the lines from which it was read. Template
tags (`{% ... %}`) are kept as words and reported.
"""

from __future__ import annotations

from archive.articles.content import Article, Given
from archive.formats.format import Format


def receive(given: Given, *, encoding: str = "utf-8") -> Article:
    """Return the article in a Markdown file.

    Args:
        given: The file; a byte order mark is skipped.
        encoding: The name of the encoding of the bytes, as in the Encoding Standard.

    Raises:
        UnknownEncoding: No encoding has this name.
        ReadError: The bytes are not valid in the encoding, or the text is empty, has characters
            that XML does not allow, or is nested too deeply.
        MissingExtra: The extra `markdown` is not installed.
    """
    from archive.articles.markdown.reader import read_article

    return read_article(given, encoding)


_CODES = {
    "template-tags": """The text has template tags: `{% include %}`, `{{ page.title }}`.

        A program that makes web pages from Markdown replaces such tags. The replacements are not in
        the file, so the tags are kept as words. If you can, receive the published page.""",
    "front-matter-not-read": """The front matter is not valid YAML, TOML or JSON.

        The front matter is not read, and only the capture keeps it. Front matter without a closing
        line becomes words of the text. Add the metadata to the record by hand.""",
}
"""The meaning of each code that only Markdown causes."""

MARKDOWN = Format(
    name="markdown",
    media_type="text/markdown",
    suffixes=(".md", ".markdown"),
    receive=receive,
    codes=_CODES,
)
