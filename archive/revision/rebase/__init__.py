"""`rebase` and `with_text` give a record a new text and keep the statements about the old one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.formats.format import uncollected
from archive.model.document import Document
from archive.revision.rebase.new_text_findings import text_findings
from archive.revision.rebase.onto_document import onto_text
from archive.revision.rebase.origin_findings import furniture_findings, origin_findings
from archive.revision.rebase.outcomes import Kind, Outcome, PageDifferences, Rebase
from archive.revision.rebase.rebased_record import rebased_on
from archive.revision.rebase.transcription import retranscribed

__all__ = ["Kind", "Outcome", "PageDifferences", "Rebase", "rebase", "with_text"]


def rebase(
    document: Document,
    *,
    onto: Document,
    read_again: Document | None = None,
    beside: PageDifferences | None = None,
    by: str | None = None,
    at: str | None = None,
) -> Rebase:
    """Return the document on the text of another one: that of the article as it is now.

    The result has the text, marks, origins and reading order of `onto`. Blocks that correspond
    keep their ids, and the structure that somebody gave them. A value of the metadata or rights
    that nobody has touched follows `onto`; one that somebody gave stays, and a finding says so. A
    statement whose own words changed goes back to proposed. The captures of both documents are
    there. If it is known who does it, or when, or if a value changed, the record gets a revision,
    which says what the newer capture changed.

    Args:
        document: The record.
        onto: A document of the changed article. Its text, captures, metadata and rights are taken,
            and no statements.
        read_again: What the capture of the record gives when it is received again, by which it is
            known what somebody has touched. Without it a value counts as untouched that says where
            it was printed or embedded and that nobody has judged; all structure counts as touched.
        beside: What else the two captures have otherwise, for the history.
        by: The id of the agent who does it, for the history.
        at: When (ISO 8601), for the history.

    Raises:
        NotInDocument: The document has no agent `by`.
    """
    if by is not None:
        document.agent(by)
    with uncollected():
        text = onto_text(document, onto, read_again)
        rebased = rebased_on(document, text, by, at, beside)
        doubts = text_findings(document, rebased.document, text, rebased.changes)
        untied = origin_findings(document, rebased.document)
        hidden = furniture_findings(onto, rebased.document, rebased.renamed)
        return replace(rebased, findings=(*rebased.findings, *doubts, *untied, *hidden))


def with_text(
    document: Document,
    texts: Mapping[str, str],
    *,
    by: str | None = None,
    at: str | None = None,
) -> Rebase:
    """Return the document with other text in some blocks: the transcription was wrong.

    An author's error is no reason: it is a `Correction`. Nor is there a wrong transcription of a
    text that is derived from a capture, except where somebody has edited it since. A block keeps
    its origin if the new text has room there; `validate` tells whether that is what stands in the
    capture. If it is known who
    does it, or when, the record gets a revision that says so.

    Args:
        document: The record.
        texts: The right texts by the ids of their blocks.
        by: The id of the agent who does it, for the history.
        at: When (ISO 8601), for the history.

    Raises:
        NotInDocument: There is no such block, or no agent `by`.
        InvalidDocument: A text holds characters that XML cannot carry.
    """
    if by is not None:
        document.agent(by)
    for id in texts:
        document.block(id)
    with uncollected():
        text = retranscribed(document, texts)
        return rebased_on(document, text, by, at)
