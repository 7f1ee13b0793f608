"""The rows of one record in the index: plain tuples, which are made from a document elsewhere."""

from __future__ import annotations

from typing import Any, NamedTuple


class Passage(NamedTuple):
    """A text in which words are searched."""

    kind: str
    """title, text, claim, source, work, entity, reason or comment."""
    part: str
    """The id of the part with the text, or its JSON Pointer if it has no id."""
    text: str
    """The text."""
    words: str
    """The words of the text, folded, separated by spaces."""


class Part(NamedTuple):
    """A work or an entity."""

    kind: str
    """work or entity."""
    id: str
    """Its id in the record."""
    keys: tuple[str, ...]
    """Its normalized identifiers and addresses, sorted, each once; empty if it has none."""


class RecordRows(NamedTuple):
    """The rows of one record: plain tuples, which are quickly sent to another process."""

    document: str
    """The id of the record."""
    tables: tuple[list[tuple[Any, ...]], ...]
    """The rows of each table, in the order of `TABLES`, sorted by key, so that SQLite fills its
    pages."""
    passages: list[Passage]
    """The passages."""
    parts: list[Part]
    """The works, then the entities."""
    sources: list[tuple[str, str | None]]
    """The id of each source, with that of its work, or else of its agent."""
