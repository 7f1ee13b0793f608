"""Reads a Markdown file: front matter, then the tokens of markdown-it as blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.articles.content import Article, Given
from archive.articles.markdown.blocks import BlockBuilder
from archive.articles.markdown.front_matter import front_matter_of
from archive.derivations.log_suppression import without_logs
from archive.errors import MissingExtra, ReadError
from archive.findings import Finding, Location, Severity
from archive.formats.losses import LineLosses
from archive.text.decoding import (
    UNTOUCHED,
    byte_order_mark,
    characters_xml_cannot_carry,
    decode_or_suggest,
    has_byte_order_mark,
)
from archive.text.encodings import encoding_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

DEEPEST = 100
"""How deeply quotations and lists nest at most. markdown-it silently drops what is deeper."""


def read_article(given: Given, encoding: str) -> Article:
    """Return the article that a file holds; `archive.articles.markdown.receive` says more."""
    name = encoding_of(encoding, given.data).name
    text = decode_or_suggest(given.data, name)
    if problems := [*characters_xml_cannot_carry(text, UNTOUCHED)]:
        raise ReadError(problems, stage="schema")
    front = front_matter_of(text, given)
    losses, body = LineLosses(), text[front.end :]
    first = text.count("\n", 0, front.end) + 1
    blocks = [*BlockBuilder(body, first, given.capture, losses).of(_tokens(body))]
    if not blocks:
        raise ReadError([Finding("no-text", "the file holds no text")])
    noticed = [byte_order_mark()] if has_byte_order_mark(given.data) else []
    if tags := _template_tags(body):
        noticed.append(tags)
    return Article(
        blocks,
        f"text/markdown;charset={name}",
        metadata=front.metadata,
        rights=front.rights,
        findings=(*noticed, *front.findings, *losses.findings()),
    )


def _tokens(text: str) -> list[Any]:
    """The tokens of a text."""
    parser = _parser()
    with without_logs("markdown_it"):
        tokens = parser.parse(text)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        message = f"quotations or lists stand within one another more than {DEEPEST - 2} deep"
        raise ReadError([Finding("nested-too-deeply", message, "this is no article")])
    return tokens


def _parser() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.deflist import deflist_plugin
        from mdit_py_plugins.footnote import footnote_plugin
    except ImportError:
        raise MissingExtra("markdown", "reading Markdown") from None
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.use(deflist_plugin).use(footnote_plugin)
    parser.core.ruler.before("footnote_tail", "uncalled_notes", _keep_uncalled_notes)
    # Addresses stay as written; validation of the record reports wrong ones.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _keep_uncalled_notes(state: StateCore) -> None:
    """Keep notes that nothing calls, which markdown-it silently drops."""
    notes = state.env.get("footnotes", {})
    listed = notes.setdefault("list", {}) if notes else {}
    for key, number in notes.get("refs", {}).items():
        if number < 0:
            notes["refs"][key] = len(listed)
            listed[len(listed)] = {"label": key.removeprefix(":"), "count": 0}


_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")


def _template_tags(text: str) -> Finding | None:
    """Return the finding on template tags, which are kept among the words of a text."""
    found = [*_TEMPLATE.finditer(text)]
    if not found:
        return None
    line = text.count("\n", 0, found[0].start()) + 1
    return Finding(
        "template-tags",
        f"signs of a template stand in the text as they are: {len(found)}, the first {found[0][0]}",
        "what the program that made pages of it would have put there was not received",
        Severity.NOTE,
        Location(line=line),
    )
