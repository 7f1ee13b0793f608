"""The words of a line of Markdown: the text that each token adds to its block.

`markdown_text_1` states the rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from archive.derivations.markdown_html import Tag, carried, only_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

BLANKS = " \t\n"
"""The characters that are removed from the end of a text."""
_WIDE = re.compile(
    "[\u2e80-\u303e\u3041-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff9f"
    "\uffe0-\uffe6\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
"""Matches Chinese and Japanese letters and punctuation; a line end between two is dropped."""
_ATTRIBUTES = re.compile(r"(?<!\\)\{:?[ \t]*[#.][^{}]*\}[ \t]*\Z")
"""Matches attributes after a heading, as in kramdown and pandoc: `{#an-id .a-class}`."""
_ONLY_ATTRIBUTES = re.compile(r"\{:[^{}]*\}\Z")
"""Matches attributes of a block, as in kramdown: `{: .a-class}`."""


class Piece(NamedTuple):
    """A token of a line, and the text that it adds."""

    token: Token
    text: str
    tag: Tag | None
    """The HTML tag or comment, if the token is one."""


def pieces_of(inline: Token) -> list[Piece]:
    """Return the tokens of a line, each with its text."""
    tokens = inline.children or []
    pieces: list[Piece] = []
    last = ""
    for n, token in enumerate(tokens):
        tag, text = None, ""
        match token.type:
            case "text" | "text_special" | "code_inline":
                text = carried(token.content)
            case "hardbreak":
                text = "\n"
            case "softbreak":
                text = _joined(last, tokens, n)
            case "html_inline":
                tag = only_tag(token.content)
                text = "\n" if tag.name == "br" and not tag.is_end else ""
            case _:
                pass  # it opens or closes a mark, or is an image or a reference to a note
        pieces.append(Piece(token, text, tag))
        last = text[-1:] or last
    return pieces


def heading_pieces(inline: Token) -> list[Piece]:
    """Return the tokens of a heading; attributes at its end are left out."""
    pieces = pieces_of(inline)
    if has_attributes(inline):
        piece = pieces.pop()
        pieces.append(piece._replace(text=_ATTRIBUTES.sub("", piece.text)))
    return pieces


def paragraph_pieces(inline: Token) -> list[Piece]:
    """Return the tokens of a paragraph; empty if it is only the attributes of a block."""
    return [] if is_attributes(inline) else pieces_of(inline)


def has_attributes(heading: Token) -> bool:
    """Whether a heading ends with attributes."""
    last = heading.children[-1] if heading.children else None
    return (
        last is not None
        and last.type == "text"
        and _ATTRIBUTES.search(heading.content) is not None
        and _ATTRIBUTES.search(last.content) is not None
    )


def is_attributes(inline: Token) -> bool:
    """Whether a paragraph is only the attributes of another block."""
    return _ONLY_ATTRIBUTES.match(inline.content.strip(BLANKS)) is not None


def joined(pieces: Sequence[Piece]) -> str:
    """Return the text of a block that consists of these pieces."""
    text = "".join(piece.text for piece in pieces)
    return "" if text.isspace() else text.rstrip(BLANKS)


def _joined(last: str, tokens: Sequence[Token], n: int) -> str:
    """Return the text for a line end within a block, which depends on the characters around it."""
    if last == "\n":
        return ""
    if _WIDE.match(last):
        for at in range(n + 1, len(tokens)):
            token = tokens[at]
            if token.type in ("softbreak", "hardbreak"):
                break
            if token.type in ("text", "text_special", "code_inline") and token.content:
                return "" if _WIDE.match(token.content) else " "
    return " "
