"""A record as a page to be read on a terminal: the text, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, overload

from archive.model.anchors import Orphan
from archive.model.annotations import Comment, Correction
from archive.model.blocks import Figure
from archive.model.document import Document
from archive.report import safe
from archive.view import wording
from archive.view.claims import Claims
from archive.view.terminal import Screen
from archive.view.text import Page

if TYPE_CHECKING:
    from archive.revision.diff import Diff
    from archive.revision.rebase import Rebase

_LEGEND = (
    "[1|words|1] are the words of claim 1. A question mark after the number: proposed, nobody has "
    "accepted it. An exclamation mark: rejected, not marked in the text."
)
_NARROWEST = 40
"""Columns of the narrowest page."""
_NARROWEST_TABLE = 80
"""Columns below which the words of a table would be broken."""


def page(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a record as a page: what is known of it, its text, its claims, its sources.

    Args:
        document: The record.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences. The record itself can add none.
    """
    show = _Show(document, Screen(width, styled))
    lines = [
        *show.head(),
        *show.rights(),
        *show.captures(),
        *show.text(),
        *show.claims(),
        *show.sources(),
        *show.corrections(),
        *show.orphans(),
        *show.comments(),
    ]
    return "\n".join(lines).strip("\n") + "\n"


def claims_table(document: Document, *, width: int = 80, styled: bool = False) -> str:
    """Return a table of the claims: who makes each, which source it names, what was found.

    The ids stand in a column of their own where there is room for it, else each on a line above
    its claim, so that none is broken; on less than 80 columns the table becomes a list.

    Args:
        document: The record.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences.
    """
    screen = Screen(width, styled)
    if not document.claims:
        return "\n".join(screen.indented(f"{document.id} records no claims")) + "\n"
    claims = Claims(document, screen)
    lines = claims.table() if width >= _NARROWEST_TABLE else claims.listing()
    return "\n".join([*lines, *claims.legend()]) + "\n"


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
    claims = Claims(document, Screen(width, styled))
    return "\n".join(claims.full(document.claim(id))) + "\n"


class _Show:
    """The parts of the page, each as lines."""

    def __init__(self, document: Document, screen: Screen) -> None:
        self._document, self._screen = document, screen
        self._claims = Claims(document, screen)

    def head(self) -> Iterator[str]:
        """The title, and what is known of the article."""
        document, screen = self._document, self._screen
        title = safe(document.metadata.title or document.id)
        yield from (screen.paint(line, "bold") for line in screen.indented(title))
        yield from screen.indented(f"record {document.id}, schema {safe(document.schema_version)}")
        yield from screen.heading("What it is")
        last = None
        for label, value in wording.known(document.metadata):
            yield from screen.item("" if label == last else label, value)
            last = label

    def rights(self) -> Iterator[str]:
        """The rights in the text, the record, and each figure."""
        document, screen = self._document, self._screen
        yield from screen.heading("Rights")
        yield from screen.item("text", wording.rights(document.rights.text))
        yield from screen.item("record", wording.rights(document.rights.record))
        for _, figure in document.index.of_type(Figure):
            yield from screen.item(figure.id, wording.rights(figure.rights))

    def captures(self) -> Iterator[str]:
        """What was received."""
        document, screen = self._document, self._screen
        yield from screen.heading("What was received")
        for capture in document.captures:
            yield from screen.item(capture.id, wording.capture(capture, document))
        if not document.captures:
            yield from screen.indented("nothing: no bytes stand behind the text", 2)

    def text(self) -> Iterator[str]:
        """The text with the numbers of its claims."""
        document, screen = self._document, self._screen
        yield from screen.heading("Text")
        if document.claims:
            yield from (screen.paint(line, "dim") for line in screen.indented(_LEGEND))
            yield ""
        marked = [claim for claim in document.claims if claim.status != "rejected"]
        page = Page(screen, marked, self._claims.numbers)
        for section in document.sections:
            yield from page.section(section)
        if not document.sections:
            yield "  none"

    def claims(self) -> Iterator[str]:
        """Every claim: in which words, on whose word, from which source, and what is doubtful."""
        if self._document.claims:
            yield from self._screen.heading("Claims")
        for claim in self._claims.ordered:
            yield from self._claims.brief(claim)
            yield ""

    def sources(self) -> Iterator[str]:
        """The sources that the article names, and the claims that lean on each."""
        document, screen = self._document, self._screen
        if document.sources:
            yield from screen.heading("Sources that the article names")
        for source in document.sources:
            leaning = [self._claims.number(claim) for claim in document.claims_citing(source.id)]
            claims = f"claims {', '.join(leaning)}" if leaning else "no claim leans on it"
            told = f"{wording.source(source, document)}; {claims} ({wording.basis(source)})"
            yield from screen.item("-", told, 0, 2)

    def corrections(self) -> Iterator[str]:
        """The errors of author and publisher."""
        found = [a for a in self._document.annotations if isinstance(a, Correction)]
        if found:
            yield from self._screen.heading("Errors in the text, left as they are")
        for correction in found:
            told = f"{wording.words_of(correction.anchors)} {wording.correction(correction)}"
            told += wording.status_unless_accepted(correction)
            yield from self._screen.item("-", told, 0, 2)

    def orphans(self) -> Iterator[str]:
        """Words that are no longer in the text, and why."""
        found = [(pointer, part) for pointer, part in self._document.index.of_type(Orphan)]
        if found:
            yield from self._screen.heading("Words that have lost their place")
        for pointer, orphan in found:
            yield from self._screen.item("-", f"{wording.orphan(orphan)} ({pointer})", 0, 2)

    def comments(self) -> Iterator[str]:
        """Comments on the text and on the record; those on a claim stand with the claim."""
        claims = self._claims.numbers.keys()
        found = [
            annotation
            for annotation in self._document.annotations
            if isinstance(annotation, Comment) and annotation.on not in claims
        ]
        if found:
            yield from self._screen.heading("Comments")
        for comment in found:
            about = f"on {comment.on}" if comment.on else wording.words_of(comment.anchors)
            told = f"{about or 'on the record'}: {self._claims.comment(comment)}"
            yield from self._screen.item("-", told, 0, 2)


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
