"""`read_capture` reads a capture of a record again, with the reader of its format."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import Any

from archive import io
from archive.errors import ArchiveError, raised_in
from archive.files.interface import Files
from archive.model.captures import BlockOrigin, Capture
from archive.model.document import Document
from archive.text.decoding import charset_of


def read_capture(document: Document, capture: Capture, data: bytes) -> Document:
    """Return the document that a reader produces from a capture.

    Args:
        document: The record that has the capture.
        capture: The capture.
        data: Its bytes.

    Raises:
        ReadError: The bytes hold no article.
        MissingExtra: The library that reads them is not installed.
    """
    with raised_in(capture.file):
        return io.receive(
            data,
            id=document.id,
            file=PurePosixPath(capture.file).name,
            received_at=capture.received_at,
            **_options(document, capture),
        ).document


def read_text_again(document: Document, files: Files) -> Document | None:
    """Read again the capture from which most of a record's text comes.

    Return `None` if there is no such capture, its bytes have changed, or no reader can read it.
    """
    capture = text_capture(document)
    if capture is None or capture.derivation is None or not files.is_intact(capture):
        return None
    try:
        return read_capture(document, capture, files.demand(capture.file))
    except ArchiveError:
        return None


def text_capture(document: Document) -> Capture | None:
    """Return the capture from which most blocks of a record come; `None` if there is none."""
    sources = Counter(b.origin.capture for b in document.text_blocks() if b.origin is not None)
    captures = {capture.id: capture for capture in document.captures}
    return next((captures[id] for id, _ in sources.most_common(1)), None)


def _options(document: Document, capture: Capture) -> dict[str, Any]:
    """Return the known options with which a capture was read."""
    kind = capture.media_type.partition(";")[0].strip().lower()
    charset = charset_of(capture.media_type)
    encoding = {"encoding": charset} if charset else {}
    if kind == "text/plain":
        paragraphs = "line" if _is_of_lines(document) else "blank-line"
        return {"format": "text", "plain": True, "paragraphs": paragraphs, **encoding}
    return encoding if kind == "text/html" else {}


def _is_of_lines(document: Document) -> bool:
    """Return whether each line of the capture became a block."""
    texts = document.text_blocks()
    separators = Counter(b.origin.separator for b in texts if isinstance(b.origin, BlockOrigin))
    separator = [text for text, _ in separators.most_common(1)]
    return separator == ["\n"] and not any("\n" in block.text for block in texts)
