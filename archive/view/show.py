"""`show` makes a page of a record, a rebase or a diff, for a terminal or in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

from archive.errors import UnknownFormat
from archive.model.document import Document
from archive.view.claim_page import claim_parts
from archive.view.claims_table import claims_table_parts
from archive.view.page_parts import Parts
from archive.view.permissions_page import permissions_parts
from archive.view.record_page import record_parts
from archive.view.terminal import render

if TYPE_CHECKING:
    from archive.revision.diff import Diff
    from archive.revision.rebase import Rebase

_NARROWEST = 40
"""Columns of the narrowest page."""


def page(
    document: Document, *, furniture: bool = False, width: int = 80, styled: bool = False
) -> str:
    """Return a record as a page: what is known of it, its text, its claims, its sources.

    Args:
        document: The record.
        furniture: Whether what stands around the article is shown and not only counted.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences. The record itself can add none.
    """
    return render(record_parts(document, furniture=furniture), width=width, styled=styled)


def claims_table(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a table of the claims: who makes each, which source it names, its verdicts.

    The ids stand in a column of their own where there is room for it, else each on a line above
    its claim, so that none is broken; on less than 80 columns the table becomes a list.

    Args:
        document: The record.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences.
    """
    return render(claims_table_parts(document), width=width, styled=styled)


def permissions_page(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a page on what may be done with an article and its record, and why.

    Args:
        document: The record.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences.
    """
    return render(permissions_parts(document), width=width, styled=styled)


def claim_page(document: Document, id: str, *, width: int = 80, styled: bool = False) -> str:
    """Return a page about one claim: its words in the text, and all statements about it.

    Args:
        document: The record.
        id: The id of the claim.
        width: How many columns a line may have.
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
        what: A document; or what `rebase`, `with_text` or `diff` returned.
        claims: Of a document only a table of its claims.
        claim: Of a document only the claim of this id, with all that hangs on it.
        furniture: Of a document also what stands around the article on its page (menus, a comment
            form); else a line says how much that is. In HTML the line opens.
        everything: Of a rebase or diff also what merely moved.
        format: "text", or "html": a fragment with styles of its own and without scripts, which a
            notebook shows as a page. Nothing that the record holds becomes an element of it.
        width: How many columns a line of text may have, at least 40.
        styled: Whether to colour text with the escape sequences of a terminal; what the record
            itself holds can add none.

    Raises:
        NotInDocument: The document has no such claim.
        UnknownFormat: Pages are not made in a format of this name.
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

    from archive.revision.diff import Diff
    from archive.revision.rebase import Rebase

    if isinstance(what, Rebase):
        from archive.view.rebase_page import rebase_parts

        return rebase_parts(what, everything=everything)
    if isinstance(what, Diff):
        from archive.view.diff_page import diff_parts

        return diff_parts(what, everything=everything)
    raise TypeError(f"a document, a rebase or a diff can be shown, not {type(what).__name__}")
