"""What reads each element that runs on in a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.field_values import address_of
from archive.articles.jats.formulas import FORMULAS
from archive.articles.jats.inline_walk import Handler, citation_of, words_all
from archive.articles.jats.losses import OTHER_FORM
from archive.articles.jats.references import CITATIONS
from archive.articles.jats.text_builder import Line
from archive.articles.jats.tree import HREF, one_line
from archive.articles.jats.vocabulary import FLOATING
from archive.model.blocks import Formatting, FormattingType

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import Inline
    from archive.formats.untrusted_xml import Element

_MARKS: Mapping[str, FormattingType] = {
    "italic": "italic",
    "bold": "bold",
    "sup": "superscript",
    "sub": "subscript",
    "sc": "small-caps",
    "monospace": "monospace",
    "underline": "underline",
    "strike": "strikethrough",
    "tex-math": "code",
}


def _formatted(inline: Inline, element: Element, name: str, line: Line) -> None:
    type = _MARKS[name]
    if element.get("toggle") == "yes":
        inline.left.other(f"<{name} toggle>", element)
    span = line.open(lambda s, e: Formatting(start=s, end=e, type=type))
    inline.content(element, line)
    line.close(span)


def _floating(inline: Inline, element: Element, name: str, line: Line) -> None:
    inline.asides.append(element)


def _note(inline: Inline, element: Element, name: str, line: Line) -> None:
    """A note in a line is called there, and stands after its block."""
    key = inline.keys[element]
    line.put(lambda s, e: content.Call(s, e, key))
    inline.asides.append(element)


def _reference(inline: Inline, element: Element, name: str, line: Line) -> None:
    """`xref`: what it is, the thing tells to which it points, else its `@ref-type`."""
    ids = (element.get("rid") or "").split()
    works = [work for id in ids for work in inline.references.cited(id)]
    has_words = bool(words_all(element))
    if works:
        spans = inline.said([citation_of(work) for work in works], element, line)
        if has_words and len(ids) == 1:
            inline.ranged(element, ids[0], spans[0].start, line)
    elif (key := next((inline.notes[id] for id in ids if id in inline.notes), None)) is not None:
        _called(inline, key, element, line)
    elif ids:
        if len(ids) > 1:
            inline.left.other("further targets of <xref>", element)
        inline.linked(f"#{ids[0]}", element, line)
        if not has_words:
            inline.left.element(name, element)
    else:
        inline.left.element(name, element, words=True)
        inline.content(element, line)


def _called(inline: Inline, key: str, element: Element, line: Line) -> None:
    if not words_all(element):
        line.put(lambda s, e: content.Call(s, e, key))
        return
    span = line.open(lambda s, e: content.Call(s, e, key))
    inline.content(element, line)
    line.close(span)


def _link(inline: Inline, element: Element, name: str, line: Line) -> None:
    target = address_of(element)
    if not target:
        inline.left.element(name, element, words=True)
    if target and not words_all(element):
        inline.left.element(name, element)
    inline.linked(target, element, line)


def _uri(inline: Inline, element: Element, name: str, line: Line) -> None:
    inline.linked(address_of(element) or words_all(element), element, line)


def _email(inline: Inline, element: Element, name: str, line: Line) -> None:
    words = words_all(element)
    target = one_line(element.get(HREF)) or (f"mailto:{words}" if "@" in words else "")
    inline.linked(target, element, line)


def _described(inline: Inline, element: Element, name: str, line: Line) -> None:
    """What describes a work names it."""
    if element in inline.references.doubles:
        inline.left.other(OTHER_FORM.format(name), element)
        return
    work = inline.references.work(element)
    inline.said([inline.mention(work)], element, line)


def _named(inline: Inline, element: Element, name: str, line: Line) -> None:
    """`named-content` lays a word of somebody's vocabulary on its words."""
    kind = one_line(element.get("content-type"))
    if not kind:
        inline.left.element(name, element, words=True)
        inline.content(element, line)
        return
    inline.said([{"type": "tag", "tag": kind, "status": "accepted"}], element, line)


def _label(inline: Inline, element: Element, name: str, line: Line) -> None:
    line.blank()
    inline.content(element, line)
    line.blank()


def _break(inline: Inline, element: Element, name: str, line: Line) -> None:
    line.line_break()


def _no_words(inline: Inline, element: Element, name: str, line: Line) -> None:
    """What a reader never sees: entries for an index, a description."""
    inline.left.element(name, element)


IN_LINE: Mapping[str, Handler] = {
    **dict.fromkeys(_MARKS, _formatted),
    **dict.fromkeys(FLOATING, _floating),
    **dict.fromkeys(("alt-text", "long-desc", "index-term", "index-term-range-end"), _no_words),
    **dict.fromkeys(("ext-link", "inline-supplementary-material", "self-uri"), _link),
    **dict.fromkeys(("related-article", "related-object"), _link),
    **dict.fromkeys(("break", "hr"), _break),
    **dict.fromkeys(CITATIONS, _described),
    "fn": _note,
    "label": _label,
    "xref": _reference,
    "uri": _uri,
    "email": _email,
    "named-content": _named,
    **FORMULAS,
}
"""What reads an element, by its name; of any other the words are read."""
