"""`Markup` is HTML as text; this module builds elements and is the only place that escapes words.

`Markup` was written by us and is used as it is; any other string is words and is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from archive.reprs import truncated

_WHOLE = 500
"""How long a repr may become, in code points."""


class Markup(str):
    """HTML that we wrote: elements, or words that are escaped already.

    Notebooks show it as a page, and template engines take it as it is.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """As of a string; of a whole page only the beginning, or a notebook would hold it twice."""
        return repr(truncated(str(self), _WHOLE))

    def __html__(self) -> str:
        return self

    def _repr_html_(self) -> str:
        return self


Content = str | None | Iterable["Content"]
"""The content of an element: `Markup` as it is, words escaped, several one after the other."""

Value = str | int | float | bool | None
"""The value of an attribute. True is an attribute without a value; None and False are none."""

_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
))  # fmt: skip
"""Elements without content and without an end tag (HTML, 13.1.2)."""

_LINE_END_LOST = frozenset({"pre", "textarea", "listing"})
"""Elements of which a parser drops a line end at the beginning (HTML, 13.1.2.5)."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
"""Controls, surrogates and noncharacters: no HTML document has them (HTML, 13.1)."""


def escape(text: str) -> Markup:
    """Return words as they may stand in an element or, within quotes, in an attribute.

    A character that HTML forbids becomes U+FFFD. Nothing else changes what is read.

    >>> escape("<b> & 'c'")
    '&lt;b&gt; &amp; &#39;c&#39;'
    """
    return Markup(_escaped(text))


def _escaped(text: str) -> str:
    # Most words are printable and have none of the five; each question costs less than a copy.
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
    """Return some content as one: what is no `Markup` is escaped.

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
    """Return an element with all that stands in it.

    Names of attributes are written with `_` for `-`; one at the end is for names that Python has
    for itself. A target of a link that `href` does not let pass is left out.

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
    """Return the start tag of an element, whose content and end tag follow by themselves."""
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
"""Characters that a browser drops from an address or takes for a slash, or that are invisible."""
_AUTHORITY = re.compile(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)
_NO_HOST = re.compile(r"https?:/*(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
_ODD = re.compile(r'["<>^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')
"""Characters that must be encoded in an address, and are common in those that people copy."""


def href(address: str) -> str | None:
    """Return an address as the target of a link; None if none may lead there.

    A link leads to http, https and mailto, or to a relative address. One that begins with `//` is
    read as https, since a page that is opened from a file would ask a neighbour's disk for it.
    Where None is returned, the address is shown as words.

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


# --- words of any direction ---

_DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDING, _ISOLATE = frozenset("\u202a\u202b\u202d\u202e"), frozenset("\u2066\u2067\u2068")
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"


def bdi(text: str, **attributes: Value) -> Markup:
    """Return words within others, whose direction they neither take nor change.

    >>> bdi("a\u2069\u202eb") == "<bdi>a\u202eb\u202c</bdi>"
    True
    """
    return element("bdi", balanced(text), **attributes)


def balanced(text: str) -> str:
    """Return words in which each change of direction ends (HTML, 3.2.7: it may not go on).

    What would end one that began elsewhere is left out: it would end the element around it.
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
            while opened.pop() != sign:  # it ends the embeddings within it (UAX 9, X6a)
                pass
            isolates -= 1
        else:
            continue
        pieces.append(sign)
    return "".join((*pieces, text[began:], *reversed(opened)))


# --- data within a page ---


def data_block(json: str, **attributes: Value) -> Markup:
    r"""Return JSON as it may stand in a page: `<script type="application/json">`.

    What would end the element, or begin a comment in it, is escaped as JSON has it.

    >>> data_block('"</script>"', id="record")
    '<script type="application/json" id="record">"\\u003c/script>"</script>'
    """
    safe = json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    attributes = {"type": "application/json", **attributes}
    return Markup(f"{_start_tag('script', attributes)}{_FORBIDDEN.sub(_as_json, safe)}</script>")


def _as_json(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4))
