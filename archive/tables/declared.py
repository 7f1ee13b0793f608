"""Which tables there are: of each its rows, its key, and to which tables its columns point."""

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
from archive.model.revisions import Revision
from archive.model.rights import Rights
from archive.model.statements import Agent, Change
from archive.model.works import ArchivedCopy, Evidence, Source, Work
from archive.tables import making, rows
from archive.tables.making import Record

ColumnType = Literal["string", "integer", "number", "boolean", "date"]
"""What a column holds, in the words of Table Schema. A date is a day, written as ISO 8601."""

_TYPES: Mapping[type, ColumnType] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
}

_DAYS = ("earliest", "latest")
"""How the names of columns end that hold days."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    """What it is called."""
    type: ColumnType
    """What it holds."""
    is_required: bool
    """Whether every row has a value; if not, some cells may be empty."""
    description: str
    """What it means."""
    to: str = ""
    """The table in which the row of the same `document` has this value as its `id`; empty if the
    column does not point to one table."""


@dataclass(frozen=True)
class Declared:
    """A table that there is."""

    name: str
    """What it is called."""
    row: Any
    """The named tuple of a row: its names, types and docstrings are those of the columns."""
    make: Callable[[Record], Iterator[Any]]
    """The rows of a record."""
    key: tuple[str, ...]
    """The columns by which a row is found; `document` is the first of them."""
    of: type[Model] = Model
    """The class of the model of which its rows are, whose fields describe its columns."""
    to: Mapping[str, str] = field(default_factory=dict)
    """The tables to whose ids columns point, within a record."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        own, of_model = own_field_docs(self.row), field_docs(self.of)
        columns = []
        for name, hint in get_type_hints(self.row).items():
            kinds = get_args(hint) or (hint,)
            kind: ColumnType = "date" if name.endswith(_DAYS) else _TYPES[kinds[0]]
            said = own.get(name) or _of_base(name, of_model) or rows.SHARED.get(name)
            said = said or _PLAIN[name]
            to = self.to.get(name, "")
            description = " ".join(said.split()) + (f" An id of `{to}`." if to else "")
            columns.append(Column(name, kind, type(None) not in kinds, description, to))
        return tuple(columns)

    @property
    def description(self) -> str:
        """What a row is."""
        return first_paragraph(self.row.__doc__ or "")


def _of_base(name: str, docs: Mapping[str, str]) -> str | None:
    """What the model says of a field, unless all tables say the same of it."""
    return None if name in rows.SHARED else docs.get(name)


_PLAIN: Mapping[str, str] = {
    "id": "The id of the row's part of the record.",
    "type": "What it is.",
    "position": rows.SHARED["position"],
}

_BY_ID = ("document", "id")
_BY_POINTER = ("document", "pointer")
_BY_REVISION = {"revision": "revisions"}

TABLES: tuple[Declared, ...] = (
    Declared("documents", rows.DocumentRow, making.documents, ("document",), Document),
    Declared(
        "metadata",
        rows.MetadataRow,
        making.metadata,
        _BY_POINTER,
        Title,
        {"entity": "entities"},
    ),
    Declared(
        "names",
        rows.NameRow,
        making.names,
        _BY_POINTER,
        Name,
        {"part": "works", "entity": "entities"},
    ),
    Declared("identifiers", rows.IdentifierRow, making.identifiers, _BY_POINTER, Identifier),
    Declared("rights", rows.RightsRow, making.rights, _BY_POINTER, Rights, {"part": "figures"}),
    Declared(
        "captures",
        rows.CaptureRow,
        making.captures,
        _BY_ID,
        Capture,
        {"received_by": "agents"},
    ),
    Declared("agents", rows.AgentRow, making.agents, _BY_ID, Agent),
    Declared("revisions", rows.RevisionRow, making.revisions, _BY_ID, Revision, {"by": "agents"}),
    Declared("changes", rows.ChangeRow, making.changes, _BY_POINTER, Change, _BY_REVISION),
    Declared("sections", rows.SectionRow, making.sections, _BY_ID, Section, {"parent": "sections"}),
    Declared(
        "blocks",
        rows.BlockRow,
        making.blocks,
        _BY_ID,
        TextBlock,
        {"section": "sections", "parent": "blocks"},
    ),
    Declared(
        "marks",
        rows.MarkRow,
        making.marks,
        _BY_POINTER,
        Anchor,
        {"block": "blocks", "note": "blocks"},
    ),
    Declared("figures", rows.FigureRow, making.figures, _BY_ID, Image, {"id": "blocks"}),
    Declared("anchors", rows.AnchorRow, making.anchors, _BY_POINTER, Anchor),
    Declared(
        "entities",
        rows.EntityRow,
        making.entities,
        _BY_ID,
        Event,
        {"place": "entities", **_BY_REVISION},
    ),
    Declared(
        "entity_names",
        rows.EntityNameRow,
        making.entity_names,
        ("document", "entity", "position"),
        EntityName,
        {"entity": "entities"},
    ),
    Declared("works", rows.WorkRow, making.works, _BY_ID, Work, _BY_REVISION),
    Declared(
        "work_fields",
        rows.WorkFieldRow,
        making.work_fields,
        ("document", "work", "name", "position"),
        to={"work": "works"},
    ),
    Declared(
        "copies",
        rows.CopyRow,
        making.copies,
        _BY_ID,
        ArchivedCopy,
        {"work": "works", "capture": "captures"},
    ),
    Declared(
        "sources",
        rows.SourceRow,
        making.sources,
        _BY_ID,
        Source,
        {"agent": "entities", "work": "works", **_BY_REVISION},
    ),
    Declared(
        "claims",
        rows.ClaimRow,
        making.claims,
        _BY_ID,
        Claim,
        {"voice_entity": "entities", **_BY_REVISION},
    ),
    Declared(
        "about",
        rows.AboutRow,
        making.about,
        ("document", "claim", "position"),
        to={"claim": "claims", "entity": "entities", "work": "works"},
    ),
    Declared(
        "attributions",
        rows.AttributionRow,
        making.attributions,
        ("document", "claim", "position"),
        Attribution,
        {"claim": "claims", "claimant": "entities"},
    ),
    Declared(
        "relations",
        rows.RelationRow,
        making.relations,
        _BY_ID,
        Relation,
        {
            "subject": "claims",
            "object_claim": "claims",
            "object_source": "sources",
            **_BY_REVISION,
        },
    ),
    Declared(
        "evidence", rows.EvidenceRow, making.evidence, _BY_POINTER, Evidence, {"work": "works"}
    ),
    Declared(
        "assessments",
        rows.AssessmentRow,
        making.assessments,
        _BY_ID,
        Assessment,
        {"claim": "claims", "supersedes": "assessments", **_BY_REVISION},
    ),
    Declared(
        "mentions",
        rows.MentionRow,
        making.mentions,
        _BY_ID,
        a.Mention,
        {"entity": "entities", "work": "works", **_BY_REVISION},
    ),
    Declared("dates", rows.DateRow, making.dates, _BY_ID, a.DateMention, _BY_REVISION),
    Declared(
        "corrections", rows.CorrectionRow, making.corrections, _BY_ID, a.Correction, _BY_REVISION
    ),
    Declared(
        "citations",
        rows.CitationRow,
        making.citations,
        _BY_ID,
        a.Citation,
        {"work": "works", "source": "sources", **_BY_REVISION},
    ),
    Declared("tags", rows.TagRow, making.tags, _BY_ID, a.Tag, _BY_REVISION),
    Declared("comments", rows.CommentRow, making.comments, _BY_ID, a.Comment, _BY_REVISION),
)
"""Every table, in the order in which they are written."""
