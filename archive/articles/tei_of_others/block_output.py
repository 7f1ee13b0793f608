"""Collects blocks in sections; puts notes and other asides after the block they come from."""

from __future__ import annotations

from collections.abc import Iterator

from archive.articles import content
from archive.articles.tei_of_others.inline_handlers import Aside, InlineHandlers
from archive.articles.tei_of_others.text_builder import TextBuilder
from archive.articles.tei_of_others.tree import TeiTree
from archive.articles.tei_of_others.vocabulary import KEPT_AS_BLOCKS, MIXED
from archive.derivations.tei_structure import has_own_text
from archive.derivations.tei_vocabulary import DATA_LIKE, ID, WITHIN_LINES
from archive.derivations.untrusted_xml import Element
from archive.derivations.xml_walk import BLANKS, normalize_space
from archive.model.blocks import Image, NotePlace

_PLACES: dict[str, NotePlace] = {
    **dict.fromkeys(("foot", "bottom", "footnote", "below", "foot-note"), "foot"),
    **dict.fromkeys(("end", "endnote", "back"), "end"),
    **dict.fromkeys(
        ("margin", "marginal", "left", "right", "mleft", "mright", "margin-left", "margin-right"),
        "margin",
    ),
}


class BlockOutput:
    """The blocks read so far, and the methods that all handlers of blocks use."""

    def __init__(self, tree: TeiTree, capture: str, inline: InlineHandlers) -> None:
        self._tree, self._capture, self._inline = tree, capture, inline
        self._blocks: list[content.Block] = []
        self._level = 0
        """The level of the section that is being read."""
        self._open = 0
        """The level of the section that the latest heading opened."""
        self._is_loose = False
        """Whether that section was opened for blocks that come after inner sections."""
        self._main: str | None = None
        """The main language of the text."""
        self._has_title = False
        self._here = tree.text
        """The block element that is being read."""

    def _add(self, block: content.Block) -> None:
        """Add a block to the current section, then the asides that were in the block."""
        if self._open > self._level and not self._is_loose:
            self._blocks.append(content.Heading(None, self._level + 1))
            self._open, self._is_loose = self._level + 1, True
            what = "blocks after inner sections; read as a section of their own"
            self._inline.losses.other(what, self._here)
        self._blocks.append(block)
        self._add_asides()

    def _add_asides(self) -> None:
        """Add the asides that were in a block; asides inside an aside follow that aside."""
        asides, self._inline.asides = self._inline.asides, []
        for aside in asides:
            self._aside(aside)

    def _aside(self, aside: Aside) -> None:
        preserve, self._inline.preserve = self._inline.preserve, aside.preserve
        if aside.key:
            self._add_note(aside.element, aside.key)
        else:
            with self._inline.inside(aside.element):
                self._add_furniture(aside.element)
        self._inline.preserve = preserve

    def _count_loose(self, element: Element) -> None:
        """Count text directly in an element, if TEI allows no text there."""
        name = self._tree.name(element)
        if name not in MIXED and name not in WITHIN_LINES:
            self._inline.losses.other(
                "lines outside paragraphs and other blocks", element, within=name
            )

    def _words(self, builder: TextBuilder, element: Element) -> content.Words:
        if builder.too_deep:
            self._inline.losses.other("formatting nested too deeply", element)
        origin = self._tree.origin(self._capture, element)
        words = builder.words(origin, self._language())
        if words.text.strip(BLANKS):
            self._inline.use_language()
        return words

    def _language(self) -> str | None:
        """Return the current language; `None` if it is the main language of the article."""
        language = self._inline.language
        return None if language == self._main else language

    def _paragraph(self, builder: TextBuilder, element: Element) -> bool:
        """Add a line as a paragraph; if it has no words, add its images as figures."""
        words = self._words(builder, element)
        if words.text.strip(BLANKS):
            self._add(content.Paragraph(words))
            return True
        for mark in words.marks:
            if not isinstance(mark, content.Call) and mark.type == "image":
                name = self._tree.name(element)
                self._inline.losses.other(f"<{name}> with only an image; read as a figure", element)
                self._add(content.Figure(image=Image(address=mark.target)))
        self._add_asides()
        return False

    def _line(self, element: Element, *, with_id: bool = True) -> TextBuilder:
        """Read the content of an element as one line; return its builder."""
        builder = TextBuilder()
        builder.id = (element.get(ID) or "") if with_id else ""
        self._inline.content(element, builder)
        return builder

    def _lines_in(self, element: Element) -> Iterator[content.Words]:
        """Yield the paragraphs in an element; lines of blocks in it become paragraphs too."""
        builder = TextBuilder()
        if element.text:
            builder.text(element.text, preserve=self._inline.preserve)
        is_data = self._tree.name(element) in DATA_LIKE and not has_own_text(element)
        for child, tail in self._tree.in_order(element):
            if child is None:
                pass
            elif self._tree.splits_lines(child, name := self._tree.name(child)):
                yield from self._line_of(builder, element)
                builder = TextBuilder()
                yield from self._lines_of_block(child, name)
            else:
                if is_data:
                    builder.blank()
                self._inline.inline(child, builder)
                if is_data:
                    builder.blank()
            if tail:
                builder.text(tail, preserve=self._inline.preserve)
        yield from self._line_of(builder, element)

    def _line_of(self, builder: TextBuilder, element: Element) -> Iterator[content.Words]:
        """Yield the words of a line, if there are any, and report a line that is not allowed."""
        if builder.length and (words := self._words(builder, element)).text.strip(BLANKS):
            self._count_loose(element)
            yield words

    def _lines_of_block(self, element: Element, name: str) -> Iterator[content.Words]:
        if name not in ("p", "ab"):
            around = element.getparent()
            of = "" if around is None else f"{self._tree.name(around)}/"
            self._inline.losses.element(f"{of}{name}", element)
        self._inline.attributes(name, element)
        with self._inline.inside(element):
            first = element.get(ID) or ""
            for words in self._lines_in(element):
                yield _with_id(words, first)
                first = ""

    def _add_note(self, element: Element, key: str) -> None:
        with self._inline.inside(element):
            paragraphs = tuple(self._lines_in(element))
        name, taken = self._tree.name(element), set[str]()
        if not paragraphs:
            self._inline.losses.other(f"<{name}> without words", element)
            self._inline.attributes(name, element)
            self._add_asides()
            return
        if name not in KEPT_AS_BLOCKS:
            self._inline.losses.element(name, element)
        place = _PLACES.get((element.get("place") or "foot").lower())
        if place is not None:
            taken.add("place")
        number = normalize_space(element.get("n"))
        marker = f"{number} " if number and not paragraphs[0].text.startswith(number) else ""
        if marker:
            taken.add("n")
        if self._inline.is_called_elsewhere(element):
            taken.add("target")
        self._inline.attributes(name, element, taken)
        self._add(content.Note(key, paragraphs, marker, place or "foot", element.get(ID) or ""))

    def _add_furniture(self, element: Element) -> None:
        """`fw`: add page furniture (a running head, a page number, a catchword)."""
        words = self._words(self._line(element), element)
        role = element.get("type") or ""
        is_word = role.isascii() and role.isalpha()
        if words.text.strip(BLANKS):
            self._inline.attributes("fw", element, ("type",) if is_word else ())
            self._add(content.Furniture(words, role if is_word else None))
        else:
            self._inline.losses.whole("fw", element)
            self._add_asides()

    # --- implemented by subclasses ---

    def _block(self, element: Element) -> None:
        """Read a block."""
        raise NotImplementedError

    def _flow(self, element: Element, skipped: Element | None = None) -> None:
        """Read the content of an element as blocks, without the child `skipped`."""
        raise NotImplementedError

    def _heading(self, element: Element) -> None:
        """Read a heading that opens no section."""
        raise NotImplementedError


def _with_id(words: content.Words, id: str) -> content.Words:
    """Return words; if they have no id, give them this id."""
    if not id or words.id:
        return words
    return content.Words(
        words.text, words.origin, words.marks, words.language, words.annotations, id
    )
