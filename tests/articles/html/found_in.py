"""Converts a record to the terms of `expected.md`: a flat sequence of kinds and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from archive.model.blocks import (
    Block,
    CodeBlock,
    Figure,
    Foreign,
    Formatting,
    Furniture,
    Heading,
    InlineImage,
    LineBreak,
    Link,
    List,
    Note,
    NoteCall,
    Paragraph,
    Quotation,
    Section,
    Table,
    TextBlock,
    Verse,
)
from archive.model.document import Document
from archive.model.walk import walk

CREDITED = "\ue000"
"""Stands between caption and credit, between which anything blank may be."""

BREAK = "⏎"
"""A line break within a text."""


@dataclass(frozen=True)
class Mark:
    """A mark, by its words."""

    kind: str
    words: str
    detail: str = ""
    """Where a link leads, which note is called, which language it is."""


@dataclass(frozen=True)
class Unit:
    """Something with words: a heading, a paragraph, an item, a cell, a caption, ..."""

    kind: str
    words: str
    structure: str = ""
    """Where it stands in what holds it, in words."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Picture:
    """An image of the article."""

    caption: str = ""
    addresses: tuple[str, ...] = ()
    alt: str = ""


Metadata: TypeAlias = Mapping[str, tuple[str, ...]]
"""By name, the values in order."""

_BLANK = re.compile(r"[ \t\n\r\f]+")
_BROKEN = re.compile(rf"[ \t\n\r\f]*{BREAK}[ \t\n\r\f{BREAK}]*")


def collapsed(words: str) -> str:
    """Words as a browser shows them: runs of ASCII white space are one blank, none at the ends."""
    return _BROKEN.sub(BREAK, _BLANK.sub(" ", words)).strip(f" {BREAK}")


def units_of(
    document: Document, is_title: Callable[[str], bool] = lambda words: False
) -> list[Unit]:
    """Return all of the article but notes, in order. Furniture is left out.

    Args:
        document: The record.
        is_title: Whether words are the heading of the article as a whole, below which it is
            nothing special to stand.
    """
    called = {note.id: collapsed(note.blocks[0].text) for note in notes_of(document)}
    units = [unit for section in document.sections for unit in _section(section, is_title, "")]
    return [_calling(unit, called) for unit in units]


def notes_of(document: Document) -> list[Note]:
    """Return the notes, in order."""
    return [block for block in _blocks(document) if isinstance(block, Note)]


def pictures_of(document: Document) -> list[Picture]:
    """Return the images, in order, also those within a line."""
    found = []
    for block in _blocks(document):
        if isinstance(block, Figure) and block.image and block.image.address:
            caption = block.caption.text if block.caption else ""
            found.append(Picture(caption, (block.image.address,), block.description or ""))
        elif not isinstance(block, Furniture):
            texts = [part for _, part in walk(block) if isinstance(part, TextBlock)]
            marks = [mark for text in texts for mark in text.marks]
            found.extend(
                Picture("", (mark.target,)) for mark in marks if isinstance(mark, InlineImage)
            )
    return found


def metadata_of(document: Document) -> Metadata:
    """Return the values of the metadata; none where there is none, or it is stated as absent."""
    metadata, publication = document.metadata, document.metadata.publication
    rights = document.rights.text
    titles = _several(metadata.titles)
    stated = {
        "site": publication.container,
        "publisher": publication.publisher,
        "published": publication.published,
        "updated": publication.updated,
    }
    part = {"site": "title", "publisher": "name", "published": "date", "updated": "date"}
    abstract = getattr(metadata.abstract, "text", None)
    return {
        "title": tuple(title.text for title in titles[:1]),
        "subtitle": (*(title.text for title in titles[1:]), *([abstract] if abstract else [])),
        "author": tuple(str(author.name) for author in _several(metadata.authors)),
        "language": tuple(language.tag for language in _several(metadata.languages)),
        "licence": (rights.uri,) if rights and rights.uri else (),
        "address": tuple(stated.address for stated in _several(metadata.addresses)),
        "section": tuple(e.value for e in publication.extents if e.unit == "section"),
        "keyword": tuple(keyword.term for keyword in _several(metadata.keywords)),
        **{
            name: (str(getattr(value, part[name])),) if hasattr(value, part[name]) else ()
            for name, value in stated.items()
        },
    }


def _several(values: object) -> tuple:  # type: ignore[type-arg]
    return values if isinstance(values, tuple) else ()


def _calling(unit: Unit, called: Mapping[str, str]) -> Unit:
    """A unit whose calls name the first words of the note instead of its id."""
    marks = tuple(
        Mark("call", mark.words, called.get(mark.detail, "")) if mark.kind == "call" else mark
        for mark in unit.marks
    )
    return Unit(unit.kind, unit.words, unit.structure, marks)


def _blocks(document: Document) -> Iterator[Block]:
    def within(section: Section) -> Iterator[Block]:
        if section.role != "furniture":
            yield from section.blocks
            for inner in section.sections:
                yield from within(inner)

    for section in document.sections:
        yield from within(section)


def _section(section: Section, is_title: Callable[[str], bool], above: str) -> Iterator[Unit]:
    if section.role == "furniture":
        return
    own = ""
    for block in section.blocks:
        if isinstance(block, Heading):
            yield _unit("heading", block, f"under {own or above}")
            own = own or ("" if is_title(block.text) else collapsed(block.text))
        else:
            yield from _block(block)
    for inner in section.sections:
        yield from _section(inner, is_title, own or above)


def _block(block: Block) -> Iterator[Unit]:
    match block:
        case Paragraph():
            yield _unit("p", block)
        case CodeBlock():
            yield Unit("code", block.text.strip("\n"), marks=_marks(block))
        case Verse():
            lines = [_unit("line", line) for line in block.lines]
            marks = tuple(mark for line in lines for mark in line.marks)
            yield Unit("verse", BREAK.join(line.words.strip(" ") for line in lines), "", marks)
        case Quotation():
            for place, paragraph in enumerate(block.blocks):
                yield _unit("quote", paragraph, "" if place else "first")
            if block.credit:
                yield _unit("quote credit", block.credit)
        case List():
            yield from _list(block, "")
        case Table():
            if block.caption:
                yield _unit("table", block.caption)
            yield from _cells(block)
        case Figure():
            words = _unit("figure", block.caption) if block.caption else Unit("figure", "")
            notice = block.rights.notice if block.rights else None
            if isinstance(notice, str) and collapsed(notice) not in collapsed(words.words):
                words = Unit("figure", f"{words.words} {notice}".strip(), marks=words.marks)
            if words.words:
                yield words
        case Heading() | Furniture() | Note():
            pass
        case _:
            assert_never(block)


def _list(block: List, above: str) -> Iterator[Unit]:
    for number, item in enumerate(block.items, start=1):
        place = f"{above}{number}"
        yield _unit("item", item, f"{block.style}, {place}")
        for inner in item.lists:
            yield from _list(inner, f"{place}.")


def _cells(table: Table) -> Iterator[Unit]:
    for row in table.rows:
        start = f"{row.role} row "
        for cell in row.cells:
            yield _unit("cell", cell, f"{start}{cell.role} {cell.columns}x{cell.rows}")
            start = ""


def _unit(kind: str, block: TextBlock, structure: str = "") -> Unit:
    return Unit(kind, _broken(block), structure, _marks(block))


def _broken(block: TextBlock) -> str:
    """The text with a sign at each line break, whether that is a mark, a character or both."""
    text = block.text
    breaks = [mark.start for mark in block.marks if isinstance(mark, LineBreak)]
    for place in reversed(breaks):
        text = f"{text[:place]}{BREAK}{text[place:]}"
    return _BROKEN.sub(BREAK, text.replace("\n", BREAK) if breaks else text)


def _marks(block: TextBlock) -> tuple[Mark, ...]:
    found = []
    for mark in block.marks:
        words = block.text[mark.start : mark.end]
        match mark:
            case Formatting():
                found.append(Mark(mark.type, words))
            case Foreign():
                found.append(Mark("foreign", words, mark.language))
            case Link():
                found.append(Mark("link", words, mark.target or ""))
            case NoteCall():
                found.append(Mark("call", words, mark.note))
            case LineBreak() | InlineImage():
                pass
            case _:
                assert_never(mark)
    return tuple(found)
