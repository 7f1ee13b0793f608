"""What a CommonMark parser of somebody else reads in Markdown: the texts, and what marks them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from tests.conftest import import_or_skip


def tokens(markdown: str) -> list[Any]:
    """The tokens of markdown-it-py: CommonMark with the tables of GitHub and notes."""
    parser = import_or_skip("markdown_it").MarkdownIt("commonmark", {"maxNesting": 10_000})
    parser = parser.enable("table")
    footnotes = import_or_skip("mdit_py_plugins.footnote").footnote_plugin
    parser.normalizeLink = str  # addresses as they are written, not with their hosts in punycode
    found: list[Any] = parser.use(footnotes, inline=False).parse(markdown)
    return found


def texts(markdown: str) -> Iterator[str]:
    """The words of each block that holds words, in the order of the page; notes come last."""
    for token in tokens(markdown):
        if token.type == "inline":
            yield "".join(map(_words, token.children))
        elif token.type == "fence":
            yield token.content.removesuffix("\n")


def _words(token: Any) -> str:
    match token.type:
        case "text" | "text_special" | "code_inline":
            return str(token.content)
        case "softbreak":
            return "\n"
        case "html_inline":
            raise AssertionError(f"raw HTML: {token.content}")
    return ""


def held_in(markdown: str) -> str:
    """All words of a page, texts and what images show, and where its links lead."""
    return "\n".join(_held(tokens(markdown)))


def _held(found: list[Any]) -> Iterator[str]:
    for token in found:
        if token.type == "inline":
            yield "".join(map(_words, token.children))
            yield from _held([child for child in token.children if child.type != "text"])
        elif token.type == "image":
            yield "".join(map(_words, token.children or ()))
        elif token.type == "fence":
            yield token.content
        for name in ("href", "src"):
            address = str(token.attrs.get(name, ""))
            yield from (address, unquote(address))
