"""Reads the text of a file as blocks: sections, paragraphs, quotations, notes, speeches.

An unknown element that is not part of a line is read as blocks, so its text is not lost. Notes and
page furniture follow the block that contains them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from archive.articles import content
from archive.articles.tei_of_others.compound_blocks import CompoundBlocks
from archive.articles.tei_of_others.inline_handlers import InlineHandlers
from archive.articles.tei_of_others.text_builder import TextBuilder
from archive.articles.tei_of_others.tree import TeiTree, tokens
from archive.articles.tei_of_others.vocabulary import (
    DIVISIONS,
    ENTITIES,
    IN_BIBLIOGRAPHY,
    KEPT_AS_BLOCKS,
    ROLES,
)
from archive.derivations.tei_code import code_in
from archive.derivations.tei_structure import holds_words
from archive.derivations.tei_vocabulary import ID, LEAVES, NOTES, QUOTATIONS, VARIANTS
from archive.derivations.untrusted_xml import Element
from archive.derivations.xml_walk import BLANKS

_DEEPEST_SECTION = 22
_TAKING = DIVISIONS | NOTES | {*ENTITIES, *IN_BIBLIOGRAPHY} | {"sp", "l", "list", "fw"}
"""Elements whose handlers report lost attributes themselves."""
_REPORTING = DIVISIONS | NOTES | {"fw", "l"}
"""Elements whose handlers report themselves that an element has no words."""
_NOTICED = KEPT_AS_BLOCKS - _REPORTING
"""Elements that are reported if no block comes from them."""
_PARAGRAPHS = frozenset(("p", "ab"))
_PHRASES = frozenset(("s", "cl", "phr"))
"""Elements that are part of a line, or read as a block if they are not in a line."""


class BlockHandlers(CompoundBlocks):
    """Reads a text as blocks: finds the block elements and the lines of text between them."""

    def __init__(self, tree: TeiTree, capture: str, inline: InlineHandlers) -> None:
        super().__init__(tree, capture, inline)
        self._speakers: list[dict[str, Any]] = []
        """Mentions of the persons in the `@who` of the current speech, for its `speaker`."""
        self._with_lines: set[Element] = set()
        """Elements in which text outside other blocks became a paragraph."""

    def read(self, text: Element, language: str | None) -> list[content.Block]:
        """Return the blocks of a text.

        Args:
            text: The text.
            language: The main language of the article.
        """
        self._survey(text)
        self._main = self._inline.language = language
        self._inline.preserve = text in self._tree.preserved
        self._inline.attributes("text", text)
        with self._inline.inside(text):
            self._flow(text)
        self._inline.count_lost_breaks()
        return self._blocks

    def _survey(self, text: Element) -> None:
        """Find the notes, and the anchors that a note may refer to as its place."""
        self._inline.anchors = {one.get(ID) or "" for one in self._tree.within(text, "anchor")}
        for note in self._tree.within(text, *NOTES):
            id = note.get(ID)
            if id is not None:
                self._inline.notes[id] = f"#{id}"
                for target in tokens(note.get("target")):
                    self._inline.called_at.setdefault(target.removeprefix("#"), f"#{id}")

    # --- containers ---

    def _block(self, element: Element) -> None:
        """Read a block."""
        name = self._tree.name(element)
        if self._tree.is_left_out(element, name):
            self._inline.losses.whole(name, element)
            return
        if name not in _TAKING:
            self._inline.attributes(name, element)
        if name not in KEPT_AS_BLOCKS and name not in NOTES:
            self._inline.losses.element(self._named(element, name), element)
        self._here, before = element, len(self._blocks)
        with self._inline.inside(element):
            self._handlers.get(name, BlockHandlers._flow)(self, element)
        is_empty = len(self._blocks) == before and name in _NOTICED
        if is_empty or (name in _PARAGRAPHS and element not in self._with_lines):
            self._inline.losses.other(f"<{name}> without words of its own", element)

    def _named(self, element: Element, name: str) -> str:
        """Return the name under which a block is reported: `parent/name` for a part of a line."""
        around = element.getparent()
        if name not in _PHRASES or around is None:
            return name
        return f"{self._tree.name(around)}/{name}"

    def _flow(self, element: Element, skipped: Element | None = None) -> None:
        """Read the content of an element: its blocks, and the text between them as paragraphs."""
        names = self._tree.names
        name = names[element.tag]
        runs_on = self._tree.runs_on(element)
        builder = TextBuilder()
        id = element.get(ID) or ""
        builder.id = id if name not in DIVISIONS else ""
        verse: list[Element] = []
        preserve = self._inline.preserve
        if element.text:
            builder.text(element.text, preserve=preserve)
        for child in element:
            if child is skipped:
                pass
            elif (of_child := names[child.tag]) == "l":
                builder = self._flush(builder, element)
                verse.append(child)
            elif self._tree.is_block(child, of_child, runs_on=runs_on):
                self._end_verse(verse)
                builder = self._flush(builder, element)
                self._block(child)
            else:
                if verse and self._tree.ends_verse(child):
                    self._end_verse(verse)
                self._inline.inline(child, builder)
            tail = child.tail
            if tail and (not verse or tail.strip(BLANKS)):
                self._end_verse(verse)
                builder.text(tail, preserve=preserve)
        self._end_verse(verse)
        self._flush(builder, element)

    def _flush(self, builder: TextBuilder, element: Element) -> TextBuilder:
        """End a line and add it as a paragraph; return the builder of the next line."""
        is_new = not builder.length and not self._inline.asides and not builder.holds_marks
        if is_new:
            return builder
        was_added = self._paragraph(builder, element)
        if was_added:
            self._with_lines.add(element)
            self._count_loose(element)
        after = TextBuilder()
        after.id = "" if was_added else builder.id
        return after

    def _end_verse(self, verse: list[Element]) -> None:
        if verse:
            self._loose_verse([*verse])
            verse.clear()

    # --- sections ---

    def _section(self, element: Element) -> None:
        """`div`: open a section with its first `head`, and read its content."""
        if (
            not holds_words(element)
            and next(self._tree.within(element, "graphic", "figure"), None) is None
        ):
            self._inline.losses.whole(self._tree.name(element), element)
            return
        head = self._head_of(element)
        role = ROLES.get(element.get("type") or "")
        self._inline.attributes("div", element, ("type",) if role else ())
        level = self._level
        self._level = min(level + 1, _DEEPEST_SECTION)
        if self._level == level:
            self._inline.losses.other(
                "sections nested too deeply; placed beside those around them", element
            )
        words = None
        if head is not None:
            self._inline.attributes("head", head)
            with self._inline.inside(head):
                builder = self._line(head)
                words = self._words(builder, head) if builder.length else None
            if words is None:
                self._inline.losses.other("<head> without words", head)
        self._heading_of_section(words, role or "section", element.get(ID) or "")
        self._add_asides()
        self._flow(element, head)
        self._level = level

    def _head_of(self, division: Element) -> Element | None:
        """Return the `head` with which a division begins; `None` if it begins otherwise."""
        if (division.text or "").strip(BLANKS):
            return None
        for child in division:
            if self._tree.name(child) == "head":
                return child
            if holds_words(child) or (child.tail or "").strip(BLANKS):
                return None
        return None

    def _heading_of_section(self, words: content.Words | None, role: Any, id: str) -> None:
        self._blocks.append(content.Heading(words, self._level, role, id))
        self._open, self._is_loose = self._level, False

    def _heading(self, element: Element) -> None:
        """Add a heading that opens no section: of a list, of verse, or a second `head`."""
        builder = self._line(element)
        words = self._words(builder, element)
        if words.text.strip(BLANKS):
            if not self._has_title:
                self._inline.losses.other("<head> without a section", element)
            self._add(content.Title(words) if self._has_title else content.Paragraph(words))
        self._add_asides()

    def _title(self, element: Element) -> None:
        """`titlePart`: add a part of the title page as a title."""
        words = self._words(self._line(element), element)
        if words.text.strip(BLANKS):
            self._has_title = True
            self._add(content.Title(words))
        self._add_asides()

    def _bibliography(self, element: Element) -> None:
        """`listBibl`: read its entries; directly in `back`, open a section of references."""
        around = element.getparent()
        if around is None or self._tree.name(around) != "back":
            self._inline.losses.element("listBibl", element)
            self._flow(element)
            return
        level = self._level
        self._level = min(level + 1, _DEEPEST_SECTION)
        head = self._head_of(element)
        words = None
        if head is not None:
            self._inline.attributes("head", head)
            with self._inline.inside(head):
                words = self._words(self._line(head), head)
        self._heading_of_section(words if words and words.text else None, "references", "")
        self._add_asides()
        self._flow(element, head)
        self._level = level

    # --- speeches ---

    def _speech(self, element: Element) -> None:
        """`sp`: read a speech; its `speaker` becomes a mention of the persons in `@who`."""
        self._speakers = [*self._inline.entities.speakers(element)]
        speaker = next(self._tree.children(element, "speaker"), None)
        if speaker is None or not holds_words(speaker):
            self._speakers = []
        self._inline.attributes("sp", element, ("who",) if self._speakers else ())
        self._flow(element)

    def _speaker(self, element: Element) -> None:
        builder = TextBuilder()
        builder.id = element.get(ID) or ""
        span = builder.start_annotation(self._speakers)
        self._speakers = []
        self._inline.content(element, builder)
        builder.end(span)
        self._paragraph(builder, element)

    # --- quotations, code, descriptions ---

    def _quotation(self, element: Element) -> None:
        """Add a quotation between paragraphs; for `cit`, with the line that names its source."""
        has_parts, credit = self._tree.parts_of_citation(element)
        if credit is None and self._tree.name(element) == "cit":
            self._inline.losses.element("cit", element)
        words = [*(self._cited(element, credit) if has_parts else self._lines_in(element))]
        credited = None
        if credit is not None:
            builder = TextBuilder()
            self._inline.inline(credit, builder)
            builder.id = "" if credit in self._inline.works.taken else credit.get(ID) or ""
            credited = self._words(builder, credit) if builder.length else None
        if words:
            self._add(content.Quotation(tuple(words), credited, element.get(ID) or ""))
        elif credited:
            self._inline.losses.other(f"<{self._tree.name(element)}> without a quotation", element)
            self._add(content.Paragraph(credited))
        else:
            self._add_asides()

    def _cited(self, element: Element, credit: Element | None) -> Iterator[content.Words]:
        """Yield the words of each child of a `cit`, except the line that names the source."""
        for child in element:
            name = self._tree.name(child)
            if child is credit:
                continue
            if name in QUOTATIONS:
                self._inline.attributes(name, child)
                with self._inline.inside(child):
                    yield from self._lines_in(child)
            else:
                builder = TextBuilder()
                self._inline.inline(child, builder)
                if builder.length:
                    yield self._words(builder, child)

    def _code(self, element: Element) -> None:
        text = code_in(element)
        if text.strip(BLANKS):
            self._inline.use_language()
            origin, language = self._tree.origin(self._capture, element), self._language()
            id = element.get(ID) or ""
            self._add(content.Code(content.Words(text, origin, language=language, id=id)))

    def _leaf(self, element: Element) -> None:
        """Add the description of a work, person or word as one paragraph."""
        builder = TextBuilder()
        name = self._tree.name(element)
        is_part = name in ENTITIES or element in self._inline.works.taken
        builder.id = "" if is_part else element.get(ID) or ""
        if name in ENTITIES or name in IN_BIBLIOGRAPHY:
            self._inline.described(element, name, builder)
        else:
            self._inline.content(element, builder)
        self._paragraph(builder, element)

    def _variants_with_blocks(self, element: Element) -> None:
        """`choice` or `app` with blocks in it: read the blocks of one variant as text."""
        chosen, others = self._tree.variants_of(element, self._tree.name(element))
        losses = self._inline.losses
        builder = TextBuilder()
        builder.text(element.text or "", preserve=self._inline.preserve)
        builder = self._flush(builder, element)
        for child in element:
            name = self._tree.name(child)
            if child in others:
                losses.whole(name, child)
            elif child is chosen and not self._tree.is_left_out(child, name):
                losses.element(name, child)
                if name not in _TAKING:
                    self._inline.attributes(name, child)
                with self._inline.inside(child):
                    self._handlers.get(name, BlockHandlers._flow)(self, child)
            else:
                self._block(child)
            builder.text(child.tail or "", preserve=self._inline.preserve)
            builder = self._flush(builder, element)

    # --- notes ---

    def _note(self, element: Element) -> None:
        """Add a note between blocks; without a place, number or reference, only its content."""
        if self._tree.is_note(element):
            self._add_note(element, self._inline.key_of(element))
        else:
            name = self._tree.name(element)
            self._inline.losses.element(name, element)
            self._inline.attributes(name, element)
            self._flow(element)

    _handlers: ClassVar[Mapping[str, Callable[[Any, Element], None]]] = {
        **dict.fromkeys(DIVISIONS, _section),
        **dict.fromkeys(("lg", "l"), CompoundBlocks._verse),
        **dict.fromkeys(QUOTATIONS, _quotation),
        **dict.fromkeys(("egXML", "eg"), _code),
        **dict.fromkeys(LEAVES, _leaf),
        "head": _heading,
        "titlePart": _title,
        "list": CompoundBlocks._list,
        "table": CompoundBlocks._table,
        "figure": CompoundBlocks._figure,
        **dict.fromkeys(NOTES, _note),
        "fw": CompoundBlocks._add_furniture,
        "sp": _speech,
        **dict.fromkeys(VARIANTS, _variants_with_blocks),
        "speaker": _speaker,
        "listBibl": _bibliography,
    }
