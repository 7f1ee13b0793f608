"""`Markup` is HTML as text. This module builds elements; no other module escapes text.

`Markup` comes from this program and is used unchanged. Any other string is text and is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from archive.reprs import truncated

_WHOLE = 500
"""The most code points of a repr."""


class Markup(str):
    """HTML from this program: elements, or escaped text.

    Notebooks show it as a page, and template engines insert it unescaped.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the repr of the string, shortened: a notebook would store a whole page twice."""
        return repr(truncated(str(self), _WHOLE))

    def __html__(self) -> str:
        return self

    def _repr_html_(self) -> str:
        return self


Content = str | None | Iterable["Content"]
"""The content of an element: `Markup` (used unchanged), text (escaped), or several of these."""

Value = str | int | float | bool | None
"""The value of an attribute. True gives an attribute without a value; None and False give none."""

_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
))  # fmt: skip
"""Elements without content and without an end tag (HTML, 13.1.2)."""

_LINE_END_LOST = frozenset({"pre", "textarea", "listing"})
"""Elements in which a parser drops a line end at the start (HTML, 13.1.2.5)."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
"""Controls, surrogates and noncharacters: not allowed in HTML documents (HTML, 13.1)."""


def escape(text: str) -> Markup:
    """Return text escaped for the content of an element or for a quoted attribute.

    A character that HTML forbids becomes U+FFFD. Nothing else changes for the reader.

    >>> escape("<b> & 'c'")
    '&lt;b&gt; &amp; &#39;c&#39;'
    """
    return Markup(_escaped(text))


def _escaped(text: str) -> str:
    # Most text is printable and has none of the five; each test is cheaper than a copy.
    if not text.isprintable():
        text = _FORBIDDEN.sub("\ufffd", text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    return text


def joined(*content: Content) -> Markup:
    """Return several items as one `Markup`; items that are not `Markup` are escaped.

    >>> joined("a < b", element("br"), ["c", None])
    'a &lt; b<br>c'
    """
    return Markup(_content(content))


def _content(content: Iterable[Content]) -> str:
    pieces: list[str] = []
    for piece in content:
        if type(piece) is Markup:
            pieces.append(piece)
        elif isinstance(piece, str):
            pieces.append(_escaped(piece))
        elif piece is not None:
            pieces.append(_content(piece))
    return "".join(pieces)


def element(name: str, *content: Content, **attributes: Value) -> Markup:
    """Return an element with its content.

    In names of attributes, write `_` for `-`; a final `_` is ignored, and avoids the keywords of
    Python. A link target that `href` refuses is left out.

    >>> element("p", "a < b", class_="note", data_n=1, hidden=True)
    '<p class="note" data-n="1" hidden="">a &lt; b</p>'
    >>> element("a", "there", href="javascript:alert(1)")
    '<a>there</a>'
    """
    opened = _start_tag(name, attributes)
    if not content:
        return Markup(opened if name in _VOID else f"{opened}</{name}>")
    inner = _content(content)
    if name in _LINE_END_LOST and inner.startswith("\n"):
        inner = f"\n{inner}"
    return Markup(f"{opened}{inner}</{name}>")


def opening(name: str, **attributes: Value) -> Markup:
    """Return the start tag of an element, whose content and end tag are written separately."""
    return Markup(_start_tag(name, attributes))


def closing(name: str) -> Markup:
    """Return the end tag of an element."""
    return Markup(f"</{name}>")


def _start_tag(name: str, attributes: dict[str, Value]) -> str:
    if not attributes:
        return f"<{name}>"
    pieces = ["<", name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        if value is True:
            text = ""
        elif isinstance(value, str):
            if key == "href":
                target = href(value)
                if target is None:
                    continue
                value = target
            text = _escaped(value)
        else:
            text = str(value)
        if "_" in key:
            key = key.rstrip("_").replace("_", "-")
        pieces += (" ", key, '="', text, '"')
    pieces.append(">")
    return "".join(pieces)


# --- links ---

_SCHEME = re.compile(r"(?a)[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_ALLOWED = frozenset({"http", "https", "mailto"})
_STEERING = re.compile(
    "[\x00-\x20\x7f-\xa0\\\\\u061c\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Invisible characters, and those that a browser drops or reads as a slash in an address."""
_AUTHORITY = re.compile(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)
_NO_HOST = re.compile(r"https?:/*(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
_ODD = re.compile(r'["<>^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')
"""Characters that must be encoded in an address, but are common in copied ones."""


def href(address: str) -> str | None:
    """Return an address as the target of a link; `None` if no link may lead there.

    Links may lead to http, https and mailto, or to a relative address. An address that begins with
    `//` becomes https: on a page opened from a file, it could lead to a disk in the network. If the
    result is `None`, the page shows the address as text.

    >>> href("https://example.org/a|b"), href("//example.org/"), href("#claim-1")
    ('https://example.org/a%7Cb', 'https://example.org/', '#claim-1')
    >>> href("javascript:alert(1)"), href(" https://example.org/"), href("data:text/html,a")
    (None, None, None)
    >>> href("https:///"), href("http://?a"), href("http://a")
    (None, None, 'http://a')
    """
    if not address or (not address.isalnum() and _STEERING.search(address)):
        return None
    scheme = _SCHEME.match(address)
    if scheme and (scheme[0].lower() not in _ALLOWED or _NO_HOST.fullmatch(address)):
        return None
    if address.startswith("//"):
        address = f"https:{address}"
    if _ODD.search(address) is None:
        return address
    authority = _AUTHORITY.match(address)
    end = authority.end() if authority else 0
    return address[:end] + _ODD.sub(lambda match: quote(match[0], safe=""), address[end:])


# --- text of any direction ---

_DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDING, _ISOLATE = frozenset("\u202a\u202b\u202d\u202e"), frozenset("\u2066\u2067\u2068")
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"


def bdi(text: str, **attributes: Value) -> Markup:
    """Return a text whose direction does not depend on the text around it, and does not change it.

    >>> bdi("a\u2069\u202eb") == "<bdi>a\u202eb\u202c</bdi>"
    True
    """
    return element("bdi", balanced(text), **attributes)


def balanced(text: str) -> str:
    """Return a text that ends each change of direction that it begins, as HTML demands (3.2.7).

    A character that would end a change from outside the text is left out.
    """
    if _DIRECTING.search(text) is None:
        return text
    pieces: list[str] = []
    began = 0
    opened: list[str] = []
    isolates = 0
    for match in _DIRECTING.finditer(text):
        pieces.append(text[began : match.start()])
        began = match.end()
        sign = match[0]
        if sign in _EMBEDDING:
            opened.append(_POP_EMBEDDING)
        elif sign in _ISOLATE:
            opened.append(_POP_ISOLATE)
            isolates += 1
        elif sign == _POP_EMBEDDING:
            if not opened or opened[-1] != sign:
                continue
            opened.pop()
        elif isolates:
            while opened.pop() != sign:  # it also ends inner embeddings (UAX 9, X6a)
                pass
            isolates -= 1
        else:
            continue
        pieces.append(sign)
    return "".join((*pieces, text[began:], *reversed(opened)))
