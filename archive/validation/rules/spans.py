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
from archive.text.graphemes import splits_grapheme
from archive.text.words import splits_word

if TYPE_CHECKING:
    from archive.model.blocks import TextBlock
    from archive.model.document import Document


def span_splits_grapheme(document: Document) -> Iterator[Finding]:
    """An anchor or a mark begins or ends inside a visible character.

    A letter with its accent, an emoji with its skin colour, the two halves of a flag, or the parts
    of a Hangul syllable are several code points, but one visible character. Move the offset to the
    edge of the character.
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
    """Yield every anchor with its number, grouped by block, so that each block is read once."""
    anchors = enumerate(document.index.of_type(Anchor))
    yield from sorted(anchors, key=lambda entry: entry[1][1].block)


def _splits(pointer: str, block: TextBlock, start: int, end: int) -> Iterator[Finding]:
    for field, offset in (("start", start), ("end", end)):
        if splits_grapheme(block.text, offset):
            yield warning(
                "span-splits-grapheme",
                f"{pointer}/{field}",
                f"offset {offset} divides {block.text[offset - 1 : offset + 1]!a} in {block.id}, "
                "which is one character",
            )


def span_splits_word(document: Document) -> Iterator[Finding]:
    """An anchor begins or ends in the middle of a word.

    Perhaps a letter was not selected by mistake. Corrections, tags and comments may cover part of a
    word. Only scripts with capitals are checked, because they separate words by spaces.
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
    """Whether an offset is between two letters of a word, in a script with capitals.

    In other scripts, particles and endings are attached to a name, so an anchor on the name alone
    is correct.
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

    The blank was probably selected by accident.
    """
    for pointer, anchor in document.index.of_type(Anchor):
        if anchor.exact != anchor.exact.strip():
            message = f"{short(anchor.exact)} begins or ends with a blank"
            yield note("span-with-blank-edge", pointer, message)


def stretches_overlap(document: Document) -> Iterator[Finding]:
    """Two stretches of one statement overlap.

    The stretches of a statement are read one after the other, so no word may be in two of them.
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
    """The words to which a statement is anchored are no longer in the text.

    Find out whether the statement is still right: anchor it to other words, or reject it with a
    reason.
    """
    for pointer, orphan in document.index.of_type(Orphan):
        if "/".join(pointer.split("/", 3)[:3]) in document.index.rejected:
            continue
        yield warning(
            "orphaned-anchor",
            pointer,
            f"{short(orphan.exact)} is no longer in {orphan.block}: {orphan.reason}",
            "anchor the statement to other words, or reject the statement",
        )


def anchor_in_furniture(document: Document) -> Iterator[Finding]:
    """A claim is anchored to words of furniture, which is not part of the article.

    Words of a comment form are no claim. Change the type of the block, or remove the claim.
    """
    furniture = document.index.furniture
    for number, claim in enumerate(document.claims):
        for position, anchor in enumerate(claim.anchors):
            if isinstance(anchor, Anchor) and anchor.block in furniture:
                yield warning(
                    "anchor-in-furniture",
                    f"/claims/{number}/anchors/{position}",
                    f"{short(anchor.exact)} is in {anchor.block}, which is furniture",
                )


def correction_changes_nothing(document: Document) -> Iterator[Finding]:
    """A correction has the same words as the text that it corrects.

    Write the correct words, or remove the correction.
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
                    f"the printed words are already {short(printed)}",
                )
