"""Articles as evidence: exact text, rights, claims and their sources, checked, in valid TEI.

`receive` makes a record from a file with an article, and `load` opens a record; both return a
`Document`, an immutable value. `add` adds the statements in a file, `propose` finds statements by
rule, `review` applies a person's decisions. `validate` reports problems. `save` and `write` write
JSON, TEI and other formats. `rebase` adapts a record to a changed text, `diff` compares two
versions. The parts of a record are in `archive.model`, the exceptions in `archive.errors`.
"""

from typing import TYPE_CHECKING

from archive.version import VERSION as __version__  # noqa: F401, N811

if TYPE_CHECKING:
    from archive import errors as errors
    from archive import model as model
    from archive.annotations.sheet.single_rows import add_assessment as add_assessment
    from archive.annotations.sheet.single_rows import add_claim as add_claim
    from archive.annotations.sheet.single_rows import add_mention as add_mention
    from archive.annotations.sheet.single_rows import add_relation as add_relation
    from archive.bibliographies.styled_bibliography import bibliography as bibliography
    from archive.errors import ArchiveError as ArchiveError
    from archive.findings import Finding as Finding
    from archive.formats.format import ReadResult as ReadResult
    from archive.formats.format import WriteResult as WriteResult
    from archive.formats.plain_text import PlainText as PlainText
    from archive.formats.plain_text import plain_text as plain_text
    from archive.io import READERS as READERS
    from archive.io import WRITERS as WRITERS
    from archive.io import add as add
    from archive.io import load as load
    from archive.io import load_result as load_result
    from archive.io import read as read
    from archive.io import receive as receive
    from archive.io import save as save
    from archive.io import write as write
    from archive.model.anchors import Anchor as Anchor
    from archive.model.anchors import Orphan as Orphan
    from archive.model.anchors import Quote as Quote
    from archive.model.assessments import Assessment as Assessment
    from archive.model.captures import Capture as Capture
    from archive.model.claims import Claim as Claim
    from archive.model.document import Document as Document
    from archive.model.relations import Relation as Relation
    from archive.model.revisions import Revision as Revision
    from archive.model.statements import Agent as Agent
    from archive.model.works import Source as Source
    from archive.model.works import Work as Work
    from archive.proposals import Proposals as Proposals
    from archive.proposals import propose as propose
    from archive.reviews.decisions import Decision as Decision
    from archive.reviews.decisions import review as review
    from archive.reviews.waiting import Waiting as Waiting
    from archive.reviews.waiting import waiting as waiting
    from archive.revision.canonical_form import format as format
    from archive.revision.diff import Diff as Diff
    from archive.revision.diff import diff as diff
    from archive.revision.rebase import Outcome as Outcome
    from archive.revision.rebase import Rebase as Rebase
    from archive.revision.rebase import rebase as rebase
    from archive.revision.rebase import with_text as with_text
    from archive.rights import permissions as permissions
    from archive.rights import public_record as public_record
    from archive.store.store import Store as Store
    from archive.tabular import tables as tables
    from archive.text.locate import Ambiguous as Ambiguous
    from archive.text.locate import Found as Found
    from archive.text.locate import Missing as Missing
    from archive.text.locate import locate as locate
    from archive.validation import Report as Report
    from archive.validation import explain as explain
    from archive.validation import validate as validate
    from archive.view.show import show as show
    from archive.wording.how_to_cite import citation as citation
else:
    from archive.lazy_names import lazy

    __all__, __getattr__, __dir__ = lazy(
        __name__,
        {
            "archive.annotations.sheet.single_rows": (
                "add_assessment",
                "add_claim",
                "add_mention",
                "add_relation",
            ),
            "archive.bibliographies.styled_bibliography": ("bibliography",),
            "archive.errors": ("ArchiveError",),
            "archive.findings": ("Finding",),
            "archive.formats.format": (
                "ReadResult",
                "WriteResult",
            ),
            "archive.formats.plain_text": (
                "PlainText",
                "plain_text",
            ),
            "archive.io": (
                "READERS",
                "WRITERS",
                "add",
                "load",
                "load_result",
                "read",
                "receive",
                "save",
                "write",
            ),
            "archive.model.anchors": (
                "Anchor",
                "Orphan",
                "Quote",
            ),
            "archive.model.assessments": ("Assessment",),
            "archive.model.captures": ("Capture",),
            "archive.model.claims": ("Claim",),
            "archive.model.document": ("Document",),
            "archive.model.relations": ("Relation",),
            "archive.model.revisions": ("Revision",),
            "archive.model.statements": ("Agent",),
            "archive.model.works": (
                "Source",
                "Work",
            ),
            "archive.proposals": (
                "Proposals",
                "propose",
            ),
            "archive.reviews.decisions": (
                "Decision",
                "review",
            ),
            "archive.reviews.waiting": (
                "Waiting",
                "waiting",
            ),
            "archive.revision.canonical_form": ("format",),
            "archive.revision.diff": (
                "Diff",
                "diff",
            ),
            "archive.revision.rebase": (
                "Outcome",
                "Rebase",
                "rebase",
                "with_text",
            ),
            "archive.rights": (
                "permissions",
                "public_record",
            ),
            "archive.store.store": ("Store",),
            "archive.tabular": ("tables",),
            "archive.text.locate": (
                "Ambiguous",
                "Found",
                "Missing",
                "locate",
            ),
            "archive.validation": (
                "Report",
                "explain",
                "validate",
            ),
            "archive.view.show": ("show",),
            "archive.wording.how_to_cite": ("citation",),
        },
        modules=("errors", "model"),
    )
