"""`html-text-1`: the text of a web page and of each of its elements, from the tree of the page.

These rules never change, because records refer to them.

- *Bytes*. For MHTML (`multipart/related`), the bytes are those of its root part (RFC 2557), after
  its transfer encoding is undone. They are decoded by the Encoding Standard. The encoding is that
  of the byte order mark; if there is none, that of the `charset` in the capture's media type; if
  there is none, UTF-8. Bytes that are not valid in the encoding become U+FFFD.
- *Tree*: the tree is that of the parsing algorithm of the HTML Standard, with scripting disabled,
  whatever the media type says.
- *Left out* with all their content: `LEFT_OUT`, the elements that a browser never shows as text.
  The path of the `title` in `head` still leads to its words, but they are not part of the text of
  the page. Attributes (`hidden`, `style`) and style sheets leave nothing out. `noscript` is text,
  because no scripts run here. `rp` is text, because no words are raised above a line.
- *Lines*: an element of `BLOCKS` begins and ends a line, and one LF is between two lines. `br` is
  one more LF, except at the end of a line: "a", `br` and the end of a block are one LF. All other
  elements, including unknown ones, are within a line.
- *White space*: a run of TAB, LF, FF, CR and SPACE is one SPACE, and nothing at the beginning and
  end of a line. Other blanks are kept (U+00A0). In `VERBATIM` elements all white space is kept.
- *Characters* that XML cannot carry (U+0001, U+FFFE) become U+FFFD.
- The text of an *element* extends from its first to its last character, without white space that
  collapsed at its edges. An origin is an element, given by its path, or a stretch of its text.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Self

from archive.derivations.element_text import (
    DerivationOfElements,
    ElementText,
    TextElement,
    of_element,
)
from archive.derivations.mhtml import is_mhtml, root_part
from archive.derivations.tag_limits import excess_tags
from archive.errors import MissingExtra, ReadError
from archive.findings import Finding
from archive.model.captures import Origin
from archive.text.characters import NOT_XML
from archive.text.decoding import charset_of, decode_as_browsers_do

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from archive.derivations.derivation import Derivation

_NAMES_LEFT_OUT = (
    "annotation annotation-xml audio canvas datalist head iframe noembed noframes script style svg "
    "template title video"
)
LEFT_OUT = frozenset(_NAMES_LEFT_OUT.split())
"""Elements that are not text, with all their content: a browser hides them (HTML Standard, 15.3.1)
or draws something in their place (15.4)."""
_NAMES_BLOCKS = (
    "address article aside blockquote body caption center col colgroup dd details dialog dir div "
    "dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "legend li listing main menu nav ol optgroup option p plaintext pre search section summary "
    "table tbody td tfoot th thead tr ul xmp"
)
BLOCKS = frozenset(_NAMES_BLOCKS.split())
"""Elements that begin and end a line in the style sheet of browsers (HTML Standard, 15.3)."""
VERBATIM = frozenset(("listing", "plaintext", "pre", "textarea", "xmp"))
"""Elements in which whitespace is preserved."""
_BLANKS = "\t\n\f\r "
_WHITE = re.compile(f"[{_BLANKS}]+")
_NOT_ONE_SPACE = re.compile(f"[\t\n\f\r][{_BLANKS}]*| [{_BLANKS}]+")
"""White space that becomes one SPACE; a SPACE alone, as between most words, stays as it is."""
_NOT_XML, _LOST = re.compile(f"[{NOT_XML}]"), "\ufffd"
_STEP = re.compile(r"([^/\[\]]+)\[([0-9]+)\]")
_FIRST = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U0010FFFF"
)
_NAME = re.compile(rf"[{_FIRST}][{_FIRST}:.0-9\u00B7\u0300-\u036F\u203F\u2040-]*")
"""Matches the names in a path (XML 1.0, productions 4 and 5, without a colon in front)."""


class Element(TextElement):
    """An element of a page, and the stretch of the page's text that it contains."""

    __slots__ = ("_attributes", "is_block", "is_left_out", "name", "node", "own")

    def __init__(
        self, node: LexborNode, name: str, tag: str, parent: Self | None, number: int, rank: int
    ) -> None:
        super().__init__(tag, parent, number, rank)
        self.node, self.name = node, name
        self.is_block = name in BLOCKS
        """Whether the element begins and ends a line."""
        self.is_left_out = False
        """Whether the element is not text, or is inside an element that is not text."""
        self.own = ""
        """The words of a `title` in `head`, which are not part of the page's text."""
        self._attributes: dict[str, str | None] | None = None

    @property
    def attributes(self) -> dict[str, str | None]:
        """The attributes by name; the value is `None` if the attribute has none."""
        if self._attributes is None:
            self._attributes = self.node.attributes
        return self._attributes

    def get(self, name: str) -> str:
        """Return the value of an attribute; empty if there is none."""
        return self.attributes.get(name) or ""


def _step_name(name: str) -> str:
    return name if _NAME.fullmatch(name) else "*"


class Page(ElementText[Element]):
    """The text of a page; each origin is an element or a stretch of an element."""

    def __init__(self, derivation: Derivation, tree: LexborHTMLParser) -> None:
        self.tree = tree
        """The parsed page."""
        walk = _Walk()
        root = walk.through(tree)
        self.elements = walk.elements
        """All elements, in document order."""
        super().__init__(derivation, _NOT_XML.sub(_LOST, "".join(walk.pieces)), [root])

    def has(self, origin: Origin) -> bool:
        """Whether the path leads to an element whose text is long enough for the origin."""
        element = self.element(of_element(origin).path)
        if element is not None and element.own:
            return (of_element(origin).end or 0) <= len(element.own)
        return super().has(origin)

    def words(self, origin: Origin) -> str:
        """Return the text of an element, or a stretch of it; empty if there is none."""
        element_origin = of_element(origin)
        element = self.element(element_origin.path)
        if element is not None and element.own:
            return element.own[element_origin.start or 0 : element_origin.end]
        return super().words(origin)

    def is_edge(self, at: int) -> bool:
        """Whether an element with words begins or ends at an offset."""
        return at in self._edges

    @cached_property
    def _edges(self) -> frozenset[int]:
        edges = ((one.start, one.end) for one in self.elements if one.start < one.end)
        return frozenset(at for both in edges for at in both)

    def is_one_paragraph(self, one: Origin, other: Origin) -> bool:
        """Whether no block begins or ends between the words of two origins."""
        start, end = self.stretch(one)[1] - 1, self.stretch(other)[0] + 1
        parts = self.beginning(start + 1, end) + self.around(start, self.innermost(start, end))
        return not any(part.is_block for part in parts)


class _Walk:
    """Builds the text of a tree in one pass through its nodes."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.elements: list[Element] = []
        self._length = 0
        self._ends_line = True
        """Whether the text is empty or ends with an LF."""
        self._breaks = 0
        self._has_blank = False
        """How many LFs, and whether a SPACE, to add before the next characters, if any follow."""
        self._not_begun: list[Element] = []
        """Open elements that have no character yet."""
        self._verbatim = self._left_out = 0
        """How many verbatim elements are open, and how many that are left out."""
        self._steps: dict[str, str] = {}
        """The name in a path, by the name of the element."""

    def through(self, tree: LexborHTMLParser) -> Element:
        node = tree.root
        if node is None:
            raise ReadError([Finding("no-text", "the page is empty")])
        counts: list[dict[str, int]] = [{}]
        """For each open element, how many of its children have each name in a path."""
        root = at = self._opened(node, None, counts[0])
        below: LexborNode | None = node.child
        while True:
            if below is not None:
                node, below = below, None
                name = node.tag or ""
                if name == "-text":
                    self._text(node, at)
                elif not name.startswith("-"):
                    at = self._opened(node, at, counts[-1])
                    below = node.child
                    if below is not None:
                        counts.append({})
                        continue
                    at = self._closed(at)
                below = node.next
                continue
            counts.pop()
            if at is root:
                self._closed(at)
                return root
            node, at = at.node, self._closed(at)
            below = node.next

    def _opened(self, node: LexborNode, parent: Element | None, counts: dict[str, int]) -> Element:
        name = node.tag or "*"
        step = self._steps.get(name)
        if step is None:
            step = self._steps[name] = _step_name(name)
        number = counts[step] = counts.get(step, 0) + 1
        element = Element(node, name, step, parent, number, len(self.elements))
        self.elements.append(element)
        if parent is not None:
            parent.children.append(element)
        self._left_out += name in LEFT_OUT
        if self._left_out:
            element.is_left_out = True
        else:
            self._verbatim += name in VERBATIM
            if element.is_block:
                self._line()
        self._not_begun.append(element)
        return element

    def _closed(self, element: Element) -> Element:
        """Close an element and return its parent."""
        if self._not_begun and self._not_begun[-1] is element:
            self._not_begun.pop()
            element.start = self._length
        element.end = self._length
        if not element.is_left_out:
            self._verbatim -= element.name in VERBATIM
            if element.name == "br" and self._length:
                self._breaks += 1
                self._has_blank = False
            if element.is_block:
                self._line()
        self._left_out -= element.name in LEFT_OUT
        return element if element.parent is None else element.parent

    def _line(self) -> None:
        """Begin a line, unless a line has just begun."""
        self._has_blank = False
        if not self._breaks and not self._ends_line:
            self._breaks = 1

    def _text(self, node: LexborNode, parent: Element) -> None:
        text = node.text_content or ""
        if self._left_out:
            if parent.name == "title" and parent.parent and parent.parent.name == "head":
                parent.own = _NOT_XML.sub(_LOST, " ".join(filter(None, _WHITE.split(text))))
        elif self._verbatim:
            if text:
                self._put(text)
                self._has_blank = False
        elif words := text.strip(_BLANKS):
            self._has_blank = self._has_blank or text[0] in _BLANKS
            self._put(_NOT_ONE_SPACE.sub(" ", words))
            self._has_blank = text[-1] in _BLANKS
        elif text:
            self._has_blank = True

    def _put(self, text: str) -> None:
        """Add characters after the pending whitespace."""
        if self._breaks:
            self.pieces.append("\n" * self._breaks)
            self._length += self._breaks
        elif self._has_blank and not self._ends_line:
            self.pieces.append(" ")
            self._length += 1
        self._breaks, self._has_blank = 0, False
        for element in self._not_begun:
            element.start = self._length
        self._not_begun.clear()
        self.pieces.append(text)
        self._length += len(text)
        self._ends_line = text.endswith("\n")


class HtmlText1(DerivationOfElements):
    r"""The derivation of text from the tree of a web page, by the rules of this module.

    >>> from archive.model.captures import ElementOrigin
    >>> page = DERIVATION.derive(b"<p>One <b>two </b>\n<p>three<br>four", "text/html")
    >>> page.text
    'One two\nthree\nfour'
    >>> page.words(ElementOrigin(capture="c", path="/html[1]/body[1]/p[1]/b[1]"))
    'two'
    >>> page.words(ElementOrigin(capture="c", path="/html[1]/body[1]/p[2]", start=6, end=10))
    'four'
    >>> DERIVATION.derive(
    ...     b"<pre>a  b</pre><script>no</script>\x93c\x94<td>d\xa0 ",
    ...     "text/html;charset=windows-1252",
    ... ).text
    'a  b\n“c”d\xa0'
    """

    name = "html-text-1"

    def derive(self, data: bytes, media_type: str) -> Page:
        """Return the text of a page; for MHTML, of its root part.

        Raises:
            ReadError: The page is empty, too hard to parse, or missing in the MHTML file.
            UnknownEncoding: The `charset` of the media type is not an encoding.
            MissingExtra: The extra `web` is not installed.
        """
        try:
            from selectolax.lexbor import LexborHTMLParser
        except ImportError:
            raise MissingExtra("web", "a web page") from None
        if is_mhtml(media_type):
            data = root_part(data).data
        text = decode_as_browsers_do(data, charset_of(media_type) or "utf-8")
        if excess := excess_tags(text):
            message = f"the page has more {excess} than a parser can process"
            raise ReadError([Finding("page-too-hard", message, "save the page in a browser")])
        return Page(self, LexborHTMLParser(text))


DERIVATION = HtmlText1()
