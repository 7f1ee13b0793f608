"""Rules on the values of the metadata: are they in the captures?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from archive.derivations import format_of
from archive.english import counted
from archive.errors import MissingExtra
from archive.files.interface import Files
from archive.findings import Finding, error, short, warning
from archive.model.basis import Absence
from archive.model.captures import CaptureOrigin, Origin
from archive.model.document import Document
from archive.model.metadata import Stated
from archive.text.normalized import normalized
from archive.validation.rereading import Reading, reading_of
from archive.validation.value_forms import Part, Strings, parts_of
from archive.validation.value_places import CapturePlaces

_HELD = ("printed", "embedded")
"""The bases of values that must be in a received file."""


_MOST_SHOWN = 3
"""The maximum number of values that a message shows."""


def value_differs_from_capture(document: Document, files: Files) -> Iterator[Finding]:
    """A value of the metadata is not at its origin in the capture.

    A value with the basis `printed` or `embedded` must be at its origin: in the words, or in the
    attributes and data of the element. A value without an origin, and the rights, must be somewhere
    in the received files. Its form may differ: capitals, quotation marks, the order of a name, a
    date in words. If a value is not at its origin, the file is read again, and the value is
    compared with the result. Use `external` for values that are known from elsewhere, and
    `inferred` for values that follow from the text.
    """
    for one in _checked(document, files).differing:
        basis = "printed" if one.value.basis == "printed" else "in the metadata of the file"
        what = f"{short(' '.join(one.part.text.split()))} is given as {basis}"
        if one.found:
            message = f"{what}, but {one.capture} has {short(' '.join(one.found.split()))}"
        else:
            message = f"{what}, but is not in {one.capture}"
        hint = (
            "receive the file again (archive receive) and rebase the record onto the result; if "
            'the value is right and has another source, set "basis" to "external" or "inferred", '
            'and give a "reason"'
        )
        yield error(
            "value-differs-from-capture", f"{one.value.pointer}/{one.part.field}", message, hint
        )


def value_not_checked(document: Document, files: Files) -> Iterator[Finding]:
    """Values were not compared with their capture, because a library is missing.

    The values are not literally at their origin, so the file must be read again to compare them.
    The reader needs the extra `office` for Word and OpenDocument files, `web` for web pages,
    `markdown` for Markdown. Nothing is wrong, but the check is incomplete.
    """
    for number, (count, missing) in _checked(document, files).unchecked.items():
        message = f"{counted(count, 'values')} of the metadata were not compared with the file"
        yield warning("value-not-checked", f"/captures/{number}", message, missing.hint)


class _Value(NamedTuple):
    """A value of a record that is compared with its captures."""

    pointer: str
    field: str
    """The field of the metadata with the value, or `rights`."""
    basis: str
    origin: Origin | None
    parts: Sequence[Part]
    rests_on: Sequence[str]


class _Difference(NamedTuple):
    """A part of a value that the captures do not have."""

    value: _Value
    part: Part
    capture: str
    """The id of the capture, or a description of several captures."""
    found: str
    """The words at the origin."""


def _values(document: Document) -> Iterator[_Value]:
    """Yield the values that must be in a received file."""
    for pointer, part in document.index.parts:
        if isinstance(part, Stated) and part.basis in _HELD and pointer.startswith("/metadata/"):
            steps = pointer.removeprefix("/metadata/publication").split("/")
            field = next(one for one in steps if one not in ("", "metadata"))
            field = "authors" if field == "contributors" else field
            yield _value(pointer, field, part, part.origin)
    rights = document.rights.text
    if rights is not None and rights.basis in _HELD:
        yield _value("/rights/text", "rights", rights, None)


def _value(pointer: str, field: str, value: Any, origin: Origin | None) -> _Value:
    raw = {name: content for name, content in dict(value).items() if content is not None}
    stated = {name: one for name, one in raw.items() if not isinstance(one, Absence)}
    rests_on = [stretch.exact for stretch in value.rests_on]
    return _Value(pointer, field, value.basis, origin, [*parts_of(field, stated)], rests_on)


class _Check:
    """The comparison of a record's values with its captures."""

    def __init__(self, document: Document, files: Files) -> None:
        self._document, self._files = document, files
        self._numbers = {one.id: number for number, one in enumerate(document.captures)}
        self._places: dict[str, CapturePlaces | None] = {}
        self._readings: dict[str, Reading | MissingExtra | None] = {}
        self.differing: list[_Difference] = []
        self.unchecked: dict[int, tuple[int, MissingExtra]] = {}
        """For each capture, by number: how many values were not compared, and the missing
        library."""
        for value in _values(document):
            self._check(value)

    def _check(self, value: _Value) -> None:
        if value.origin is None:
            self._check_anywhere(value)
        elif (places := self._places_of(value.origin.capture)) is not None:
            self._check_at(value, value.origin, places)

    def _check_at(self, value: _Value, origin: Origin, places: CapturePlaces) -> None:
        if places.missing is not None:
            if places.capture.derivation is None:  # otherwise nothing of it is checked
                self._leave_unchecked(places, places.missing)
            return
        left = _left(value.parts, places.at(origin, value.basis))
        if any(map(_may_stand_beside, left)):
            beside = places.beside(origin)
            left = [one for one in left if not _may_stand_beside(one) or not beside.hold(one)]
        if not left or places.derived is None:
            return
        reading = self._reading_of(places)
        if isinstance(reading, MissingExtra):
            self._leave_unchecked(places, reading)
            return
        is_whole = isinstance(origin, CaptureOrigin)
        if reading is None and is_whole and format_of(places.kind) is not None:
            return  # the file cannot be read
        for part in _left_of_reading(value, left, reading or {}):
            known = (reading or {}).get((value.field, part.field), Strings([])).given
            if len(known) != 1 and not is_whole:
                known = [one for held in places.at(origin, value.basis) for one in held.given][:1]
            found = ", ".join(known[:_MOST_SHOWN])
            self.differing.append(_Difference(value, part, places.capture.id, found))

    def _check_anywhere(self, value: _Value) -> None:
        """Search for a value without an origin in the blocks and in all captures."""
        every = [self._places_of(capture.id) for capture in self._document.captures]
        known = [places for places in every if places is not None and places.derived is not None]
        if not known or len(known) < len(every):
            return
        left = _left(value.parts, [Strings(value.rests_on, is_long=True), self._blocks])
        for places in known if left else ():
            left = _left(left, places.everything())
        left = _left_of_notice(value, left)
        for places in known if left else ():
            reading = self._reading_of(places)
            if isinstance(reading, MissingExtra):
                self._leave_unchecked(places, reading)
                return
            left = _left_of_reading(value, left, reading or {})
        names = " or ".join(places.capture.id for places in known)
        self.differing += (_Difference(value, part, names, "") for part in left)

    @cached_property
    def _blocks(self) -> Strings:
        return Strings([block.text for block in self._document.text_blocks()], is_long=True)

    def _places_of(self, id: str) -> CapturePlaces | None:
        """Return the places of a capture; `None` if its bytes have changed."""
        if id not in self._places:
            capture = self._document.captures[self._numbers[id]]
            is_intact = self._files.is_intact(capture)
            self._places[id] = CapturePlaces(capture, self._files) if is_intact else None
        return self._places[id]

    def _reading_of(self, places: CapturePlaces) -> Reading | MissingExtra | None:
        capture = places.capture
        if capture.id not in self._readings:
            self._readings[capture.id] = reading_of(capture, places.kind, self._files)
        return self._readings[capture.id]

    def _leave_unchecked(self, places: CapturePlaces, missing: MissingExtra) -> None:
        number = self._numbers[places.capture.id]
        count, _ = self.unchecked.get(number, (0, missing))
        self.unchecked[number] = count + 1, missing


def _may_stand_beside(part: Part) -> bool:
    """Whether a part may be in an element next to the origin: a place, a last page."""
    is_range = part.field == "value" and part.form == "line" and "-" in normalized(part.text)
    return part.field == "place" or is_range


def _left(parts: Sequence[Part], places: Iterator[Strings] | Sequence[Strings]) -> Sequence[Part]:
    """Return the parts of a value that are at none of these places."""
    left = parts
    for strings in places:
        left = [part for part in left if not strings.hold(part)]
        if not left:
            break
    return left


def _left_of_notice(value: _Value, parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts of rights that are neither in the notice nor in `rests_on`."""
    notices = (part.text for part in value.parts if part.field == "notice")
    words = Strings([*notices, *value.rests_on], is_long=True, is_notice=True)
    return [part for part in parts if part.field == "notice" or not words.hold(part)]


def _left_of_reading(value: _Value, parts: Sequence[Part], reading: Reading) -> Sequence[Part]:
    """Return the parts of a value that a reader did not find for the same field."""
    return [
        part
        for part in parts
        if (known := reading.get((value.field, part.field))) is None or not known.hold(part)
    ]


def _checked(document: Document, files: Files) -> _Check:
    return files.made_once("values", document, lambda: _Check(document, files))
