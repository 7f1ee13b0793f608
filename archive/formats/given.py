"""The input of a reader of articles: a file, and what is known of it."""

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
    """The id of the document that is to be made of it."""
    file: str
    """The name that the capture gets in the record's folder."""
    media_type: str | None = None
    """The media type that the sender gave, with its `charset` if any; `None` without one."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Other fields of the capture: address, received_at, taken_from."""

    @property
    def capture(self) -> str:
        """The id of its capture, which origins name."""
        return part_id("capture", self.id)


def part_id(name: str, document: str) -> str:
    """Return the id of a part: this name, unless the document has it."""
    return f"{name}-part" if name == document else name
