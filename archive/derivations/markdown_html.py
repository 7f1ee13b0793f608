"""HTML within Markdown: the tags, the words between them, and the blocks that they form.

The module uses no parser of the standard library, because their results change between releases.
`markdown_text_1` states the rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from archive.text.characters import NOT_XML

_NAMES_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre section summary table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_NAMES_BLOCKS.split())
"""Elements that begin and end a block (HTML Standard, 15.3)."""
NO_TEXT = frozenset(("iframe", "script", "style", "template"))
"""Elements that are not text, with all their content: no browser shows it."""
_RAW = frozenset(("script", "style"))
"""Elements whose content has no tags (HTML Standard, 13.2.6.4.4)."""

_NOT_XML, _LOST = re.compile(f"[{NOT_XML}]"), "\ufffd"
_WHITE = " \t\n\f\r"
_RUN = re.compile(f"[{_WHITE}]+")
_MARKUP = re.compile(r"<(?:!--|\?|!\[CDATA\[|![A-Za-z]|/?[A-Za-z])")
_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
"""How each construct that is not a tag ends (CommonMark 0.31.2, 6.6); `>` ends a declaration."""
_NAME = re.compile(f"</?([^{_WHITE}/>]+)")
_BETWEEN = re.compile(f"[{_WHITE}/]*")
_ATTRIBUTE = re.compile(f"(=?[^{_WHITE}/>=]*)(?:[{_WHITE}]*(=)[{_WHITE}]*)?")
_UNQUOTED = re.compile(f"[^{_WHITE}>]*")


class Tag(NamedTuple):
    """A tag, or another construct that is not text."""

    name: str
    """The name in lower case; empty for a comment, an instruction or a declaration."""
    attributes: Mapping[str, str] = {}
    is_end: bool = False
    is_empty: bool = False
    """Whether the tag ends with `/>`."""


class RawBlock(NamedTuple):
    """The content between two neighbouring tags that begin or end a block."""

    pieces: list[tuple[Tag | None, str]]
    """Words, paired with `None`; tags, paired with the line end that they represent, if any."""
    around: str
    """The innermost block element around the content; empty if there is none."""
    is_verbatim: bool
    """Whether whitespace is preserved."""

    @property
    def text(self) -> str:
        """The text; empty if it is only whitespace."""
        text = "".join(text for _, text in self.pieces)
        if text.isspace():
            return ""
        return text if self.is_verbatim else text.rstrip(" \t\n")

    @property
    def is_shown(self) -> bool:
        """Whether the block has words or an image."""
        return self.text != "" or any(
            tag is not None and tag.name == "img" for tag, _ in self.pieces
        )


def carried(text: str) -> str:
    """Return a text with U+FFFD in place of each character that XML cannot represent."""
    return _NOT_XML.sub(_LOST, text)


def only_tag(markup: str) -> Tag:
    """Return the one tag or comment that a piece of HTML in a line consists of."""
    found = next(_parts(markup), "")
    return found if isinstance(found, Tag) else Tag("")


def raw_blocks(markup: str) -> Iterator[RawBlock]:
    """Yield the blocks of a piece of HTML, whose tags may be unclosed; most have no words."""
    around: list[str] = []
    opened: Counter[str] = Counter()
    passed_over = 0
    pieces: list[tuple[Tag | None, str]] = []
    last = ""
    for part in _parts(markup):
        if isinstance(part, str):
            if passed_over:
                continue
            text = unescape(part)
            if not opened["pre"]:
                text = _collapsed(text, last)
            elif len(pieces) == 1 and pieces[0][0] and not pieces[0][0].is_end:  # <pre> itself
                text = text.removeprefix("\n")
            text = carried(text)
            pieces.append((None, text))
        elif part.name in NO_TEXT:
            passed_over = max(0, passed_over + (-1 if part.is_end else 1))
            pieces.append((part, ""))
            continue
        elif passed_over:
            continue
        elif part.name in BLOCKS:
            yield RawBlock(pieces, around[-1] if around else "", opened["pre"] > 0)
            pieces = [(part, "")]
            last = ""
            if not part.is_end:
                around.append(part.name)
                opened[part.name] += 1
            elif opened[part.name]:
                closed = ""
                while closed != part.name:
                    closed = around.pop()
                    opened[closed] -= 1
            continue
        else:
            is_break = part.name == "br" and not part.is_end
            pieces.append((part, "\n" if is_break else ""))
        last = pieces[-1][1][-1:] or last
    yield RawBlock(pieces, around[-1] if around else "", opened["pre"] > 0)


def _collapsed(text: str, last: str) -> str:
    """Return words with runs of whitespace as one SPACE; `last` is empty at a block's start."""
    text = _RUN.sub(" ", text)
    return text.removeprefix(" ") if last in ("", " ", "\n") else text


def _parts(markup: str) -> Iterator[Tag | str]:
    """Yield the tags and the text between them; an unclosed construct is text up to the end."""
    at = 0
    while found := _MARKUP.search(markup, at):
        if at < found.start():
            yield markup[at : found.start()]
        at = found.start()
        opening = found[0]
        if opening[1] in "!?":
            # `<!-->` and `<!--->` are whole comments.
            begins = at + 2 if opening == "<!--" else found.end()
            end = _ENDS.get(opening, ">")
            ends = markup.find(end, begins)
            yield Tag("")
            at = len(markup) if ends < 0 else ends + len(end)
            continue
        whole = _tag(markup, at)
        if whole is None:
            break
        tag, at = whole
        yield tag
        if tag.name in _RAW and not tag.is_end:
            closing = re.compile(f"</{tag.name}(?=[{_WHITE}/>])", re.IGNORECASE).search(markup, at)
            at = len(markup) if closing is None else closing.start()
    if at < len(markup):
        yield markup[at:]


def _tag(markup: str, at: int) -> tuple[Tag, int] | None:
    """Return the tag that begins at an offset, and where it ends; `None` if it does not end."""
    named = _NAME.match(markup, at)
    if named is None:
        return None
    is_end = markup.startswith("</", at)
    attributes: dict[str, str] = {}
    at = named.end()
    while True:
        at = _BETWEEN.match(markup, at).end()  # type: ignore[union-attr]
        if at >= len(markup):
            return None
        if markup[at] == ">":
            is_empty = markup[at - 1] == "/"
            return Tag(named[1].lower(), attributes, is_end, is_empty), at + 1
        attribute = _ATTRIBUTE.match(markup, at)
        if attribute is None:
            return None
        at, value = attribute.end(), ""
        if attribute[2]:
            quote = markup[at : at + 1]
            if quote in ("'", '"'):
                ends = markup.find(quote, at + 1)
                if ends < 0:
                    return None
                value, at = markup[at + 1 : ends], ends + 1
            else:
                unquoted = _UNQUOTED.match(markup, at)
                value = "" if unquoted is None else unquoted[0]
                at += len(value)
        attributes.setdefault(attribute[1].lower(), unescape(value))
