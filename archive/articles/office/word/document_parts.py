"""Builds the marked copy of a Word document from its parts with text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import PRIVATE_CHARACTERS, MarkedCopy, Part
from archive.articles.office.word.comments import Comments
from archive.articles.office.word.elements import words_of
from archive.articles.office.word.numbering import Numbering
from archive.articles.office.word.preprocessing import OtherParts, linearize, prepare_for_pandoc
from archive.articles.office.word.styles import Styles
from archive.derivations.package import Package, refusal
from archive.derivations.word_names import w
from archive.files.zip_file import pack

KIND = "Word document"
_STRICT = "http://purl.oclc.org/ooxml/"
_NOTES: tuple[tuple[str, str, Part], ...] = (
    ("footnotes", "footnote", "foot"),
    ("endnotes", "endnote", "end"),
)
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
"""Types of footnotes that are only the lines above the footnotes (ECMA-376, 17.18.33)."""


class WordDocument:
    """A Word document, part by part."""

    def __init__(self, data: bytes) -> None:
        """Open a document.

        Raises:
            ReadError: It is no Word document, or not safe to read.
        """
        self.package = Package(data, KIND)
        self.main = self._main()
        self.marked = MarkedCopy()
        self._root = self.package.xml(self.main)
        if self._root.tag != w("document"):
            raise refusal(f"this is no {KIND}: the root of {self.main} is {self._root.tag!r}")

    def _main(self) -> str:
        """The name of the part with the text (ECMA-376 part 1, 11.3.10)."""
        root = self.package.xml("_rels/.rels")
        for relation in root:
            kind = relation.get("Type") or ""
            if kind.startswith(_STRICT) and kind.endswith("/officeDocument"):
                hint = 'save it as "Word document (.docx)"'
                raise refusal(f"this is a {KIND} in the strict form of the standard", hint)
            if kind.endswith("/officeDocument"):
                return posixpath.normpath((relation.get("Target") or "").lstrip("/"))
        raise refusal(f"this is no {KIND}: it names no part with the text")

    @property
    def has_programs(self) -> bool:
        """Whether there are macros in it."""
        return any(name.endswith("vbaProject.bin") for name in self.package.names)

    def marked_copy(self) -> bytes:
        """Return the marked copy."""
        from lxml import etree

        losses = self.marked.losses
        styles_name = self._part("styles")
        styles = Styles(self.package.xml_if_there(styles_name))
        extended = self.package.xml_if_there(self._part("commentsExtended"))
        comments = Comments(
            self.package.xml_if_there(self._part("comments")), extended, self.marked
        )
        numbers = Numbering(self.package.xml_if_there(self._part("numbering")), styles)
        known = OtherParts(styles, numbers, comments)
        roots: dict[str, Element] = {self.main: self._root}
        prepare_for_pandoc(self._root, "body", self.marked, known)
        for name, element, part in _NOTES:
            root = self.package.xml_if_there(self._part(name))
            if root is None:
                continue
            called = {
                one.get(w("id"))
                for holder in roots.values()
                for one in holder.iter(w(f"{element}Reference"))
            }
            called |= {one.get(w("id")) for one in root.iter(w(f"{element}Reference"))}
            for note in root.findall(w(element)):
                if note.get(w("type")) in _SEPARATORS:
                    root.remove(note)
                elif note.get(w("id")) not in called:
                    losses.add("notes", "without a call in the text; left out", words_of(note))
                    root.remove(note)
            prepare_for_pandoc(root, part, self.marked, known)
            roots[self._part(name)] = root
        comments.add_unplaced()
        if (root := styles.renamed()) is not None:
            roots[styles_name] = root
        if self.has_programs:
            losses.add("programs", "macros, which are never run; left in the file as received")
        kept = {name: etree.tostring(root, encoding="utf-8") for name, root in roots.items()}
        return pack({**dict(self._rest()), **kept})

    def _part(self, kind: str) -> str:
        """The name of the part of a kind that the text names, or the usual one."""
        return next(self._parts(kind), f"word/{kind}.xml")

    def _parts(self, kind: str) -> Iterator[str]:
        folder, name = posixpath.split(self.main)
        relations = self.package.xml_if_there(f"{folder}/_rels/{name}.rels".lstrip("/"))
        for relation in () if relations is None else relations:
            if (relation.get("Type") or "").endswith(f"/{kind}"):
                target = relation.get("Target") or ""
                if relation.get("TargetMode") != "External":
                    yield posixpath.normpath(
                        target[1:] if target.startswith("/") else f"{folder}/{target}"
                    )

    def _rest(self) -> Iterator[tuple[str, bytes]]:
        """Other parts that pandoc asks for; it looks whether images are there, and no more."""
        for name in self.package.names:
            if name.endswith("/"):
                continue
            if name.endswith((".rels", "[Content_Types].xml")):
                yield name, self.package.read(name)
            elif name.endswith(("/numbering.xml", "/settings.xml")):
                self.package.xml(name)
                yield name, self.package.read(name)
            elif "/media/" in name:
                yield name, b""

    def headers_and_footers(self) -> Iterator[tuple[str, str]]:
        """Yield the headers and footers of pages: `header` or `footer`, and the words."""
        seen: set[str] = set()
        for role in ("header", "footer"):
            for name in self._parts(role):
                root = self.package.xml_if_there(name)
                if root is None:
                    continue
                linearize(root, MarkedCopy())  # the changes in it are no changes of the article
                for paragraph in root.iter(w("p")):
                    words = PRIVATE_CHARACTERS.sub("", words_of(paragraph))
                    if words.strip() and words not in seen:
                        seen.add(words)
                        yield role, words
