"""Reads notes and reference lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.text_builder import TextBuilder
from archive.derivations.jats_tree import name_of, pieces_of

if TYPE_CHECKING:
    from archive.articles.jats.block_walk import BlockHandler, BlockWalk
    from archive.derivations.untrusted_xml import Element
    from archive.model.blocks import ListStyle, NotePlace


def _note(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """Add a note; if it is outside the text and no `xref` points to it, add its paragraphs."""
    is_in_text = _is_in_text(element)
    if not is_in_text and element.get("id") not in walk.inline.called_ids:
        _uncalled(walk, element, level)
        return
    label = walk.inline.leading_label(element)
    paragraphs = walk.paragraphs_in(element, () if label is None else (label,))
    if not paragraphs:
        walk.losses.element(name, element)
        return
    key, id = walk.inline.keys[element], walk.losses.take(element, "id")
    place: NotePlace = "foot" if is_in_text else "end"
    marker = "" if label is None else f"{walk.inline.line_of(label)} "
    walk.sequence.add(content.Note(key, tuple(paragraphs), marker, place, id), level)


def _uncalled(walk: BlockWalk, element: Element, level: int) -> None:
    """Add the paragraphs of a note that no `xref` points to."""
    walk.losses.other("<fn> that no <xref> points to; its words are kept", element)
    builder, id = TextBuilder(), element.get("id") or ""

    def end() -> None:
        nonlocal builder, id
        if walk.end_paragraph(builder, element, level, id):
            id = ""
        builder = TextBuilder()

    walk.inline.loose_text(element.text, element, builder)
    for child in element:
        name = name_of(child)
        if name == "p" and builder.is_empty:
            walk.paragraph(child, level, id)
            if id:
                walk.losses.take(element, "id")
            id = ""
        elif name == "p":  # the label precedes its words
            builder.blank()
            walk.inline.content(child, builder)
        elif name == "label" or walk.is_in_lines(child):
            walk.inline.loose_element(child, element, builder)
        else:
            end()
            walk.block(child, level)
        if name == "p":
            end()
        walk.inline.loose_text(child.tail, element, builder)
    end()


def _is_in_text(note: Element) -> bool:
    around = note.getparent()
    return around is not None and name_of(around) not in (
        "fn-group",
        "table-wrap-foot",
        "author-notes",
    )


def _references(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """Add a reference list: each reference becomes a list item, and its description a work."""
    titles = frozenset(walk.begin_section(element, level, name))
    items: list[content.Item] = []

    def end() -> None:
        if items:
            style: ListStyle = "numbered" if any(item.marker for item in items) else "plain"
            walk.sequence.add(content.List(tuple(items), style), level + 1)
            items.clear()

    for piece in pieces_of(element):
        if isinstance(piece, str):
            end()
            walk.loose_words(piece, element, level + 1)
        elif name_of(piece) == "ref":
            items += _reference(walk, piece)
        elif piece not in titles:
            end()
            walk.block(piece, level + 1)
    end()


def _reference(walk: BlockWalk, element: Element) -> list[content.Item]:
    label, builder = walk.inline.leading_label(element), TextBuilder()
    walk.inline.content(element, builder, label)
    words = walk.inline.finish_line(builder, element)
    if words is None:
        walk.losses.element("ref", element)
        return []
    marker = "" if label is None else f"{walk.inline.line_of(label)} "
    return [content.Item(words, marker)]


BACK_MATTER_HANDLERS: Mapping[str, BlockHandler] = {"fn": _note, "ref-list": _references}
"""The handlers of notes and reference lists, by element name."""
