"""Reads notes and reference lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.references import label_of
from archive.articles.jats.text_builder import TextBuilder
from archive.articles.jats.tree import within
from archive.derivations.jats_forms import CITATIONS
from archive.derivations.jats_tree import children, first, name_of

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
    label = label_of(element)
    paragraphs = walk.paragraphs_in(element, [*children(element, "label")][:1])
    if not paragraphs and label:
        paragraphs, label = walk.paragraphs_in(element), ""
    if not paragraphs:
        walk.losses.element(name, element)
        return
    for rest in within(element, "permissions"):
        walk.losses.element("permissions", rest)
    key = walk.inline.keys[element]
    place: NotePlace = "foot" if is_in_text else "end"
    marker = f"{label} " if label else ""
    walk.sequence.add(
        content.Note(key, tuple(paragraphs), marker, place, element.get("id") or ""), level
    )


def _uncalled(walk: BlockWalk, element: Element, level: int) -> None:
    builder, id = TextBuilder(), element.get("id")
    builder.text(element.text or "")
    for child in element:
        if name_of(child) == "label":
            walk.inline.content(child, builder)
            builder.blank()
        elif name_of(child) == "p" and not builder.is_empty:  # the label stands before its words
            walk.inline.content(child, builder)
            id = walk.end_paragraph(builder, element, level, id)
            builder = TextBuilder()
        elif name_of(child) == "p":
            walk.paragraph(child, level, id)
            id = None
        else:
            walk.block(child, level)
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
    walk.begin_section(element, level, name)
    items: list[content.Item] = []

    def end() -> None:
        if items:
            style: ListStyle = "numbered" if any(item.marker for item in items) else "plain"
            walk.sequence.add(content.List(tuple(items), style), level + 1)
            items.clear()
            walk.read_asides(level + 1)

    for child in element:
        if name_of(child) == "ref":
            items += _reference(walk, child)
        elif name_of(child) not in ("label", "title"):
            end()
            walk.block(child, level + 1)
    end()


def _reference(walk: BlockWalk, element: Element) -> list[content.Item]:
    label, labelled = label_of(element), first(element, "label")
    builder = TextBuilder()
    builder.text(element.text or "")
    for child in element:
        name = name_of(child)
        if child is not labelled:
            builder.line_break()
            walk.inline.element(child, builder)
            if name not in CITATIONS and name not in ("note", "p", "citation-alternatives"):
                walk.losses.element(name, child, words=True)
        builder.text(child.tail or "")
    words = walk.inline.finish_line(builder, element)
    if words is None:
        walk.losses.element("ref", element)
        return []
    return [content.Item(words, f"{label} " if label else "")]


BACK_MATTER_HANDLERS: Mapping[str, BlockHandler] = {"fn": _note, "ref-list": _references}
"""The handlers of these elements, by name."""
