"""Adds the line and column to findings on a JSON record."""

from __future__ import annotations

from functools import cached_property

from archive.findings import Finding
from archive.formats.json_source_map import SourceMap
from archive.text.decoding import decode


class JsonLocations:
    """The locations of parts in a JSON record. The JSON is parsed only if a location is needed."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _locations(self) -> SourceMap:
        return SourceMap(decode(self._data))

    def of_part(self, finding: Finding) -> Finding:
        """Return the finding with the line and column of its JSON Pointer added."""
        line, column = self._locations.of(finding.location.pointer or "")
        return finding.at(line=line, column=column)
