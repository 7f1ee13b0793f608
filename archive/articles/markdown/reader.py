"""Reads a Markdown file: metadata from the front matter, and blocks from the text."""

from __future__ import annotations

import re

from archive.articles.content import Article, Given
from archive.articles.markdown.blocks import BlockBuilder
from archive.articles.markdown.front_matter import front_matter_of
from archive.derivations.markdown_text_1 import DERIVATION, Markdown
from archive.errors import ReadError
from archive.findings import Finding, Location, Severity
from archive.formats.losses import Losses
from archive.text.decoding import (
    UNTOUCHED,
    byte_order_mark,
    characters_xml_cannot_carry,
    decode_or_suggest,
    has_byte_order_mark,
)
from archive.text.encodings import encoding_of


def read_article(given: Given, encoding: str) -> Article:
    """Return the article in a Markdown file, as `archive.articles.markdown.receive` does."""
    name = encoding_of(encoding, given.data).name
    text = decode_or_suggest(given.data, name)
    if problems := [*characters_xml_cannot_carry(text, UNTOUCHED)]:
        raise ReadError(problems, stage="schema")
    derived = DERIVATION.of_text(text)
    front = front_matter_of(derived, given)
    losses = Losses[int]()
    blocks = [*BlockBuilder(derived, given.capture, losses).blocks()]
    if not blocks:
        raise ReadError([Finding("no-text", "the file holds no text")])
    noticed = [byte_order_mark()] if has_byte_order_mark(given.data) else []
    if tags := _template_tags(derived):
        noticed.append(tags)
    return Article(
        blocks,
        f"text/markdown;charset={name}",
        derived,
        metadata=front.metadata,
        rights=front.rights,
        findings=(*noticed, *front.findings, *losses.findings()),
    )


_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")


def _template_tags(derived: Markdown) -> Finding | None:
    """Return a note that template tags are kept as words; `None` if there are no such tags."""
    found = [*_TEMPLATE.finditer(derived.body)]
    if not found:
        return None
    line = derived.first + derived.body.count("\n", 0, found[0].start())
    return Finding(
        "template-tags",
        f"template tags are kept as words: {len(found)}, the first {found[0][0]}",
        "if you can, receive the published page instead: it has text in place of the tags",
        Severity.NOTE,
        Location(line=line),
    )
