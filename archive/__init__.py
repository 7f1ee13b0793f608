"""Articles as evidence: exact text, rights, claims and their sources, checked, in valid TEI.

`receive` makes a record of a file with an article in it, `load` opens one; each has a `Document`,
an immutable value. `Document.anchor` finds exact words, `Document.add` returns a document with more
in it (`Claim`, `Source`, `Relation`, `Assessment` ...), `validate` says what is wrong, `save`
writes JSON or TEI. `propose` and `lay` find claims by rule and take them from sheets; `rebase` and
`diff` follow a text that changes.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from archive.version import VERSION as __version__  # noqa: N811

if TYPE_CHECKING:
    from archive.annotations.sheet.single_rows import (
        add_assessment,
        add_claim,
        add_mention,
        add_relation,
    )
    from archive.bibliographies.styled_bibliography import bibliography
    from archive.errors import (
        ArchiveError,
        Conflict,
        DiffDoesNotApply,
        InvalidDocument,
        InvalidPart,
        MissingExtra,
        NoSuchOffset,
        NotDecided,
        NotInDocument,
        NotInPlainText,
        ReadError,
        ReadFault,
        RowsRefused,
        SpeaksForOthers,
        UnknownCode,
        UnknownEncoding,
        UnknownFormat,
        UnknownOption,
        UnknownPolicy,
        UnknownRule,
        UnknownStyle,
        UnknownUnit,
        WordsNotFound,
        WriteError,
        WriteFault,
    )
    from archive.findings import Finding, Location, Severity
    from archive.formats.format import ReadResult, WriteResult
    from archive.formats.plain_text import PlainText, plain_text
    from archive.io import (
        READERS,
        WRITERS,
        from_text,
        lay,
        load,
        load_result,
        read,
        receive,
        save,
        write,
    )
    from archive.model.anchors import Anchor, Orphan, Quote, Stretch
    from archive.model.annotations import (
        Annotation,
        Citation,
        Comment,
        Correction,
        DateMention,
        Mention,
        Tag,
    )
    from archive.model.assessments import Assessment, Rating
    from archive.model.base import Model
    from archive.model.basis import Absence
    from archive.model.blocks import (
        Block,
        Caption,
        Cell,
        CodeBlock,
        Figure,
        Foreign,
        Formatting,
        Furniture,
        Heading,
        Image,
        InlineImage,
        Item,
        LineBreak,
        Link,
        List,
        Mark,
        Note,
        NoteCall,
        Paragraph,
        Quotation,
        Row,
        Section,
        Table,
        TextBlock,
        Verse,
        VerseLine,
    )
    from archive.model.captures import (
        BlockOrigin,
        Capture,
        CaptureOrigin,
        ElementOrigin,
        LinesOrigin,
        Memento,
        Omission,
        TextOrigin,
        WebArchive,
    )
    from archive.model.claims import Attribution, Claim, ClaimTime
    from archive.model.dates import edtf_bounds
    from archive.model.document import Document
    from archive.model.entities import Entity, EntityName, Event, Group, Organisation, Person, Place
    from archive.model.json_schema import document_schema
    from archive.model.metadata import (
        Abstract,
        Container,
        Contributor,
        Extent,
        Genre,
        Keyword,
        Metadata,
        Publication,
        Publisher,
        StatedAddress,
        StatedDate,
        StatedIdentifier,
        StatedLanguage,
        Title,
    )
    from archive.model.names import Identifier, Name
    from archive.model.relations import CITO, TERMS, Relation
    from archive.model.revisions import CaptureChange, Revision
    from archive.model.rights import Rights, RightsLayers
    from archive.model.statements import Agent, Change, Former, Statement
    from archive.model.works import (
        ArchivedCopy,
        CslField,
        Evidence,
        Locator,
        Source,
        Withdrawal,
        Work,
    )
    from archive.proposals import Proposals, propose
    from archive.report import write_report
    from archive.reviews.decisions import Decision, decide
    from archive.reviews.left_over import left_over
    from archive.reviews.stakes import Stakes, stakes
    from archive.reviews.waiting import Waiting, waiting
    from archive.revision.canonical_form import Formatted, format
    from archive.revision.diff import Diff, diff
    from archive.revision.diff.difference_kinds import Difference, Passage, RecordVersion
    from archive.revision.diff.patch import Operation
    from archive.revision.id_transfer import as_version
    from archive.revision.rebase import Outcome, Rebase, rebase, with_text
    from archive.rights import Condition, Permission, Permissions, permissions, public_record
    from archive.tabular import Rows, Tables, tables
    from archive.text.locate import Ambiguous, Found, Missing, locate
    from archive.text.offsets import Offsets, offsets
    from archive.validation import RULES, Report, RuleChoice, explain, validate
    from archive.view.show import show
    from archive.wording.how_to_cite import HowToCite, citation
    from archive.workflows.diff import on_capture

__all__ = [
    "Absence",
    "Abstract",
    "Agent",
    "Ambiguous",
    "Anchor",
    "Annotation",
    "ArchiveError",
    "ArchivedCopy",
    "Assessment",
    "Attribution",
    "Block",
    "BlockOrigin",
    "CITO",
    "Caption",
    "Capture",
    "CaptureChange",
    "CaptureOrigin",
    "Cell",
    "Change",
    "Citation",
    "Claim",
    "ClaimTime",
    "CodeBlock",
    "Comment",
    "Condition",
    "Conflict",
    "Container",
    "Contributor",
    "Correction",
    "CslField",
    "DateMention",
    "Decision",
    "Diff",
    "DiffDoesNotApply",
    "Difference",
    "Document",
    "ElementOrigin",
    "Entity",
    "EntityName",
    "Event",
    "Evidence",
    "Extent",
    "Figure",
    "Finding",
    "Foreign",
    "Formatted",
    "Formatting",
    "Former",
    "Found",
    "Furniture",
    "Genre",
    "Group",
    "Heading",
    "HowToCite",
    "Identifier",
    "Image",
    "InlineImage",
    "InvalidDocument",
    "InvalidPart",
    "Item",
    "Keyword",
    "LineBreak",
    "LinesOrigin",
    "Link",
    "List",
    "Location",
    "Locator",
    "Mark",
    "Memento",
    "Mention",
    "Metadata",
    "Missing",
    "MissingExtra",
    "Model",
    "Name",
    "NoSuchOffset",
    "NotDecided",
    "NotInDocument",
    "NotInPlainText",
    "Note",
    "NoteCall",
    "Offsets",
    "Omission",
    "Operation",
    "Organisation",
    "Orphan",
    "Outcome",
    "Paragraph",
    "Passage",
    "Permission",
    "Permissions",
    "Person",
    "Place",
    "PlainText",
    "Proposals",
    "Publication",
    "Publisher",
    "Quotation",
    "Quote",
    "READERS",
    "RULES",
    "Rating",
    "ReadError",
    "ReadFault",
    "ReadResult",
    "Rebase",
    "RecordVersion",
    "Relation",
    "Report",
    "Revision",
    "Rights",
    "RightsLayers",
    "Row",
    "Rows",
    "RowsRefused",
    "RuleChoice",
    "Section",
    "Severity",
    "Source",
    "SpeaksForOthers",
    "Stakes",
    "StatedAddress",
    "StatedDate",
    "StatedIdentifier",
    "StatedLanguage",
    "Statement",
    "Stretch",
    "TERMS",
    "Table",
    "Tables",
    "Tag",
    "TextBlock",
    "TextOrigin",
    "Title",
    "UnknownCode",
    "UnknownEncoding",
    "UnknownFormat",
    "UnknownOption",
    "UnknownPolicy",
    "UnknownRule",
    "UnknownStyle",
    "UnknownUnit",
    "Verse",
    "VerseLine",
    "WRITERS",
    "Waiting",
    "WebArchive",
    "Withdrawal",
    "WordsNotFound",
    "Work",
    "WriteError",
    "WriteFault",
    "WriteResult",
    "__version__",
    "add_assessment",
    "add_claim",
    "add_mention",
    "add_relation",
    "as_version",
    "bibliography",
    "citation",
    "decide",
    "diff",
    "document_schema",
    "edtf_bounds",
    "explain",
    "format",
    "from_text",
    "lay",
    "left_over",
    "load",
    "load_result",
    "locate",
    "offsets",
    "on_capture",
    "permissions",
    "plain_text",
    "propose",
    "public_record",
    "read",
    "rebase",
    "receive",
    "save",
    "show",
    "stakes",
    "tables",
    "validate",
    "waiting",
    "with_text",
    "write",
    "write_report",
]

_NAMES = {
    "archive.io": (
        "READERS",
        "WRITERS",
        "from_text",
        "lay",
        "load",
        "load_result",
        "read",
        "receive",
        "save",
        "write",
    ),
    "archive.errors": (
        "ArchiveError",
        "Conflict",
        "DiffDoesNotApply",
        "InvalidDocument",
        "InvalidPart",
        "MissingExtra",
        "NoSuchOffset",
        "NotDecided",
        "NotInDocument",
        "NotInPlainText",
        "ReadError",
        "ReadFault",
        "RowsRefused",
        "SpeaksForOthers",
        "UnknownCode",
        "UnknownEncoding",
        "UnknownFormat",
        "UnknownOption",
        "UnknownPolicy",
        "UnknownRule",
        "UnknownStyle",
        "UnknownUnit",
        "WordsNotFound",
        "WriteError",
        "WriteFault",
    ),
    "archive.findings": (
        "Finding",
        "Location",
        "Severity",
    ),
    "archive.formats.format": (
        "ReadResult",
        "WriteResult",
    ),
    "archive.annotations.sheet.single_rows": (
        "add_assessment",
        "add_claim",
        "add_mention",
        "add_relation",
    ),
    "archive.bibliographies.styled_bibliography": ("bibliography",),
    "archive.formats.plain_text": (
        "PlainText",
        "plain_text",
    ),
    "archive.workflows.diff": ("on_capture",),
    "archive.model.anchors": (
        "Anchor",
        "Orphan",
        "Quote",
        "Stretch",
    ),
    "archive.model.annotations": (
        "Annotation",
        "Citation",
        "Comment",
        "Correction",
        "DateMention",
        "Mention",
        "Tag",
    ),
    "archive.model.assessments": (
        "Assessment",
        "Rating",
    ),
    "archive.model.basis": ("Absence",),
    "archive.model.base": ("Model",),
    "archive.model.blocks": (
        "Block",
        "Caption",
        "Cell",
        "CodeBlock",
        "Figure",
        "Foreign",
        "Formatting",
        "Furniture",
        "Heading",
        "Image",
        "InlineImage",
        "Item",
        "LineBreak",
        "Link",
        "List",
        "Mark",
        "Note",
        "NoteCall",
        "Paragraph",
        "Quotation",
        "Row",
        "Section",
        "Table",
        "TextBlock",
        "Verse",
        "VerseLine",
    ),
    "archive.model.captures": (
        "BlockOrigin",
        "Capture",
        "CaptureOrigin",
        "ElementOrigin",
        "LinesOrigin",
        "Memento",
        "Omission",
        "TextOrigin",
        "WebArchive",
    ),
    "archive.model.claims": (
        "Attribution",
        "Claim",
        "ClaimTime",
    ),
    "archive.model.dates": ("edtf_bounds",),
    "archive.model.document": ("Document",),
    "archive.model.entities": (
        "Entity",
        "EntityName",
        "Event",
        "Group",
        "Organisation",
        "Person",
        "Place",
    ),
    "archive.model.metadata": (
        "Abstract",
        "Container",
        "Contributor",
        "Extent",
        "Genre",
        "Keyword",
        "Metadata",
        "Publication",
        "Publisher",
        "StatedAddress",
        "StatedDate",
        "StatedIdentifier",
        "StatedLanguage",
        "Title",
    ),
    "archive.model.names": (
        "Identifier",
        "Name",
    ),
    "archive.model.relations": (
        "CITO",
        "TERMS",
        "Relation",
    ),
    "archive.model.revisions": ("CaptureChange", "Revision"),
    "archive.model.rights": (
        "Rights",
        "RightsLayers",
    ),
    "archive.model.json_schema": ("document_schema",),
    "archive.model.statements": (
        "Agent",
        "Change",
        "Former",
        "Statement",
    ),
    "archive.model.works": (
        "ArchivedCopy",
        "CslField",
        "Evidence",
        "Locator",
        "Source",
        "Withdrawal",
        "Work",
    ),
    "archive.proposals": (
        "Proposals",
        "propose",
    ),
    "archive.report": ("write_report",),
    "archive.reviews.decisions": (
        "Decision",
        "decide",
    ),
    "archive.reviews.left_over": ("left_over",),
    "archive.reviews.stakes": (
        "Stakes",
        "stakes",
    ),
    "archive.reviews.waiting": (
        "Waiting",
        "waiting",
    ),
    "archive.revision.diff": (
        "Diff",
        "diff",
    ),
    "archive.revision.diff.difference_kinds": (
        "Difference",
        "Passage",
        "RecordVersion",
    ),
    "archive.revision.diff.patch": ("Operation",),
    "archive.revision.canonical_form": (
        "Formatted",
        "format",
    ),
    "archive.revision.rebase": (
        "Outcome",
        "Rebase",
        "rebase",
        "with_text",
    ),
    "archive.revision.id_transfer": ("as_version",),
    "archive.rights": (
        "Condition",
        "Permission",
        "Permissions",
        "permissions",
        "public_record",
    ),
    "archive.tabular": (
        "Rows",
        "Tables",
        "tables",
    ),
    "archive.text.locate": (
        "Ambiguous",
        "Found",
        "Missing",
        "locate",
    ),
    "archive.text.offsets": (
        "Offsets",
        "offsets",
    ),
    "archive.validation": (
        "RULES",
        "Report",
        "RuleChoice",
        "explain",
        "validate",
    ),
    "archive.view.show": ("show",),
    "archive.wording.how_to_cite": (
        "HowToCite",
        "citation",
    ),
}
"""The modules that the names come from, each imported when one of its names is first asked for."""
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

if not TYPE_CHECKING:  # or every name that is asked of this module would pass for one that it has

    def __getattr__(name: str) -> object:
        """Return a public name (PEP 562): a program pays for what it uses."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_HOMES[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Face(ModuleType):
    """This package, in which a public name stays what it is though a room has the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute; importing a room, which Python sets as well, hides no public name."""
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
