"""Pages to be read: a record, its claims, what changed in it.

Each module makes a page of one kind, as a tree of parts; only `terminal` knows how it looks there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from archive.model.document import Document
from archive.view.claim import of_claim
from archive.view.permissions import of_permissions
from archive.view.record import of_record
from archive.view.table import of_claims
from archive.view.terminal import render

if TYPE_CHECKING:
    from archive.revision.diff import Diff
    from archive.revision.rebase import Rebase

_NARROWEST = 40
"""Columns of the narrowest page."""


def page(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a record as a page: what is known of it, its text, its claims, its sources.

    Args:
        document: The record.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences. The record itself can add none.
    """
    return render(of_record(document), width=width, styled=styled)


def claims_table(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a table of the claims: who makes each, which source it names, what was found.

    The ids stand in a column of their own where there is room for it, else each on a line above
    its claim, so that none is broken; on less than 80 columns the table becomes a list.

    Args:
        document: The record.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences.
    """
    return render(of_claims(document), width=width, styled=styled)


def permissions_page(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a page on what may be done with an article and its record, and why.

    Args:
        document: The record.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences.
    """
    return render(of_permissions(document), width=width, styled=styled)


def claim_page(document: Document, id: str, *, width: int = 80, styled: bool = False) -> str:
    """Return a page about one claim: its words in the text, and all that hangs on it.

    Args:
        document: The record.
        id: The id of the claim.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences.

    Raises:
        NotInDocument: There is no such claim.
    """
    return render(of_claim(document, id), width=width, styled=styled)


@overload
def show(
    what: Document,
    *,
    claims: bool = False,
    claim: str | None = None,
    width: int = 80,
    styled: bool = False,
) -> str: ...


@overload
def show(
    what: Rebase | Diff, *, everything: bool = False, width: int = 80, styled: bool = False
) -> str: ...


def show(
    what: Document | Rebase | Diff,
    *,
    claims: bool = False,
    claim: str | None = None,
    everything: bool = False,
    width: int = 80,
    styled: bool = False,
) -> str:
    """Return a page to read, as `archive show`, `archive rebase` and `archive diff` print it.

    Args:
        what: A document; or what `rebase`, `with_text` or `diff` returned.
        claims: Of a document only a table of its claims.
        claim: Of a document only the claim of this id, with all that hangs on it.
        everything: Of a rebase or diff also what merely moved.
        width: How many columns a line may have, at least 40.
        styled: Whether to colour it with the escape sequences of a terminal; what the record itself
            holds can add none.

    Raises:
        NotInDocument: The document has no such claim.
    """
    look: dict[str, Any] = {"width": max(width, _NARROWEST), "styled": styled}
    if isinstance(what, Document):
        if claim is not None:
            return claim_page(what, claim, **look)
        return (claims_table if claims else page)(what, **look)

    from archive.revision.diff import Diff
    from archive.revision.rebase import Rebase

    if isinstance(what, Rebase):
        from archive.view.outcomes import outcomes_page

        return outcomes_page(what, everything=everything, **look)
    if isinstance(what, Diff):
        from archive.view.changes import changes_page

        return changes_page(what, everything=everything, **look)
    raise TypeError(f"a document, a rebase or a diff can be shown, not {type(what).__name__}")
