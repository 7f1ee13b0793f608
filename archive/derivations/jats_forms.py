"""Chooses which form is text, if an image, a formula or a reference has several forms."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from archive.derivations.jats_tree import HREF, children, first, name_of
from archive.derivations.xml_walk import normalize_space

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

IMAGES = ("graphic", "media")
"""Elements for images, films and sounds; all of them are read like images."""
RENDERINGS = ("mml:math", "tex-math", "textual-form", "chem-struct", "inline-graphic", "graphic")
"""The renderings of a formula; of several equivalent ones, the first in this order is read."""


_DISPLAYABLE = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")
"""Extensions of images that browsers show; journals also use TIFF, which they do not show."""


def displayable_image(element: Element) -> Element | None:
    """Return the first image that browsers show; if there is none, the first image."""
    images = [*children(element, *IMAGES)]
    shown = (one for one in images if normalize_space(one.get(HREF)).lower().endswith(_DISPLAYABLE))
    return next(shown, next(iter(images), None))


def rendering_of(element: Element) -> Element | None:
    """Return the rendering of a formula that is read."""
    of_name = {name_of(child): child for child in reversed(element)}
    return next((of_name[name] for name in RENDERINGS if name in of_name), None)


def alternative_of(element: Element) -> Element | None:
    """Return the alternative that is read: a formula, else a displayable image, else the first."""
    read = rendering_of(element)
    if read is None or name_of(read) == "graphic":
        read = displayable_image(element)
    return element[0] if read is None and len(element) else read


FORMULAS = frozenset(("inline-formula", "disp-formula"))
"""Elements that contain several renderings of a formula."""


def other_forms(holder: Element) -> Collection[Element]:
    """Return the children that repeat the content of the element in a form that is not read."""
    return dict.fromkeys(_other_forms(holder, name_of(holder)))


def _other_forms(holder: Element, name: str) -> Iterator[Element]:
    if name == "alternatives":
        read = alternative_of(holder)
        is_table = first(holder, "table") is not None
        for child in holder:
            if name_of(child) != "table" if is_table else child is not read:
                yield child
    elif name in FORMULAS:
        rendering = rendering_of(holder)
        for child in children(holder, *RENDERINGS):
            if rendering is not None and name_of(child) != name_of(rendering):
                yield child
    elif name in ("ref", "citation-alternatives"):
        for _, _, others in descriptions_in(holder):
            yield from others


CITATIONS = ("mixed-citation", "element-citation", "citation", "nlm-citation", "product")
"""Elements that describe a work; the third and fourth are from the NLM tag sets before JATS."""


_FIELDS = ("element-citation", "nlm-citation")


def descriptions_in(element: Element) -> Iterator[tuple[Element, Element, list[Element]]]:
    """Yield the descriptions of works in a reference: as words, as fields, and other forms.

    One element may be both words and fields. A reference that has words and fields side by side
    describes one work twice, and so does a reference with `citation-alternatives`.
    """
    described = [*children(element, *CITATIONS)]
    names = [name_of(one) for one in described]
    is_one = name_of(element) == "citation-alternatives" or (
        len(described) == 2 and "mixed-citation" in names and any(n in _FIELDS for n in names)
    )
    if described and is_one:
        words = next((one for one in described if name_of(one) == "mixed-citation"), described[0])
        fields = next((one for one in described if name_of(one) in _FIELDS), words)
        yield words, fields, [one for one in described if one is not words]
        described = []
    for one in described:
        yield one, one, []
    for alternatives in children(element, "citation-alternatives"):
        yield from descriptions_in(alternatives)
