"""Two formats for `archive`: records as JSON in gzip, and articles from Gemini."""

from __future__ import annotations

import gzip
import zlib

import archive
from archive.articles.content import (
    Article,
    Block,
    Given,
    Heading,
    Item,
    List,
    Paragraph,
    Quotation,
    Title,
    Words,
)
from archive.findings import Finding
from archive.formats import Format

# --- json-gz: read and written, exact ---


def read_json_gz(data: bytes) -> archive.ReadResult:
    """Return the record in a file of JSON that is compressed with gzip (RFC 1952).

    Raises:
        ReadError: The file is damaged, or holds no record.
    """
    try:
        text = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as problem:
        message = f"the gzip file is damaged: {problem}"
        raise archive.errors.ReadError([Finding("gzip-damaged", message)]) from None
    return archive.read(text, "json")


def write_json_gz(document: archive.Document, *, level: int = 9) -> archive.WriteResult:
    """Return a record as JSON that is compressed with gzip; the same bytes for equal records.

    Args:
        document: The record.
        level: How hard to compress, from 0 to 9.
    """
    written = archive.write(document, "json")
    data = gzip.compress(written.data, level, mtime=0)
    return archive.WriteResult(data, written.findings)


JSON_GZ = Format(
    name="json-gz",
    media_type="application/gzip",
    suffixes=(".json.gz",),
    knows=lambda data: data.startswith(b"\x1f\x8b"),
    read=read_json_gz,
    write=write_json_gz,
    is_exact=True,
    codes={
        "gzip-damaged": """A file in gzip is cut off or changed.

            Take it from a copy.""",
    },
)

# --- gemtext: received ---


def receive_gemtext(given: Given, *, links: bool = True) -> Article:
    """Return the article in a page of Gemini (text/gemini): each line is a block.

    Args:
        given: The page.
        links: Whether lines that are links are kept, as paragraphs.
    """
    blocks: list[Block] = []
    for line in given.data.decode().removeprefix(_SIGN).splitlines():
        mark, _, words = line.partition(" ")
        words = words.strip()
        if mark == "#" and words:
            blocks.append(Title(Words(words)))
        elif mark in ("##", "###") and words:
            blocks.append(Heading(Words(words), len(mark) - 1))
        elif mark == ">" and words:
            blocks.append(Quotation((Words(words),)))
        elif mark == "*" and words:
            blocks.append(List((Item(Words(words)),)))
        elif line.strip() and (links or mark != "=>"):
            blocks.append(Paragraph(Words(line.strip())))
    return Article(blocks, "text/gemini")


_SIGN = "%gemtext\n"
"""The line by which these files are known. Gemtext itself looks like any plain text."""

GEMTEXT = Format(
    name="gemtext",
    media_type="text/gemini",
    suffixes=(".gmi",),
    knows=lambda data: data.startswith(_SIGN.encode()),
    receive=receive_gemtext,
)
