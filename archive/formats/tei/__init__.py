"""TEI: the record as TEI P5, written and read exactly. docs/reference/tei.md is the mapping."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from archive.errors import InvalidDocument, ReadError
from archive.findings import Finding, Location, Severity
from archive.formats.base import ReadResult, WriteResult, refuse_newer, version_finding
from archive.formats.tei import bibliography, entities, header, standoff
from archive.formats.tei.body import read_text, write_text
from archive.formats.tei.context import MODEL, Raw, Reading, Unit, Writing
from archive.formats.tei.elements import NAMESPACE, XML_LANG, Element, parse
from archive.formats.tei.markup import Attributes
from archive.formats.tei.places import placed
from archive.model.document import IN_PARTS, Document
from archive.model.parts import Parts

TEI_VERSION = "4.12.0"
"""The version of TEI P5 that the files follow."""


# --- writing ---


def write(document: Document) -> WriteResult:
    """Return the record as TEI; `read` gives back an equal document.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
    """
    refuse_newer(document)
    to = Writing(document.captures)
    open_file(to, document)
    header.write_header(to, document)
    write_text(to, document)
    with to.holding("standOff", {"type": "entities"}):
        entities.write_entities(to, document.entities)
    with to.holding("standOff", {"type": "sources"}):
        bibliography.write_works(to, document.works)
        bibliography.write_sources(to, document.sources)
    standoff.write_statements(to, document)
    to.close("TEI")
    return WriteResult(str(to).encode())


def open_file(to: Writing, document: Document) -> None:
    """The XML declaration, the instruction for editors, the start tag of the root."""
    to.raw('<?xml version="1.0" encoding="UTF-8"?>\n')
    to.raw(f"<?{MODEL}?>\n")
    attributes: Attributes = {
        "xmlns": NAMESPACE,
        "xml:id": document.id,
        "version": TEI_VERSION,
        "xml:lang": document.language,
    }
    to.open("TEI", attributes)


# --- reading ---


def read(data: bytes, *, lossy: bool = False) -> ReadResult:
    """Return the document of a TEI file that this library wrote, also if it was changed since.

    Attribute order, quotes, and white space outside texts do not matter. Everything else is
    accounted for: what the record cannot hold is a finding (`not-kept`), and so is a copy that
    differs from what it is a copy of (`copy-differs`).

    Args:
        data: The file.
        lossy: Whether to leave out what the record cannot hold; it is a warning then.

    Raises:
        ReadError: The file is not well-formed, not TEI, not ours, holds what cannot be read, or,
            unless `lossy`, what cannot be kept.
        InvalidDocument: It makes no document. Findings carry line, column and XPath.
    """
    return _File(data, lossy).result()


_LISTS = frozenset((*entities.LISTS, "listBibl", "listAnnotation", "listRelation", "listChange"))
"""The lists in a `standOff` whose members are read one by one."""
_ANNOTATIONS: Mapping[str, Callable[[Element, str | None, Reading], Raw]] = {
    "claims": standoff.read_claim,
    "annotations": standoff.read_annotation,
    "assessments": standoff.read_assessment,
}
"""What a `listAnnotation` of each type holds, by the collection that it goes to."""


class _File:
    """One file being read: units become values as they come, header and text when all is in."""

    def __init__(self, data: bytes, lossy: bool) -> None:
        self._data, self._lossy = data, lossy
        self._reading = Reading()
        self._parts = Parts()
        self._invalid: list[Finding] = []
        self._relations: dict[str, tuple[Raw, Unit]] = {}
        self._relations_in_order: list[tuple[Raw, Unit]] = []

    def result(self) -> ReadResult:
        """Read the file."""
        root = parse(self._data, _LISTS, self._unit, self._reading.aside)
        record, copies = self._root(root)
        self._add_relations()
        version = _version_findings(record, root)
        findings = self._reported(version)
        if self._invalid:
            raise InvalidDocument([*findings, *self._invalid, *self._of_the_rest(record)])
        try:
            document = self._parts.document(record)
        except InvalidDocument as invalid:
            raise InvalidDocument([*findings, *self._placed(invalid, record)]) from None
        header.compare_copies(copies, document, self._reading)
        self._reading.settle(Unit(root))
        return ReadResult(document, tuple(self._reported(version)))

    def _reported(self, version: list[Finding]) -> list[Finding]:
        """What was noticed so far, in the order of the file.

        Raises:
            ReadError: Something cannot be read, or cannot be kept and that is not accepted.
        """
        found = [*version, *self._reading.findings]
        if self._lossy:
            found = [_accepted(finding) for finding in found]
        found.sort(key=lambda f: (f.location.line or 0, f.location.column or 0))
        if any(finding.severity is Severity.ERROR for finding in found):
            raise ReadError(found)
        return found

    def _of_the_rest(self, record: Raw) -> list[Finding]:
        """What is wrong with header and text, where something else is wrong already."""
        try:
            Document.model_validate(record, context=IN_PARTS)
        except InvalidDocument as invalid:
            return self._placed(invalid, record)
        return []

    def _placed(self, invalid: InvalidDocument, record: Raw) -> list[Finding]:
        return placed(invalid.findings, {**record, **self._parts.ids()}, self._data)

    # --- units: entities, works, sources, statements ---

    def _unit(self, element: Element, around: Sequence[Element], number: int) -> None:
        """Read a member of a list in a `standOff`."""
        unit = Unit(element, tuple(around), number)
        listing, type = around[-1].name, around[-1].attributes.get("type")
        where = (around[1].attributes.get("type"), listing, type)
        reading, record = self._reading, around[0].id
        match where:
            case "entities", _, None if listing in entities.LISTS:
                self._add("entities", entities.read_entity(element, listing, reading), unit)
            case "sources", "listBibl", "works":
                self._add("works", bibliography.read_work(element, reading), unit)
            case "sources", "listBibl", "sources":
                self._add("sources", bibliography.read_source(element, reading), unit)
            case "annotations", "listAnnotation", (
                "claims" | "annotations" | "assessments"
            ) as name:
                if element.name == "annotation":
                    self._add(name, _ANNOTATIONS[name](element, record, reading), unit)
                else:
                    reading.lost(element)
            case "annotations", "listRelation", None:
                if (relation := standoff.read_relation(element, reading)) is not None:
                    self._relations.setdefault(str(relation.get("id")), (relation, unit))
                    self._relations_in_order.append((relation, unit))
            case "annotations", "listChange", None:
                standoff.read_change_of_relation(element, self._relation_of, reading)
            case _:
                reading.lost(element, _no_such_list(where))
        reading.settle(unit)

    def _relation_of(self, id: str) -> Raw | None:
        """The relation with this id; the changes of relations stand after them."""
        return self._relations[id][0] if id in self._relations else None

    def _add(self, collection: str, raw: Raw | None, unit: Unit) -> None:
        if raw is not None:
            for finding in self._parts.add(collection, raw):
                element = unit.element
                at = finding.at(line=element.line, column=element.column, pointer=unit.path)
                self._invalid.append(at)

    def _add_relations(self) -> None:
        """Relations become values last: their history stands apart from them."""
        for raw, unit in self._relations_in_order:
            self._add("relations", raw, unit)

    # --- header and text ---

    def _root(self, root: Element) -> tuple[Raw, list[Element]]:
        """Read what is left of a file without its units: the fields of the record, and copies."""
        reading = self._reading
        record: Raw = {}
        copies: list[Element] = []
        head = root.child("teiHeader")
        if head is None:
            reading.unreadable(root, "not-a-record", "a record has a teiHeader")
        else:
            record, copies = header.read_header(head, reading)
            if head.child("encodingDesc") is None or "schema_version" not in record:
                _refuse_foreign(head)
        record |= {"id": root.take_id(), "language": root.take(XML_LANG)}
        root.take("version")
        texts = [child for child in root.children if child.name == "text"]
        if texts:
            languages = record.get("metadata", {}).get("languages")
            main = languages[0].get("tag") if languages and isinstance(languages, list) else None
            record["sections"] = read_text(texts[0], main, reading)
        for child in root.children:
            if child is head or child in texts[:1]:
                continue
            if child.name == "standOff":
                _end_of_stand_off(child, reading)
            else:
                reading.lost(child)
        reading.end(root)
        for note, _ in reading.bases.values():
            reading.lost(note, "no value of the record has the id that it speaks of")
        for bibl, _ in reading.figures.values():
            reading.lost(bibl, "no figure of the record has the id that it speaks of")
        for note in reading.separators.values():
            reading.lost(
                note, "no block with this capture as its origin has the id that it speaks of"
            )
        reading.settle(Unit(root))
        return {name: value for name, value in record.items() if value is not None}, copies


def _refuse_foreign(head: Element) -> None:
    """Say in one sentence that a file is none of ours.

    Raises:
        ReadError: Always.
    """
    place = Location(line=head.line, column=head.column, pointer="/tei:TEI/tei:teiHeader")
    raise ReadError(
        [
            Finding(
                "not-a-record",
                "this is TEI, and not a record that archive wrote: its header names no schema of "
                "a record (encodingDesc/schemaRef)",
                location=place,
            )
        ]
    )


def _end_of_stand_off(stand_off: Element, reading: Reading) -> None:
    """Note what is left of a `standOff` whose units were read."""
    type = stand_off.take("type")
    for child in stand_off.children:
        if child.name in _LISTS and type in ("entities", "sources", "annotations"):
            child.take("type")
            for inner in child.children:
                reading.lost(inner)
            reading.end(child)
        else:
            reading.lost(child)
    if type not in ("entities", "sources", "annotations"):
        message = f'a record has no standOff of type "{type}", only entities, sources, annotations'
        reading.unreadable(stand_off, "not-kept", message, "correct its type")
    reading.end(stand_off)


def _no_such_list(where: tuple[str | None, str, str | None]) -> str:
    stand_off, listing, type = where
    return f'a standOff of type "{stand_off}" holds no {listing}' + (
        f' of type "{type}"' if type else " without a type"
    )


def _accepted(finding: Finding) -> Finding:
    """A loss that the caller accepts is a warning."""
    if finding.code in LOSSES and finding.severity is Severity.ERROR:
        return replace(finding, severity=Severity.WARNING)
    return finding


LOSSES = frozenset(("not-kept", "copy-differs"))
"""The codes of what is lost when a file is read all the same."""


def _version_findings(record: Raw, root: Element) -> list[Finding]:
    """What is to be said of the version of the schema that the record follows.

    Raises:
        ReadError: It is one that this library does not read.
    """
    found = version_finding(record.get("schema_version"))
    if found is None:
        return []
    head = root.child("teiHeader")
    place = (head.child("encodingDesc") if head else None) or root
    found = found.at(line=place.line, column=place.column, pointer=_SCHEMA_REF)
    if found.severity is Severity.ERROR:
        raise ReadError([found])
    return [found]


_SCHEMA_REF = "/tei:TEI/tei:teiHeader/tei:encodingDesc/tei:schemaRef"
