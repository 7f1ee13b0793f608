"""Reads Markdown: CommonMark with tables, struck words, notes, definitions and front matter.

Which words stand in the file, and where, is what the derivation `markdown-text-1` says; the origin
of each block is its lines. Here they become blocks with marks. The tags of a template (`{% ... %}`)
are text as well, and reported.
"""

from __future__ import annotations

from archive.articles.content import Article, Given
from archive.formats.format import Format


def receive(given: Given, *, encoding: str = "utf-8") -> Article:
    """Return the article that a Markdown file holds.

    Args:
        given: The file; a byte order mark is read over.
        encoding: The encoding of the bytes, by its name in the Encoding Standard.

    Raises:
        UnknownEncoding: No encoding has this name.
        ReadError: The bytes are not in the encoding, hold no text, characters that XML cannot
            carry, or what is nested too deeply.
        MissingExtra: The extra `markdown` is not installed.
    """
    from archive.articles.markdown.reader import read_article

    return read_article(given, encoding)


_CODES = {
    "template-tags": """Signs of a template stand in the text: `{% include %}`, `{{ page.title }}`.

        A program that makes pages of Markdown replaces them. What it would have put there is not in
        the file, so the signs stay where they are, as words. If you can, receive the page that was
        published as well.""",
    "front-matter-not-read": """What stands before the text is no YAML, TOML or JSON.

        It is not read, and it is no text of the article; the capture keeps it. Write the metadata
        into the record by hand.""",
}
"""What each code means that Markdown alone gives."""

MARKDOWN = Format(
    name="markdown",
    media_type="text/markdown",
    suffixes=(".md", ".markdown"),
    receive=receive,
    codes=_CODES,
)
