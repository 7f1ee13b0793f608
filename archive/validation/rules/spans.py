"""Rules on stretches of text: anchors and marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import combining

from archive.findings import Finding, error, note, short, warning
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import PART_OF_WORD, Correction
from archive.model.statements import Statement
from archive.text.graphemes import splits_grapheme
from archive.text.words import splits_word

if TYPE_CHECKING:
    from archive.model.blocks import TextBlock
    from archive.model.document import Document


def span_splits_grapheme(document: Document) -> Iterator[Finding]:
    """An anchor or a mark begins or ends inside what a reader sees as one character.

    A letter and its accent, an emoji and its skin colour, the two halves of a flag, the parts of a
    Hangul syllable are several code points and one character. Move the end to its edge.
    """
    for pointer, block in document.index.text_blocks:
        if not block.text.isascii():
            for number, mark in enumerate(block.marks):
                yield from _splits(f"{pointer}/marks/{number}", block, mark.start, mark.end)
    blocks = document.index.blocks
    ascii = {id: block.text.isascii() for id, block in blocks.items()}
    found = [
        (number, finding)
        for number, (pointer, anchor) in _block_by_block(document)
        if not ascii[anchor.block]
        for finding in _splits(pointer, blocks[anchor.block], anchor.start, anchor.end)
    ]
    yield from (finding for _, finding in sorted(found, key=lambda entry: entry[0]))


def _block_by_block(document: Document) -> Iterator[tuple[int, tuple[str, Anchor]]]:
    """Every anchor with its number: those of one block together, so that it is read only once."""
    anchors = enumerate(document.index.of_type(Anchor))
    yield from sorted(anchors, key=lambda entry: entry[1][1].block)


def _splits(pointer: str, block: TextBlock, start: int, end: int) -> Iterator[Finding]:
    for field, offset in (("start", start), ("end", end)):
        if splits_grapheme(block.text, offset):
            yield warning(
                "span-splits-grapheme",
                f"{pointer}/{field}",
                f"{offset} lies between {block.text[offset - 1 : offset + 1]!a} in {block.id}, "
                "which is one character",
            )


def span_splits_word(document: Document) -> Iterator[Finding]:
    """An anchor begins or ends in the middle of a word.

    Perhaps a letter was missed when it was made. Corrections, tags and comments may be about a part
    of a word; and only scripts with capitals are looked at, which part words by spaces.
    """
    blocks = document.index.blocks
    for pointer, anchor in document.index.of_type(Anchor):
        text = blocks[anchor.block].text
        if not (_parts_capitals(text, anchor.start) or _parts_capitals(text, anchor.end)):
            continue
        if not _may_be_part_of_a_word(document, pointer):
            around = text[max(0, anchor.start - 10) : anchor.end + 10]
            message = f"{short(anchor.exact)} is only part of a word in {short(around)}"
            yield note("span-splits-word", pointer, message)


def _parts_capitals(text: str, offset: int) -> bool:
    """Whether an offset splits a word between two letters of a script with capitals.

    Other scripts write particles and endings together with a name, and the name is meant.
    """
    return (
        0 < offset < len(text)
        and _has_capitals(text[offset - 1])
        and _has_capitals(text[offset])
        and splits_word(text, offset)
    )


def _has_capitals(character: str) -> bool:
    return character.lower() != character.upper() and not combining(character)


def _may_be_part_of_a_word(document: Document, pointer: str) -> bool:
    _, collection, number, _ = pointer.split("/", 3)
    return collection == "annotations" and isinstance(
        document.annotations[int(number)], PART_OF_WORD
    )


def span_with_blank_edge(document: Document) -> Iterator[Finding]:
    """An anchor begins or ends with a blank.

    The blank was probably taken along when the words were selected.
    """
    for pointer, anchor in document.index.of_type(Anchor):
        if anchor.exact != anchor.exact.strip():
            message = f"{short(anchor.exact)} begins or ends with a blank"
            yield note("span-with-blank-edge", pointer, message)


def stretches_overlap(document: Document) -> Iterator[Finding]:
    """Two stretches of one statement overlap.

    Several stretches make one statement together, so no word is in it twice.
    """
    for collection in ("claims", "annotations"):
        for number, statement in enumerate(getattr(document, collection)):
            if len(statement.anchors) > 1 and (found := _overlap(statement.anchors)):
                yield warning(
                    "stretches-overlap",
                    f"/{collection}/{number}/anchors",
                    f"{short(found[0].exact)} and {short(found[1].exact)} overlap",
                )


def _overlap(stretches: tuple[Anchor | Orphan, ...]) -> tuple[Anchor, Anchor] | None:
    by_block: dict[str, list[Anchor]] = defaultdict(list)
    for stretch in stretches:
        if isinstance(stretch, Anchor):
            by_block[stretch.block].append(stretch)
    for anchors in by_block.values():
        anchors.sort(key=lambda anchor: (anchor.start, anchor.end))
        for one, other in pairwise(anchors):
            if other.start < one.end:
                return one, other
    return None


def orphaned_anchor(document: Document) -> Iterator[Finding]:
    """The words that a statement stands on are no longer in the text.

    Find out whether the statement still holds: anchor it anew, or reject it with the reason.
    """
    rejected = {
        pointer
        for pointer, statement in document.index.of_type(Statement)
        if statement.status == "rejected"
    }
    for pointer, orphan in document.index.of_type(Orphan):
        if "/".join(pointer.split("/", 3)[:3]) in rejected:
            continue
        yield warning(
            "orphaned-anchor",
            pointer,
            f"{short(orphan.exact)} is no longer in {orphan.block}: {orphan.reason}",
            "anchor the statement anew, or reject it",
        )


def anchor_in_furniture(document: Document) -> Iterator[Finding]:
    """A claim stands on words that are furniture, not the article's.

    A comment form asserts nothing. Either the block is part of the article, or the claim is none.
    """
    furniture = document.index.furniture
    for number, claim in enumerate(document.claims):
        for position, anchor in enumerate(claim.anchors):
            if isinstance(anchor, Anchor) and anchor.block in furniture:
                yield warning(
                    "anchor-in-furniture",
                    f"/claims/{number}/anchors/{position}",
                    f"{short(anchor.exact)} stands in {anchor.block}, which is furniture",
                )


def correction_changes_nothing(document: Document) -> Iterator[Finding]:
    """A correction puts the same words in the place of those it corrects.

    Write what should stand there, or remove the correction.
    """
    for number, annotation in enumerate(document.annotations):
        if isinstance(annotation, Correction) and not any(
            isinstance(anchor, Orphan) for anchor in annotation.anchors
        ):
            printed = "".join(anchor.exact for anchor in annotation.anchors)
            if annotation.corrected == printed:
                yield error(
                    "correction-changes-nothing",
                    f"/annotations/{number}/corrected",
                    f"{short(printed)} is what is printed already",
                )
