"""`show` makes a page of a record, a rebase or a diff, for a terminal or in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

from archive.errors import UnknownFormat
from archive.model.document import Document
from archive.revision.diff import Diff
from archive.view.claim_page import claim_parts
from archive.view.claims_table import claims_table_parts
from archive.view.page_parts import Parts
from archive.view.permissions_page import permissions_parts
from archive.view.record_page import record_parts
from archive.view.terminal import render

if TYPE_CHECKING:
    from archive.revision.rebase import Rebase

_NARROWEST = 40
"""The columns of the narrowest page."""


def page(
    document: Document, *, furniture: bool = False, width: int = 80, styled: bool = False
) -> str:
    """Return a record as a page: metadata, text, claims, sources.

    Args:
        document: The record.
        furniture: Whether to show page furniture instead of counting it.
        width: The most columns of a line.
        styled: Whether to colour it with ANSI sequences. The record's text cannot add any.
    """
    return render(record_parts(document, furniture=furniture), width=width, styled=styled)


def claims_table(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a table of the claims: claimant, source, verdicts.

    The ids have their own column if there is room. Otherwise each id is on a line above its claim,
    so that no id is broken. Below 80 columns the table becomes a list.

    Args:
        document: The record.
        width: The most columns of a line.
        styled: Whether to colour it with ANSI sequences.
    """
    return render(claims_table_parts(document), width=width, styled=styled)


def permissions_page(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a page on what may be done with an article and its record, and why.

    Args:
        document: The record.
        width: The most columns of a line.
        styled: Whether to colour it with ANSI sequences.
    """
    return render(permissions_parts(document), width=width, styled=styled)


def claim_page(document: Document, id: str, *, width: int = 80, styled: bool = False) -> str:
    """Return a page about one claim: its words in the text, and all statements about it.

    Args:
        document: The record.
        id: The id of the claim.
        width: The most columns of a line.
        styled: Whether to colour it with ANSI sequences.

    Raises:
        NotInDocument: There is no such claim.
    """
    return render(claim_parts(document, id), width=width, styled=styled)


@overload
def show(
    what: Document,
    *,
    claims: bool = False,
    claim: str | None = None,
    furniture: bool = False,
    format: Literal["text", "html"] = "text",
    width: int = 80,
    styled: bool = False,
) -> str: ...


@overload
def show(
    what: Rebase | Diff,
    *,
    everything: bool = False,
    format: Literal["text", "html"] = "text",
    width: int = 80,
    styled: bool = False,
) -> str: ...


def show(
    what: Document | Rebase | Diff,
    *,
    claims: bool = False,
    claim: str | None = None,
    furniture: bool = False,
    everything: bool = False,
    format: Literal["text", "html"] = "text",
    width: int = 80,
    styled: bool = False,
) -> str:
    """Return a page to read, as `archive show`, `archive rebase` and `archive diff` print it.

    Args:
        what: A document, or the result of `rebase`, `with_text` or `diff`.
        claims: For a document: only a table of its claims.
        claim: For a document: only the claim with this id, with all that belongs to it.
        furniture: For a document: also the furniture around the article on its page (menus, a
            comment form). By default one line has its size; in HTML a click opens this line.
        everything: For a rebase or diff: also what only moved.
        format: "text", or "html": a fragment with its own styles and without scripts, which a
            notebook shows as a page. All text of the record is escaped in it.
        width: The most columns of a line of text, at least 40.
        styled: Whether to colour text with the escape sequences of a terminal. The record's text
            cannot add any.

    Raises:
        NotInDocument: The document has no such claim.
        UnknownFormat: There are no pages in this format.
    """
    page = _parts(what, claims=claims, claim=claim, furniture=furniture, everything=everything)
    if format == "text":
        return render(page, width=max(width, _NARROWEST), styled=styled)
    if format == "html":
        from archive.view.html.rendering import render as as_html

        return as_html(page)
    raise UnknownFormat(format, ("text", "html"))


def _parts(
    what: Document | Rebase | Diff,
    *,
    claims: bool,
    claim: str | None,
    furniture: bool,
    everything: bool,
) -> Parts:
    if isinstance(what, Document):
        if claim is not None:
            return claim_parts(what, claim)
        return claims_table_parts(what) if claims else record_parts(what, furniture=furniture)

    from archive.revision.rebase import Rebase

    if isinstance(what, Rebase):
        from archive.view.rebase_page import rebase_parts

        return rebase_parts(what, everything=everything)
    if isinstance(what, Diff):
        from archive.view.diff_page import diff_parts

        return diff_parts(what, everything=everything)
    raise TypeError(f"show needs a document, a rebase or a diff, not {type(what).__name__}")
