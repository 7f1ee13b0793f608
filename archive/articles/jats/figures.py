"""Reads figures (images, captions, rights) and supplements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.articles import content
from archive.articles.jats.losses import OTHER_FORM
from archive.articles.jats.rights import rights_of
from archive.articles.jats.text_builder import TextBuilder
from archive.articles.jats.tree import within, words_in
from archive.derivations.jats_forms import IMAGES, displayable_image
from archive.derivations.jats_tree import HREF, children, name_of, normalize_space
from archive.model.blocks import Image, Link
from archive.model.rights import Rights

if TYPE_CHECKING:
    from archive.articles.jats.inline_walk import InlineWalk
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element

OF_CAPTIONS = frozenset(("p", "attrib", "xref", "email", "ext-link", "uri"))
"""Children of a figure that are printed with it, besides label and caption."""
OF_FIGURES = OF_CAPTIONS | {
    *("label", "caption", "graphic", "media", "alternatives", "alt-text", "long-desc"),
    *("permissions", "object-id", "kwd-group", "subj-group"),
}
"""Children of a figure that are read with it, or reported."""


def caption_of(
    inline: InlineWalk, element: Element, others: frozenset[str] = frozenset()
) -> content.Words | None:
    """Return the caption of a figure or table: label and title in a line, then the rest.

    Args:
        inline: The walk that reads lines.
        element: The figure or table.
        others: The names of other children that are printed with it.
    """
    builder = TextBuilder()
    for part in children(element, "label"):
        inline.content(part, builder)
        builder.blank()
    for caption in children(element, "caption"):
        if caption.text:
            builder.text(caption.text)
        for number, part in enumerate(caption):
            if number:
                builder.line_break()
            if name_of(part) in ("p", "title"):
                inline.content(part, builder)
            else:
                inline.element(part, builder)
            if part.tail:
                builder.text(part.tail)
    for part in children(element, *others):
        builder.line_break()
        inline.element(part, builder)
    return inline.finish_line(builder, element)


def figures_of(
    inline: InlineWalk, element: Element, losses: ElementLosses
) -> Iterator[content.Figure]:
    """Yield a figure; where it has several images, one for each."""
    caption = caption_of(inline, element, OF_CAPTIONS)
    images = [] if name_of(element) == "fig-group" else [*images_in(element, losses)]
    descriptions = filter(None, map(words_in, children(element, "alt-text", "long-desc")))
    description = " ".join(descriptions)
    raw = next(
        filter(None, (rights_of(one, losses) for one in children(element, "permissions"))), None
    )
    for number in children(element, "object-id", "kwd-group", "subj-group"):
        losses.element(name_of(number), number)
    image = image_at(images[0], losses) if images else content.Figure()
    if caption is None and image.image is None and not description:
        if name_of(element) == "fig":
            losses.element("fig", element)
        return
    yield content.Figure(
        () if caption is None else (caption,),
        image.image,
        " ".join(filter(None, (description, image.description))) or None,
        None if raw is None else Rights.model_validate(raw),
        element.get("id") or "",
    )
    for other in images[1:]:
        yield image_at(other, losses)


def images_in(element: Element, losses: ElementLosses) -> Iterator[Element]:
    """Yield the images of a figure, one of those that are alternatives."""
    for child in element:
        if name_of(child) in IMAGES:
            yield child
        elif name_of(child) == "alternatives":
            read = displayable_image(child)
            if read is not None:
                yield read
            for other in children(child, *IMAGES):
                if other is not read:
                    losses.other(OTHER_FORM.format(name_of(other)), other)


def image_at(element: Element, losses: ElementLosses) -> content.Figure:
    """Return the figure of an image that stands alone, with the address as written."""
    address = normalize_space(element.get(HREF))
    kind, subtype = (
        normalize_space(element.get(name)).lower() for name in ("mimetype", "mime-subtype")
    )
    is_kind = all(part and part.isascii() and part.isalnum() for part in (kind, subtype))
    image = None
    if address:
        image = Image(address=address, media_type=f"{kind}/{subtype}" if is_kind else None)
    else:
        losses.element(name_of(element), element)
    description = " ".join(filter(None, map(words_in, within(element, "alt-text", "long-desc"))))
    for other in element:
        if name_of(other) not in ("alt-text", "long-desc"):
            losses.element(name_of(other), other)
    return content.Figure((), image, description or None, id=element.get("id") or "")


def supplement_of(
    inline: InlineWalk, element: Element, losses: ElementLosses
) -> content.Words | None:
    """Return the printed words about a supplement, as a link to it."""
    words = caption_of(inline, element, OF_CAPTIONS)
    inner = [element, *within(element, "media", "graphic")]
    target = next(filter(None, (normalize_space(one.get(HREF)) for one in inner)), "")
    for other in within(element, "alt-text", "long-desc", "object-id", "permissions"):
        losses.element(name_of(other), other)
    if words is None or not words.text:
        losses.element(name_of(element), element)
        return None
    if not target:
        return words
    link = Link(start=0, end=len(words.text), target=target)
    id = element.get("id") or ""
    return content.Words(
        words.text, words.origin, (link, *words.marks), words.language, words.annotations, id
    )
