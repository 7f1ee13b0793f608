"""Writes a record in Markdown for readers: the article, its claims as notes, or both.

The output is CommonMark, with tables and notes as GitHub, pandoc and others read them. It is lossy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from archive.articles.markdown import MARKDOWN as READ
from archive.formats.format import WriteResult
from archive.model.document import Document

if TYPE_CHECKING:
    from archive.model.claims import Claim
    from archive.view.claim_notes import ClaimNotes


def write(
    document: Document,
    *,
    claims: Literal["notes", "none", "alone"] = "notes",
    head: bool = True,
    furniture: bool = False,
    public: bool = False,
    proposals: bool = False,
) -> WriteResult:
    """Return the article in Markdown.

    Args:
        document: The record.
        claims: `"notes"` adds a note for each claim, and puts its number (as in `archive show`)
            where its words end; `"none"` adds nothing; `"alone"` writes only the claims.
        head: Whether to add the title above the text, and the metadata below it.
        furniture: Whether to include furniture: a comment form, a share bar.
        public: Whether the text is for publication (`archive.public_record`). If the article's
            words must be hidden, only the claims are written.
        proposals: Whether a public text includes proposals, marked as proposed.
    """
    from archive.rights import publication
    from archive.view.claim_notes import (
        ClaimNotes,
        blocks_shown,
        call_places,
        called_numbers,
        furniture_losses,
    )
    from archive.view.markdown.blocks import MarkdownBlocks
    from archive.view.markdown.escaping import line
    from archive.view.text_form_coverage import text_form_coverage

    document, hidden = publication(document, public=public, proposals=proposals)
    notes = ClaimNotes(document, hidden)
    has_text = claims != "alone" and not hidden.text
    has_claims = claims != "none"
    parts = list(_title(document, has_text=has_text)) if head else []
    findings = [
        *hidden.findings,
        *text_form_coverage(
            "Markdown",
            about=head,
            text=has_text,
            layout=True,
            claims=has_claims,
            words=not hidden.text,
        ).loss_findings(document),
    ]
    findings += (
        furniture_losses(document, "Markdown", hidden, furniture=furniture) if has_text else ()
    )
    if hidden.notice:
        parts.append(f"*{line(hidden.notice, enclosed=True)}*")
    if hidden.text:
        findings += furniture_losses(document, "Markdown", hidden, furniture=furniture)
    if has_text:
        blocks = blocks_shown(document, furniture=furniture)
        calls = call_places(notes.claims, notes, blocks) if has_claims else {}
        markdown = MarkdownBlocks(document, calls, hidden, furniture=furniture)
        markdown.sections(document.sections)
        parts += markdown.written
        findings += markdown.findings()
        if has_claims:
            parts += _notes(notes, called_numbers(calls))
    elif has_claims and notes.claims:
        parts.append("## Claims")
        parts += (_claim_note(notes, claim) for claim in notes.claims)
    if has_claims:
        parts += _section("Recorded sources", notes.sources())
    if head:
        parts += _section("About the article", notes.about())
    text = "\n\n".join(parts)
    return WriteResult(f"{text}\n".encode() if text else b"", tuple(findings))


def _title(document: Document, *, has_text: bool) -> Iterator[str]:
    """Yield the title, unless the text begins with it."""
    from archive.model.blocks import Heading
    from archive.view.markdown.escaping import line

    title = document.metadata.title or document.id
    first = next(iter(document.index.blocks.values()), None)
    if not (has_text and isinstance(first, Heading) and first.text.strip() == title):
        yield f"# {line(title)}"


def _notes(notes: ClaimNotes, called: frozenset[str]) -> Iterator[str]:
    """Yield the notes; those without a call in the text get one first, so that they are shown."""
    from archive.view.markdown.blocks import definition

    others = [number for claim in notes.claims if (number := notes.number(claim)) not in called]
    if others:
        calls = "".join(f"[^{number}]" for number in others)
        yield f"Claims that are not marked in the text (rejected, or without words in it): {calls}"
    for claim in notes.claims:
        yield definition(notes.number(claim), _claim_note(notes, claim))


def _claim_note(notes: ClaimNotes, claim: Claim) -> str:
    """Return the note on a claim: the number, then the lines, with breaks between them."""
    from archive.view.markdown.escaping import line

    first, *others = map(line, notes.lines(claim))
    return "\\\n".join((f"**{line(notes.title(claim))}** {first}", *others))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    from archive.view.markdown.escaping import line

    items = [f"- {line(one)}" for one in lines]
    if items:
        yield f"## {title}"
        yield "\n".join(items)


MARKDOWN = replace(READ, write=write, layers=())
"""The format `markdown`, which can be received and written."""
