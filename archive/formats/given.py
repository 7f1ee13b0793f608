"""The input of a reader of articles: a file, and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The input of a reader: a file with an article in it."""

    data: bytes
    """The bytes received."""
    id: str
    """The id of the new document."""
    file: str
    """The name of the capture in the record's folder."""
    media_type: str | None = None
    """The media type that the sender stated, with a `charset` if it has one; `None` if unknown."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Other fields of the capture: `address`, `received_at`, `taken_from`."""

    @property
    def capture(self) -> str:
        """The id of the capture. Origins refer to it."""
        return part_id("capture", self.id)


def part_id(name: str, document: str) -> str:
    """Return the name as the id of a part; add a suffix if the document has this id."""
    return f"{name}-part" if name == document else name
