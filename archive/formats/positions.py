"""Where each value of a JSON text stands: JSON Pointer to line and column."""

from __future__ import annotations

import json
import re
from bisect import bisect_right

_BLANK = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_SCALAR = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s,\]}]+')


class Positions:
    """The places of all values of a JSON text, as far as it can be parsed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._offsets: dict[str, int] = {"": 0}
        self.duplicate_keys: list[tuple[str, int]] = []
        """Pointer and offset of each key that its object has already."""
        self._value("", 0)

    def of(self, pointer: str) -> tuple[int, int]:
        """Return line and column, both from 1, of a value; if it is not there, of what holds it."""
        while pointer not in self._offsets:
            pointer = pointer.rpartition("/")[0]
        return self.at(self._offsets[pointer])

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of an offset in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _value(self, pointer: str, offset: int) -> int:
        """Note the value that begins at the offset; return where it ends, or -1 if it is broken."""
        offset = self._skip(offset)
        self._offsets.setdefault(pointer, offset) if pointer else self._offsets.update({"": offset})
        match self._text[offset : offset + 1]:
            case "{":
                return self._members(pointer, offset + 1, "}")
            case "[":
                return self._members(pointer, offset + 1, "]")
            case _:
                scalar = _SCALAR.match(self._text, offset)
                return scalar.end() if scalar else -1

    def _members(self, pointer: str, offset: int, close: str) -> int:
        keys: set[str] = set()
        position = 0
        offset = self._skip(offset)
        if self._text.startswith(close, offset):
            return offset + 1
        while True:
            step = str(position)
            if close == "}":
                key = _STRING.match(self._text, offset := self._skip(offset))
                if key is None:
                    return -1
                name: str = json.loads(key.group(), strict=False)
                step = name.replace("~", "~0").replace("/", "~1")
                if name in keys:
                    self.duplicate_keys.append((f"{pointer}/{step}", offset))
                keys.add(name)
                offset = self._skip(key.end())
                if not self._text.startswith(":", offset):
                    return -1
                offset += 1
            offset = self._value(f"{pointer}/{step}", offset)
            if offset < 0:
                return -1
            offset = self._skip(offset)
            if self._text.startswith(close, offset):
                return offset + 1
            if not self._text.startswith(",", offset):
                return -1
            offset, position = offset + 1, position + 1

    def _skip(self, offset: int) -> int:
        blank = _BLANK.match(self._text, offset)
        return blank.end() if blank else offset
