"""Reads elements within a line: one handler for each element name."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from archive.articles import content
from archive.articles.jats.field_values import address_of, take_address
from archive.articles.jats.formulas import FORMULA_HANDLERS, add_image
from archive.articles.jats.inline_walk import (
    EMPTY_BREAK,
    InlineHandler,
    InlineWalk,
    all_words,
    citation_of,
    report_in_line,
)
from archive.articles.jats.text_builder import TextBuilder
from archive.derivations.jats_forms import CITATIONS
from archive.derivations.jats_tree import HREF, OTHER_TEXTS
from archive.derivations.jats_vocabulary import FLOATING, LEFT_OUT
from archive.derivations.untrusted_xml import Element
from archive.derivations.xml_walk import normalize_space
from archive.model.blocks import Formatting, FormattingType

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


def _formatted(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    type = _MARKS[name]
    span = builder.open(lambda s, e: Formatting(start=s, end=e, type=type))
    inline.content(element, builder)
    if not builder.close(span) and span is not None:
        inline.losses.other(f"<{name}> without words", element)


def _floating(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """Leave out a float, because it follows the block; keep an image in a formula."""
    if name == "graphic" and element not in inline.derived.put_off:
        add_image(inline, element, name, builder)
        inline.content(element, builder)
    else:
        builder.blank()


def _note(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """Add a reference to a note in its place in the line; the note itself follows the block."""
    key = inline.keys[element]
    builder.point(lambda s, e: content.Call(s, e, key))


def _reference(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """`xref`: add a citation, a note reference or a link, depending on the element pointed to."""
    ids = [*dict.fromkeys((element.get("rid") or "").split())]
    cited = {id: works for id in ids if (works := inline.references.cited(id))}
    has_words = bool(all_words(element))
    read: Collection[str] = ()
    if cited:
        works = [work for id in ids for work in cited.get(id, ())]
        spans = inline.annotate([citation_of(work) for work in works], element, builder)
        if has_words and len(ids) == 1:
            inline.cite_range(element, ids[0], spans[0].start, builder)
        read = cited
    elif (id := next((id for id in ids if id in inline.notes), None)) is not None:
        _note_call(inline, inline.notes[id], element, builder)
        read = (id,)
    elif ids:
        if not inline.link(f"#{ids[0]}", element, builder):
            inline.losses.element(name, element)
        read = ids[:1]
    else:
        inline.losses.element(name, element, words=True)
        inline.content(element, builder)
    if unread := len(ids) - sum(id in read for id in ids):
        inline.losses.other("further targets of <xref>", element, unread)
    if ids:
        inline.losses.take(element, "rid")
    if element.get("ref-type", "").lower() in inline.kinds_of(ids):
        inline.losses.take(element, "ref-type")


def _note_call(inline: InlineWalk, key: str, element: Element, builder: TextBuilder) -> None:
    if not all_words(element):
        builder.point(lambda s, e: content.Call(s, e, key), element)
        return
    span = builder.open(lambda s, e: content.Call(s, e, key))
    inline.content(element, builder)
    builder.close(span)


def _link(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    _link_to(inline, address_of(element), element, name, builder)


def _uri(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    _link_to(inline, address_of(element) or all_words(element), element, name, builder)


def _email(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    words = all_words(element)
    target = normalize_space(element.get(HREF)) or (f"mailto:{words}" if "@" in words else "")
    _link_to(inline, target, element, name, builder)


def _link_to(
    inline: InlineWalk, target: str, element: Element, name: str, builder: TextBuilder
) -> None:
    if inline.link(target, element, builder):
        take_address(element, inline.losses)
    else:
        inline.losses.element(name, element, words=bool(all_words(element)))


def _described(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """Add a mention of a work on the words that describe the work."""
    work = inline.references.work(element)
    inline.annotate([inline.mention(work)], element, builder)


def _named(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """`named-content`: tag the words of the element with the value of its `@content-type`."""
    kind = normalize_space(element.get("content-type"))
    if not kind:
        inline.losses.element(name, element, words=True)
        inline.content(element, builder)
        return
    inline.losses.take(element, "content-type")
    inline.annotate([{"type": "tag", "tag": kind, "status": "accepted"}], element, builder)


def _parted(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    report_in_line(inline, element, name)
    builder.blank()
    inline.content(element, builder)
    builder.blank()


def _break(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    if not builder.line_break(element):
        inline.losses.other(EMPTY_BREAK, element)
    inline.content(element, builder)
    builder.blank()


def _left_out(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """Leave out and report content that is never printed, such as index entries."""
    inline.losses.element(name, element)


def _another_text(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """Add nothing for a review, reply or translation: it is a separate text."""


INLINE_HANDLERS: Mapping[str, InlineHandler] = {
    **dict.fromkeys(_MARKS, _formatted),
    **dict.fromkeys(FLOATING, _floating),
    **dict.fromkeys(LEFT_OUT, _left_out),
    **dict.fromkeys(OTHER_TEXTS, _another_text),
    **dict.fromkeys(("ext-link", "inline-supplementary-material", "self-uri"), _link),
    **dict.fromkeys(("related-article", "related-object"), _link),
    **dict.fromkeys(("break", "hr"), _break),
    **dict.fromkeys(CITATIONS, _described),
    "fn": _note,
    **dict.fromkeys(("label", "td", "th"), _parted),
    "xref": _reference,
    "uri": _uri,
    "email": _email,
    "named-content": _named,
    **FORMULA_HANDLERS,
}
"""The handlers, by element name. Of elements without a handler, the words are read."""
