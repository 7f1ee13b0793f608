"""`ClaimNotes` has the claims of a record as numbered notes to its text, for text formats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from archive.findings import NOT_KEPT, Finding, warning
from archive.model.anchors import Anchor, Orphan
from archive.model.blocks import Furniture, Section, TextBlock
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.metadata import Abstract
from archive.model.walk import mapped, unchecked_copy
from archive.rights import Withheld
from archive.view.numbered_claims import NumberedClaims
from archive.view.page_parts import runs
from archive.wording import metadata_and_rights
from archive.wording.claims import citing_claims, numbers_of
from archive.wording.entities_and_works import source
from archive.wording.grounds import basis

CallPlaces = Mapping[str, Mapping[int, Sequence[str]]]
"""The numbers of the claims whose words end at a place, by its block and offset."""


class ClaimNotes:
    """The claims of a record, each with its number and the lines of its note."""

    def __init__(self, document: Document, hidden: Withheld) -> None:
        self._hidden = hidden
        self._document = _without_words(document) if hidden.text else document
        self._claims = NumberedClaims(self._document, hidden, document)
        self._claims.numbers = numbers_of(document)
        self.claims: Sequence[Claim] = self._claims.ordered
        """The claims by their numbers."""

    def number(self, claim: Claim) -> str:
        """Return the number of a claim, digits only; `title` adds a sign for the status."""
        return self._claims.number(claim).rstrip("?!")

    def title(self, claim: Claim) -> str:
        """Return the number of a claim as on the page of its record: `12?` if proposed."""
        return self._claims.number(claim)

    def lines(self, claim: Claim) -> Iterator[str]:
        """Yield the lines of the note on a claim: the restatement, then a line for each field."""
        yield claim.restatement
        label = ""
        for named, value in self._claims.rows(claim):
            label = named or label
            if words := "".join(run for run, _ in runs(value)):
                yield f"{label}: {words}"

    def sources(self) -> Iterator[str]:
        """Yield the recorded sources, each with the claims that cite it."""
        document = self._document
        for cited in document.sources:
            numbers = [self.title(claim) for claim in document.claims_citing(cited.id)]
            claims = citing_claims(numbers, self._hidden)
            yield f"{source(cited, document)}; {claims} ({basis(cited)})"

    def about(self) -> Iterator[str]:
        """Yield the metadata of the article, the rights, and the id of the record."""
        document = self._document
        for label, value in metadata_and_rights.metadata_fields(document.metadata):
            yield f"{label}: {value}"
        yield f"rights in the text: {metadata_and_rights.rights(document.rights.text)}"
        yield f"rights in the record: {metadata_and_rights.rights(document.rights.record)}"
        at = f", {document.base_iri}" if document.base_iri else ""
        yield f"record: {document.id}{at}"


def call_places(claims: Sequence[Claim], numbers: ClaimNotes, shown: Collection[str]) -> CallPlaces:
    """Return the places where the words of claims end in these blocks, without rejected claims.

    A claim with several anchors ends with its last anchor, not counting white space at its end.
    """
    places: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        anchors = [a for a in claim.anchors if isinstance(a, Anchor) and a.block in shown]
        if anchors and claim.status != "rejected":
            last = anchors[-1]
            words = len(last.exact.rstrip()) or len(last.exact)
            places[last.block][last.start + words].append(numbers.number(claim))
    return places


def called_numbers(where: CallPlaces) -> frozenset[str]:
    """Return the numbers of the claims that have such a place."""
    return frozenset(
        number for block in where.values() for numbers in block.values() for number in numbers
    )


def blocks_shown(document: Document, *, furniture: bool) -> Mapping[str, TextBlock]:
    """Return the text blocks to show, by id, in reading order."""
    left_out = frozenset[str]() if furniture else document.index.furniture
    return {id: block for id, block in document.index.blocks.items() if id not in left_out}


def furniture_losses(
    document: Document, form: str, hidden: Withheld, *, furniture: bool
) -> list[Finding]:
    """Return findings for the furniture that a text format leaves out."""
    findings = []
    if not hidden.text and not furniture:
        at = document.index.of_type
        alone = [pointer for pointer, _ in at(Furniture)]
        sections = [pointer for pointer, part in at(Section) if part.role == "furniture"]
        for what, pointers in (("sections that are", sections), ("blocks that are", alone)):
            if pointers:
                message = f"{form} leaves out {what} furniture: {len(pointers)}"
                findings.append(
                    warning(NOT_KEPT, pointers[0], message, "furniture=True keeps them")
                )
    return findings


def _without_words(document: Document) -> Document:
    """Return a record without any words of the article, for the notes on its claims.

    The result is not checked: it is invalid, because its claims have no words.
    """

    def change(part: Any) -> Any:
        match part:
            case Anchor() | Orphan():
                return None
            case TextBlock():
                return unchecked_copy(part, text="", marks=())
            case Abstract():
                return unchecked_copy(part, text="(not shown)")
            case _:
                return part

    return mapped(document, change)
