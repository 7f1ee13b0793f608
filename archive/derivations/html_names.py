"""The names of HTML elements. A tag with another name may be words in angle brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMES = frozenset(
    (
        *("a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b"),
        *("base", "basefont", "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br"),
        *("button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data"),
        *("datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em"),
        *("embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame"),
        *("frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html"),
        *("i", "iframe", "image", "img", "input", "ins", "kbd", "keygen", "label", "legend", "li"),
        *("link", "listing", "main", "map", "mark", "marquee", "math", "menu", "menuitem", "meta"),
        *("meter", "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup"),
        *("option", "output", "p", "param", "picture", "plaintext", "pre", "progress", "q", "rb"),
        *("rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "slot"),
        *("small", "source", "spacer", "span", "strike", "strong", "style", "sub", "summary"),
        *("sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead"),
        *("time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp"),
    )
)
"""The names in the HTML Standard, section "Elements", and the obsolete names (16.2)."""
_TAG = re.compile(r"</?([A-Za-z][^\s/>]*)[^<>]*>")
_OTHER_LANGUAGES = re.compile(r"<(?:svg|math)\b", re.IGNORECASE)


_HIDING = re.compile(
    r"<(?:!--|(?:template|script|style|noscript|iframe|object|svg|math|canvas|audio|video)\b)", re.I
)


def hides_words(markup: str) -> bool:
    """Whether markup has comments, or elements that no browser shows.

    >>> hides_words("He <template>did not</template> lie."), hides_words("He did <b>not</b>.")
    (True, False)
    """
    return _HIDING.search(markup) is not None


def unknown_tags(markup: str) -> Iterator[str]:
    """Yield the tags that are no HTML elements; names with a hyphen are custom elements.

    >>> [*unknown_tags("<p>Is 5 <not 6> much? <x-card>")]
    ['<not 6>']
    """
    if _OTHER_LANGUAGES.search(markup):
        return
    for tag in _TAG.finditer(markup):
        name = tag[1].lower()
        if name not in _NAMES and "-" not in name and ":" not in name:
            yield tag[0]
