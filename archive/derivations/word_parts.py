"""The parts of a Word document that contain text (ECMA-376 part 1, 11.3)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml.etree import _Element as Element

from archive.derivations.package import Package, refusal
from archive.derivations.word_names import w

KIND = "Word document"
_STRICT = "http://purl.oclc.org/ooxml/"


class WordParts:
    """The parts of a Word document."""

    def __init__(self, data: bytes) -> None:
        """Open a document.

        Raises:
            ReadError: The file is not a Word document, or is not safe to read.
        """
        self.package = Package(data, KIND)
        self.main = self._main()
        """The name of the part with the text."""
        self.root = self.package.xml(self.main)
        if self.root.tag != w("document"):
            raise refusal(f"this is no {KIND}: the root of {self.main} is {self.root.tag!r}")
        self.styles_name = self.name("styles")
        self.styles = self.package.xml_if_there(self.styles_name)
        self.footnotes_name, self.endnotes_name = self.name("footnotes"), self.name("endnotes")
        self.footnotes = self.package.xml_if_there(self.footnotes_name)
        self.endnotes = self.package.xml_if_there(self.endnotes_name)
        self.headers = [*self._roots("header")]
        self.footers = [*self._roots("footer")]

    def _main(self) -> str:
        """Return the name of the part with the text (ECMA-376 part 1, 11.3.10)."""
        root = self.package.xml("_rels/.rels")
        for relation in root:
            kind = relation.get("Type") or ""
            if kind.startswith(_STRICT) and kind.endswith("/officeDocument"):
                hint = 'save it as "Word document (.docx)"'
                raise refusal(f"this is a {KIND} in the strict form of the standard", hint)
            if kind.endswith("/officeDocument"):
                return posixpath.normpath((relation.get("Target") or "").lstrip("/"))
        raise refusal(f"this is no {KIND}: no relation points to the part with the text")

    def name(self, kind: str) -> str:
        """Return the name of a kind of part: as the text part refers to it, else the usual name."""
        return next(self._names(kind), f"word/{kind}.xml")

    def _names(self, kind: str) -> Iterator[str]:
        folder, name = posixpath.split(self.main)
        relations = self.package.xml_if_there(f"{folder}/_rels/{name}.rels".lstrip("/"))
        for relation in () if relations is None else relations:
            if (relation.get("Type") or "").endswith(f"/{kind}"):
                target = relation.get("Target") or ""
                if relation.get("TargetMode") != "External":
                    yield posixpath.normpath(
                        target[1:] if target.startswith("/") else f"{folder}/{target}"
                    )

    @property
    def numbering(self) -> Iterator[str]:
        """Yield the words that numbering adds to items and headings (17.9.11)."""
        root = self.package.xml_if_there(self.name("numbering"))
        for text in () if root is None else root.iter(w("lvlText")):
            yield text.get(w("val")) or ""

    def _roots(self, kind: str) -> Iterator[Element]:
        """Yield the roots of the parts of a kind, in the order in which the text refers to them."""
        for name in dict.fromkeys(self._names(kind)):
            root = self.package.xml_if_there(name)
            if root is not None:
                yield root
