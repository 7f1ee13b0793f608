"""`JsonLocations` finds the line and column of a finding in a JSON record."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from archive.formats.json_source_map import SourceMap
from archive.text.decoding import decode

if TYPE_CHECKING:
    from archive.findings import Finding


class JsonLocations:
    """Locations in a JSON record. The JSON is parsed only when a finding needs a location."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _locations(self) -> SourceMap:
        return SourceMap(decode(self._data))

    def of_part(self, finding: Finding) -> Finding:
        """Return the finding with line and column added to its JSON Pointer."""
        line, column = self._locations.of(finding.location.pointer or "")
        return finding.at(line=line, column=column)
