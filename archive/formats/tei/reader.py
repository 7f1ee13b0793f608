"""Reads a TEI file: first the units, in order, then the header and the text.

Content that the reader does not use is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from archive.derivations.xml_encoding import in_utf8
from archive.errors import InvalidDocument, ReadError
from archive.findings import Finding, Severity, in_order
from archive.formats.format import ReadResult, version_finding
from archive.formats.tei import entities, header, standoff, works_and_sources
from archive.formats.tei.body import read_text
from archive.formats.tei.context import NeedsLocations, Raw, ReadContext
from archive.formats.tei.encoding_description import INLINE
from archive.formats.tei.finding_locations import locate_findings
from archive.formats.tei.parser import (
    XML_ID,
    XML_LANG,
    Element,
    ElementLocations,
    is_plain,
    parse,
    take,
    take_id,
)
from archive.formats.tei.schema_references import TEI_VERSION
from archive.formats.tei.xpaths import Unit
from archive.model.document_builder import DocumentBuilder


def read_file(data: bytes, losses: Set[str]) -> ReadResult:
    """Return the document of a TEI file; this implements `archive.formats.tei.read`.

    A plain file is first read without locations, which is faster, and again with locations if there
    is a finding.

    Args:
        data: The bytes.
        losses: The codes of losses that the caller accepts; all other losses are errors.
    """
    data = in_utf8(data)
    if is_plain(data):
        try:
            return _FileReader(data, losses, None).result()
        except (NeedsLocations, ReadError, RecursionError):
            pass  # the second reading locates the findings
    return _FileReader(data, losses, ElementLocations(data)).result()


_LISTS = frozenset((*entities.LISTS, "listBibl", "listAnnotation", "listRelation", "listChange"))
"""The lists in a `standOff` whose members are read one by one."""


class _FileReader:
    """Reads one file: first the units, in order, then the header and the text."""

    def __init__(self, data: bytes, losses: Set[str], locations: ElementLocations | None) -> None:
        self._data, self._losses, self._locations = data, losses, locations
        self._context = ReadContext(locations)
        self._parts = DocumentBuilder()
        self._readers: dict[int, Callable[[Element], Raw | None]] = {}
        self._unread: set[int] = set()
        """The identities of lists that are not part of a record, and were not read."""
        self._relations: dict[str, Raw] = {}
        self._relations_in_order: list[tuple[Raw, Unit]] = []

    def result(self) -> ReadResult:
        """Read the file."""
        context = self._context
        root = parse(self._data, _LISTS, self._unit, self._locations)
        record, copies = self._root(root)
        self._add_relations()
        version = self._version_findings(record, root)
        document = problems = None
        try:
            document = self._parts.document(record)
        except InvalidDocument as invalid:
            problems = self._located(invalid, record)
        else:
            header.compare_copies(copies, document, context)
            context.locate_notes(Unit(root))
        findings = in_order([*version, *map(self._accepted, context.findings)])
        if any(finding.severity is Severity.ERROR for finding in findings):
            # An invariant may fail only because content was not read.
            twice = [finding for finding in problems or () if finding.code == "duplicate-id"]
            raise ReadError([*findings, *context.invalid_values, *twice], stage="schema")
        if document is None:
            raise InvalidDocument([*findings, *context.invalid_values, *(problems or ())], "schema")
        return ReadResult(document, tuple(findings))

    def _accepted(self, finding: Finding) -> Finding:
        """Return the finding, as a warning if it is a loss that the caller accepts."""
        if finding.code in self._losses:
            left_out = finding.severity is Severity.ERROR and finding.code == "not-kept"
            hint = "this content was left out" if left_out else finding.hint
            return replace(finding, severity=Severity.WARNING, hint=hint)
        return finding

    def _located(self, invalid: InvalidDocument, record: Raw) -> list[Finding]:
        return locate_findings(invalid.findings, {**record, **self._parts.ids()}, self._data)

    # --- units: entities, works, sources, statements ---

    def _unit(self, element: Element, around: Sequence[Element], number: int) -> None:
        """Read a member of a list in a `standOff`."""
        listing = around[-1]
        read = self._readers.get(id(listing))
        if read is None:
            read = self._readers[id(listing)] = self._reader(*around)
        raw = read(element)
        if raw is not None:
            self._relations.setdefault(str(raw.get("id")), raw)
            self._relations_in_order.append((raw, Unit(element, around, number)))
        if self._locations is not None:
            self._context.locate_notes(Unit(element, around, number))

    def _reader(
        self, root: Element, stand_off: Element, listing: Element
    ) -> Callable[[Element], Raw | None]:
        """Return the function that reads the members of a list."""
        context, record, name = self._context, root.get(XML_ID), listing.tag
        type = listing.attrib.get("type")
        match stand_off.attrib.get("type"), name, type:
            case "entities", _, None if name in entities.LISTS:
                return self._adds("entities", lambda e: entities.read_entity(e, name, context))
            case "sources", "listBibl", "works":
                return self._adds("works", lambda e: works_and_sources.read_work(e, context))
            case "sources", "listBibl", "sources":
                return self._adds("sources", lambda e: works_and_sources.read_source(e, context))
            case "annotations", "listAnnotation", "claims":
                return self._adds("claims", lambda e: standoff.read_claim(e, record, context))
            case "annotations", "listAnnotation", "annotations":
                return self._adds(
                    "annotations", lambda e: standoff.read_annotation(e, record, context)
                )
            case "annotations", "listAnnotation", "assessments":
                return self._adds("assessments", lambda e: standoff.read_assessment(e, context))
            case "annotations", "listRelation", None:
                return lambda e: standoff.read_relation(e, context)
            case "annotations", "listChange", None:
                return lambda e: standoff.read_change_of_relation(e, self._relations.get, context)
            case _:
                self._unread.add(id(listing))
                return lambda _: None  # the list is reported as a whole

    def _adds(
        self, collection: str, read: Callable[[Element], Raw | None]
    ) -> Callable[[Element], None]:
        """Return a function that reads a member of a list and adds it to a collection."""
        parts, context = self._parts, self._context

        def add(element: Element) -> None:
            raw = read(element)
            if raw is not None and (wrong := parts.add(collection, raw)):
                context.invalid(element, raw, wrong)

        return add

    def _add_relations(self) -> None:
        """Add the relations; this comes last, because their history is in another list."""
        for raw, unit in self._relations_in_order:
            if wrong := self._parts.add("relations", raw):
                self._context.invalid(unit.element, raw, wrong)
                self._context.locate_notes(unit)

    # --- header and text ---

    def _root(self, root: Element) -> tuple[Raw, list[Element]]:
        """Read all except the units; return the record's fields, and copies for other programs."""
        context = self._context
        record: Raw = {}
        copies: list[Element] = []
        head = root.find("teiHeader")
        if head is None:
            context.unreadable(root, "not-a-record", "a record must have a teiHeader")
        else:
            record, copies = header.read_header(head, context)
            if "schema_version" not in record:
                self._refuse_foreign(head)
        record |= {"id": take_id(root), "language": take(root, XML_LANG)}
        context.expect(root, "version", TEI_VERSION)
        texts = [child for child in root if child.tag == "text"]
        if texts:
            languages = record.get("metadata", {}).get("languages")
            main = languages[0].get("tag") if languages and isinstance(languages, list) else None
            record["sections"] = read_text(texts[0], main, context)
        for child in root:
            if child is head or child in texts[:1]:
                continue
            if child.tag == "standOff":
                self._end_of_stand_off(child)
            else:
                context.note_lost(child)
        context.end(root)
        for id, (note, _) in context.bases.items():
            context.note_lost(note, f'it refers to the id "{id}", which is not the id of a value')
        for id, (bibl, _) in context.figures.items():
            context.note_lost(bibl, f'it refers to the id "{id}", which no figure has')
        for id, note in context.separators.items():
            context.note_lost(note, f'it refers to "{id}", which is no block with an origin')
        context.locate_notes(Unit(root))
        return {name: value for name, value in record.items() if value is not None}, copies

    def _end_of_stand_off(self, stand_off: Element) -> None:
        """Report as lost what remains of a `standOff` whose units were read."""
        context, type = self._context, stand_off.get("type")
        if type not in _STAND_OFFS:
            message = f'a record has no <standOff> of type "{type}"; its content is lost'
            hint = f"correct its type: {', '.join(_STAND_OFFS)}"
            context.unreadable(stand_off, "not-kept", message, hint)
            return
        take(stand_off, "type")
        for child in stand_off:
            if child.tag not in _LISTS:
                context.note_lost(child)
            elif id(child) in self._unread:
                which = f'of type "{child.get("type")}"' if child.get("type") else "without a type"
                message = (
                    f"a <standOff> of {type} has no <{child.tag}> {which}; its content is lost"
                )
                context.unreadable(child, "not-kept", message, "correct its type, or move it")
            else:
                take(child, "type")
                context.end(child)
        context.end(stand_off)

    def _refuse_foreign(self, head: Element) -> None:
        """Refuse a file that is not a record, with one finding.

        Raises:
            ReadError: Always.
        """
        schema = head.find("encodingDesc/schemaRef")
        is_inline = schema is not None and schema.get("key") == INLINE
        finding = _INLINE if is_inline else _FOREIGN
        raise ReadError([self._context.located(finding, head, "/tei:TEI/tei:teiHeader")])

    def _version_findings(self, record: Raw, root: Element) -> list[Finding]:
        """Return a finding if this library does not fully support the record's schema version.

        Raises:
            ReadError: This library cannot read that version.
        """
        finding = version_finding(record.get("schema_version"))
        if finding is None:
            return []
        schema = root.find("teiHeader/encodingDesc/schemaRef")
        finding = self._context.located(finding, root if schema is None else schema, _SCHEMA_REF)
        if finding.severity is Severity.ERROR:
            raise ReadError([finding], stage="schema")
        return [finding]


_INLINE = Finding(
    "not-a-record",
    "this is TEI with inline annotations, which was made from a record and has less content",
    "read the record itself: its JSON, or its TEI in the format tei",
)
_FOREIGN = Finding(
    "not-a-record",
    "this is TEI, but not a record that archive wrote: its header has no schema of a record "
    "(encodingDesc/schemaRef)",
    "to make a record from other TEI, use archive receive FILE",
)


_STAND_OFFS = ("entities", "sources", "annotations")
"""The types of `standOff` in a record."""


_SCHEMA_REF = "/tei:TEI/tei:teiHeader/tei:encodingDesc/tei:schemaRef"
