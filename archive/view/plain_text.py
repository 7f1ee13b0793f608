"""Writes a record as plain text for readers, with its claims as numbered notes.

The reader of plain text is in `archive.articles.text_files`. The format is lossy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from archive.articles.text_files import TEXT as READ
from archive.formats.format import WriteResult
from archive.model.document import Document

if TYPE_CHECKING:
    from archive.view.claim_notes import CallPlaces, ClaimNotes


def write(
    document: Document,
    *,
    claims: Literal["notes", "none", "alone"] = "notes",
    head: bool = True,
    furniture: bool = False,
    public: bool = False,
    proposals: bool = False,
) -> WriteResult:
    """Return the article as plain text; without claims and head, its `plain_text` and a line end.

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
    from archive.view.claim_notes import ClaimNotes, furniture_losses
    from archive.view.text_form_coverage import text_form_coverage

    document, hidden = publication(document, public=public, proposals=proposals)
    notes = ClaimNotes(document, hidden)
    has_text = claims != "alone" and not hidden.text
    has_claims = claims != "none"
    parts = list(_title(document, has_text=has_text)) if head else []
    findings = [
        *hidden.findings,
        *text_form_coverage(
            "plain text",
            about=head,
            text=has_text,
            layout=False,
            claims=has_claims,
            words=not hidden.text,
        ).loss_findings(document),
    ]
    if hidden.notice:
        parts.append(hidden.notice)
    if has_text or hidden.text:
        findings += furniture_losses(document, "plain text", hidden, furniture=furniture)
    called = frozenset[str]()
    if has_text:
        text, called = _text(document, notes if has_claims else None, furniture=furniture)
        parts += [text] if text else []
    if has_claims:
        parts += _claims(notes, called, has_text=has_text)
        parts += _section("Recorded sources", notes.sources())
    if head:
        parts += _section("About the article", notes.about())
    text = "\n\n".join(parts)
    return WriteResult(f"{text}\n".encode() if text else b"", tuple(findings))


def _title(document: Document, *, has_text: bool) -> Iterator[str]:
    """Yield the title, unless the text begins with it."""
    title = document.metadata.title or document.id
    first = next(iter(document.index.blocks.values()), None)
    if not (has_text and first is not None and first.text.strip() == title):
        yield title


def _text(
    document: Document, notes: ClaimNotes | None, *, furniture: bool
) -> tuple[str, frozenset[str]]:
    """Return the text, with numbers where the words of claims end, and these numbers."""
    from archive.formats.plain_text import plain_text
    from archive.view.claim_notes import call_places, called_numbers

    plain = plain_text(document, "everything" if furniture else "article")
    where: CallPlaces = call_places(notes.claims, notes, plain.starts) if notes else {}
    calls = sorted(
        (plain.offset_of(block, at), f"[claim {', '.join(numbers)}]")
        for block, ends in where.items()
        for at, numbers in ends.items()
    )
    pieces, reached = [], 0
    for at, call in calls:
        pieces += [plain.text[reached:at], call]
        reached = at
    return "".join((*pieces, plain.text[reached:])), called_numbers(where)


def _claims(notes: ClaimNotes, called: frozenset[str], *, has_text: bool) -> Iterator[str]:
    """Yield the claims, each with its number; claims without a number in the text come last."""
    groups = {
        "Claims": [c for c in notes.claims if not has_text or notes.number(c) in called],
        "Claims that are not marked in the text (rejected, or without words in it)": [
            c for c in notes.claims if has_text and notes.number(c) not in called
        ],
    }
    for title, claims in groups.items():
        if claims:
            yield title.upper()
        for claim in claims:
            first, *others = (_line(line) for line in notes.lines(claim))
            yield "\n".join(
                (f"[claim {notes.title(claim)}] {first}", *(f"    {o}" for o in others))
            )


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    items = [f"- {_line(line)}" for line in lines]
    if items:
        yield title.upper()
        yield "\n".join(items)


def _line(text: str) -> str:
    """Return the text on one line."""
    return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")


TEXT = replace(READ, write=write)
"""The format `text`, read and written."""
