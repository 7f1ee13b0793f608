"""Renders a page in HTML, as a fragment that other pages can include."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from archive.view.html.markup import Content, Markup, balanced, element, joined
from archive.view.page_parts import (
    Apart,
    Edge,
    Edited,
    Excerpt,
    Fields,
    Furniture,
    Grid,
    Heading,
    Inset,
    Items,
    Lines,
    Listing,
    Marked,
    Note,
    Notice,
    Paragraph,
    Part,
    Parts,
    Passage,
    Quote,
    Style,
    Table,
    Text,
    Version,
    Words,
    runs,
)

_HIGHEST, _DEEPEST = 3, 6
"""The levels of headings in a fragment: the page around it has h1 and h2; HTML ends at h6."""
_ARTICLE = 4
"""The level of the heading before the headings of the article."""

_CHANGES = {"old": "del", "new": "ins", "both": "span", "meant": "strong"}
"""The elements for words, by the version that they belong to."""

_STYLE = Markup(
    "<style>"
    ".archive-page{max-width:60rem;line-height:1.45;overflow-wrap:anywhere}"
    ".archive-page :is(h3,h4,h5,h6){margin:1em 0 .3em;line-height:1.25;font-size:1em}"
    ".archive-page h3{font-size:1.35em}.archive-page h4{font-size:1.1em}"
    ".archive-page :is(p,dl,ul,pre,table,blockquote){margin:.3em 0}"
    ".archive-page dl{display:grid;grid-template-columns:fit-content(12rem) 1fr;gap:.1em 1em}"
    ".archive-page dt{grid-column:1}.archive-page dd{grid-column:2;margin:0}"
    ".archive-page .inset,.archive-page blockquote{margin-inline:1.2em 0}"
    ".archive-page .apart{margin-bottom:.8em}"
    ".archive-page .scroll{overflow-x:auto}"
    ".archive-page :is(th,td){text-align:start;vertical-align:top;padding:.15em .8em .15em 0;"
    "overflow-wrap:break-word}"
    ".archive-page :is(.words,pre){white-space:pre-wrap}"
    ".archive-page .marked{list-style:none}"
    ".archive-page .hanging{padding-inline-start:1em;text-indent:-1em}"
    ".archive-page :is(.quiet,dt,.edge,.label){color:color-mix(in srgb,currentColor 72%,gray)}"
    ".archive-page :is(.edge,.label){font-size:.8em}"
    ".archive-page .name{color:color-mix(in srgb,currentColor 50%,#0969da)}"
    ".archive-page :is(.good,ins){color:color-mix(in srgb,currentColor 50%,#1a7f37)}"
    ".archive-page .doubt{color:color-mix(in srgb,currentColor 50%,#bc4c00)}"
    ".archive-page :is(.bad,del){color:color-mix(in srgb,currentColor 50%,#cf222e)}"
    "</style>"
)
"""The CSS of fragments. Each colour is mixed with the text colour that the theme of a notebook
sets, and is therefore readable on light and on dark backgrounds."""


def render(page: Parts) -> Markup:
    """Return a page as a fragment of HTML, with its CSS.

    No text of the page becomes an element, an attribute or a script. In sentences of the program,
    characters that change the reading direction are shown as code points; in the text of the
    record, their effect ends with the block.
    """
    return framed(parts(page))


def framed(*content: Content) -> Markup:
    """Return rendered parts as a fragment with its CSS."""
    # Styles in a body apply to what follows, so their element is inside the fragment.
    return element("div", _STYLE, element("div", *content, class_="archive-page"))


def parts(of: Iterable[Part]) -> Markup:
    """Render parts one after the other, without the frame of a fragment."""
    return _parts(of, _Outline())


class _Outline:
    """The headings above the current place: with them, the HTML skips no heading level."""

    def __init__(self) -> None:
        self._above: list[int] = []

    def heading(self, level: int, content: Content) -> Markup:
        """Return a heading of the right level for its place on the page."""
        while self._above and self._above[-1] >= level:
            self._above.pop()
        self._above.append(level)
        return _block(f"h{min(_HIGHEST - 1 + len(self._above), _DEEPEST)}", content)


def _parts(of: Iterable[Part], outline: _Outline) -> Markup:
    return joined(_part(part, outline) for part in of)


def _part(part: Part, outline: _Outline) -> Content:
    match part:
        case Heading():
            return outline.heading(part.level, styled_words(part.text))
        case Paragraph():
            name = " ".join(filter(None, (part.style, "hanging" if part.hanging else None)))
            return _block("p", styled_words(part.text), name)
        case Notice():
            return _block("p", styled_words(part.text), f"notice {part.style or ''}".rstrip())
        case Fields():
            return element("dl", _fields(part)) if part.rows else None
        case Items():
            items = (_block("li", styled_words(item)) for item in part.items)
            return element("ul", items) if part.items else None
        case Table():
            return _table(part)
        case Passage():
            return _passage(part, outline)
        case Excerpt():
            before, after = "…" * (not part.from_start), "…" * (not part.to_end)
            return _block("p", (before, _words(part.words), after), "words")
        case Quote():
            return _quote(part)
        case Note():
            return _note(part)
        case Listing():
            return _listing(part)
        case Grid():
            return _grid(part)
        case Version():
            return _version(part)
        case Edited():
            label = f"{part.label}:" if part.label else ""
            return _block("p", (_label(label), _edited(part.words)), "words")
        case Lines():
            return element("pre", _lines(part.lines), dir="ltr")
        case Inset():
            return element("div", _parts(part.parts, outline), class_="inset")
        case Apart():
            return element("div", _parts(part.parts, outline), class_="apart")
        case Furniture():
            summary = element("summary", visible(part.title), class_="quiet")
            return element("details", summary, _parts(part.parts, outline))
    assert_never(part)


def _block(name: str, content: Content, class_: str = "") -> Markup:
    """Return an element whose text direction the browser detects."""
    return element(name, content, class_=class_ or None, dir="auto")


# --- statements about a record ---


def styled_words(text: Text) -> Markup:
    """Return a text as HTML, each run in its style."""
    return joined(_run(visible(words), style) for words, style in runs(text))


def _run(words: str, style: Style | None) -> Content:
    if style is None or not words:
        return words
    return element("strong", words) if style == "strong" else element("span", words, class_=style)


_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(words: str) -> str:
    r"""Return a text with code points in place of characters that change the reading direction.

    >>> visible("a\u202eb")
    'a<U+202E>b'
    """
    return _TURNING.sub(lambda match: f"<U+{ord(match[0]):04X}>", words)


def _fields(fields: Fields) -> Iterator[Markup]:
    last = None
    for label, text in fields.rows:
        if last is None or label not in (
            "",
            last,
        ):  # the first value gets a label, even if empty
            yield _block("dt", visible(label))
            last = label
        yield _block("dd", styled_words(text))


def _table(table: Table) -> Markup:
    head = (element("th", visible(cell), scope="col") for cell in ("", "id", *table.head))
    rows = (
        element(
            "tr",
            element("th", visible(row.number), scope="row"),
            element("td", element("span", visible(row.id), class_="name")),
            (_block("td", styled_words(cell)) for cell in row.cells),
        )
        for row in table.rows
    )
    whole = element("table", element("thead", element("tr", head)), element("tbody", rows))
    return element("div", whole, class_="scroll")


# --- the words of a record ---


def _words(words: Words) -> Iterator[Content]:
    """Yield the words with the numbers of their statements, and with their line ends."""
    pieces = [piece for piece in words if isinstance(piece, str)]
    whole = iter(pieces)
    if any(map(_TURNING.search, pieces)):
        whole = iter(_balanced(pieces))
    for piece in words:
        yield _edge(piece) if isinstance(piece, Edge) else next(whole)


def _balanced(pieces: list[str]) -> list[str]:
    """Return the pieces of a block, changed if a change of direction would not end with it."""
    if balanced("".join(pieces)) == "".join(pieces):
        return pieces
    return [balanced(piece) for piece in pieces]


def _edge(edge: Edge) -> Markup:
    numbers = visible(",".join(edge.numbers))
    return element("span", f"|{numbers}]" if edge.is_end else f"[{numbers}|", class_="edge")


def _label(label: str) -> Content:
    """Return the label before words of the record."""
    return (element("span", visible(label), class_="label"), " ") if label else None


def _passage(passage: Passage, outline: _Outline) -> Markup:
    words = _words(passage.words)
    match passage.kind:
        case "paragraph":
            return _block("p", words, "words")
        case "heading":
            return outline.heading(_ARTICLE + passage.level, words)
        case "code":
            return element("pre", element("code", words), dir="ltr")
        case "verse":
            return _block("p", words, "words inset")
        case "furniture" | "caption":
            label = _label(f"[{passage.label}]" if passage.label else "")
            return _block("p", (label, words), f"words {passage.kind}")
    assert_never(passage.kind)


def _quote(quote: Quote) -> Markup:
    paragraphs = (_block("p", _words(words), "words") for words in quote.paragraphs)
    credit = quote.credit
    by = None if credit is None else _block("p", ("— ", _words(credit)), "words")
    return element("blockquote", paragraphs, by)


def _note(note: Note) -> Markup:
    label = _label(f"[note] {note.marker}".rstrip())
    paragraphs = (
        _block("p", (label if not n else None, _words(words)), "words")
        for n, words in enumerate(note.paragraphs)
    )
    return element("div", paragraphs if note.paragraphs else element("p", label), class_="note")


def _listing(listing: Listing) -> Markup:
    items = (
        _block(
            "li",
            (
                _label(item.marker.strip()),
                element("span", _words(item.words), class_="words"),
                map(_listing, item.listings),
            ),
            "marked" if item.marker.strip() else "",
        )
        for item in listing.items
    )
    return element("ul", items)


def _grid(grid: Grid) -> Markup:
    rows = (
        element("tr", (_block("td", _words(cell), "words") for cell in row)) for row in grid.rows
    )
    return element("div", element("table", rows), class_="scroll")


def _version(version: Version) -> Markup:
    changed = element(_CHANGES[version.which], visible(version.words))
    return _block("p", (visible(version.before), changed, visible(version.after)), "words")


def _edited(words: tuple[str | Marked, ...]) -> Iterator[Content]:
    """Yield the words of both versions, with a space between removed and new words."""
    last: str | Marked = ""
    for piece in words:
        if isinstance(piece, str):
            yield visible(piece)
        else:
            yield " " if isinstance(last, Marked) else None
            yield element(_CHANGES[piece.which], visible(piece.words))
        last = piece


def _lines(lines: tuple[Text, ...]) -> Iterator[Content]:
    for n, line in enumerate(lines):
        yield "\n" if n else None
        yield styled_words(line)
