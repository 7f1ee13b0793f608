"""Collects blocks in their sections; notes and other asides of a block follow it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.tei_of_others.inline_handlers import Aside, InlineHandlers
from archive.articles.tei_of_others.text_builder import BLANKS, TextBuilder, normalize_space
from archive.articles.tei_of_others.vocabulary import BLOCKS, ID, KEPT, LANG, NO_TEXT, SPACE
from archive.model.blocks import Image

if TYPE_CHECKING:
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.derivations.untrusted_xml import Element
    from archive.model.blocks import NotePlace

_PLACES: dict[str, NotePlace] = {
    **dict.fromkeys(("foot", "bottom", "footnote", "below", "foot-note"), "foot"),
    **dict.fromkeys(("end", "endnote", "back"), "end"),
    **dict.fromkeys(
        ("margin", "marginal", "left", "right", "mleft", "mright", "margin-left", "margin-right"),
        "margin",
    ),
}
_INLINE = frozenset(("egXML", "eg", "choice", "app", *NO_TEXT))
"""Elements that are read into the line of a quotation or note, whatever they hold."""
_NOTHING_NEW = nullcontext()


class BlockOutput:
    """The blocks read so far, and what all handlers of blocks use."""

    def __init__(self, tree: TeiTree, capture: str, inline: InlineHandlers) -> None:
        self._tree, self._capture, self._inline = tree, capture, inline
        self._blocks: list[content.Block] = []
        self._level = 0
        """The level of the section in which the file is."""
        self._open = 0
        """The level of the section that the last heading has opened."""
        self._is_loose = False
        """Whether that section was opened for blocks after the sections of another."""
        self._main: str | None = None
        """The language of the text."""
        self._has_title = False
        self._holding: set[Element] = set()
        """Elements in which a block stands."""

    def _add(self, block: content.Block) -> None:
        """Add a block to the current section, and then the asides taken out of it."""
        if self._open > self._level and not self._is_loose:
            self._blocks.append(content.Heading(None, self._level + 1))
            self._open, self._is_loose = self._level + 1, True
        self._blocks.append(block)
        self._add_asides()

    def _add_asides(self) -> None:
        while self._inline.asides:
            asides, self._inline.asides = self._inline.asides, []
            for aside in asides:
                self._aside(aside)

    def _aside(self, aside: Aside) -> None:
        if aside.key:
            self._add_note(aside.element, aside.key)
        else:
            self._add_furniture(aside.element)

    def _words(self, builder: TextBuilder, element: Element) -> content.Words:
        if builder.too_deep:
            self._inline.losses.other("formatting that nests too deeply", element)
        language = self._inline.language
        origin = self._tree.origin(self._capture, element)
        return builder.words(origin, None if language == self._main else language)

    def _paragraph(self, builder: TextBuilder, element: Element) -> bool:
        """Add a line as a paragraph, if it holds words; a picture alone is a figure."""
        words = self._words(builder, element)
        if words.text.strip(BLANKS):
            self._add(content.Paragraph(words))
            return True
        for mark in words.marks:
            if not isinstance(mark, content.Call) and mark.type == "image":
                self._add(content.Figure(image=Image(address=mark.target)))
        self._add_asides()
        return False

    def _line(self, element: Element, *, with_id: bool = True) -> TextBuilder:
        """The content of an element, as one line."""
        builder = TextBuilder()
        builder.id = (element.get(ID) or "") if with_id else ""
        self._inline.content(element, builder)
        return builder

    def _inside(self, element: Element) -> AbstractContextManager[None]:
        """Apply the language and space of an element to all that is read in it."""
        if element.get(LANG) is None and element.get(SPACE) is None:
            return _NOTHING_NEW
        return self._entered(element)

    @contextmanager
    def _entered(self, element: Element) -> Iterator[None]:
        language, preserve = self._inline.language, self._inline.preserve
        self._inline.enter(element)
        yield
        self._inline.language, self._inline.preserve = language, preserve

    def _lines_in(self, element: Element) -> Iterator[content.Words]:
        """The paragraphs in an element; each line of a block within them is one."""
        builder = TextBuilder()
        if element.text:
            builder.text(element.text, preserve=self._inline.preserve)
        for child in element:
            name = self._tree.name(child)
            if name in _INLINE or not (name in BLOCKS or child in self._holding):
                self._inline.inline(child, builder)
            else:
                if builder.length:
                    yield self._words(builder, element)
                builder = TextBuilder()
                yield from self._lines_of_block(child, name)
            if child.tail:
                builder.text(child.tail, preserve=self._inline.preserve)
        if builder.length and (words := self._words(builder, element)).text.strip(BLANKS):
            yield words

    def _lines_of_block(self, element: Element, name: str) -> Iterator[content.Words]:
        if name not in KEPT:
            self._inline.losses.element(name, element)
        elif name in ("list", "table", "figure", "lg"):
            self._inline.losses.other(f"that a <{name}> stands in a quotation or note", element)
        if keys := element.keys():
            self._inline.attributes(name, element, keys)
        with self._inside(element):
            first = element.get(ID) or ""
            for words in self._lines_in(element):
                yield _with_id(words, first)
                first = ""

    def _add_note(self, element: Element, key: str) -> None:
        with self._inside(element):
            paragraphs = tuple(self._lines_in(element))
        if not paragraphs:
            self._inline.losses.other("<note> without words", element)
            return
        place = _PLACES.get((element.get("place") or "foot").lower())
        if place is None:
            self._inline.losses.attribute("place", "note", element)
        number = normalize_space(element.get("n"))
        marker = f"{number} " if number and not paragraphs[0].text.startswith(number) else ""
        self._add(content.Note(key, paragraphs, marker, place or "foot", element.get(ID) or ""))

    def _add_furniture(self, element: Element) -> None:
        """`fw`: a running head, a page number, a catchword."""
        words = self._words(self._line(element), element)
        role = element.get("type") or ""
        is_word = role.isascii() and role.isalpha()
        if words.text.strip(BLANKS):
            self._add(content.Furniture(words, role if is_word else None))

    # --- implemented by subclasses ---

    def _block(self, element: Element) -> None:
        """Read a block."""
        raise NotImplementedError

    def _flow(self, element: Element, skipped: Element | None = None) -> None:
        """Read the content of an element that is no block of a known kind."""
        raise NotImplementedError

    def _heading(self, element: Element) -> None:
        """Read a heading that opens no section."""
        raise NotImplementedError


def _with_id(words: content.Words, id: str) -> content.Words:
    """Words with the id of their element, if they have none."""
    if not id or words.id:
        return words
    return content.Words(
        words.text, words.origin, words.marks, words.language, words.annotations, id
    )
