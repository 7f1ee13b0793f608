"""Writes a folder with a file for each table, and a `datapackage.json` that describes them all.

The description follows the Data Package standard (https://datapackage.org/standard/), version 2. It
gives the type and meaning of each column, and the keys of each table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Protocol

from archive.english import counted
from archive.errors import WriteError, faults_raised
from archive.files.atomic_write import folder_made_of
from archive.files.record_discovery import refuse_mixing
from archive.findings import NOT_KEPT, Finding, warning
from archive.formats.field_coverage import EVERY_FIELD, FieldCoverage
from archive.formats.format import WriteResult, refuse_newer
from archive.model import annotations as a
from archive.model import blocks as b
from archive.model import metadata as m
from archive.model.anchors import Anchor, Orphan
from archive.model.assessments import Assessment, Rating
from archive.model.captures import Capture, Memento, WebArchive
from archive.model.claims import Attribution, Claim, ClaimTime
from archive.model.document import Document
from archive.model.entities import EntityName, Event, Group, Organisation, Person, Place
from archive.model.names import Identifier, Name
from archive.model.relations import Relation
from archive.model.revisions import CaptureChange, Revision
from archive.model.rights import Rights, RightsLayers
from archive.model.statements import Agent, Change
from archive.model.works import (
    ArchivedCopy,
    CslField,
    Evidence,
    Locator,
    Source,
    Withdrawal,
    Work,
)
from archive.tabular.row_builders import RowSource, row_source
from archive.tabular.table_schemas import TABLES, Column, TableSchema

MAIN = "datapackage.json"
"""The name of the file that describes the other files."""

MEDIA_TYPE = "application/vnd.datapackage+json"
"""The media type of `datapackage.json` (IANA)."""

_TEXT_BLOCK = ("type", "id", "text", "marks", "language")

CARRIED = FieldCoverage(
    "a package of tables",
    {
        Document: frozenset(Document.model_fields) - {"extensions"},
        m.Metadata: EVERY_FIELD,
        m.Publication: EVERY_FIELD,
        **{
            cls: frozenset(cls.model_fields) - {"origin"}
            for cls in (
                *(m.Title, m.Contributor, m.Container, m.Publisher, m.StatedDate, m.Extent),
                *(m.StatedLanguage, m.StatedIdentifier, m.StatedAddress, m.Abstract, m.Keyword),
                m.Genre,
            )
        },
        RightsLayers: EVERY_FIELD,
        Rights: EVERY_FIELD,
        Capture: frozenset(Capture.model_fields) - {"lead"},
        WebArchive: EVERY_FIELD,
        Memento: EVERY_FIELD,
        Agent: EVERY_FIELD,
        Revision: {"id", "at", "by", "summary", "capture", "changes"},
        CaptureChange: EVERY_FIELD,
        Change: {"status", "revision", "reason"},
        b.Section: EVERY_FIELD,
        b.TextBlock: _TEXT_BLOCK,
        b.Furniture: ("role",),
        b.Item: ("marker", "lists"),
        b.Cell: ("role",),
        b.Row: ("cells",),
        b.Verse: EVERY_FIELD,
        b.Quotation: ("type", "id", "blocks", "credit"),
        b.List: ("type", "id", "items"),
        b.Table: EVERY_FIELD,
        b.Figure: EVERY_FIELD,
        b.Image: EVERY_FIELD,
        b.Note: ("type", "id", "marker", "blocks"),
        **dict.fromkeys(
            (b.Formatting, b.Foreign, b.Link, b.NoteCall, b.LineBreak, b.InlineImage), EVERY_FIELD
        ),
        Anchor: EVERY_FIELD,
        Orphan: EVERY_FIELD,
        **dict.fromkeys((Person, Organisation, Group, Place, Event, EntityName), EVERY_FIELD),
        **dict.fromkeys((Name, Identifier, Work, CslField, ArchivedCopy, Withdrawal), EVERY_FIELD),
        **dict.fromkeys((Source, Evidence, Locator, Claim, Attribution), EVERY_FIELD),
        ClaimTime: EVERY_FIELD,
        Assessment: EVERY_FIELD,
        Rating: EVERY_FIELD,
        Relation: EVERY_FIELD,
        **dict.fromkeys(
            (a.Mention, a.DateMention, a.Correction, a.Citation, a.Tag, a.Comment), EVERY_FIELD
        ),
    },
)
"""The fields that a package can hold. Origins of blocks, and some fields of blocks, are lost."""


class TableWriter(Protocol):
    """Writes the rows of one table into a file."""

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write rows."""

    def close(self) -> None:
        """Write the remaining rows; a second call does nothing. The file stays open."""

    def losses(self) -> Iterator[Finding]:
        """Yield the losses of the table, after it is closed."""
        ...


@dataclass(frozen=True, slots=True)
class TableFormat:
    """The format of the tables in a package: CSV or Parquet."""

    suffix: str
    """The suffix of the files, without the dot. It is also Data Package's `format`."""
    media_type: str
    """The media type of each file."""
    writer: Callable[[TableSchema, IO[bytes]], TableWriter]
    """Returns a writer for a table and a file."""
    described: Callable[[], dict[str, Any]] = dict
    """Returns more fields for the description of each file."""

    def name(self, schema: TableSchema) -> str:
        """Return the name of the file of a table."""
        return f"{schema.name}.{self.suffix}"


def write_document(
    document: Document, form: TableFormat, *, public: bool, proposals: bool
) -> WriteResult:
    """Return the package of one record, with its files in memory."""
    files = {form.name(schema): _MemoryFile() for schema in TABLES}
    written = _write_tables(
        [document], form, files.__getitem__, public=public, proposals=proposals, named=False
    )
    return WriteResult(written.data, written.findings, {k: v.data for k, v in files.items()})


class _MemoryFile(BytesIO):
    """A file in memory that keeps its bytes when it is closed."""

    data = b""

    def close(self) -> None:
        if not self.closed:
            self.data = self.getvalue()
        super().close()


RecordReport = Callable[[Document, Sequence[Finding] | WriteError], None]
"""Is told of each record what is in no table, or why the record cannot be written."""


def write_package(
    documents: Iterable[Document],
    folder: Path,
    form: TableFormat,
    *,
    public: bool,
    proposals: bool,
    report: RecordReport | None = None,
) -> WriteResult:
    """Write a package of many records into a folder (see `Tables.write`).

    With `report`, a record that cannot be written is left out and reported, and the findings on
    each record are reported and not kept.
    """
    refuse_mixing(folder, {MAIN, *map(form.name, TABLES)})
    try:
        with folder_made_of(folder, last=MAIN) as new_folder:
            written = _write_tables(
                documents,
                form,
                lambda name: (new_folder / name).open("xb"),
                public=public,
                proposals=proposals,
                named=True,
                report=report,
            )
            (new_folder / MAIN).write_bytes(written.data)
    except OSError as problem:
        raise WriteError(f"cannot write {folder}: {problem.strerror or problem}") from problem
    return written


def _write_tables(
    documents: Iterable[Document],
    form: TableFormat,
    opened: Callable[[str], IO[bytes]],
    *,
    public: bool,
    proposals: bool,
    named: bool,
    report: RecordReport | None = None,
) -> WriteResult:
    """Write each table into a file; return the description of the files.

    Args:
        documents: The records.
        form: The format of the tables.
        opened: Opens the file with a name, for writing.
        public: Whether the tables are for the public.
        proposals: Whether public tables include proposed statements.
        named: Whether the location of a finding has the id of its record.
        report: As for `write_package`.
    """
    findings: list[Finding] = []
    only: list[Document] = []
    licences: set[tuple[str | None, str | None]] = set()
    with ExitStack() as stack:
        writers = []
        for schema in TABLES:
            writer = form.writer(schema, stack.enter_context(opened(form.name(schema))))
            stack.callback(writer.close)
            writers.append(writer)
        for document in documents:
            try:
                record, rows, losses = _rows(document, public=public, proposals=proposals)
            except WriteError as problem:
                if report is None:
                    raise
                report(document, problem)
                continue
            for writer, rows_of_table in zip(writers, rows, strict=True):
                writer.add(rows_of_table)
            if report is not None:
                report(document, losses)
            else:
                findings += (f.at(file=document.id) for f in losses) if named else losses
            only = [record.document, *only][:2]
            of_record = record.document.rights.record
            licences.add((of_record.spdx, of_record.uri) if of_record else (None, None))
        for writer in writers:
            writer.close()
            findings += writer.losses()
    described = _description(only, licences, form)
    data = json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n"
    return WriteResult(data, tuple(findings))


def _rows(
    document: Document, *, public: bool, proposals: bool
) -> tuple[RowSource, list[list[tuple[Any, ...]]], list[Finding]]:
    """Return the rows of a record for each table, and its losses, before any of it is written.

    Raises:
        WriteError: The record follows a newer schema, or making the rows failed.
    """
    refuse_newer(document)
    with faults_raised(f"the tables of {document.id} failed: making them", writing=True):
        record = row_source(document, public=public, proposals=proposals)
        rows = [list(schema.make(record)) for schema in TABLES]
        return record, rows, [*record.withheld_parts.findings, *_losses(record)]


def _losses(record: RowSource) -> Iterator[Finding]:
    """Yield the losses of a record: content that is in no table."""
    document = record.document
    if record.withheld:
        blocks = counted(len(document.text_blocks()), "blocks")
        message = f"the words of the article, in {blocks}, are left out: {record.withheld}"
        yield warning(NOT_KEPT, "/sections", message)
    yield from CARRIED.loss_findings(document)


def _description(
    documents: Sequence[Document], licences: set[tuple[str | None, str | None]], form: TableFormat
) -> dict[str, Any]:
    """Return the `datapackage.json` for these tables."""
    one = documents[0] if len(documents) == 1 else None
    title = one.metadata.title if one else None
    licence = next(iter(licences)) if len(licences) == 1 else (None, None)
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": _slug(one.id) if one else "records",
        **({"title": title} if title else {}),
        "description": "Records of articles, as tables. Rows of one record have one `document`; "
        "the table `rights` says what may be done with the words of each article.",
        **({"licenses": [_licence(*licence)]} if any(licence) else {}),
        "resources": [_resource(schema, form) for schema in TABLES],
    }


def _slug(id: str) -> str:
    """Return a name that version 1 of the standard allows: `a` to `z`, digits, `.`, `_`, `-`."""
    return re.sub(r"[^a-z0-9._-]", "-", id.lower())


def _licence(spdx: str | None, uri: str | None) -> dict[str, str]:
    return {**({"name": spdx} if spdx else {}), **({"path": uri} if uri else {})}


def _resource(schema: TableSchema, form: TableFormat) -> dict[str, Any]:
    return {
        "name": schema.name,
        "type": "table",
        "path": form.name(schema),
        "description": schema.description,
        "format": form.suffix,
        "mediatype": form.media_type,
        **form.described(),
        "schema": {
            "fields": [_field(column) for column in schema.columns],
            "missingValues": [""],
            "primaryKey": list(schema.key),
            "foreignKeys": list(_foreign_keys(schema)),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {"constraints": {"required": True}} if column.is_required else {}
    described = {"name": column.name, "type": column.type, "description": column.description}
    return {**described, **constraints}


def _foreign_keys(schema: TableSchema) -> Iterator[dict[str, Any]]:
    """Yield the foreign keys of columns without empty cells.

    Table Schema does not define an empty cell in one of the two columns of a key, and frictionless
    treats it as a value. For columns with empty cells, only the description says to which table
    they point. A table refers to itself by an empty string.
    """
    if schema.name != "documents":
        document = {"resource": "documents", "fields": ["document"]}
        yield {"fields": ["document"], "reference": document}
    for column in schema.columns:
        if column.to and column.is_required:
            resource = "" if column.to == schema.name else column.to
            reference = {"resource": resource, "fields": ["document", "id"]}
            yield {"fields": ["document", column.name], "reference": reference}
