"""Reads a TEI file: units in order, then header and text.

Content that is not read is reported.
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
    """Return the document of a TEI file (`archive.formats.tei.read`).

    A plain file is read without locations first, and again with locations if there is a finding.

    Args:
        data: The bytes.
        losses: The codes of the losses that the caller accepts; other losses are errors.
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
    """A file being read: units become values in order, then header and text."""

    def __init__(self, data: bytes, losses: Set[str], locations: ElementLocations | None) -> None:
        self._data, self._losses, self._locations = data, losses, locations
        self._context = ReadContext(locations)
        self._parts = DocumentBuilder()
        self._readers: dict[int, Callable[[Element], Raw | None]] = {}
        self._unread: set[int] = set()
        """The identities of lists that are not part of a record."""
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
        """The finding to return: a loss that the caller accepts is a warning."""
        if finding.code in self._losses:
            left_out = finding.severity is Severity.ERROR and finding.code == "not-kept"
            hint = "it was left out" if left_out else finding.hint
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
        """The function that reads members of a list; it returns only relations, added last."""
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
        """A function that reads a member of a list and adds it to a collection."""
        parts, context = self._parts, self._context

        def add(element: Element) -> None:
            raw = read(element)
            if raw is not None and (wrong := parts.add(collection, raw)):
                context.invalid(element, raw, wrong)

        return add

    def _add_relations(self) -> None:
        """Add the relations last, since their history is in another list."""
        for raw, unit in self._relations_in_order:
            if wrong := self._parts.add("relations", raw):
                self._context.invalid(unit.element, raw, wrong)
                self._context.locate_notes(unit)

    # --- header and text ---

    def _root(self, root: Element) -> tuple[Raw, list[Element]]:
        """Read the rest of a file, without its units: the fields of the record, and the copies."""
        context = self._context
        record: Raw = {}
        copies: list[Element] = []
        head = root.find("teiHeader")
        if head is None:
            context.unreadable(root, "not-a-record", "a record has a teiHeader")
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
            context.note_lost(note, f'no value of the record has the id "{id}" to which it refers')
        for id, (bibl, _) in context.figures.items():
            context.note_lost(bibl, f'no figure of the record has the id "{id}" to which it refers')
        for id, note in context.separators.items():
            context.note_lost(note, f'no block with an origin in a text has the id "{id}"')
        context.locate_notes(Unit(root))
        return {name: value for name, value in record.items() if value is not None}, copies

    def _end_of_stand_off(self, stand_off: Element) -> None:
        """Report as lost what remains of a `standOff` whose units were read."""
        context, type = self._context, stand_off.get("type")
        if type not in _STAND_OFFS:
            message = (
                f'<standOff> of type "{type}": a record has no such element; its content is lost'
            )
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
                    f"<{child.tag}> {which}: a standOff of {type} has no such element; its content "
                    f"is lost"
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
        """The finding on the version of the schema that the record follows, if there is a finding.

        Raises:
            ReadError: This library does not read that version.
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
    "this is the inline form of a record, which is derived from it and holds less",
    "read the record itself: its JSON, or its TEI as the format tei",
)
_FOREIGN = Finding(
    "not-a-record",
    "this is TEI, but not a record that archive wrote: its header names no schema of a record "
    "(encodingDesc/schemaRef)",
    "to make a record from other TEI, use archive receive FILE",
)


_STAND_OFFS = ("entities", "sources", "annotations")
"""The types of `standOff` in a record."""


_SCHEMA_REF = "/tei:TEI/tei:teiHeader/tei:encodingDesc/tei:schemaRef"
