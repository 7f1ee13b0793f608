"""Builds the marked copy of a Word document from the parts of the file that have text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import MarkedCopy, Part
from archive.articles.office.word.comments import Comments
from archive.articles.office.word.definitions import count_numbering, count_styles
from archive.articles.office.word.elements import words_of
from archive.articles.office.word.images import Relations
from archive.articles.office.word.inventory import Inventory
from archive.articles.office.word.numbering import Numbering
from archive.articles.office.word.preprocessing import OtherParts, prepare_for_pandoc
from archive.articles.office.word.styles import Styles
from archive.derivations.docx_text_1 import DERIVATION, SEPARATORS, WordWalk
from archive.derivations.word_names import w
from archive.derivations.word_parts import WordParts
from archive.files.zip_file import pack


class WordDocument(WordParts):
    """A Word document: the parts of the file, its text and its marked copy."""

    def __init__(self, data: bytes) -> None:
        """Open a document.

        Raises:
            ReadError: The file is not a Word document, or not safe to read.
        """
        super().__init__(data)
        self._walk = WordWalk(self)
        self.text = self._walk.text(DERIVATION)
        """The text of the file as received, before its parts become a marked copy."""
        self.marked = MarkedCopy()

    @property
    def has_programs(self) -> bool:
        """Whether the file has macros."""
        return any(name.endswith("vbaProject.bin") for name in self.package.names)

    def release(self) -> None:
        """Free the XML trees; afterwards only the text and the marked copy can be used."""
        self._walk.release()

    def marked_copy(self) -> bytes:
        """Return the marked copy as a file for pandoc."""
        from lxml import etree

        losses = self.marked.losses
        styles = Styles(self.styles)
        comments_root = self.package.xml_if_there(self.name("comments"))
        extended = self.package.xml_if_there(self.name("commentsExtended"))
        comments = Comments(comments_root, extended, self.marked)
        numbering = self.package.xml_if_there(self.name("numbering"))
        numbers = Numbering(numbering, styles)
        known = OtherParts(styles, numbers, comments, self._walk, self.text)
        inventory = Inventory(styles, numbers, self._walk.merged)
        self._take_stock(inventory, comments_root)
        roots: dict[str, Element] = {self.main: self.root}
        relations = Relations(self.package, self.main)
        prepare_for_pandoc(self.root, "body", self.marked, known, relations)
        parts: tuple[tuple[str, Element | None, Part], ...] = (
            (self.footnotes_name, self.footnotes, "foot"),
            (self.endnotes_name, self.endnotes, "end"),
        )
        for name, root, part in parts:
            if root is None:
                continue
            for note in root.findall(w(f"{part}note")):
                if self._walk.has_called(note):
                    continue
                root.remove(note)
                if note.get(w("type")) not in SEPARATORS:
                    losses.add("notes that the text does not refer to", example=words_of(note))
            relations = Relations(self.package, name)
            prepare_for_pandoc(root, part, self.marked, known, relations)
            roots[name] = root
        comments.add_unplaced()
        count_numbering(numbering, numbers.used, inventory.unread)
        self.marked.unread = inventory.unread
        if (renamed := styles.renamed()) is not None:
            roots[self.styles_name] = renamed
        if self.has_programs:
            losses.add("macros, which are never run; left in the file as received")
        kept = {name: etree.tostring(root, encoding="utf-8") for name, root in roots.items()}
        return pack({**dict(self._rest()), **kept})

    def _take_stock(self, inventory: Inventory, comments: Element | None) -> None:
        """Count the content of the received parts that the record does not hold."""
        inventory.add_part(self.root, "text")
        for root in (self.footnotes, self.endnotes):
            for note in () if root is None else root:
                inventory.add_note(note, is_called=self._walk.has_called(note))
        if comments is not None:
            inventory.add_part(comments, "aside")
        for root in (*self.headers, *self.footers):
            inventory.add_part(root, "aside")
        used, taken_from = inventory.used_styles, inventory.of_styles
        count_styles(self.styles, used, taken_from, inventory.unread)

    def _rest(self) -> Iterator[tuple[str, bytes]]:
        """Yield the other parts that pandoc needs: their names and bytes."""
        for name in self.package.names:
            if name.endswith("/"):
                continue
            if name.endswith((".rels", "[Content_Types].xml")):
                yield name, self.package.read(name)
            elif name.endswith(("/numbering.xml", "/settings.xml")):
                self.package.xml(name)
                yield name, self.package.read(name)
