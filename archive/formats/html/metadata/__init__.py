"""What a page says about itself (stand-in)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.findings import Finding

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from archive.formats.base import Given


@dataclass(frozen=True, slots=True)
class MetadataRead:
    metadata: Mapping[str, Any] = field(default_factory=dict)
    rights: Mapping[str, Any] | None = None
    findings: Sequence[Finding] = ()


def read_metadata(
    tree: LexborHTMLParser, path: Callable[[LexborNode], str], given: Given, oracle: Any | None
) -> MetadataRead:
    return MetadataRead()
