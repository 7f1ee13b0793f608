"""Finds the line and column of each value of a JSON text, by JSON Pointer, and syntax errors."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from archive.findings import pointer_step

_DEEPEST = 200
"""The maximum depth of nested arrays and objects; the parser has the same limit."""

_LONGEST = 4300
"""The maximum number of digits of a whole number; Python and the parser have the same limit."""

_SHOWN = 1000
"""How many code points of a long name are shown in the pointer of a duplicate key."""

_BLANK = re.compile(r"[ \t\n\r]*")
_INSIDE = re.compile(r'(?:[^"\\\x00-\x1f]++|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*+')
_SCALAR = re.compile(r"(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)")
_BARE = re.compile(r"[^\s,:\[\]{}\"]+")
_COMMENT = re.compile(r"//[^\n]*|/\*(?s:.*?)\*/")
_SINGLE_QUOTED = re.compile(r"'([^'\"\\\x00-\x1f]*+)'")
_IN_STRING = re.compile(r'"\s?$')
_GOES_ON = re.compile(r"[ \t]*[^\s,:\[\]{}\"/]|\"[^\s,:\[\]{}\"/]")
_NEXT_MARK = re.compile(r'(?:[^"\\\x00-\x1f]++|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*+"')
_MARK = re.compile(r'(\\.)|"')
"""A quotation mark without a backslash before it, or an escape (in group 1)."""
_ENDS = re.compile(r"[ \t]*(?:[}\]\n\r]|,[ \t]*[\"{\[\n\r])")
_PYTHON = {"True": "true", "False": "false", "None": "null"}
"""Python's constants, and the JSON for them."""
_STILL_OPEN = ("...", "…")
"""The placeholders in hints, which a person must replace."""
STILL_OPEN = "is a placeholder: replace it with a value"
"""The end of the message on a placeholder that was not replaced."""
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|.)", re.DOTALL)


class _Broken(Exception):
    """Raised at the first error that cannot be skipped."""

    def __init__(self, offset: int, reason: str) -> None:
        self.offset, self.reason = offset, reason


class Slip(NamedTuple):
    """A syntax error whose intended meaning is clear."""

    start: int
    """The offset of the start of the faulty text."""
    end: int
    """The offset of the end of the faulty text."""
    meant: str
    """The JSON that replaces the faulty text."""
    at: int
    """The offset at which the error is reported."""
    reason: str
    """The problem."""


class LenientSourceMap:
    """The lines and columns of all values of a JSON text, as far as the text can be parsed.

    A slip, an error whose intended meaning is clear, is recorded and skipped, so that the rest is
    parsed as well: a superfluous or missing comma, a comment, `True`, single quotation marks.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        """The text."""
        self.slips: list[Slip] = []
        """The slips that were skipped, in order."""
        self._comma_at = 0
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._offsets = [-1]
        """The start of each value, by the number of the value; pointers could be long."""
        self._parents = [(0, "")]
        """For each value: the number of its parent, and the last step of its pointer."""
        self._numbers: dict[tuple[int, str], int] = {}
        self._repeated: list[tuple[int, int, str]] = []
        self._counts: dict[int, int] = {}
        """The number of items of each array; arrays with the same key are counted together."""
        self.broken: tuple[int, str] | None = None
        """The offset at which parsing failed, and why; `None` if it did not fail."""
        try:
            if not text.strip():
                raise _Broken(0, "the file holds only white space" if text else "the file is empty")
            end = self._skip(self._value(0, 0, 0))
            if end < len(text):
                raise _Broken(end, "there is text after the end of the record")
        except _Broken as broken:
            self.broken = broken.offset, broken.reason

    def mended(self) -> str:
        """Return the text with each slip replaced by what was meant."""
        pieces: list[str] = []
        reached = 0
        for slip in self.slips:
            pieces += self.text[reached : slip.start], slip.meant
            reached = slip.end
        return "".join((*pieces, self.text[reached:]))

    def _slipped(self, start: int, end: int, meant: str, reason: str, at: int | None = None) -> int:
        """Record a slip, if it is new; return the offset of its end."""
        if not self.slips or self.slips[-1].start < start:
            self.slips.append(Slip(start, end, meant, start if at is None else at, reason))
        return end

    def of(self, pointer: str) -> tuple[int, int]:
        """Return the line and column of a value, both from 1.

        If the value does not exist, return those of its nearest ancestor.
        """
        number = 0
        for step in pointer.split("/")[1:]:
            if (inner := self._numbers.get((number, step))) is None:
                break
            number = inner
        return self.at(max(0, self._offsets[number]))

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and column, both from 1, of an offset in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def duplicate_keys(self) -> Iterator[tuple[str, int, str]]:
        """Yield pointer, offset and bracket of each duplicate key.

        The bracket is the one with which both values open, or empty if they differ.
        """
        for number, offset, bracket in self._repeated:
            steps = []
            while number:
                number, step = self._parents[number]
                steps.append(step if len(step) <= _SHOWN else f"{step[:_SHOWN]}…")
            yield "".join(f"/{step}" for step in reversed(steps)), offset, bracket

    def lone_surrogates(self) -> Iterator[int]:
        r"""Yield the offset of each escape that is half of a surrogate pair: `\ud800`."""
        half: tuple[int, int] | None = None
        for match in _ESCAPE.finditer(self.text):
            unit = int(match[1], 16) if match[1] else 0
            if 0xDC00 <= unit <= 0xDFFF and half and half[1] == match.start():
                half = None
                continue
            if half:
                yield half[0]
            half = match.span() if 0xD800 <= unit <= 0xDBFF else None
            if 0xDC00 <= unit <= 0xDFFF:
                yield match.start()
        if half:
            yield half[0]

    def _value(self, number: int, offset: int, depth: int) -> int:
        """Record where the value with this number starts; return the offset of its end."""
        offset = self._skip(offset)
        if self._offsets[number] < 0:
            self._offsets[number] = offset
        match self.text[offset : offset + 1]:
            case "{" | "[" if depth == _DEEPEST:
                raise _Broken(offset, f"arrays and objects are nested more than {_DEEPEST} deep")
            case "{":
                return self._members(number, offset + 1, depth + 1)
            case "[":
                return self._items(number, offset + 1, depth + 1)
            case '"':
                return self._past_marks_within(self._string(offset))
            case "'":
                return self._single_quoted(offset)
            case _:
                return self._scalar(offset)

    def _number(self, holder: int, step: str) -> int:
        """Return a number for a value of a parent; values of a duplicate key share a number."""
        number = self._numbers.setdefault((holder, step), len(self._parents))
        if number == len(self._parents):
            self._parents.append((holder, step))
            self._offsets.append(-1)
        return number

    def _members(self, holder: int, offset: int, depth: int) -> int:
        keys: set[str] = set()
        offset = self._skip(offset)
        if self.text.startswith("}", offset):
            return offset + 1
        while True:
            start = self._skip(offset)
            if keys and self.text.startswith("}", start):
                self._comma_too_many("object", start)
                return start + 1
            offset, name = self._key(start)
            step = pointer_step(name)
            is_repeated = name in keys
            keys.add(name)
            offset = self._skip(offset)
            if not self.text.startswith(":", offset):
                raise self._unexpected(offset, f'":" is expected after "{name}"', "an object")
            number = self._number(holder, step)
            if is_repeated:
                self._repeated.append((number, start, self._bracket(number, offset + 1)))
            offset = self._skip(self._value(number, offset + 1, depth))
            if self.text.startswith("}", offset):
                return offset + 1
            offset = self._comma(offset, "}", "an object")

    def _bracket(self, number: int, offset: int) -> str:
        """Return the opening bracket of a value; empty if a value with the same number differs."""
        first, second = self.text[self._offsets[number]], self.text[self._skip(offset) :][:1]
        return first if first == second and first in "{[" else ""

    def _items(self, holder: int, offset: int, depth: int) -> int:
        position = self._counts.get(holder, 0)
        offset = self._skip(offset)
        if self.text.startswith("]", offset):
            return offset + 1
        while True:
            number = self._number(holder, str(position))
            self._counts[holder] = position + 1
            offset = self._skip(self._value(number, offset, depth))
            if self.text.startswith("]", offset):
                return offset + 1
            offset = self._skip(self._comma(offset, "]", "an array"))
            if self.text.startswith("]", offset):
                self._comma_too_many("array", offset)
                return offset + 1
            position += 1

    def _key(self, offset: int) -> tuple[int, str]:
        """Return the end of the field name that begins at the offset, and the name."""
        if self.text.startswith("'", offset):
            end = self._single_quoted(offset)
            return end, self.text[offset + 1 : end - 1]
        if self.text.startswith('"', offset):
            end = self._string(offset)
            return end, json.loads(self.text[offset:end])
        raise self._unexpected(offset, "a field's name in double quotes is expected", "an object")

    def _comma(self, offset: int, close: str, within: str) -> int:
        if self.text.startswith(",", offset):
            self._comma_at = offset
            return offset + 1
        reason = f'"," or "{close}" is expected'
        if self.text.startswith(('"', "{", "["), offset) and self._is_whole(offset, close):
            return self._slipped(offset, offset, ",", reason)
        if _IN_STRING.search(self.text, max(0, offset - 2), offset):
            reason += r"; a quotation mark within a string is written \""
        raise self._unexpected(offset, reason, within)

    def _is_whole(self, offset: int, close: str) -> bool:
        """Whether the text after a missing comma can be a member or an item."""
        if close == "]" or not self.text.startswith('"', offset):
            return close == "]"
        inside = _INSIDE.match(self.text, offset + 1)
        end = self._skip((inside.end() if inside else offset) + 1)
        return self.text.startswith(":", end)

    def _comma_too_many(self, within: str, offset: int) -> None:
        reason = f"there is a comma before the end of the {within}"
        self._slipped(self._comma_at, self._comma_at + 1, " ", reason, offset)

    def _single_quoted(self, offset: int) -> int:
        """Return the end of a string in single quotation marks."""
        match = _SINGLE_QUOTED.match(self.text, offset)
        if match is None:
            raise _Broken(offset, "write strings in double quotes")
        meant = json.dumps(match[1], ensure_ascii=False)
        return self._slipped(offset, match.end(), meant, "write strings in double quotes")

    def _string(self, offset: int) -> int:
        inside = _INSIDE.match(self.text, offset + 1)
        end = inside.end() if inside else offset + 1
        match self.text[end : end + 1]:
            case '"':
                return end + 1
            case "":
                line, column = self.at(offset)
                reason = f"the file ends within the string that begins at {line}:{column}"
            case "\\":
                reason = "this is not a JSON escape"
            case "\n" | "\r":
                reason = r"a string ends on its line; write a line end within it as \n"
            case character:
                reason = rf"a control character within a string is written \u{ord(character):04x}"
        raise _Broken(end, reason)

    def _past_marks_within(self, end: int) -> int:
        """Return the end of a string that contains unescaped quotation marks.

        The string ends at the first quotation mark on the same line after which JSON can continue.
        """
        if not _GOES_ON.match(self.text, end):
            return end
        inner = end - 1
        while match := _NEXT_MARK.match(self.text, end):
            end = match.end()
            if _ENDS.match(self.text, end):
                words = self.text[inner : end - 1]
                meant = _MARK.sub(lambda mark: mark[1] or r"\"", words)
                reason = r"a quotation mark within a string is written \""
                self._slipped(inner, end - 1, meant, reason)
                return end
        return inner + 1

    def _scalar(self, offset: int) -> int:
        bare = _BARE.match(self.text, offset)
        if bare is None:
            raise self._unexpected(offset, "a value is expected", "a value")
        if _SCALAR.fullmatch(bare[0]):
            before_point = re.split(r"[.eE]", bare[0].lstrip("-"), maxsplit=1)[0]
            if len(before_point) > _LONGEST:
                raise _Broken(offset, f"a whole number may have at most {_LONGEST:,} digits")
            return bare.end()
        if meant := _PYTHON.get(bare[0]):
            reason = f"{bare[0]!r} is not a JSON value; write {meant}"
            return self._slipped(offset, bare.end(), meant, reason)
        if bare[0] in _STILL_OPEN:
            reason = f"{bare[0]} {STILL_OPEN}"
            return self._slipped(offset, bare.end(), "null", reason)
        short_value = bare[0] if len(bare[0]) <= 20 else f"{bare[0][:20]}…"
        raise _Broken(
            offset, f"{short_value!r} is not a JSON value; write strings in double quotes"
        )

    def _unexpected(self, offset: int, reason: str, within: str) -> _Broken:
        ends = offset >= len(self.text)
        return _Broken(offset, f"the file ends within {within}" if ends else reason)

    def _skip(self, offset: int) -> int:
        """Return the end of the white space and comments that begin at the offset."""
        while True:
            blank = _BLANK.match(self.text, offset)
            offset = blank.end() if blank else offset
            comment = _COMMENT.match(self.text, offset)
            if comment is None:
                return offset
            offset = self._slipped(offset, comment.end(), " ", "JSON does not allow comments")


class SourceMap:
    """Finds lines and columns of values in a valid JSON text, one value at a time.

    Only the values on the path of a pointer are parsed here; the others are skipped with Python's
    own parser, which is many times faster than `LenientSourceMap`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._looked_into: dict[int, dict[str, int]] = {}
        self._past_value = json.JSONDecoder(strict=False).raw_decode

    def of(self, pointer: str) -> tuple[int, int]:
        """Return the line and column of a value, both from 1.

        If the value does not exist, return those of its nearest ancestor.
        """
        offset = self._skip(0)
        for step in pointer.split("/")[1:]:
            inner = self._within(offset).get(step)
            if inner is None:
                break
            offset = inner
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _within(self, offset: int) -> dict[str, int]:
        """Return the offset of each value in the array or object at an offset, by pointer step."""
        if offset not in self._looked_into:
            has_names = self.text.startswith("{", offset)
            is_array = self.text.startswith("[", offset)
            values = self._inner(offset + 1, has_names) if has_names or is_array else ()
            self._looked_into[offset] = dict(values)
        return self._looked_into[offset]

    def _inner(self, offset: int, has_names: bool) -> Iterator[tuple[str, int]]:
        position = 0
        offset = self._skip(offset)
        while not self.text.startswith(("}", "]"), offset):
            step = str(position)
            if has_names:
                name, offset = self._past_value(self.text, offset)
                step = pointer_step(name)
                offset = self._skip(self._skip(offset) + 1)
            yield step, offset
            offset = self._skip(self._past_value(self.text, offset)[1])
            if self.text.startswith(",", offset):
                offset = self._skip(offset + 1)
            position += 1

    def _skip(self, offset: int) -> int:
        blank = _BLANK.match(self.text, offset)
        return blank.end() if blank else offset
