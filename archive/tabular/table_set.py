"""`Tables` holds the rows of many records, to work with or to write as a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

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
        """Take the rows as plain tuples, which Python's cycle collector does not walk."""
        self._declared, self._rows = declared, rows

    @property
    def name(self) -> str:
        """The name of the table."""
        return self._declared.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns: `.name`, `.type`, `.is_required`, `.description`."""
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
    """What many records hold, as tables of plain rows, by the names of the tables.

    Records are gone through once, when the first table is asked for, and are not kept.
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
        self._shown = {"public": public, "proposals": proposals}
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
        """How much there is, if it has been gone through."""
        if self._collected_rows is None:
            yield None, Unquoted(f"{len(_NAMES)} tables, not gone through yet")
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

        The records are gone through one by one, and neither they nor their rows are kept. A folder
        that was not there is there whole or not at all.

        Args:
            folder: The folder. It may hold an earlier package, whose files are replaced.
            format: A CSV file for each table, or a Parquet file (extra `arrow`).
            spreadsheet: Whether CSV is made for a spreadsheet: an apostrophe stands before words
                that it would compute.

        Returns:
            The `datapackage.json`, and findings for what of each record no table carries, in whose
            locations the record's id stands in place of a file.

        Raises:
            UnknownFormat: There are no tables of this format.
            MissingExtra: Parquet needs the extra `arrow`.
            WriteError: Two records have one id; one follows a newer schema; it is the folder of a
                record; the records were gone through already; or the system refuses, with its
                reason.
        """
        from archive.tabular.data_package import write_package

        form = _table_format(format, spreadsheet=spreadsheet)
        return write_package(self._gone_through(), Path(folder), form, **self._shown)

    def _collected(self) -> dict[str, Rows[Any]]:
        from archive.tabular.row_builders import row_source
        from archive.tabular.table_schemas import TABLES

        # A tuple of tuples of plain values, which Python's cycle collector soon passes over: in one
        # long list it would look at every row of all records again with each record that is read.
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
        """Each document, once; an iterator is used up by it."""
        documents = self._documents
        if documents is None:
            raise WriteError(
                "the records came from an iterator, and were gone through already: give a list, "
                "or call archive.tables() anew"
            )
        if iter(documents) is documents:
            self._documents = None
        return each_once(documents)


_NAMES: Mapping[str, Any] = Tables.__annotations__


def _table_format(format: str, *, spreadsheet: bool) -> TableFormat:
    """The form of this name; the cells of Parquet are never computed."""
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
        TypeError: One of them is no document.
        WriteError: Two have one id, so that nobody could tell their rows apart.
    """
    ids: set[str] = set()
    for document in documents:
        require(document, Document, "tables are made of documents (of a path: archive.load)")
        if document.id in ids:
            raise WriteError(
                f"two records have the id {short(document.id)}: their rows could not be told apart"
            )
        ids.add(document.id)
        yield document


def tables(
    documents: Iterable[Document] | Document, *, public: bool = False, proposals: bool = False
) -> Tables:
    """Return what records hold as tables of plain rows, for notebooks, data frames and SQL.

    >>> import archive
    >>> texts = {"note-a": b"A bus.", "note-b": b"B road."}
    >>> records = (archive.read(text, "text", id=id).document for id, text in texts.items())
    >>> [(block.document, block.text) for block in archive.tables(records).blocks]
    [('note-a', 'A bus.'), ('note-b', 'B road.')]

    Args:
        documents: Any number of records; from an iterator, such as `map(archive.load, paths)`, each
            is let go as soon as its rows are made. Or one record.
        public: Whether they are for everybody (`archive.public_record`); `withheld` of the table
            `documents` says what is left out.
        proposals: Whether public tables show proposals, as such.

    Raises:
        TypeError: It is nothing of the kind; of what it yields, when it is gone through.
    """
    if isinstance(documents, Document):
        documents = (documents,)
    is_text = isinstance(documents, str | bytes | Mapping)
    if is_text or not isinstance(documents, Iterable):
        require(documents, Document, "tables are made of documents (of a path: archive.load)")
    return Tables(documents, public=public, proposals=proposals)
