"""Compares the text of captures with blocks: which words are in which block, and which in none."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from archive.derivations.derivation import Derived
from archive.derivations.stretch_finder import StretchFinder
from archive.errors import ArchiveError
from archive.files.interface import Files
from archive.findings import short
from archive.model.blocks import Note, NoteCall, TextBlock
from archive.model.captures import (
    BlockOrigin,
    Capture,
    Origin,
)
from archive.model.document import Document
from archive.validation.rederivation import derived_again, with_markers


@dataclass(frozen=True, slots=True)
class Owner:
    """A block or an omission, with its part of a capture's text."""

    pointer: str
    name: str
    """The name in messages."""
    origin: Origin
    """The place of its words, as recorded or as found by a search."""
    text: str | None
    """The words of a block; `None` for an omission."""
    marker: str = ""
    """The marker just before the words in the capture's text; empty if it is not there."""
    shown_marker: str = ""
    """The marker in the record. An automatic number is not in the capture's text."""
    is_tied: bool = True
    """Whether the record has the place of its words, so that no search was needed."""
    is_furniture: bool = False
    """Whether the block is furniture, which is not part of the article."""
    note: str = ""
    """For a paragraph of a note, the id of the note."""
    calls: frozenset[str] = frozenset()
    """The ids of the notes to which the block refers."""

    @property
    def shown(self) -> str:
        """The words, on one line, for messages."""
        return short(" ".join((self.text or "").split()))

    @property
    def is_caption(self) -> bool:
        """Whether the block is the caption of a table or figure."""
        return self.pointer.endswith("/caption")

    @property
    def is_cell(self) -> bool:
        """Whether the block is a cell of a table."""
        return "/rows/" in self.pointer

    @property
    def group(self) -> str:
        """The table or figure around the block; the order of a caption and its texts is free."""
        table, is_cell, _ = self.pointer.partition("/rows/")
        return table if is_cell else self.pointer.removesuffix("/caption")


@dataclass
class Account:
    """The text of one capture, with the blocks and omissions that contain parts of the text."""

    capture: Capture
    pointer: str
    """The pointer of the capture."""
    derived: Derived
    blocks: list[Owner] = field(default_factory=list)
    """The blocks whose words are in the capture, in reading order."""
    inexact: list[tuple[str, TextBlock]] = field(default_factory=list)
    """The blocks whose origins do not state the place in the capture."""
    lost: list[tuple[str, TextBlock]] = field(default_factory=list)
    """The blocks of `inexact` whose words are not in the capture."""
    omissions: list[Owner] = field(default_factory=list)
    _places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _stretches: dict[str, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def in_order(self) -> list[Owner]:
        """The blocks and omissions in the order of the capture's text."""
        return sorted((*self.blocks, *self.omissions), key=self.place)

    @cached_property
    def omitted_cells(self) -> frozenset[Hashable]:
        """The keys of the cells of the file that contain intentionally omitted words."""
        return frozenset(self.derived.cell_of(omission.origin) for omission in self.omissions)

    def place(self, owner: Owner) -> tuple[int, ...]:
        """Return a key that sorts owners by their place in the text."""
        if owner.pointer not in self._places:
            self._places[owner.pointer] = self.derived.place(owner.origin)
        return self._places[owner.pointer]

    def stretch(self, owner: Owner) -> tuple[int, int]:
        """Return where the words of an owner begin and end."""
        if owner.pointer not in self._stretches:
            self._stretches[owner.pointer] = self.derived.stretch(owner.origin)
        return self._stretches[owner.pointer]

    def with_marker(self, owner: Owner) -> tuple[int, int]:
        """Return where the words of an owner begin and end, including a marker in the text."""
        start, end = self.stretch(owner)
        marked = start - len(owner.marker)
        has_markers = self.derived.has_markers and marked >= 0
        is_there = has_markers and self.derived.text.startswith(owner.marker, marked)
        return marked if is_there else start, end

    @cached_property
    def gaps(self) -> Sequence[tuple[str, str | None, str, str]]:
        """The gaps between owners: pointer, recorded blanks, blanks in the capture, offset.

        The recorded blanks are `None` if the origin of the preceding block records none.
        """
        return [*self._gaps()]

    def _gaps(self) -> Iterator[tuple[str, str | None, str, str]]:
        before: Origin | None = None
        reached = 0
        pointer: str = f"{self.pointer}/lead"
        kept: str | None = self.capture.lead
        for owner in self.in_order:
            if owner.text is None:
                kept = None
            gap = self.derived.gap(before, owner.origin, len(owner.marker))
            yield pointer, kept, gap.text, gap.at
            start, end = self.stretch(owner)
            if start == end < reached:
                continue  # a block without words within another
            reached = end
            before = owner.origin
            pointer, kept = f"{owner.pointer}/origin", None
            if isinstance(before, BlockOrigin):
                pointer, kept = f"{pointer}/separator", before.separator
        gap = self.derived.gap(before, None)
        yield pointer, kept, gap.text, gap.at


def accounts(document: Document, files: Files) -> Sequence[Account]:
    """Return an account of each intact capture from which the text of the record comes.

    If one has the text, a capture that is only the origin of metadata is left out.
    """
    return files.made_once("accounts", document, lambda: _accounts(document, files))


def _accounts(document: Document, files: Files) -> Sequence[Account]:
    texts = _texts(document, files)
    finders = {id: StretchFinder(one.derived) for id, one in texts.items()}
    notes = {pointer: note.id for pointer, note in document.index.of_type(Note)}
    for pointer, block, marker in with_markers(document):
        origin = block.origin
        if origin is not None and (account := texts.get(origin.capture)) is not None:
            owner = _add(account, finders[origin.capture], pointer, block, marker)
            if owner is not None:
                note = notes.get(pointer.rpartition("/blocks/")[0], "")
                is_furniture = block.id in document.index.furniture
                account.blocks.append(replace(owner, note=note, is_furniture=is_furniture))
    of_values = {origin.capture for _, origin in document.index.origins_of_values}
    has_blocks = any(block.origin is not None for block in document.text_blocks())
    found = []
    for account in texts.values():
        is_source = account.blocks or account.inexact
        if not is_source and has_blocks and account.capture.id in of_values:
            continue
        for number, omission in enumerate(account.capture.omitted):
            where = omission.origin
            is_own = where.capture == account.capture.id
            if is_own and account.derived.derivation.supports(where):
                pointer = f"{account.pointer}/omitted/{number}"
                what = f"the omitted part ({omission.reason})"
                account.omissions.append(Owner(pointer, what, where, None))
        found.append(account)
    return found


def _texts(document: Document, files: Files) -> dict[str, Account]:
    """Return accounts, still without blocks, of captures from which text can be derived."""
    return {
        capture.id: Account(capture, f"/captures/{number}", outcome)
        for number, capture, outcome in derived_again(document, files, unnamed=True)
        if not isinstance(outcome, ArchiveError)
    }


def _add(
    account: Account,
    finder: StretchFinder,
    pointer: str,
    block: TextBlock,
    marker: str,
) -> Owner | None:
    """Return the owner for a block; store the block as inexact or lost if necessary."""
    derived = account.derived
    origin: Origin = block.origin  # type: ignore[assignment]
    shown, is_tied = marker, True
    supports = derived.derivation.supports(origin)
    if supports and account.capture.derivation is not None:
        finder.take(*derived.stretch(origin))
    else:
        is_tied = False
        account.inexact.append((pointer, block))
        hint = origin if supports and derived.has(origin) else None
        start = finder.find(block.text, marker, hint)
        if start is None:
            account.lost.append((pointer, block))
            return None
        origin = derived.origin_of(origin.capture, start, start + len(block.text), hint)
    if marker and derived.before(origin, len(marker)) is None:
        marker = ""
    calls = frozenset(mark.note for mark in block.marks if isinstance(mark, NoteCall))
    return Owner(pointer, block.id, origin, block.text, marker, shown, is_tied, calls=calls)
