"""A record with every kind of block and mark, as an article might have them."""

from __future__ import annotations

import struct
import zlib
from typing import Any, get_args

import archive.model
from archive.model.blocks import FormattingType
from archive.model.document import Document
from archive.model.metadata import Metadata

IMAGE = "figures/squares.png"
CODE = "for (const a of [1, 2]) {\n    if (a < 2 && a > 0)  print(`</script>`);\n}"
FORMATTED = {name: f"{name.replace('-', ' ')} words" for name in get_args(FormattingType)}


def every_kind() -> Document:
    """An article about nothing but its own forms."""
    numbers = iter(range(1, 10_000))

    def block(cls: Any, text: str = "", **fields: Any) -> Any:
        name = cls.__name__.lower()
        return cls(id=f"{name}-{next(numbers)}", **({"text": text} if text else {}), **fields)

    a = archive.model
    formatted, marks = "", []
    for name, words in FORMATTED.items():
        start = len(formatted)
        formatted += f"{words}, "
        marks.append(
            a.Formatting.model_validate({"type": name, "start": start, "end": start + len(words)})
        )
    linked = (
        "See the table, en français s’il vous plaît, a lost link, one* and two† notes, an icon."
    )
    others = (
        a.Link(start=4, end=13, target="https://example.org/table?a=1&b=2#c"),
        a.Formatting(type="bold", start=8, end=13),
        a.Foreign(start=15, end=42, language="fr"),
        a.Link(start=44, end=55),
        a.NoteCall(start=60, end=61, note="note-1"),
        a.NoteCall(start=69, end=70, note="note-2"),
        a.LineBreak(start=77, end=77),
        a.InlineImage(start=len(linked), end=len(linked), target="https://example.org/icon.png"),
    )
    inner = block(
        a.List,
        style="numbered",
        items=(
            block(
                a.Item,
                "deeper",
                marker="a) ",
                lists=(block(a.List, style="plain", items=(block(a.Item, "deepest"),)),),
            ),
            block(a.Item, "deeper again", marker="b) "),
        ),
    )
    table = block(
        a.Table,
        caption=block(a.Caption, "Table 1. Trade in two years"),
        rows=(
            a.Row(role="label", cells=(
                block(a.Cell, "Country", role="label", rows=2),
                block(a.Cell, "Trade in millions", role="label", columns=2),
            )),
            a.Row(role="label", cells=(
                block(a.Cell, "2014", role="label"), block(a.Cell, "2015", role="label"),
            )),
            a.Row(cells=(
                block(a.Cell, "China", role="label"), block(a.Cell, "6,390"),
                block(a.Cell, "5,710", marks=(a.Formatting(type="bold", start=0, end=5),)),
            )),
            a.Row(cells=(block(a.Cell, "Others", role="label"), block(a.Cell, "none", columns=2))),
        ),
    )  # fmt: skip
    main = (
        block(a.Heading, "A heading within the section"),
        block(a.Paragraph, "A first paragraph,  with two blanks and a no-break one:\u00a0 10\u00a0%."),
        block(a.Paragraph, formatted, marks=tuple(marks)),
        block(a.Paragraph, linked, marks=others),
        block(a.List, items=(
            block(a.Item, "an item", marker="• ", lists=(inner,)),
            block(a.Item, "another", marker="• "),
        )),
        table,
        block(
            a.Figure,
            image=a.Image(file=IMAGE, media_type="image/png", width_pixels=2, height_pixels=2),
            caption=block(a.Caption, "Two squares. CC BY"),
            description="A black square and a white one",
            rights=a.Rights(uri="https://creativecommons.org/licenses/by/4.0/", holders=("N. N.",)),
        ),
        block(
            a.Figure,
            image=a.Image(address="https://example.org/a.jpg"),
            caption=block(a.Caption, "A picture that is only an address"),
        ),
        block(a.Figure, description="A picture that nobody received"),
        block(a.Quotation,
            blocks=(block(a.Paragraph, "Quoted in two paragraphs."), block(a.Paragraph, "The second.")),
            credit=block(a.Caption, "Somebody, Some Book"), source="work-1"),
        block(a.Verse, lines=(
            block(a.VerseLine, "A line of verse"), block(a.VerseLine, "    and one set in"),
        )),
        block(a.CodeBlock, CODE, language="en"),
        block(a.Paragraph, "فقرة باللغة العربية.", language="ar"),
        block(a.Furniture, "Share this article", role="share-bar"),
    )  # fmt: skip
    notes = (
        a.Note(id="note-1", marker="* ", blocks=(block(a.Paragraph, "The first note."),)),
        a.Note(
            id="note-2",
            place="end",
            marker="† ",
            blocks=(
                block(a.Paragraph, "The second note,"),
                block(a.Paragraph, "in two paragraphs."),
            ),
        ),
        a.Note(id="note-3", place="margin", blocks=(block(a.Paragraph, "A note in the margin."),)),
    )
    return _annotated(
        Document(
            id="every-kind",
            language="en",
            metadata=Metadata.model_validate({"titles": [{"text": "Every kind"}]}),
            works=(a.Work(id="work-1", type="book", title="Some Book"),),
            sections=(
                a.Section(
                    id="section-1",
                    blocks=(block(a.Heading, "Every kind"), *main),
                    sections=(
                        a.Section(
                            id="section-2",
                            blocks=(
                                block(a.Heading, "A section within"),
                                block(a.Paragraph, "Words."),
                            ),
                        ),
                    ),
                ),
                a.Section(id="section-3", role="notes", blocks=notes),
                a.Section(
                    id="section-4",
                    role="furniture",
                    blocks=(block(a.Furniture, "Leave a comment", role="comment-form"),),
                ),
            ),
        )
    )


def _annotated(document: Document) -> Document:
    """One claim that begins in a paragraph, goes on in a table and ends in a note; one in each block."""
    ends = [document.anchor(words) for words in ("two blanks", "5,710", "The first note")]
    across = archive.Claim(
        id="across",
        anchors=tuple(ends),
        restatement="Trade was 5,710 million in 2015.",
        kind="descriptive",
        status="accepted",
    )
    each = (
        archive.Claim(
            id=f"in-{block.id}",
            anchors=(document.anchor_at(block.id, 0, min(8, len(block.text))),),
            restatement=f"What {block.id} says.",
            kind="descriptive",
            status="accepted",
        )
        for block in document.text_blocks()
    )
    return document.update(claims=(across, *each))


def files_of_every_kind() -> dict[str, bytes]:
    """The image of its first figure."""
    return {IMAGE: _png()}


def _png() -> bytes:
    """A PNG of two by two pixels in grey."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    pixels = zlib.compress(b"\0\x00\xff" + b"\0\xff\x00")
    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )
