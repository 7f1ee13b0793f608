"""Reads figures (images, captions, rights) and supplements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from archive.articles import content
from archive.articles.jats.rights import rights_in
from archive.articles.jats.text_builder import TextBuilder
from archive.articles.jats.tree import within, words_in
from archive.derivations.jats_forms import IMAGES, displayable_image
from archive.derivations.jats_tree import HREF, children, name_of, pieces_of
from archive.derivations.jats_vocabulary import NO_BLOCKS, OF_CAPTIONS
from archive.derivations.xml_walk import normalize_space
from archive.model.blocks import Image, Link
from archive.model.rights import Rights

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import InlineWalk
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element


class Captioned(NamedTuple):
    """The content of a figure or table: its caption, and the content before and after it."""

    before: list[Element | str]
    caption: list[Element]
    after: list[Element | str]


def captioned(
    inline: InlineWalk, element: Element, names: frozenset[str] = OF_CAPTIONS
) -> Captioned:
    """Split the content of a figure or table into its caption and the rest.

    The caption is the children with one of these names, up to the first other words after them.
    """
    before: list[Element | str] = []
    caption: list[Element] = []
    after: list[Element | str] = []
    is_over = False
    for piece in pieces_of(element):
        is_part = not isinstance(piece, str) and name_of(piece) in names
        if not isinstance(piece, str) and is_part and not is_over:
            caption.append(piece)
            continue
        (after if caption else before).append(piece)
        is_over = bool(caption) and (is_over or may_hold_words(inline, piece))
    return Captioned(before, caption, after)


def may_hold_words(inline: InlineWalk, piece: Element | str) -> bool:
    """Whether a piece of a figure or table may become a block with words."""
    return isinstance(piece, str) or (
        name_of(piece) not in _NO_TEXT or inline.derived.has_words(piece)
    )


_NO_TEXT = NO_BLOCKS | {*IMAGES, "alternatives"}
"""Elements that in most figures have no words."""


def caption_of(inline: InlineWalk, element: Element, parts: list[Element]) -> content.Words | None:
    """Return a caption as one text: label and title in one line, then the rest."""
    builder = TextBuilder()
    follows_label = True
    for part in parts:
        name = name_of(part)
        if not (follows_label and name in ("label", "caption")):
            builder.line_break()
        builder.blank()
        if name == "caption":
            inline.in_language(part, builder, partial(_add_caption, inline, part, builder))
        elif name == "label":
            inline.line(part, builder)
        else:
            inline.element(part, builder)
        builder.blank()
        follows_label = name == "label"
    return inline.finish_line(builder, element)


def _add_caption(inline: InlineWalk, caption: Element, builder: TextBuilder) -> None:
    """Read a caption: the title, then each paragraph on a new line."""
    inline.loose_text(caption.text, caption, builder)
    for number, part in enumerate(caption):
        if name_of(part) in ("p", "title"):
            if name_of(part) == "title":
                inline.losses.element("title> in <caption", part, words=True)
            (builder.line_break if number else builder.blank)()
            inline.line(part, builder)
            builder.blank()
        else:
            inline.loose_element(part, caption, builder)
        inline.loose_text(part.tail, caption, builder)


def figure_of(
    inline: InlineWalk, element: Element, caption: list[Element], losses: ElementLosses
) -> Iterator[content.Figure]:
    """Yield a figure; if it has several images, yield one figure for each image."""
    words = caption_of(inline, element, caption)
    images = [] if name_of(element) == "fig-group" else [*images_in(element, losses)]
    descriptions = filter(None, map(words_in, children(element, "alt-text", "long-desc")))
    description = " ".join(descriptions)
    raw = rights_in([*children(element, "permissions")], losses)
    for other in children(element, *(NO_BLOCKS - _OF_FIGURES)):
        losses.element(name_of(other), other)
    image = image_at(images[0], losses, with_id=False) if images else content.Figure()
    if words is None and image.image is None and not description:
        if name_of(element) == "fig":
            losses.element("fig", element)
        return
    yield content.Figure(
        () if words is None else (words,),
        image.image,
        " ".join(filter(None, (description, image.description))) or None,
        None if raw is None else Rights.model_validate(raw),
        losses.take(element, "id"),
    )
    for other in images[1:]:
        yield image_at(other, losses)


_OF_FIGURES = frozenset(("alt-text", "long-desc", "permissions"))
"""Children of a figure that are not text, but are read as fields of the figure."""


def images_in(element: Element, losses: ElementLosses) -> Iterator[Element]:
    """Yield the images of a figure; of alternative images, only one."""
    for child in element:
        if name_of(child) in IMAGES:
            yield child
        elif name_of(child) == "alternatives":
            read = displayable_image(child)
            if read is not None:
                yield read
            for other in children(child, *IMAGES):
                if other is not read:
                    losses.other_form(other)


def image_at(element: Element, losses: ElementLosses, *, with_id: bool = True) -> content.Figure:
    """Return a figure with one image, whose address is unchanged, and without a caption."""
    address = normalize_space(element.get(HREF))
    kind, subtype = (
        normalize_space(element.get(name)).lower() for name in ("mimetype", "mime-subtype")
    )
    is_kind = all(part and part.isascii() and part.isalnum() for part in (kind, subtype))
    image = None
    if address:
        losses.take(element, HREF)
        if is_kind:
            losses.take(element, "mimetype")
            losses.take(element, "mime-subtype")
        image = Image(address=address, media_type=f"{kind}/{subtype}" if is_kind else None)
    else:
        losses.element(name_of(element), element)
    description = " ".join(filter(None, map(words_in, within(element, "alt-text", "long-desc"))))
    for other in children(element, *(NO_BLOCKS - {"alt-text", "long-desc"})):
        losses.element(name_of(other), other)
    id = losses.take(element, "id") if with_id else ""
    return content.Figure((), image, description or None, id=id)


def image_of_table(
    element: Element, caption: content.Words | None, losses: ElementLosses
) -> Iterator[content.Figure]:
    """Yield figures for images that replace a table; the first figure has the caption."""
    images = [*images_in(element, losses)]
    if images or caption is not None:
        figure = image_at(images[0], losses, with_id=False) if images else content.Figure()
        image, captions = figure.image, () if caption is None else (caption,)
        yield replace(figure, captions=captions, id=losses.take(element, "id"))
        if image is not None:
            losses.other("a table that is an image; read as a figure", element)
    for other in images[1:]:
        yield image_at(other, losses)


def supplement_of(
    inline: InlineWalk, element: Element, caption: list[Element], losses: ElementLosses
) -> content.Words | None:
    """Return the printed words about a supplement, as a link to the supplement."""
    words = caption_of(inline, element, caption)
    inner = [element, *within(element, "media", "graphic")]
    linked = next((one for one in inner if normalize_space(one.get(HREF))), None)
    for other in within(element, *NO_BLOCKS):
        losses.element(name_of(other), other)
    if words is None or not words.text:
        losses.element(name_of(element), element)
        return None
    if linked is None:
        return words
    target = normalize_space(losses.take(linked, HREF))
    link = Link(start=0, end=len(words.text), target=target)
    id = losses.take(element, "id")
    return content.Words(
        words.text, words.origin, (link, *words.marks), words.language, words.annotations, id
    )
