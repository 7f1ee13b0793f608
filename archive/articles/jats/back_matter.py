"""Reads notes and reference lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.text_builder import TextBuilder
from archive.derivations.jats_forms import CITATIONS
from archive.derivations.jats_tree import name_of, pieces_of
from archive.derivations.jats_vocabulary import LEFT_OUT

if TYPE_CHECKING:
    from archive.articles.jats.block_walk import BlockHandler, BlockWalk
    from archive.derivations.untrusted_xml import Element
    from archive.model.blocks import ListStyle, NotePlace


def _note(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """A note; one outside the text that nothing calls becomes paragraphs."""
    is_in_text = _is_in_text(element)
    if not is_in_text and element.get("id") not in walk.inline.called_ids:
        _uncalled(walk, element, level)
        return
    label = walk.inline.leading_label(element)
    paragraphs = walk.paragraphs_in(element, () if label is None else (label,))
    if not paragraphs:
        walk.losses.element(name, element)
        return
    key = walk.inline.keys[element]
    place: NotePlace = "foot" if is_in_text else "end"
    marker = "" if label is None else f"{walk.inline.line_of(label)} "
    walk.sequence.add(
        content.Note(key, tuple(paragraphs), marker, place, element.get("id") or ""), level
    )


def _uncalled(walk: BlockWalk, element: Element, level: int) -> None:
    builder, id = TextBuilder(), element.get("id")
    builder.text(element.text or "")
    for child in element:
        name = name_of(child)
        if name == "p" and builder.is_empty:
            walk.paragraph(child, level, id)
            id = None
        elif name == "p":  # the label stands before its words
            builder.blank()
            walk.inline.content(child, builder)
        elif name == "label" or walk.is_in_lines(child):
            walk.inline.element(child, builder)
        else:
            id = walk.end_paragraph(builder, element, level, id)
            builder = TextBuilder()
            walk.block(child, level)
        if name == "p":
            id = walk.end_paragraph(builder, element, level, id)
            builder = TextBuilder()
        if child.tail:
            builder.text(child.tail)
    walk.end_paragraph(builder, element, level, id)


def _is_in_text(note: Element) -> bool:
    around = note.getparent()
    return around is not None and name_of(around) not in (
        "fn-group",
        "table-wrap-foot",
        "author-notes",
    )


def _references(walk: BlockWalk, element: Element, name: str, level: int) -> None:
    """A reference list: each reference becomes an item, and what it describes a work."""
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
    for child in element:
        if name_of(child) not in _OF_REFERENCES:
            walk.losses.element(name_of(child), child, words=True)
    words = walk.inline.finish_line(builder, element)
    if words is None:
        walk.losses.element("ref", element)
        return []
    marker = "" if label is None else f"{walk.inline.line_of(label)} "
    return [content.Item(words, marker)]


_OF_REFERENCES = {*CITATIONS, *LEFT_OUT, "label", "note", "p", "citation-alternatives"}
"""Children of a reference that are read, or reported where they are."""

BACK_MATTER_HANDLERS: Mapping[str, BlockHandler] = {"fn": _note, "ref-list": _references}
"""The handlers of these elements, by name."""
