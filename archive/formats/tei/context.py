"""The state that all modules share while they write or read a TEI file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote

from archive.findings import Finding, Severity
from archive.formats.nested_spans import Span
from archive.formats.tei.parser import (
    BLANKS,
    XML_ID,
    XML_SPACE,
    Element,
    ElementLocations,
    all_text,
    has_words,
    normalize_space,
    own_text,
    take,
    take_id,
    take_reference,
)
from archive.formats.tei.xml_output import XmlOutput, file_uri
from archive.formats.tei.xpaths import Unit, attribute_step, collect_paths, expanded_name
from archive.model.basis import Attested
from archive.model.captures import BlockOrigin, ElementOrigin, LinesOrigin, TextOrigin
from archive.model.identifiers import as_uri

if TYPE_CHECKING:
    from archive.model.captures import Capture, Origin, OriginOfBlock

Raw = dict[str, Any]
"""A part of the record as JSON values, before validation."""

DEFAULT_SEPARATOR = str(BlockOrigin.model_fields["separator"].default)
LONGEST_NUMBER = 18
"""The maximum number of digits of an offset or a size."""

_OFFSET = rf"([0-9]{{1,{LONGEST_NUMBER}}})"
_FILE = "([^#]*)"
_IN_TEXT = re.compile(rf"{_FILE}#char={_OFFSET},{_OFFSET}")
_IN_ELEMENT = re.compile(rf"{_FILE}#xpath\(([^()]*)\)")
_IN_STRETCH = re.compile(rf"{_FILE}#string-range\(([^(),]*),{_OFFSET},{_OFFSET}\)")
_IN_LINES = re.compile(
    rf"{_FILE}#line=(?P<first>[0-9]+),(?P<last>[0-9]+)(?:;cell=(?P<cell>[0-9]+))?"
    r"(?:;char=(?P<start>[0-9]+),(?P<end>[0-9]+))?"
)
_MADE_ID = re.compile(r"meta\.[0-9]+")
_SHOWN = 60


class Tag(NamedTuple):
    """An element within the text of a block."""

    name: str
    attributes: Mapping[str, str | None]


class WriteContext(XmlOutput):
    """The state of writing: markup, addresses of captures, values that need a basis note."""

    def __init__(
        self,
        captures: Iterable[Capture],
        overlays: Mapping[str, Sequence[Span[Tag]]] | None = None,
        gaps: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.overlays: Mapping[str, Sequence[Span[Tag]]] = overlays or {}
        """Elements to add to the received marks of each block, if annotations are inline."""
        self.gaps: Mapping[str, str] = gaps or {}
        """The notes that replace withheld images, by the ids of the figures."""
        self._files = {capture.id: file_uri(capture.file) for capture in captures}
        self.attested: list[tuple[str, Attested]] = []
        """The values that need a basis note, by the id of their element."""

    def id_for(self, value: Attested, id: str | None = None) -> str | None:
        """Return the id by which a basis note refers to a value; `None` if no note is needed."""
        if value.basis is None and value.certainty is None and not (value.reason or value.rests_on):
            return id
        id = id or f"meta.{len(self.attested) + 1}"
        self.attested.append((id, value))
        return id

    def origin(self, origin: Origin | OriginOfBlock | None) -> str | None:
        """`received/page.txt#char=113,862` (RFC 5147), `received/page.html#xpath(/html%5B1%5D)`.

        Part of the text of an element is `received/page.html#string-range(/html%5B1%5D,0,45)`, with
        start and length (TEI P5, 17.2.4). Lines are `received/a.md#line=11,14`: the positions
        before the first line and after the last line (RFC 5147). `;cell=2` may follow, then
        `;char=0,45` for a part of the text.
        """
        if origin is None:
            return None
        file = self._files[origin.capture]
        if isinstance(origin, TextOrigin):
            return f"{file}#char={origin.start},{origin.end}"
        if isinstance(origin, ElementOrigin):
            path = quote(origin.path, safe="/:*")
            if origin.start is None or origin.end is None:
                return f"{file}#xpath({path})"
            return f"{file}#string-range({path},{origin.start},{origin.end - origin.start})"
        if isinstance(origin, LinesOrigin):
            cell = "" if origin.cell is None else f";cell={origin.cell}"
            stretch = "" if origin.start is None else f";char={origin.start},{origin.end}"
            return f"{file}#line={origin.first - 1},{origin.last}{cell}{stretch}"
        return file


class ReadContext:
    """The state of reading: data from the header that other parts need, and the findings."""

    def __init__(self, locations: ElementLocations | None) -> None:
        """Store the locations of elements. Without them, reading stops at the first finding."""
        self._locations = locations
        self.captures: dict[str, str] = {}
        """The id of each capture, by its address."""
        self.separators: dict[str, Element] = {}
        """The note on the separator after a block, by block, if it is not an empty line."""
        self.bases: dict[str, tuple[Element, Raw]] = {}
        """The basis notes and their content, by the id of the value's element."""
        self.figures: dict[str, tuple[Element, Raw]] = {}
        """The rights of figures, by the figure's id."""
        self.findings: list[Finding] = []
        """Findings on content that cannot be read or kept."""
        self.invalid_values: list[Finding] = []
        """Findings on values that were read but are not valid."""
        self._pending: list[_Note] = []

    # --- values of several parts ---

    def basis(self, element: Element, id: str | None = None) -> Raw:
        """Return the content of the basis note on the value of an element.

        The id that connects a value to its note is new each time a file is written. An id of any
        other form stays in the element and is reported as lost.
        """
        id = id or element.get(XML_ID, "")
        if id not in self.bases:
            return {}
        if _MADE_ID.fullmatch(id):
            take_id(element)
        return self.bases.pop(id)[1]

    def origin(self, source: str | None, block: str | None = None) -> Raw | None:
        """Undo `WriteContext.origin`; the origin of a block includes the separator after it."""
        if source is None:
            return None
        if match := _IN_TEXT.fullmatch(source):
            separator = self.separators.pop(block, None) if block is not None else None
            return {
                "type": "text",
                "capture": self.captures.get(match[1], match[1]),
                "start": int(match[2]),
                "end": int(match[3]),
                **({} if separator is None else {"separator": self.kept(separator)}),
            }
        if match := _IN_ELEMENT.fullmatch(source):
            capture = self.captures.get(match[1], match[1])
            return {"type": "element", "capture": capture, "path": _decoded(match[2])}
        if match := _IN_STRETCH.fullmatch(source):
            start, length = int(match[3]), int(match[4])
            return {
                "type": "element",
                "capture": self.captures.get(match[1], match[1]),
                "path": _decoded(match[2]),
                "start": start,
                "end": start + length,
            }
        if match := _IN_LINES.fullmatch(source):
            numbers = {
                name: int(value) for name, value in match.groupdict().items() if value is not None
            }
            numbers["first"] += 1
            capture = self.captures.get(match[1], match[1])
            return {"type": "lines", "capture": capture, **numbers}
        return {"type": "capture", "capture": self.captures.get(source, source)}

    # --- text ---

    def line(self, element: Element | None) -> str | None:
        """Return the text of an element that contains one line and nothing else."""
        return None if element is None else normalize_space(self.kept(element))

    def kept(self, element: Element) -> str:
        """Return the text of an element that contains only text.

        With `xml:space`, it is unchanged; otherwise, white space is normalized to one line.
        """
        if not element.attrib and not len(element):
            return normalize_space(element.text or "")
        return (
            self.exact(element) if is_preserved(element) else normalize_space(self.exact(element))
        )

    def exact(self, element: Element) -> str:
        """Return the text of an element that contains only text, unchanged."""
        if not element.attrib and not len(element):
            return element.text or ""
        self._note_lost_attributes(element)
        for child in element:
            self.note_lost(child)
        return all_text(element)

    # --- losses ---

    def children(self, parent: Element, tag: str, *, only_first: bool = False) -> Iterator[Element]:
        """Yield the children with a tag; report everything else in their parent as lost."""
        is_read = False
        for child in parent:
            if child.tag != tag or (only_first and is_read):
                self.note_lost(child)
            else:
                is_read = True
                yield child
        self.end(parent)

    def end(self, element: Element) -> None:
        """Report as lost the attributes and the text of an element that were not read.

        Its children are not included: they are read or reported one by one.
        """
        if element.attrib:
            self._note_lost_attributes(element)
        if has_words(element):
            words = short_quoted(own_text(element))
            finding = _not_kept(f"text is not kept at this place: {words}")
            self._note(_before_words(element), "", finding)

    def end_of_text(self, element: Element) -> None:
        """Like `end`, for an element whose own text has been read."""
        if element.attrib:
            self._note_lost_attributes(element)

    def id(self, element: Element) -> str:
        """Return the `xml:id` of an element; report it if it is missing."""
        id = take_id(element)
        if id is None:
            return self.missing(element, XML_ID, "give it a permanent id")
        return id

    def missing(self, element: Element, attribute: str, hint: str | None = None) -> str:
        """Report that an attribute is missing; return a placeholder for its value."""
        self.unreadable(element, "missing-field", f"<{element.tag}> has no @{attribute}", hint)
        return "missing"

    def reference(self, element: Element, attribute: str = "target") -> str:
        """Return the id to which a required attribute points."""
        return take_reference(element, attribute) or self.missing(element, attribute)

    def empty(self, element: Element) -> None:
        """Report that an element has no content that a record could keep."""
        self._note(element, "", _not_kept(f"<{element.tag}> has nothing that a record can keep"))

    def address(self, element: Element, name: str) -> str | None:
        """Return an address; use the readable copy, unless the encoded form was changed since."""
        return self._address(element, name, as_uri)

    def file(self, element: Element, name: str) -> str | None:
        """Return a file name; use the readable copy, unless the encoded form was changed since."""
        return self._address(element, name, file_uri)

    def _address(self, element: Element, name: str, encode: Callable[[str], str]) -> str | None:
        encoded, written = take(element, name), element.attrib.get("n")
        if encoded is None:
            return None
        if written is not None and encode(written) == encoded:
            take(element, "n")
            return written
        if (again := encode(encoded)) != encoded:
            wanted = f"the correct form is {short_quoted(again)}"
            message = f"@{name}={short_quoted(encoded)} is not one URI; {wanted}"
            hint = "percent-encode special characters: %20 is a space, %23 a #"
            self._note(element, f"/@{name}", Finding("not-kept", message, hint))
        return encoded

    def note_lost(self, element: Element, why: str = "it is not supported here") -> None:
        """Report that an element and its content are not read."""
        words = normalize_space(all_text(element))
        holds = f"; it holds {short_quoted(words)}" if words else ""
        self._note(element, "", _not_kept(f"<{expanded_name(element.tag)}>: {why}{holds}"))

    def note_all_lost(self, element: Element) -> None:
        """Report as lost all content of an element that has not been read."""
        if not element.attrib and not len(element) and not element.text:
            return
        for child in element:
            self.note_lost(child)
        self.end(element)

    def _note_lost_attributes(self, element: Element) -> None:
        for name, value in element.attrib.items():
            at = expanded_name(name)
            where = f"<{expanded_name(element.tag)}>"
            message = f"@{at}={short_quoted(value)}: it is not supported on {where}"
            self._note(element, attribute_step(name), _not_kept(message))

    def expect(self, element: Element, attribute: str, value: str | None) -> None:
        """Read an optional attribute that repeats a value; report an attribute that differs."""
        actual = element.attrib.pop(attribute, None)
        if actual is not None and actual != value:
            self.differs(
                element,
                f"@{expanded_name(attribute)} is {short_quoted(actual)}",
                value,
                f"/@{attribute}",
            )

    def differs(self, element: Element, difference: str, value: str | None, at: str = "") -> None:
        """Report that a copy for other programs differs from its original."""
        expected = "nothing" if value is None else short_quoted(value)
        self._note(
            element,
            at,
            Finding(
                "copy-differs",
                f"{difference}, but the record has {expected}",
                "change the original, or remove this copy, which is then written again",
            ),
        )

    def out_of_date(self, element: Element) -> None:
        """Report that a count or date of the record is older than the record."""
        finding = Finding(
            "copy-out-of-date",
            f"<{element.tag}> does not match the current content of the record",
            "it is updated when the record is next written",
            Severity.WARNING,
        )
        self._note(element, "", finding)

    def unreadable(
        self, element: Element, code: str, message: str, hint: str | None = None
    ) -> None:
        """Report that an element cannot be read."""
        self._note(element, "", Finding(code, message, hint))

    def invalid(self, unit: Element, raw: Raw, findings: Iterable[Finding]) -> None:
        """Report errors in the value that was read from a unit.

        The location of each is the innermost element around the wrong value that has an id.
        """
        if self._locations is None:
            raise NeedsLocations
        known = {self._locations.id_of(element): element for element in unit.iter()}
        known[None] = unit
        for finding in findings:
            steps = (finding.location.pointer or "").split("/")[3:]
            self._note(known.get(_nearest_id(raw, steps), unit), "", finding)

    def _note(self, element: Element, at: str, finding: Finding) -> None:
        if self._locations is None:
            raise NeedsLocations
        self._pending.append(_Note(element, at, finding))

    def located(self, finding: Finding, element: Element, pointer: str) -> Finding:
        """Return a finding with the location of the beginning of an element."""
        if self._locations is None:
            raise NeedsLocations
        line, column = self._locations.at(self._locations.offset_of(element))
        return finding.at(line=line, column=column, pointer=pointer)

    def locate_notes(self, unit: Unit) -> None:
        """Add the locations to the findings on a unit after the unit has been read."""
        if self._locations is None:
            return
        notes = [*self._pending, *self._asides(unit)]
        self._pending.clear()
        if not notes:
            return
        wanted = {id(note.element) for note in notes}
        paths: dict[int, str] = {}
        path = collect_paths(unit, self._locations, wanted, paths)
        for note in notes:
            pointer = paths.get(id(note.element), path) + note.at
            offset = self._locations.offset_of(note.element) if note.offset is None else note.offset
            line, column = self._locations.at(offset)
            is_invalid = note.finding.location.pointer is not None
            finding = note.finding.at(line=line, column=column, pointer=pointer)
            (self.invalid_values if is_invalid else self.findings).append(finding)

    def _asides(self, unit: Unit) -> list[_Note]:
        """Return findings on the comments and processing instructions in a unit."""
        assert self._locations is not None
        waiting = self._locations.asides
        if not waiting:
            return []
        own = [aside for element in unit.element.iter() for aside in waiting.pop(id(element), ())]
        if not unit.around:
            own += [aside for asides in waiting.values() for aside in asides]
            waiting.clear()
        return [
            _Note(
                unit.element if aside.around is None else aside.around,
                "",
                _aside(aside.what, aside.text),
                aside.offset,
            )
            for aside in own
        ]


class NeedsLocations(Exception):
    """Raised at a finding without a known location; the file is then read with locations."""


def _nearest_id(value: Any, steps: Iterable[str]) -> str | None:
    """Return the id of the innermost part that has an id on the path of a pointer."""
    id = None
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            break
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            id = value["id"]
    return id


def _aside(what: str, text: str) -> Finding:
    return Finding(
        "not-kept",
        f"a record cannot keep the {what} {short_quoted(text)}",
        "it is lost when the record is written; use an annotation of type comment to keep it",
        Severity.WARNING,
    )


class _Note(NamedTuple):
    """A finding on an element, before its location is known."""

    element: Element
    at: str
    """The XPath step to an attribute of the element."""
    finding: Finding
    offset: int | None = None
    """The offset of the finding, if it is not that of the element."""


def _before_words(element: Element) -> Element:
    """Return the node before the first words in an element: the element, or one of its children."""
    if (element.text or "").strip(BLANKS):
        return element
    return next(child for child in element if (child.tail or "").strip(BLANKS))


def present(values: Raw) -> Raw:
    """Return the values that are not `None`; the model uses defaults for the others."""
    return {name: value for name, value in values.items() if value is not None}


def is_preserved(element: Element) -> bool:
    """Return whether `xml:space` preserves white space in an element; mark it as read."""
    if element.attrib.get(XML_SPACE) != "preserve":
        return False
    del element.attrib[XML_SPACE]
    return True


def _decoded(path: str) -> str:
    """Return a path without percent-encoding; unchanged if it is not UTF-8 (not valid either)."""
    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:
        return path


def short_quoted(text: str) -> str:
    """Return a value for a message, in quotation marks and shortened."""
    text = normalize_space(text)
    return f'"{text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"}"'


def _not_kept(message: str) -> Finding:
    return Finding(
        "not-kept",
        message,
        "remove it, or use --lossy (lossy=True) to leave it out",
    )
