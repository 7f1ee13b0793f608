"""Notes, and lists of references."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.references import CITATIONS, label_of
from archive.articles.jats.text_builder import TextBuilder
from archive.articles.jats.tree import children, first, name_of, within

if TYPE_CHECKING:
    from archive.articles.jats.block_walk import BlockHandler, BlockWalk
    from archive.formats.untrusted_xml import Element
    from archive.model.blocks import ListStyle, NotePlace


def _note(body: BlockWalk, element: Element, name: str, level: int) -> None:
    """A note; one that stands apart and that nothing calls is paragraphs."""
    is_in_text = _is_in_text(element)
    if not is_in_text and element.get("id") not in body.inline.called_ids:
        _uncalled(body, element, level)
        return
    label = label_of(element)
    paragraphs = body.paragraphs_in(element, [*children(element, "label")][:1])
    if not paragraphs and label:
        paragraphs, label = body.paragraphs_in(element), ""
    if not paragraphs:
        body.losses.element(name, element)
        return
    for rest in within(element, "permissions"):
        body.losses.element("permissions", rest)
    key = body.inline.keys[element]
    place: NotePlace = "foot" if is_in_text else "end"
    marker = f"{label} " if label else ""
    body.sequence.add(
        content.Note(key, tuple(paragraphs), marker, place, element.get("id") or ""), level
    )


def _uncalled(body: BlockWalk, element: Element, level: int) -> None:
    line, id = TextBuilder(), element.get("id")
    line.text(element.text or "")
    for child in element:
        if name_of(child) == "label":
            body.inline.content(child, line)
            line.blank()
        elif name_of(child) == "p" and not line.is_empty:  # the label stands before its words
            body.inline.content(child, line)
            id = body.end_paragraph(line, element, level, id)
            line = TextBuilder()
        elif name_of(child) == "p":
            body.paragraph(child, level, id)
            id = None
        else:
            body.block(child, level)
        if child.tail:
            line.text(child.tail)
    body.end_paragraph(line, element, level, id)


def _is_in_text(note: Element) -> bool:
    around = note.getparent()
    return around is not None and name_of(around) not in (
        "fn-group",
        "table-wrap-foot",
        "author-notes",
    )


def _references(body: BlockWalk, element: Element, name: str, level: int) -> None:
    """A list of references: each is an item, and what it describes a work."""
    body.begin_section(element, level, name)
    items: list[content.Item] = []

    def end() -> None:
        if items:
            style: ListStyle = "numbered" if any(item.marker for item in items) else "plain"
            body.sequence.add(content.List(tuple(items), style), level + 1)
            items.clear()
            body.read_asides(level + 1)

    for child in element:
        if name_of(child) == "ref":
            items += _reference(body, child)
        elif name_of(child) not in ("label", "title"):
            end()
            body.block(child, level + 1)
    end()


def _reference(body: BlockWalk, element: Element) -> list[content.Item]:
    label, labelled = label_of(element), first(element, "label")
    line = TextBuilder()
    line.text(element.text or "")
    for child in element:
        name = name_of(child)
        if child is not labelled:
            line.line_break()
            body.inline.element(child, line)
            if name not in CITATIONS and name not in ("note", "p", "citation-alternatives"):
                body.losses.element(name, child, words=True)
        line.text(child.tail or "")
    words = body.inline.finish_line(line, element)
    if words is None:
        body.losses.element("ref", element)
        return []
    return [content.Item(words, f"{label} " if label else "")]


BACK_MATTER_HANDLERS: Mapping[str, BlockHandler] = {"fn": _note, "ref-list": _references}
"""What reads them."""
