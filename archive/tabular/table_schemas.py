"""The schemas of all tables: row types, keys, and references between tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, get_args, get_type_hints

from archive.model import annotations as a
from archive.model.anchors import Anchor
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.blocks import Image, Section, TextBlock
from archive.model.captures import Capture
from archive.model.claims import Attribution, Claim
from archive.model.docstrings import field_docs, first_paragraph, own_field_docs
from archive.model.document import Document
from archive.model.entities import EntityName, Event
from archive.model.metadata import Title
from archive.model.names import Identifier, Name
from archive.model.relations import Relation
from archive.model.revisions import CaptureChange, Revision
from archive.model.rights import Rights
from archive.model.statements import Agent, Change
from archive.model.works import ArchivedCopy, Evidence, Source, Work
from archive.tabular import row_builders
from archive.tabular import row_types as r
from archive.tabular.row_builders import RowSource

ColumnType = Literal["string", "integer", "number", "boolean", "date"]
"""The type of a column, as in Table Schema. A date is a day, written as ISO 8601."""

_TYPES: Mapping[type, ColumnType] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
}

_DAYS = ("earliest", "latest")
"""The endings of the names of columns with days."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    """The name."""
    type: ColumnType
    """The type of its cells."""
    is_required: bool
    """Whether every row has a value; otherwise, cells may be empty."""
    description: str
    """The meaning of the column."""
    to: str = ""
    """The table to which the column refers: its cells are ids of rows of that table with the same
    `document`. Empty if the column refers to no table, or to several."""


class TableDescription(NamedTuple):
    """A table that is not about the content of records."""

    name: str
    """The name."""
    description: str
    """What its rows are."""
    columns: tuple[Column, ...]
    """The columns, in order."""


@dataclass(frozen=True)
class TableSchema:
    """The schema of a table."""

    name: str
    """The name."""
    row: Any
    """The named tuple of a row. It gives the names, types and docstrings of the columns."""
    make: Callable[[RowSource], Iterator[Any]]
    """Returns the rows of a record."""
    key: tuple[str, ...]
    """The columns that identify a row; the first is `document`."""
    of: type[Model] = Model
    """The class of the parts in its rows. Docstrings of its fields describe columns."""
    to: Mapping[str, str] = field(default_factory=dict)
    """The table to which each column refers, by column. The ids are those of the same record."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""
        own, of_model = own_field_docs(self.row), field_docs(self.of)
        columns = []
        for name, hint in get_type_hints(self.row).items():
            kinds = get_args(hint) or (hint,)
            kind: ColumnType = "date" if name.endswith(_DAYS) else _TYPES[kinds[0]]
            meaning = own.get(name) or _of_base(name, of_model) or r.SHARED.get(name)
            meaning = meaning or _PLAIN[name]
            to = self.to.get(name, "")
            description = " ".join(meaning.split()) + (f" An id of `{to}`." if to else "")
            columns.append(Column(name, kind, type(None) not in kinds, description, to))
        return tuple(columns)

    @property
    def description(self) -> str:
        """The description of the table."""
        return first_paragraph(self.row.__doc__ or "")


def _of_base(name: str, docs: Mapping[str, str]) -> str | None:
    """Return the docstring of a model field, unless the name has a shared description."""
    return None if name in r.SHARED else docs.get(name)


_PLAIN: Mapping[str, str] = {
    "id": "The id of the part of the record.",
    "type": "The type of the part.",
    "position": r.SHARED["position"],
}

_BY_ID = ("document", "id")
_BY_POINTER = ("document", "pointer")
_BY_REVISION = {"revision": "revisions"}

TABLES: tuple[TableSchema, ...] = (
    TableSchema("documents", r.DocumentRow, row_builders.documents, ("document",), Document),
    TableSchema(
        "metadata",
        r.MetadataRow,
        row_builders.metadata,
        _BY_POINTER,
        Title,
        {"entity": "entities"},
    ),
    TableSchema(
        "names",
        r.NameRow,
        row_builders.names,
        _BY_POINTER,
        Name,
        {"part": "works", "entity": "entities"},
    ),
    TableSchema("identifiers", r.IdentifierRow, row_builders.identifiers, _BY_POINTER, Identifier),
    TableSchema(
        "rights", r.RightsRow, row_builders.rights, _BY_POINTER, Rights, {"part": "figures"}
    ),
    TableSchema(
        "captures",
        r.CaptureRow,
        row_builders.captures,
        _BY_ID,
        Capture,
        {"received_by": "agents"},
    ),
    TableSchema("agents", r.AgentRow, row_builders.agents, _BY_ID, Agent),
    TableSchema(
        "revisions",
        r.RevisionRow,
        row_builders.revisions,
        _BY_ID,
        Revision,
        {"by": "agents", "capture": "captures"},
    ),
    TableSchema("changes", r.ChangeRow, row_builders.changes, _BY_POINTER, Change, _BY_REVISION),
    TableSchema(
        "sections",
        r.SectionRow,
        row_builders.sections,
        _BY_ID,
        Section,
        {"parent": "sections"},
    ),
    TableSchema(
        "blocks",
        r.BlockRow,
        row_builders.blocks,
        _BY_ID,
        TextBlock,
        {"section": "sections", "parent": "blocks"},
    ),
    TableSchema(
        "marks",
        r.MarkRow,
        row_builders.marks,
        _BY_POINTER,
        Anchor,
        {"block": "blocks", "note": "blocks"},
    ),
    TableSchema("figures", r.FigureRow, row_builders.figures, _BY_ID, Image, {"id": "blocks"}),
    TableSchema("anchors", r.AnchorRow, row_builders.anchors, _BY_POINTER, Anchor),
    TableSchema(
        "entities",
        r.EntityRow,
        row_builders.entities,
        _BY_ID,
        Event,
        {"place": "entities", **_BY_REVISION},
    ),
    TableSchema(
        "entity_names",
        r.EntityNameRow,
        row_builders.entity_names,
        ("document", "entity", "position"),
        EntityName,
        {"entity": "entities"},
    ),
    TableSchema("works", r.WorkRow, row_builders.works, _BY_ID, Work, _BY_REVISION),
    TableSchema(
        "work_fields",
        r.WorkFieldRow,
        row_builders.work_fields,
        ("document", "work", "name", "position"),
        to={"work": "works"},
    ),
    TableSchema(
        "copies",
        r.CopyRow,
        row_builders.copies,
        _BY_ID,
        ArchivedCopy,
        {"work": "works", "capture": "captures"},
    ),
    TableSchema(
        "sources",
        r.SourceRow,
        row_builders.sources,
        _BY_ID,
        Source,
        {"agent": "entities", "work": "works", **_BY_REVISION},
    ),
    TableSchema(
        "claims",
        r.ClaimRow,
        row_builders.claims,
        _BY_ID,
        Claim,
        {"voice_entity": "entities", **_BY_REVISION},
    ),
    TableSchema(
        "about",
        r.AboutRow,
        row_builders.about,
        ("document", "claim", "position"),
        to={"claim": "claims", "entity": "entities", "work": "works"},
    ),
    TableSchema(
        "attributions",
        r.AttributionRow,
        row_builders.attributions,
        ("document", "claim", "position"),
        Attribution,
        {"claim": "claims", "claimant": "entities"},
    ),
    TableSchema(
        "relations",
        r.RelationRow,
        row_builders.relations,
        _BY_ID,
        Relation,
        {
            "subject": "claims",
            "object_claim": "claims",
            "object_source": "sources",
            **_BY_REVISION,
        },
    ),
    TableSchema(
        "evidence",
        r.EvidenceRow,
        row_builders.evidence,
        _BY_POINTER,
        Evidence,
        {"work": "works"},
    ),
    TableSchema(
        "assessments",
        r.AssessmentRow,
        row_builders.assessments,
        _BY_ID,
        Assessment,
        {"claim": "claims", "supersedes": "assessments", **_BY_REVISION},
    ),
    TableSchema(
        "mentions",
        r.MentionRow,
        row_builders.mentions,
        _BY_ID,
        a.Mention,
        {"entity": "entities", "work": "works", **_BY_REVISION},
    ),
    TableSchema("dates", r.DateRow, row_builders.dates, _BY_ID, a.DateMention, _BY_REVISION),
    TableSchema(
        "corrections",
        r.CorrectionRow,
        row_builders.corrections,
        _BY_ID,
        a.Correction,
        _BY_REVISION,
    ),
    TableSchema(
        "citations",
        r.CitationRow,
        row_builders.citations,
        _BY_ID,
        a.Citation,
        {"work": "works", "source": "sources", **_BY_REVISION},
    ),
    TableSchema("tags", r.TagRow, row_builders.tags, _BY_ID, a.Tag, _BY_REVISION),
    TableSchema("comments", r.CommentRow, row_builders.comments, _BY_ID, a.Comment, _BY_REVISION),
    TableSchema(
        "capture_changes",
        r.CaptureChangeRow,
        row_builders.capture_changes,
        ("document", "revision", "position"),
        CaptureChange,
        _BY_REVISION,
    ),
)
"""Every table, in the order in which they are written."""
