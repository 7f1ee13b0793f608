r"""`markdown-text-1`: the text of a Markdown file and of each of its blocks, from its lines.

These rules never change, because records refer to them.

- *Characters*. The bytes are decoded strictly by the `charset` of the capture's media type, or as
  UTF-8 if it has none. A byte order mark at the beginning is not text. CRLF and CR end a line like
  LF. A character that XML cannot carry becomes U+FFFD.
- *Front matter* is not prose but metadata. It has one of two forms. The first begins with a first
  line `---` or `+++`, not followed by a blank line, and ends with the next line that is the same or
  `...`. The second begins with a `{` at the beginning of the file, followed by `"`, apart from
  blanks between them, and ends with the first line that is `}`. SPACE and TAB may follow on each of
  these lines. Front matter has at most 65,536 code points.
- *Blocks* are those of CommonMark 0.31.2 in the text after the front matter, with tables and struck
  words of GFM 0.29, and with notes (`[^a]`, `^[at once]`) and definitions (`: `) as markdown-it's
  plugins define them. They are nested at most 98 deep; a file with deeper blocks has no text. A
  *block of the text* is a heading, a paragraph, a cell of a table, a term, a piece of program text,
  or a block of raw HTML.
- *Order*: the blocks are in the order of the file, and the notes come after them: first the notes
  with a reference, in the order of their first references, and then the others. If several notes
  have one name, references are to the first. One LF is between two blocks of the text.
- *Markers*: before an item, `- `, `* ` or `1. ` is its sign, or its number with its sign, and one
  SPACE. The marker comes before the words of the item: these are its paragraphs up to the first
  other block of the text in it, or up to an image in raw HTML. An item or a definition without
  words has an empty text before its first content. So has a note that contains no block of the
  text. Within notes all blocks are paragraphs, as in a record: items have no markers, and each
  paragraph of an item is a paragraph of the note.
- *Words* of a block are its inline tokens without their signs: text, with backslashes and
  references resolved, and code. An address between `<` and `>` is text as written. A hard line
  break and `<br>` are one LF. A soft line break is nothing after LF, and nothing between two
  characters of U+2E80-303E, 3041-312F, 3190-A4CF, F900-FAFF, FE10-FE19, FE30-FE6B, FF01-FF9F,
  FFE0-FFE6, 1B000-1B16F, 20000-3FFFF (CSS Text 3, 4.1.3); elsewhere it is one SPACE. SPACE, TAB and
  LF at the end are not part of a text, and a text of only white space is empty. But program text is
  unchanged, except that its last line end is left out.
- *Raw HTML* in a line: tags and comments are not words, but the text between them is. In a block of
  raw HTML, an element of `BLOCKS` begins and ends a block of the text, and a block without words
  does not count. `br` is one LF. A run of TAB, LF, FF, CR and SPACE is one SPACE, and nothing at
  the beginning and end of a block and after LF. In `pre`, all white space is kept except an LF at
  its beginning. References are resolved as in HTML. A tag begins with `<` or `</` and a letter, and
  ends with the first `>` outside quoted values. A tag without an end is text, with everything after
  it. Comments, `<?...?>`, `<!A...>` and `<![CDATA[...]]>` end as in CommonMark; without such an
  end, they end with the block of HTML.
- *Not prose*, besides front matter, are: elements of `NO_TEXT` in a block of raw HTML, with all
  their content, because no browser shows them; comments, because they are for editors of the file;
  the description of an image and the title of a link or image, because they are shown in place of
  something, or not at all; the targets of links, and their definitions; attributes for a program:
  `{#a}` or `{.a}` at the end of a heading, and a paragraph that is only `{:...}`; the language of
  program text; the references to notes; separator lines (`***`); and cells beyond the columns of a
  table, because GFM drops them.

An origin is one of these: the lines of a block; for a cell, the lines and the number of the cell;
or a stretch of the text on lines. This text is the blocks of the text on these lines, in the order
of the lines, and then the blocks of notes, with one LF between two blocks, and with their markers,
except the marker of the first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.derivations.html_names import unknown_tags
from archive.derivations.lines_text import DerivationOfLines, LinesBlock, LinesText
from archive.derivations.markdown_html import RawBlock, carried, raw_blocks
from archive.derivations.markdown_tokens import front_matter, tokens_of
from archive.derivations.markdown_words import (
    Piece,
    heading_pieces,
    joined,
    paragraph_pieces,
    pieces_of,
)
from archive.text.decoding import decode_received

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from archive.derivations.derivation import Derivation


_FENCED_TEXT = re.compile(r"[-+]{3}[ \t]*\n\s*(?![#\[{]|[^\s:=][^\n:=]{0,60}[:=](?:\s|\Z))")
"""Matches the beginning of front matter that does not assign a value to a name."""
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^|//\])[^\]\n]+\]:[ \t]*(\S+).*$", re.MULTILINE)
_ADDRESS = re.compile(r"[/#:@<]|\.\w")


class Markdown(LinesText):
    """The text of a Markdown file, and its tokens."""

    def __init__(self, derivation: Derivation, text: str) -> None:
        """Parse the decoded content of a file."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.front_matter: re.Match[str] | None = front_matter(text)
        """The front matter before the text, if there is any."""
        end = 0 if self.front_matter is None else self.front_matter.end()
        self.body = text[end:]
        """The text that was parsed."""
        self.first = text.count("\n", 0, end) + 1
        """The line number in the file of the first parsed line."""
        env: dict[str, Any] = {}
        self.tokens: Sequence[Token] = tokens_of(self.body, env)
        """The tokens of the text; notes are last, each from `note_open` to `note_close`."""
        self.definitions: Sequence[Mapping[str, Any]] = [
            *env.get("references", {}).values(),
            *env.get("duplicate_refs", ()),
        ]
        """The definitions of the targets of links and images: `href`, `title`, lines (`map`)."""
        walk = _Walk(self.first)
        walk.through(self.tokens)
        self._pieces, self._raw, self._numbers = walk.pieces, walk.raw, walk.numbers
        self._in_items = walk.in_items
        super().__init__(derivation, walk.blocks)

    def not_shown(self) -> Iterator[str]:
        """Yield content that looks like text, but that programs do not show as text.

        Examples are front matter that does not begin with a name, tags that are no HTML elements,
        and definitions of links without an address.
        """
        if self.front_matter is not None and _FENCED_TEXT.match(self.front_matter[0]):
            yield self.front_matter[0].strip("-+ \t\n")
        for token in self.tokens:
            if token.type == "html_block":
                yield from unknown_tags(token.content)
            for child in token.children or ():
                if child.type == "html_inline":
                    yield from unknown_tags(child.content)
        for definition in _DEFINITION.finditer(self.body):
            if not _ADDRESS.search(definition[1]) and definition[0].strip() not in self.text:
                yield definition[0].strip()

    def pieces(self, line: Token) -> Sequence[Piece]:
        """Return the tokens of a line (`inline`), each with its text."""
        return self._pieces[id(line)]

    def raw(self, token: Token) -> Iterator[tuple[RawBlock, int]]:
        """Yield the blocks of raw HTML (`html_block`), and where each begins in the text."""
        for block, number in self._raw[id(token)]:
            yield block, self.starts[number] if number < len(self.starts) else len(self.text)

    def start(self, token: Token) -> int:
        """Return where the text of a token begins, or the text of the block that it opens."""
        return self.starts[self._numbers[id(token)]]

    def is_in_item(self, line: Token) -> bool:
        """Whether a paragraph is part of the words of the list item or definition around it."""
        return id(line) in self._in_items


class _OpenItem:
    """An item of a list, or a definition, while its blocks are read."""

    __slots__ = ("is_waiting", "last", "opening")

    def __init__(self, opening: Token) -> None:
        self.opening = opening
        self.is_waiting = True
        """Whether the item has had no block with words yet."""
        self.last: int | None = None
        """The number of the last block of the item's words, if more may follow."""

    def takes(self, opening: Token, number: int) -> bool:
        """Whether a block with this number, which now opens, is a paragraph of the item's words."""
        is_its_own = opening.type == "paragraph_open" and opening.level == self.opening.level + 1
        return is_its_own and (self.is_waiting or self.last == number - 1)


class _Walk:
    """Builds the blocks of the text in one pass through the tokens."""

    def __init__(self, first: int) -> None:
        self._first = first
        self.blocks: list[LinesBlock] = []
        self.pieces: dict[int, list[Piece]] = {}
        """The pieces of each line; the key is the identity of its token."""
        self.raw: dict[int, list[tuple[RawBlock, int]]] = {}
        """The blocks of each token of raw HTML, with their numbers; the key is its identity."""
        self.numbers: dict[int, int] = {}
        """The number of the block of each token; the key is the token's identity."""
        self.in_items: set[int] = set()
        """The identities of lines that are part of the words of an item or a definition."""
        self._items: list[_OpenItem] = []
        """The items and definitions that are open."""
        self._note = 0
        """How many notes have begun."""

    def through(self, tokens: Iterable[Token]) -> None:
        """Add the blocks of all tokens."""
        opening: Token | None = None
        note: Token | None = None
        of_note = 0
        for token in tokens:
            match token.type:
                case "list_item_open" | "dd_open":
                    self._items.append(_OpenItem(token))
                case "list_item_close" | "dd_close":
                    self._put_waiting()
                    self._items.pop()
                case "note_open":
                    self._note, note, of_note = self._note + 1, token, len(self.blocks)
                case "note_close" if note is not None:
                    if of_note == len(self.blocks):
                        first, _ = self._lines(note)
                        self._put("", (first, first))
                    self.numbers[id(note)] = of_note
                case "inline" if opening is not None:
                    self._put_line(token, opening)
                case "fence" | "code_block":
                    lines = self._lines(token)
                    self._put_waiting(lines)
                    text = carried(token.content.removesuffix("\n"))
                    self.numbers[id(token)] = self._put(text, lines)
                case "html_block":
                    self._put_raw(token)
                case _:
                    pass  # it contains other blocks, or has no text
            opening = token

    def _put_line(self, line: Token, opening: Token) -> None:
        """Add the content of a block that contains no other blocks."""
        pieces = self.pieces[id(line)] = _PIECES.get(opening.type, pieces_of)(line)
        text, lines = joined(pieces), self._lines(line)
        item = self._items[-1] if self._items else None
        marker = ""
        if item is None or not item.takes(opening, len(self.blocks)):
            self._put_waiting(lines)
        else:
            self.in_items.add(id(line))
            if item.is_waiting and not text:
                return
            if item.is_waiting:
                item.is_waiting = False
                marker = self._marker(item.opening)
                self._put_waiting(lines)
                self.numbers[id(item.opening)] = len(self.blocks)
            item.last = None if self._note else len(self.blocks)
        is_cell = opening.type in ("th_open", "td_open") and not self._note
        self.numbers[id(line)] = self._put(text, lines, marker, is_cell=is_cell)

    def _put_raw(self, token: Token) -> None:
        """Add the content of raw HTML."""
        lines = self._lines(token)
        blocks = self.raw[id(token)] = []
        for block in raw_blocks(token.content):
            if block.is_shown:
                self._put_waiting(lines)
                for item in self._items:
                    item.last = None
            blocks.append((block, len(self.blocks)))
            if block.text:
                self._put(block.text, lines)

    def _put_waiting(self, lines: tuple[int, int] = (0, 0)) -> None:
        """Add an empty text for each item without a paragraph before the content on these lines."""
        for item in self._items:
            if item.is_waiting:
                item.is_waiting = False
                first, _ = self._lines(item.opening)
                its_lines = lines if lines[0] == first else (first, first)
                marker = self._marker(item.opening)
                self.numbers[id(item.opening)] = self._put("", its_lines, marker)

    def _put(
        self, text: str, lines: tuple[int, int], marker: str = "", *, is_cell: bool = False
    ) -> int:
        self.blocks.append(LinesBlock(*lines, text, marker, is_cell, self._note))
        return len(self.blocks) - 1

    def _marker(self, item: Token) -> str:
        is_marked = item.type == "list_item_open" and not self._note
        return f"{item.info}{item.markup} " if is_marked else ""

    def _lines(self, token: Token) -> tuple[int, int]:
        """Return the first and last line of a token in the file."""
        first, end = token.map or (0, 1)
        return self._first + first, self._first + max(first, end - 1)


_PIECES = {"heading_open": heading_pieces, "paragraph_open": paragraph_pieces}
"""Functions that split a line which may end with attributes, by the token before the line."""


class MarkdownText1(DerivationOfLines):
    r"""The derivation of text from the blocks of a Markdown file, by the rules of this module.

    >>> from archive.model.captures import LinesOrigin
    >>> text = DERIVATION.derive(
    ...     b"---\ntitle: T\n---\n# One *two*\n\n1. three\n   four[^a]\n\n[^a]: five\n",
    ...     "text/markdown",
    ... )
    >>> text.text
    'One two\n1. three four\nfive'
    >>> text.words(LinesOrigin(capture="c", first=6, last=7))
    'three four'
    >>> text.words(LinesOrigin(capture="c", first=6, last=7, start=6, end=10))
    'four'
    >>> table = DERIVATION.derive(b"| a | b |\n|---|---|\n| c | d |", "text/markdown")
    >>> table.words(LinesOrigin(capture="c", first=3, last=3, cell=2))
    'd'
    """

    name = "markdown-text-1"

    def derive(self, data: bytes, media_type: str) -> Markdown:
        """Return the text of a Markdown file.

        Raises:
            ReadError: The file is not in its encoding, or its content nests too deeply.
            UnknownEncoding: The `charset` of the media type is not an encoding.
            MissingExtra: The extra `markdown` is not installed.
        """
        return self.of_text(decode_received(data, media_type))

    def of_text(self, text: str) -> Markdown:
        """Return the text of a decoded file.

        Raises:
            ReadError: The content nests too deeply.
            MissingExtra: The extra `markdown` is not installed.
        """
        return Markdown(self, text)


DERIVATION = MarkdownText1()
