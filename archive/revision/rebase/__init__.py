"""`rebase` and `with_text` give a record a new text and keep the statements about the old text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.cycle_collector import uncollected
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
    """Return a record with the text of another document, which is a newer version of the article.

    The result has the text, marks, origins and reading order of `onto`, and the captures of both
    documents. Corresponding blocks keep their ids, and structure that a person gave them. A value
    of the metadata or rights is replaced by that of `onto` if nobody has edited it; an edited value
    stays, with a finding. A statement whose words changed is proposed again. If `by` or `at` is
    given, or if a value changed, the record gets a revision that lists the changes by the newer
    capture.

    Args:
        document: The record.
        onto: A document of the changed article. Its text, captures, metadata and rights are used,
            but not its statements.
        read_again: The result of reading the record's capture again, which shows what a person has
            edited. Without it, all structure counts as edited. A value counts as unedited if it
            states where in the file it was printed or embedded, and nobody has judged it.
        beside: Differences between the two captures that no record stores, for the history.
        by: The id of the agent who makes the change, for the history.
        at: The time of the change (ISO 8601), for the history.

    Raises:
        NotInDocument: The document has no agent with the id `by`.
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
    """Return a document with corrected texts of some blocks, whose transcription was wrong.

    For an error of the author, add a `Correction` instead. A text derived from a capture is only
    wrong if somebody edited it afterwards. A block keeps its origin if the new text fits there;
    `validate` compares it with the capture. If `by` or `at` is given, the record gets a revision.

    Args:
        document: The record.
        texts: The corrected texts; the keys are the ids of the blocks.
        by: The id of the agent who makes the change, for the history.
        at: The time of the change (ISO 8601), for the history.

    Raises:
        NotInDocument: There is no such block, or no agent with the id `by`.
        InvalidDocument: A text contains characters that XML cannot represent.
    """
    if by is not None:
        document.agent(by)
    for id in texts:
        document.block(id)
    with uncollected():
        text = retranscribed(document, texts)
        return rebased_on(document, text, by, at)
