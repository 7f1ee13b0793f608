"""`Tables` gives the rows of many records, and writes them as a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypedDict, TypeVar, overload

from archive.errors import UnknownFormat, WriteError, faults_raised, require
from archive.findings import short
from archive.model.document import Document
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.tabular import row_types

if TYPE_CHECKING:
    from archive.formats.format import WriteResult
    from archive.tabular.data_package import TableFormat
    from archive.tabular.table_schemas import Column, TableSchema

R = TypeVar("R")


class _Shown(TypedDict):
    """What the tables show."""

    public: bool
    proposals: bool


class Rows(OneLineRepr, Sequence[R], Generic[R]):
    """The rows of one table: named tuples of `str`, `int`, `float`, `bool`, `None`.

    >>> import archive
    >>> tables = archive.tables([archive.read(b"It rained.", "text", id="notes").document])
    >>> tables.blocks
    Rows(blocks, 1 row of 13 columns)
    >>> tables.blocks[0].text, tables.blocks[0].is_furniture
    ('It rained.', False)
    """

    __slots__ = ("_declared", "_rows")

    def __init__(self, declared: TableSchema, rows: list[tuple[Any, ...]]) -> None:
        """Store the rows as plain tuples, which Python's cycle collector does not visit."""
        self._declared, self._rows = declared, rows

    @property
    def name(self) -> str:
        """The name of the table."""
        return self._declared.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table: `.name`, `.type`, `.is_required`, `.description`."""
        return self._declared.columns

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return map(self._declared.row._make, self._rows)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> list[R]: ...
    def __getitem__(self, index: int | slice) -> R | list[R]:
        make: Any = self._declared.row._make
        if isinstance(index, slice):
            return [make(row) for row in self._rows[index]]
        return make(self._rows[index])  # type: ignore[no-any-return]

    def _repr_items(self) -> ReprItems:
        from archive.english import counted

        yield None, Unquoted(self.name)
        columns = len(self._declared.row._fields)
        yield None, Unquoted(f"{counted(len(self), 'rows')} of {counted(columns, 'columns')}")


class Tables(OneLineRepr, Mapping[str, Rows[Any]]):
    """The content of many records as tables of plain rows, by the names of the tables.

    The records are read once, when the first table is requested, and are not kept.
    """

    documents: Rows[row_types.DocumentRow]
    metadata: Rows[row_types.MetadataRow]
    names: Rows[row_types.NameRow]
    identifiers: Rows[row_types.IdentifierRow]
    rights: Rows[row_types.RightsRow]
    captures: Rows[row_types.CaptureRow]
    agents: Rows[row_types.AgentRow]
    revisions: Rows[row_types.RevisionRow]
    changes: Rows[row_types.ChangeRow]
    sections: Rows[row_types.SectionRow]
    blocks: Rows[row_types.BlockRow]
    marks: Rows[row_types.MarkRow]
    figures: Rows[row_types.FigureRow]
    anchors: Rows[row_types.AnchorRow]
    entities: Rows[row_types.EntityRow]
    entity_names: Rows[row_types.EntityNameRow]
    works: Rows[row_types.WorkRow]
    work_fields: Rows[row_types.WorkFieldRow]
    copies: Rows[row_types.CopyRow]
    sources: Rows[row_types.SourceRow]
    claims: Rows[row_types.ClaimRow]
    about: Rows[row_types.AboutRow]
    attributions: Rows[row_types.AttributionRow]
    relations: Rows[row_types.RelationRow]
    evidence: Rows[row_types.EvidenceRow]
    assessments: Rows[row_types.AssessmentRow]
    mentions: Rows[row_types.MentionRow]
    dates: Rows[row_types.DateRow]
    corrections: Rows[row_types.CorrectionRow]
    citations: Rows[row_types.CitationRow]
    tags: Rows[row_types.TagRow]
    comments: Rows[row_types.CommentRow]
    capture_changes: Rows[row_types.CaptureChangeRow]

    def __init__(
        self, documents: Iterable[Document], *, public: bool = False, proposals: bool = False
    ) -> None:
        self._documents: Iterable[Document] | None = documents
        self._shown: _Shown = {"public": public, "proposals": proposals}
        self._collected_rows: Mapping[str, Rows[Any]] | None = None

    def __getattr__(self, name: str) -> Any:
        """Return a table by its name."""
        if name not in _NAMES:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return self[name]

    def __getitem__(self, name: str) -> Rows[Any]:
        if name not in _NAMES:
            raise KeyError(name)
        if self._collected_rows is None:
            self._collected_rows = self._collected()
        return self._collected_rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)

    def __contains__(self, name: object) -> bool:
        return name in _NAMES

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_NAMES})

    def _repr_items(self) -> ReprItems:
        """Yield the number of tables, records and rows, if the records were read already."""
        if self._collected_rows is None:
            yield None, Unquoted(f"{len(_NAMES)} tables, not built yet")
            return
        for name in ("documents", "claims", "sources", "entities", "works"):
            yield name, len(self._collected_rows[name])

    def write(
        self,
        folder: str | Path,
        *,
        format: Literal["csv", "parquet"] = "csv",
        spreadsheet: bool = False,
    ) -> WriteResult:
        """Write all tables into a folder, with a `datapackage.json` that describes them.

        The records are read one by one; neither records nor rows are kept in memory. A new folder
        appears only when it is complete.

        Args:
            folder: The folder. Files of an earlier package in it are replaced.
            format: Whether each table is a CSV file, or a Parquet file (needs the extra `arrow`).
            spreadsheet: Whether to put an apostrophe before words that a spreadsheet would compute
                (CSV only).

        Returns:
            The `datapackage.json`, and findings on content that is in no table. The `file` in the
            location of a finding is the id of the record.

        Raises:
            UnknownFormat: Tables cannot be written in this format.
            MissingExtra: The extra `arrow`, which Parquet needs, is not installed.
            WriteError: Two records have the same id; a record follows a newer schema; the folder is
                that of a record; the records came from an iterator that is used up; or the system
                refuses.
        """
        from archive.tabular.data_package import write_package

        form = table_format(format, spreadsheet=spreadsheet)
        return write_package(self._gone_through(), Path(folder), form, **self._shown)

    def _collected(self) -> dict[str, Rows[Any]]:
        from archive.tabular.row_builders import row_source
        from archive.tabular.table_schemas import TABLES

        # Python's cycle collector soon ignores a tuple of tuples of plain values. If all were in
        # one long list, it would visit every row of all records again for each record that is read.
        rows_by_table: list[list[tuple[Any, ...]]] = [[] for _ in TABLES]
        for document in self._gone_through():
            with faults_raised(f"the tables of {document.id} failed: making them", writing=True):
                record = row_source(document, **self._shown)
                for rows_of, schema in zip(rows_by_table, TABLES, strict=True):
                    if rows := tuple(map(tuple, schema.make(record))):
                        rows_of.append(rows)
        return {
            schema.name: Rows(schema, list(chain.from_iterable(rows_of)))
            for rows_of, schema in zip(rows_by_table, TABLES, strict=True)
        }

    def _gone_through(self) -> Iterator[Document]:
        """Yield each document once; an iterator is used up."""
        documents = self._documents
        if documents is None:
            raise WriteError(
                "the records came from an iterator, which is used up: give a list, "
                "or call archive.tables() again"
            )
        if iter(documents) is documents:
            self._documents = None
        return each_once(documents)


_NAMES: Mapping[str, Any] = Tables.__annotations__


def table_format(format: str, *, spreadsheet: bool) -> TableFormat:
    """Return the table format with this name; `spreadsheet` applies only to CSV."""
    match format:
        case "csv":
            from archive.tabular import csv

            return csv.table_format(spreadsheet=spreadsheet)
        case "parquet":
            from archive.tabular import parquet

            return parquet.table_format()
        case _:
            raise UnknownFormat(format, ("csv", "parquet"))


def each_once(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield each document.

    Raises:
        TypeError: An item is not a document.
        WriteError: Two documents have the same id, so their rows could not be distinguished.
    """
    ids: set[str] = set()
    for document in documents:
        require(document, Document, "tables takes documents (for a path: archive.load)")
        if document.id in ids:
            raise WriteError(
                f"two records have the id {short(document.id)}: their rows would be mixed up"
            )
        ids.add(document.id)
        yield document


def tables(
    documents: Iterable[Document] | Document, *, public: bool = False, proposals: bool = False
) -> Tables:
    """Return the content of records as tables of plain rows, for notebooks, data frames and SQL.

    >>> import archive
    >>> texts = {"note-a": b"A bus.", "note-b": b"B road."}
    >>> records = (archive.read(text, "text", id=id).document for id, text in texts.items())
    >>> [(block.document, block.text) for block in archive.tables(records).blocks]
    [('note-a', 'A bus.'), ('note-b', 'B road.')]

    Args:
        documents: One or several records. If they come from an iterator, such as `map(archive.load,
            paths)`, each is released as soon as its rows are made.
        public: Whether the tables are for the public (`archive.public_record`). The column
            `withheld` of the table `documents` says what is left out.
        proposals: Whether public tables include proposed statements, marked as proposed.

    Raises:
        TypeError: `documents` is not a document or an iterable. Its items are checked when they are
            read.
    """
    if isinstance(documents, Document):
        documents = (documents,)
    is_text = isinstance(documents, str | bytes | Mapping)
    if is_text or not isinstance(documents, Iterable):
        require(documents, Document, "tables takes documents (for a path: archive.load)")
    return Tables(documents, public=public, proposals=proposals)
