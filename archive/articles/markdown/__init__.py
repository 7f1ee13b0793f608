"""Reads Markdown: CommonMark with tables, strikethrough, notes, definitions and front matter.

The derivation `markdown-text-1` fixes the words of the file and their places; the origin of each
block is its lines. Here the words become blocks with marks. The tags of a template (`{% ... %}`)
are text as well, and reported.
"""

from __future__ import annotations

from archive.articles.content import Article, Given
from archive.formats.format import Format


def receive(given: Given, *, encoding: str = "utf-8") -> Article:
    """Return the article in a Markdown file.

    Args:
        given: The file; a byte order mark is skipped.
        encoding: The encoding of the bytes, by its name in the Encoding Standard.

    Raises:
        UnknownEncoding: No encoding has this name.
        ReadError: The bytes are not valid in the encoding, have no text, have characters that XML
            cannot carry, or are nested too deeply.
        MissingExtra: The extra `markdown` is not installed.
    """
    from archive.articles.markdown.reader import read_article

    return read_article(given, encoding)


_CODES = {
    "template-tags": """The text has template tags: `{% include %}`, `{{ page.title }}`.

        A program that makes pages from the Markdown replaces them. The replacements are not in the
        file, so the tags are kept as words. If you can, receive the published page as well.""",
    "front-matter-not-read": """The front matter is not valid YAML, TOML or JSON.

        It is not read, and is not part of the article's text; the capture keeps it. Add the
        metadata to the record by hand.""",
}
"""What each code means that only Markdown causes."""

MARKDOWN = Format(
    name="markdown",
    media_type="text/markdown",
    suffixes=(".md", ".markdown"),
    receive=receive,
    codes=_CODES,
)
