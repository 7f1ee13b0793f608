"""Parses untrusted JSON to plain values, and finds line and column of a value on demand."""

from __future__ import annotations

from typing import Any, NamedTuple

import jiter

from archive.errors import ReadError
from archive.findings import Finding, Location
from archive.formats.json_source_map import LenientSourceMap, SourceMap
from archive.text.decoding import decode


class ParsedJson(NamedTuple):
    """A parsed JSON text."""

    root: Any
    """The value."""
    locations: SourceMap
    """The location of each value in the text."""

    def location(self, pointer: str, file: str = "") -> Location:
        """Return the location of the value with this JSON Pointer."""
        line, column = self.locations.of(pointer)
        return Location(file or None, line, column, pointer)


def parse_json(data: bytes) -> ParsedJson:
    """Return the value of a JSON text in UTF-8.

    Raises:
        ReadError: The data are not UTF-8 or not JSON (`NaN` is not JSON), nest too deeply, have a
            duplicate key, or have half of a surrogate pair.
    """
    text = decode(data)
    try:
        root = jiter.from_json(text.encode(), catch_duplicate_keys=True, allow_inf_nan=False)
    except ValueError as problem:
        raise ReadError([_problem(text, str(problem))]) from None
    return ParsedJson(root, SourceMap(text))


def _problem(text: str, reason: str) -> Finding:
    """Return the finding for a text that the parser refused, from the parser's reason."""
    positions = LenientSourceMap(text)
    code, message, offset = "not-json", reason, 0
    if positions.broken is not None:
        offset, message = positions.broken
    elif positions.slips:
        offset, message = positions.slips[0].at, positions.slips[0].reason
    elif twice := next(positions.duplicate_keys(), None):
        code, offset, message = "duplicate-key", twice[1], "an object has the same key twice"
    elif (half := next(positions.lone_surrogates(), None)) is not None:
        code, offset = "lone-surrogate", half
        message = "this is half of a surrogate pair, which is not a character"
    line, column = positions.at(offset)
    return Finding(code, message, location=Location(line=line, column=column))
