"""`jats-text-1`: the text of a JATS article and of each of its elements, from the tree of XML.

These rules never change, because records refer to them. The lists of names in `jats_vocabulary`,
the choice of forms in `jats_forms` and the texts of a file in `jats_tree` are part of them.

- *Tree*: the tree is that of `untrusted_xml`, without comments and processing instructions. Only
  the local part of a name counts, with a prefix for MathML (`mml:`), ALI and OASIS tables.
- *Texts*: an `article`, and each `sub-article` and `response` in it, is a text. The text of a file
  consists of all these texts in the order of the file: each comes after the text that contains it.
- *Printed* parts of a text are, in this order: its titles (`article-title`, `subtitle`); the notes
  to the titles; `product` and abstracts; the content of the front besides `journal-meta` and
  `article-meta`; `body`, `back`, `floats-group` and, in old tag sets, `floats-wrap`, in the order
  of the file; and `author-notes`. The rest of the front has values of the metadata: contributors,
  dates, identifiers, rights.
- *Not prose*, with all their content, are: `LEFT_OUT`; `IMAGES_IN_LINES`, because their content
  describes them; an `object-id` outside a line; and all forms of one thing except one
  (`other_forms`).
- *Order* is that of the file. Exceptions are notes and floats in a line.
- *Blocks and lines*. The content of an element is either blocks or a line. Everything in a line is
  a line. Outside lines, these rules apply in this order. A `caption` that is a child of one of
  `FLOATS`, and a `p` that is a child of one of `FIGURES`, hold a line. In any other `p`, each child
  is in a line, except `APART`, and floats whose `@position` is `anchor`: these are blocks. `BLOCKS`
  hold blocks, and `LINES` a line. Any other element holds a line if words are directly in it or if
  it has no elements, and otherwise blocks.
- *Put off* are notes (`fn`) and floats (`FLOATING`) in a line, except a `graphic` in a formula.
  They come after the block around them, in the order of the file: after the outermost block that is
  not one of `CONTAINERS`. There they are blocks themselves, and the notes and floats in each of
  them follow it at once. A `label` does not count as such a block: content that is put off in a
  label comes after the next block, or at the end of the container.
- *White space*: a run of TAB, LF, CR and SPACE is one SPACE, and nothing at the edges of the text.
  Other blanks are kept (U+00A0). One SPACE separates blocks. One SPACE is also: before and after an
  element of `PARTED`; where a float in a line was put off; before each element in a `ref`, and in
  one of `FIELDS_ONLY` that has no words directly in it; and between two `WORDS_ONLY` elements of a
  `mixed-citation` with nothing between them. In `VERBATIM` elements that hold words, all white
  space is kept. In `mml:math`, white space at the edges of each element's words is left out, and
  nothing separates the words.
- The text of an *element* extends from its first to its last character, without white space that
  collapsed at its edges, and without content that is put off. An origin is an element, given by its
  path, or a stretch of its text. The stretch of a text of the file includes the texts within this
  text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.derivations.derivation import Derivation
from archive.derivations.element_text import DerivationOfElements, TextElement
from archive.derivations.jats_forms import FORMULAS, other_forms
from archive.derivations.jats_tree import (
    OTHER_TEXTS,
    has_own_words,
    holds_words,
    name_of,
    outermost,
    printed_in,
    text_elements,
)
from archive.derivations.jats_vocabulary import (
    APART,
    BLOCKS,
    CONTAINERS,
    FIELDS_ONLY,
    FIGURES,
    FLOATING,
    FLOATS,
    IMAGES_IN_LINES,
    LEFT_OUT,
    LINES,
    NO_BLOCKS,
    PARTED,
    VERBATIM,
    WORDS_ONLY,
)
from archive.derivations.untrusted_xml import Element, ParsedXml, parse_xml
from archive.derivations.xml_walk import XmlText, XmlWalk, normalize_space


class JatsText(XmlText):
    """The text of a file; each origin is an element or a stretch of an element."""

    def __init__(self, derivation: Derivation, tree: ParsedXml) -> None:
        self.tree = tree
        """The parsed file."""
        self.texts = text_elements(tree.root)
        """The texts of the file, in order."""
        walk = _Walk(tree.root)
        walk.file()
        self.elements: Mapping[Element, TextElement] = walk.of
        """The stretch of text of each element of the tree."""
        self.own: Mapping[Element, tuple[int, int]] = walk.own
        """The stretch of each article in the file, without the articles within it."""
        self.asides: Mapping[Element, Sequence[Element]] = walk.asides
        """The notes and floats that are moved after a block, for each block."""
        self.put_off = frozenset(aside for asides in walk.asides.values() for aside in asides)
        """All notes and floats that are moved after a block."""
        super().__init__(derivation, walk.text, [walk.of[tree.root]], walk.ends)

    def has_words(self, element: Element) -> bool:
        """Whether an element has words, apart from words that are moved to a later place."""
        found = self.elements[element]
        return found.start < found.end


_PARAGRAPHS = frozenset((
    "attrib", "def", "def-head", "def-item", "disp-quote", "list", "list-item", "p", "td", "term",
    "term-head", "th", "title", "tr", "verse-line",
))  # fmt: skip
"""Elements in a list, a table or the like that are each printed on a separate line."""


class _Walk(XmlWalk):
    """Builds the text of a file in one pass through its tree."""

    def __init__(self, root: Element) -> None:
        super().__init__(root)
        self.own: dict[Element, tuple[int, int]] = {}
        self.asides: dict[Element, list[Element]] = {}
        self._blocks_open = 0
        """The number of open blocks that are not containers."""
        self._in_line = self._verbatim = False

    def file(self) -> None:
        """Add the articles of the file."""
        root = self.nodes[0]
        if name_of(root) == "article":
            self.element(root)
            return
        for article in root:
            if name_of(article) == "article":
                self.block(article)
        self.of[root].end = self.length

    def _text(self, node: Element) -> None:
        """Add an article of the file, and then the articles within it."""
        before = self.length
        for part in printed_in(node):
            self._block(part)
        self.own[node] = (self.of[node].start, self.length) if self.length > before else (0, 0)
        for other in outermost(node, *OTHER_TEXTS):
            self.block(other)

    # --- elements ---

    def read(self, node: Element) -> None:
        """Add the text of an element, depending on its name and place."""
        name = name_of(node)
        if name == "article" or name in OTHER_TEXTS:
            self._text(node)
        elif name in IMAGES_IN_LINES or name in (LEFT_OUT if self._in_line else NO_BLOCKS):
            pass
        elif name == "mml:math":
            self._tokens(node)
        elif self._in_line:
            self._line(node, name)
        elif name == "p" and not _is_in(node, FIGURES):
            self._paragraph(node)
        elif holds_blocks(node, name):
            self._blocks(node)
        else:
            self._in_line = True
            self._line(node, name)
            self._in_line = False

    def _block(self, node: Element) -> None:
        """Add an element that is a block, and then the notes and floats moved after it."""
        name = name_of(node)
        if name in OTHER_TEXTS:
            return
        is_container = name in CONTAINERS
        self._blocks_open += not is_container
        self.block(node)
        self._blocks_open -= not is_container
        if not self._blocks_open and name != "label":
            asides, self._put_off = self._put_off, []
            if asides:
                self.asides[node] = asides
            for aside in asides:
                self._block(aside)

    def _blocks(self, node: Element) -> None:
        self._words(node.text)
        others = other_forms(node)
        for child in node:
            if child not in others:
                self._block(child)
            self._words(child.tail)

    def _paragraph(self, node: Element) -> None:
        self._words(node.text)
        for child in node:
            name = name_of(child)
            if name in APART or (name in FLOATING and child.get("position") == "anchor"):
                self._block(child)
            else:
                self._in_line = True
                self._part_of_line(child)
                self._in_line = False
            self._words(child.tail)

    def _line(self, node: Element, name: str) -> None:
        before_verbatim = self._verbatim
        self._verbatim = self._verbatim or (name in VERBATIM and holds_words(node))
        self._words(node.text)
        others = other_forms(node) if len(node) else ()
        parts_all = name == "ref" or (name in FIELDS_ONLY and not has_own_words(node))
        before: Element | None = None
        for child in node:
            if parts_all or (name == "mixed-citation" and touch(before, child)):
                self.blank()
            before = child
            if child not in others:
                self._part_of_line(child)
            self._words(child.tail)
        self._verbatim = before_verbatim

    def _part_of_line(self, node: Element) -> None:
        name = name_of(node)
        if name in OTHER_TEXTS:
            return
        if is_put_off(node, name):
            if name in FLOATING:
                self.blank()
            self.put_off(node)
            return
        ends = [self.length] if name in _PARAGRAPHS else []
        self.ends += ends
        if name in PARTED:
            self.blank()
        self.element(node)
        self.ends += [self.length] if ends else []
        if name in PARTED:
            self.blank()

    def _tokens(self, node: Element) -> None:
        """Add the characters of MathML."""
        self.words(normalize_space(node.text))
        for child in node:
            if name_of(child) not in LEFT_OUT | OTHER_TEXTS | IMAGES_IN_LINES:
                self._tokens(child)
            self.words(normalize_space(child.tail))

    def _words(self, text: str | None) -> None:
        self.words(text, verbatim=self._verbatim)


def _is_in(node: Element, names: frozenset[str]) -> bool:
    around = node.getparent()
    return around is not None and name_of(around) in names


def holds_blocks(element: Element, name: str) -> bool:
    """Whether the content of an element outside lines is blocks."""
    if name == "caption" and _is_in(element, FLOATS):
        return False
    if name in BLOCKS:
        return True
    return name not in LINES and name != "p" and len(element) > 0 and not has_own_words(element)


def is_put_off(element: Element, name: str) -> bool:
    """Whether an element in a line is moved after the block around it."""
    return name == "fn" or (
        name in FLOATING and not (name == "graphic" and _is_in(element, FORMULAS))
    )


def touch(before: Element | None, field: Element) -> bool:
    """Whether two fields of a reference are adjacent, with nothing between them."""
    if before is None or before.tail:
        return False
    return name_of(before) in WORDS_ONLY and name_of(field) in WORDS_ONLY


class JatsText1(DerivationOfElements):
    """The derivation of text from the tree of a JATS file, by the rules of this module.

    >>> from archive.model.captures import ElementOrigin
    >>> text = DERIVATION.derive(
    ...     b"<article><body><p>One<fn><p>Note</p></fn> <bold> two </bold></p><p>3</p></body>"
    ...     b"</article>",
    ...     "application/xml",
    ... )
    >>> text.text
    'One two Note 3'
    >>> text.words(ElementOrigin(capture="c", path="/article[1]/body[1]/p[1]/fn[1]"))
    'Note'
    """

    name = "jats-text-1"

    def derive(self, data: bytes, media_type: str) -> JatsText:
        """Return the text of a JATS file.

        Raises:
            ReadError: The file is not supported XML, or not an article in JATS.
        """
        return JatsText(self, parse_xml(data))


DERIVATION = JatsText1()
